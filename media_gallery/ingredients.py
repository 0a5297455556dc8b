"""The tables of this room that public pages are made of."""

from delivery.changes.declared import watch
from editions.columns import columns
from editions.enums import State
from media_gallery.models import AlbumPicture, Image, MediaItem


def declare() -> None:
    watch(Image, private=("fingerprint", "uploaded_by_id"))
    watch(
        MediaItem,
        # What was withdrawn has its short address still.
        public=f"state <> '{State.DRAFT}'",
        sets=[*(("kind", slug) for slug in columns("slug")), ("kind",)],
        members=("state", *columns("title")),
        moments=("published_at",),
        private=("created_by_id", "created_at"),
    )
    watch(AlbumPicture, sets=[("item_id",)], members=("position", "image_id"))
