"""The report of a run, ready to be drawn in the desk and in its language."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wordpress.importing.lines import NAMES, REMARKS
from wordpress.models import ImportRun, Origin

# More of one kind are in the file that `--report` writes.
MOST = 200
KINDS = {
    "post": gettext_lazy("posts"),
    "page": gettext_lazy("pages"),
    "attachment": gettext_lazy("files"),
    "comment": gettext_lazy("comments"),
    "nav_menu_item": gettext_lazy("menu entries"),
    "guest-author": gettext_lazy("guest authors"),
    "wp_block": gettext_lazy("blocks for several texts"),
}
DONE = {
    "new": pgettext_lazy("items", "new"),
    "updated": pgettext_lazy("items", "updated"),
    "unchanged": pgettext_lazy("items", "unchanged"),
    "conflict": gettext_lazy("in conflict"),
}


@dataclass(frozen=True)
class Row:
    """A remark on an item: its number and title there, what is said of it, and its page in the desk."""

    number: int
    title: str
    what: str
    address: str


@dataclass(frozen=True)
class Part:
    """Remarks of one kind; `more` says how many are not shown."""

    heading: str
    number: int
    rows: list[Row]
    more: int


class ShownReport:
    """What the page of a run draws."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.report: dict[str, Any] = run.report
        self.remarks = self.report.get("remarks", {})
        self._addresses = self._read_addresses()

    @property
    def counts(self) -> list[tuple[str, int, int, int]]:
        """(type, in, here, left out), in words."""
        return [
            (str(KINDS.get(kind, kind)), one["in"], one["out"], one["skipped"])
            for kind, one in self.report.get("items", {}).items()
        ]

    @property
    def done(self) -> list[tuple[str, int]]:
        done = self.report.get("done", {})
        return [(str(words), done[name]) for name, words in DONE.items() if done.get(name)]

    @property
    def problems(self) -> list[str]:
        return self.report.get("problems", [])

    @property
    def reasons(self) -> list[tuple[int, str, str, str]]:
        """(how many, of what type, why, their numbers)."""
        return [
            (
                one["number"],
                str(KINDS.get(one["type"], one["type"])),
                _(one["sentence"]) % one["told"] if one["told"] else _(one["sentence"]),
                ", ".join(map(str, one["ids"][:MOST])) + (" …" if one["number"] > len(one["ids"]) else ""),
            )
            for one in self.report.get("reasons", [])
        ]

    @property
    def parts(self) -> list[Part]:
        numbers = self.report.get("n_remarks", {})
        return [
            Part(str(words), numbers.get(about, 0), rows, numbers.get(about, 0) - len(rows))
            for about, words in REMARKS.items()
            if (rows := [self._row(one) for one in self.remarks.get(about, [])[:MOST]])
        ]

    @property
    def names(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """What was met, by how often: leftovers, custom fields, formats."""
        told = self.report.get("names", {})
        return [(str(words), list(told[about].items())[:MOST]) for about, words in NAMES.items() if told.get(about)]

    @property
    def redirects(self) -> int:
        return self.report.get("redirects", 0)

    @property
    def pairs(self) -> int:
        """How many likely pairs of translations waited when it ended."""
        return self.report.get("besides", {}).get("pairs", 0)

    @property
    def seconds(self) -> float:
        return self.report.get("seconds", 0)

    def _row(self, one: dict[str, Any]) -> Row:
        return Row(one["id"], one["title"], one["what"], self._addresses.get(str(one["id"]), ""))

    def _read_addresses(self) -> dict[str, str]:
        """The desk's pages of the items that remarks are on; one query."""
        keys = {str(one["id"]) for rows in self.remarks.values() for one in rows[:MOST]}
        if not keys:
            return {}
        sites = self.run.sites.values("pk")
        found = Origin.objects.filter(site__in=sites, kind="item", key__in=keys, object_id__isnull=False)
        rows = found.values_list("key", "model", "object_id")
        return {key: desk_address(model, pk) for key, model, pk in rows if pk is not None}


def desk_address(label: str, key: int) -> str:
    """The page of a thing in the desk; empty where it has none."""
    app, _dot, name = label.partition(".")
    try:
        return reverse(f"admin:{app}_{name}_change", args=[key])
    except NoReverseMatch:
        return ""
