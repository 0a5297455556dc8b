"""What an import has to tell: counts in and out by type, and everything by name that is not as it was there.

A report says the same on the screen, as JSON (`--report`) and in the desk. `in` = `out` + `skipped`, for every type.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

# Of each kind of remark so many are kept by name; the rest is counted.
MOST_NAMED = 5_000
# Of each reason so many numbers are shown in the desk.
MOST_IDS = 200


@dataclass
class Count:
    """How many of a type an export had, are here now (those that were here before too), and were left out."""

    came: int = 0
    here: int = 0
    skipped: int = 0


@dataclass
class Reason:
    """Why things of one type were left out: a sentence to be translated, what is put into it, how many there are."""

    sentence: str
    told: dict[str, str]
    number: int = 0
    ids: list[int] = field(default_factory=list)


@dataclass
class Report:
    """Filled while an import runs.

    Attributes:
        items: by the export's types, and "comment".
        besides: how many people, categories, topics, menus… there are here of the site, by what they are.
        done: what became of items: "new", "updated", "unchanged".
        remarks: what is worth a look, by kind (`REMARKS` names them), each with the item's number, type and title.
        names: how often something was met: leftovers of texts, custom fields, formats.
        redirects: old addresses that lead somewhere.
    """

    items: dict[str, Count] = field(default_factory=dict)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    reasons: dict[tuple[str, str], Reason] = field(default_factory=dict)
    besides: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    remarks: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    n_remarks: Counter[str] = field(default_factory=Counter)
    names: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    redirects: int = 0
    seconds: float = 0
    is_dry: bool = False

    def count(self, kind: str) -> Count:
        return self.items.setdefault(kind, Count())

    def came(self, kind: str, number: int = 1) -> None:
        if number:
            self.count(kind).came += number

    def here(self, kind: str, how: str = "") -> None:
        self.count(kind).here += 1
        if how:
            self.done[how] += 1

    def skip(self, kind: str, number: int, sentence: str, *, title: str = "", **told: str) -> None:
        """Something was left out; `sentence` says why (`gettext_noop`), with `told` in its places."""
        self.count(kind).skipped += 1
        reason = sentence % told if told else sentence
        known = self.reasons.setdefault((kind, reason), Reason(sentence, told))
        known.number += 1
        if len(known.ids) < MOST_IDS:
            known.ids.append(number)
        if len(self.skipped) < MOST_NAMED:
            named = {"title": title[:120]} if title else {}
            self.skipped.append({"id": number, "type": kind, "reason": reason, **named})

    def remark(self, about: str, kind: str, number: int, what: str, *, title: str = "") -> None:
        """Something came in otherwise than it was; `about` is one of `REMARKS`."""
        self.n_remarks[about] += 1
        kept = self.remarks.setdefault(about, [])
        if len(kept) < MOST_NAMED:
            kept.append({"id": number, "type": kind, "title": title[:120], "what": what[:300]})

    def name(self, about: str, name: str, times: int = 1) -> None:
        self.names.setdefault(about, Counter())[name[:120]] += times

    def problem(self, what: str) -> None:
        """Something is wrong with a file as a whole."""
        if what not in self.problems:
            self.problems.append(what)

    def as_json(self) -> dict[str, Any]:
        return {
            "items": {
                kind: {"in": count.came, "out": count.here, "skipped": count.skipped}
                for kind, count in sorted(self.items.items())
            },
            "skipped": self.skipped,
            "redirects": self.redirects,
            "reasons": [
                {"type": kind, "sentence": one.sentence, "told": one.told, "number": one.number, "ids": one.ids}
                for (kind, _reason), one in sorted(self.reasons.items(), key=lambda pair: -pair[1].number)
            ],
            "besides": dict(self.besides),
            "done": dict(self.done),
            "remarks": self.remarks,
            "n_remarks": dict(self.n_remarks),
            "names": {about: dict(names.most_common(500)) for about, names in self.names.items()},
            "problems": self.problems,
            "seconds": round(self.seconds, 1),
            "dry_run": self.is_dry,
        }
