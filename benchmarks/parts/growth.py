"""Growth: the same pages on small and large archives, by `benchmarks/growth.py`, whose results all sizes share."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.measuring.bench import ROOT, Bench
from benchmarks.measuring.plots import Chart
from benchmarks.measuring.results import Aim, Part, Table
from benchmarks.measuring.rounds import shown
from benchmarks.parts.writing import run_script
from benchmarks.peers import ours

# The engine that is measured here; another's results, measured by `benchmarks/growth.py` alone, are told beside.
NAME, OTHER = "sqlite", "postgresql"
ENGINES = {NAME: "SQLite", OTHER: "PostgreSQL"}
RESULTS = ROOT / "benchmarks" / "results"
# The largest archive to the smallest, any public page; deep in a list to its first page; a search of 100,000, in ms.
MOST, DEPTH, SEARCH = 1.2, 1.1, 10.0
# Those that the plot shows.
SHOWN = ("home", "list, page 500", "list, oldest", "category, oldest", "article", "search, common word")


def measure(bench: Bench) -> Part:
    if not (ROOT / "benchmarks" / "growth.py").exists():
        bench.machine.skip("Growth", "this checkout has no benchmarks/growth.py")
        return Part(note="Not measured.")
    for number in bench.sizes:
        bench.tell(f"  {number:,} articles …")
        words = ["--articles", str(number), "--write", NAME]
        run_script(bench, "growth.py", words, surroundings(number))
    files = [file for name in ENGINES if (file := RESULTS / f"growth-{name}.json").exists()]
    return told_of(*(json.loads(file.read_text()) for file in files)) if files else Part(note="Not measured.")


def fill(bench: Bench) -> None:
    """The smallest first: the others begin as copies of it."""
    for number in sorted(bench.sizes):
        given = surroundings(number)
        if bench.afresh:
            shutil.rmtree(given["DATA_DIR"], ignore_errors=True)
        if not (Path(given["DATA_DIR"]) / f"growth-{number}").exists():
            bench.tell(f"Filling SQLite with an archive of {number:,} articles …")
            command = [sys.executable, str(ROOT / "benchmarks" / "growth.py"), "--articles", str(number), "--fill"]
            subprocess.run(command, cwd=ROOT, env=given, check=True, stdout=subprocess.DEVNULL)


def surroundings(number: int) -> dict[str, str]:
    return ours.environment(ROOT / ".cache" / f"growth-{number}", cache=False)


def told_of(*engines: dict[str, Any]) -> Part:
    """The figures of every size that has been measured, this time or before; the plot shows the first engine's."""
    part = Part(
        note="Articles of the English edition, and milliseconds of CPU a page, the database's with it; in process, the "
        "least of several. How much the database reads for each is in results/growth-*.md."
    )
    for found in engines:
        engine, articles = ENGINES[found["engine"]], found["articles"]
        sizes = sorted(articles, key=int)
        pages = list(dict.fromkeys(page for size in sizes for page in articles[size]))
        cpu = {page: [articles[size].get(page, {}).get("cpu_ms") for size in sizes] for page in pages}
        rows = [[page, *(shown(one) if one else "–" for one in values), grown(values)] for page, values in cpu.items()]
        head = ["page", *(f"{int(size):,}" for size in sizes), "last to first"]
        part.tables.append(Table(f"CPU a page, ms, by articles of the edition: {engine}", head, rows))
        part.aims += aims(engine, articles, sizes, cpu)
        if not part.charts and len(sizes) > 1:
            part.charts.append(chart(sizes, cpu))
    return part


def chart(sizes: list[str], cpu: dict[str, list[float | None]]) -> Chart:
    lines = {
        page: [(float(size), value) for size, value in zip(sizes, cpu[page], strict=True) if value]
        for page in SHOWN
        if page in cpu
    }
    return Chart(
        "growth",
        "From a thousand articles on: milliseconds of CPU a page",
        "A page costs the same however large the archive is.",
        "milliseconds of CPU a page",
        kind="lines",
        lines={page: points for page, points in lines.items() if len(points) > 1},
        across="articles of the edition",
    )


def aims(engine: str, articles: dict[str, Any], sizes: list[str], cpu: dict[str, list[float | None]]) -> list[Aim]:
    found = []
    public = [page for page in cpu if is_public(page)]
    ratios = {page: last / first for page in public if (first := cpu[page][0]) and (last := cpu[page][-1])}
    if len(sizes) > 1 and ratios:
        page = max(ratios, key=lambda one: ratios[one])
        name = f"{int(sizes[-1]):,} to {int(sizes[0]):,} articles, any public page, {engine} ({page})"
        found.append(Aim(name, f"{shown(ratios[page])} ×", f"≤ {MOST:g} ×", ratios[page] <= MOST))
    for size in sizes:
        first, deep = (articles[size].get(name, {}).get("cpu_ms") for name in ("list, page 1", "list, page 50,000"))
        if first and deep:
            name = f"list page 50,000 to page 1, {int(size):,} articles, {engine}"
            found.append(Aim(name, f"{shown(deep / first)} ×", f"≤ {DEPTH:g} ×", deep / first <= DEPTH))
    searches = {page: row["cpu_ms"] for page, row in articles.get("100000", {}).items() if page.startswith("search,")}
    if searches:
        page = max(searches, key=lambda one: searches[one])
        found.append(
            Aim(
                f"search at 100,000, {engine} ({page})",
                f"{shown(searches[page])} ms",
                f"≤ {SEARCH:g} ms",
                searches[page] <= SEARCH,
            )
        )
    return found


def is_public(page: str) -> bool:
    return not page.startswith(("desk", "board", "withdraw"))


def grown(values: list[float | None]) -> str:
    there = [value for value in values if value]
    return f"{shown(there[-1] / there[0])} ×" if len(there) > 1 else "–"
