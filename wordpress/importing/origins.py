"""The memory of an import: which things of the old site are here, and as what."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.db.models import Model

from wordpress.models import ImportRun, OldSite, Origin
from wordpress.wxr.items import Item

ITEM, COMMENT, TERM, AUTHOR, MENU = "item", "comment", "term", "author", "menu"
# Custom fields that change what we make of an item; all others are counters, locks and settings of plugins.
_TELLING = frozenset(
    "_thumbnail_id _wp_attachment_image_alt _wp_attached_file _yoast_wpseo_primary_category rank_math_primary_category"
    " footnotes _nejat".split()
)
_COMPARED = (
    *("kind", "status", "title", "slug", "link", "body", "excerpt", "date", "author", "parent", "order", "password"),
    *("is_sticky", "attachment_url", "terms", "comment_status"),
)
_CHANGED = ["model", "object_id", "name", "edition_code", "digest", "stood", "links", "missing", "has_links", "run"]


def digest_of(*parts: Any) -> str:
    """32 signs that change with any of the parts."""
    # A choice is its value, whether it was read or has just been set.
    plain = [str(part) if isinstance(part, str) else repr(part) for part in parts]
    return blake2b(repr(plain).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def digest_of_item(item: Item, *besides: Any) -> str:
    """Changes when the item's content does in the export, comments apart; `besides`: what else decides on it."""
    told = [getattr(item, name) for name in _COMPARED]
    meta = [(key, value) for key, value in item.meta if key in _TELLING]
    return digest_of(*told, meta, besides)


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
        Origin.objects.bulk_create(new, batch_size=500)
        Origin.objects.bulk_update(changed, _CHANGED, batch_size=200)

    def mark_met(self, origins: Iterable[Origin]) -> None:
        Origin.objects.filter(pk__in=[origin.pk for origin in origins]).update(run=self.run)
