"""What was measured, kept by part in one JSON file, so that one can be measured anew alone; its tables and plots."""

import json
import re
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path

from benchmarks.measuring.plots import WIDTH, Chart, drawn


@dataclass
class Table:
    """Columns by name, the first of words and the others of numbers; cells are what is shown."""

    title: str
    head: list[str]
    rows: list[list[str]]

    def lines(self) -> list[str]:
        return [
            f"**{self.title}**",
            "",
            f"| {' | '.join(self.head)} |",
            f"|---|{'---:|' * (len(self.head) - 1)}",
            *(f"| {' | '.join(row)} |" for row in self.rows),
            "",
        ]


@dataclass
class Aim:
    """A figure that has an aim: what it is, what it came to, what it should be, and whether that is met."""

    name: str
    found: str
    wanted: str
    met: bool


@dataclass
class Part:
    """What one part of the benchmark found.

    Args:
        note: what holds for all its tables: how many articles, how long, on what.
        skipped: what was not measured, and why.
    """

    note: str = ""
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    # When, on what machine, how many seconds it took: filled in by who ran it.
    at: str = ""
    machine: str = ""
    seconds: int = 0

    def lines(self) -> list[str]:
        told = [line for table in self.tables for line in table.lines()]
        skipped = [f"- {one}" for one in self.skipped]
        return [self.note, "", *told, *skipped, *([""] if skipped else []), f"{self.at}; {self.machine}.", ""]


def part_of(kept: dict) -> Part:
    """A part as `asdict` has written it."""
    return Part(
        **{
            **kept,
            "tables": [Table(**one) for one in kept["tables"]],
            "charts": [Chart(**one) for one in kept["charts"]],
            "aims": [Aim(**one) for one in kept["aims"]],
        }
    )


class Results:
    """The figures of a checkout, or of a quick run, which nobody keeps.

    Args:
        folder: benchmarks/results/.
        name: of the files there.
        docs: the page that shows the figures, whose marked blocks are replaced; None: no page.
    """

    def __init__(self, folder: Path, name: str, docs: Path | None) -> None:
        self.folder, self.name, self.docs = folder, name, docs
        self.file = folder / f"{name}.json"
        kept = json.loads(self.file.read_text()) if self.file.exists() else {}
        self.parts = {key: part_of(told) for key, told in kept.items()}

    def put(self, key: str, part: Part) -> None:
        """Keep a part in place of what was found before, and write everything anew."""
        self.parts[key] = part
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {name: asdict(one) for name, one in self.parts.items()}
        self.file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        self.write()

    def write(self) -> None:
        """The tables and the plots, and the page of the documentation that shows them."""
        lines = [line for key, part in self.parts.items() for line in (f"## {key}", "", *part.lines())]
        text = "\n".join(["# Speed", "", *self.aim_lines(), "", *lines]).rstrip() + "\n"
        (self.folder / f"{self.name}.md").write_text(text, encoding="utf-8")
        plots = self.docs.with_suffix("") if self.docs else self.folder / f"{self.name}-plots"
        plots.mkdir(parents=True, exist_ok=True)
        for part in self.parts.values():
            for chart in part.charts:
                for scheme in ("light", "dark"):
                    (plots / f"{chart.key}-{scheme}.svg").write_text(drawn(chart, scheme), encoding="utf-8")
        if self.docs and self.docs.exists():
            folder = self.docs.stem
            blocks = {
                key: "\n".join(
                    [*(line for chart in part.charts for line in picture(chart, folder)), *part.lines()]
                ).strip()
                for key, part in self.parts.items()
            }
            blocks["aims"] = "\n".join(self.aim_lines())
            self.docs.write_text(filled(self.docs.read_text(encoding="utf-8"), blocks), encoding="utf-8")

    def aim_lines(self) -> list[str]:
        aims = [aim for part in self.parts.values() for aim in part.aims]
        if not aims:
            return ["No figure that has an aim has been measured."]
        return [
            "| figure | aim | found | |",
            "|---|---|---:|---|",
            *(f"| {aim.name} | {aim.wanted} | {aim.found} | {'met' if aim.met else '**not met**'} |" for aim in aims),
        ]


def picture(chart: Chart, folder: str) -> list[str]:
    """A plot in a page of Markdown, light or dark as its reader has it."""
    alt = escape(f"{chart.title}. {chart.description} The figures are in the tables below.")
    return [
        "<picture>",
        f'<source media="(prefers-color-scheme: dark)" srcset="{folder}/{chart.key}-dark.svg">',
        f'<img src="{folder}/{chart.key}-light.svg" alt="{alt}" width="{WIDTH}">',
        "</picture>",
        "",
    ]


def filled(page: str, blocks: dict[str, str]) -> str:
    """A page of Markdown with what stands between `<!-- figures: NAME -->` and `<!-- end -->` replaced."""

    def block(found: re.Match[str]) -> str:
        text = blocks.get(found[1])
        return f"<!-- figures: {found[1]} -->\n{text}\n<!-- end -->" if text else found[0]

    return re.sub(r"<!-- figures: (\w+) -->.*?<!-- end -->", block, page, flags=re.S)
