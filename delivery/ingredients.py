"""The tables of the ground floor that public pages read; `editions` knows nothing of pages that are kept."""

from delivery.changes.declared import watch
from editions.columns import columns
from editions.enums import State
from editions.models import Edition, MenuItem, Page, PageEdition, SocialLink


def declare() -> None:
    watch(
        Edition,
        members=("is_visible", "is_default", "position"),
        # What the frames are made of is watched by itself; the rest is for whoever sends something.
        private=("frame_version", "blocked_words", "contact_address", "tells_search_engines"),
    )
    watch(SocialLink, sets=[("edition_id",)], members=("position",))
    watch(MenuItem, members=("parent_id", "position", *columns("is_hidden")))
    watch(Page, sets=[("key",)], members=("position",), carried=[(PageEdition, "page_id")])
    watch(
        PageEdition,
        public=f"state = '{State.PUBLISHED}'",
        sets=[("edition_id", "slug"), ("edition_id",), ("page_id",)],
        members=("state",),
        moments=("published_at", "unpublish_at"),
    )
