"""Who may fetch the files of videos: readers while the item is live, else the desk."""

from typing import Any

from accounts.gate import may_share_things
from editions import registry
from media_gallery.keepers import CLOSED, OPEN, Access, Keeper
from media_gallery.models import MediaItem


def access(name: str) -> Access:
    items = MediaItem.objects.filter(video_file=name)
    visible = registry.visible_editions()
    if any(items.live_in(edition.code).exists() for edition in visible):
        return OPEN
    gone_in = next((edition for edition in visible if items.was_live_in(edition.code).exists()), None)
    return Access(is_open=False, gone_in=gone_in) if gone_in else CLOSED


def may_read(user: Any, name: str) -> bool:
    return may_share_things(user) and MediaItem.objects.filter(video_file=name).exists()


KEEPER = Keeper(access, may_read)
