"""What became of everything in an export."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What WordPress has no place for, in words. What is marked * our own importer reads back all the same.
LACKING = {
    "picture": gettext_lazy("pictures that texts name and that the library does not have: left out"),
    "change": gettext_lazy("texts with a change that waits to be published: the text that readers know is in the file"),
    "unnamed": gettext_lazy("categories, topics or people without a name in the edition of a text: left out there"),
    "withdrawn": gettext_lazy("withdrawn texts: private in WordPress *"),
    "ending": gettext_lazy("texts that are to be withdrawn at a moment: WordPress keeps them up *"),
    "corrections": gettext_lazy("texts with corrections: paragraphs at their end in WordPress *"),
    "lineage": gettext_lazy("translations that know what they were made from: joined, without what has changed since"),
    "dossiers": gettext_lazy("dossiers: left out"),
    "biographies": gettext_lazy("people with a biography or a portrait: their names only, in WordPress *"),
    "notes": gettext_lazy("notes of the desk, revisions, plans and releases: left out"),
    "addresses": gettext_lazy("comments without the address of who wrote them"),
    "slugs": gettext_lazy("addresses that WordPress shortens, since they take more than 200 signs there *"),
}


@dataclass
class Report:
    """Counts by type of the export, by what they were here, and of what could not be said in it.

    Attributes:
        kinds: how many items there are, by type there.
        things: how many of ours went along.
        lacking: how often something has no place in WordPress, by a key of `LACKING`.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    things: Counter[str] = field(default_factory=Counter)
    lacking: Counter[str] = field(default_factory=Counter)
    n_rows: int = 0
    size: int = 0
    seconds: float = 0.0

    def lines(self) -> Iterator[str]:
        """The report for the screen."""
        wide = max((len(kind) for kind in self.kinds), default=4)
        for kind, count in sorted(self.kinds.items()):
            yield f"{kind:<{wide}}  {count:>8,}"
        lacking = [(number, LACKING[name]) for name, number in self.lacking.items() if number]
        if lacking:
            yield _("What WordPress has no place for:")
        for number, words in sorted(lacking, key=lambda one: -one[0]):
            yield f"  {number:,} {words}"
        yield _("%(size).1f MB in %(seconds).1f s, %(rate)d items a second.") % {
            "size": self.size / 1e6,
            "seconds": self.seconds,
            "rate": sum(self.kinds.values()) / max(self.seconds, 0.001),
        }
