"""The memory of an import: which things of the old site are here, and as what."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from editions.many import create_many, update_many
from wordpress.models import ImportRun, OldSite, Origin

ITEM, COMMENT, TERM, AUTHOR, MENU = "item", "comment", "term", "author", "menu"
_CHANGED = ["model", "object_id", "name", "edition_code", "digest", "stood", "links", "missing", "has_links", "run"]


class Origins:
    """Origins of one site, read and written many at a time."""

    def __init__(self, site: OldSite, run: ImportRun) -> None:
        self.site, self.run = site, run

    def find(self, kind: str, keys: Iterable[str | int]) -> dict[str, Origin]:
        """Those that are known of these keys."""
        wanted = [str(key) for key in keys]
        found: dict[str, Origin] = {}
        for start in range(0, len(wanted), 500):
            rows = Origin.objects.filter(site=self.site, kind=kind, key__in=wanted[start : start + 500])
            found.update((row.key, row) for row in rows)
        return found

    def new(self, kind: str, key: str | int, thing: Model | None, **told: Any) -> Origin:
        """An origin that is not written yet."""
        origin = Origin(site=self.site, kind=kind, key=str(key), run=self.run, **told)
        if thing is not None:
            origin.model, origin.object_id = thing._meta.label_lower, thing.pk
        origin.has_links = bool(origin.links)
        return origin

    def met(self, origin: Origin) -> bool:
        """Whether this run has met it already."""
        return origin.run_id == self.run.pk

    def write(self, new: Iterable[Origin] = (), changed: Iterable[Origin] = ()) -> None:
        changed = list(changed)
        for origin in changed:
            origin.has_links = bool(origin.links)
            origin.run = self.run
        create_many(new)
        update_many(changed, _CHANGED)

    def mark_met(self, origins: Iterable[Origin]) -> None:
        Origin.objects.filter(pk__in=[origin.pk for origin in origins]).update(run=self.run)
