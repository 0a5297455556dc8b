"""Where readers can share a page: plain addresses, no script and no tracker."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ShareTarget:
    key: str
    label: "StrOrPromise"
    pattern: str
    needs_picture: bool = False


TARGETS = {
    target.key: target
    for target in (
        ShareTarget("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
        ShareTarget("x", "X", "https://x.com/intent/post?url={url}&text={title}"),
        ShareTarget("telegram", "Telegram", "https://t.me/share/url?url={url}&text={title}"),
        ShareTarget("whatsapp", "WhatsApp", "https://wa.me/?text={title}%20{url}"),
        ShareTarget(
            "pinterest",
            "Pinterest",
            "https://www.pinterest.com/pin/create/button/?url={url}&media={picture}&description={title}",
            needs_picture=True,
        ),
        ShareTarget("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
        ShareTarget("teams", "Teams", "https://teams.microsoft.com/share?href={url}&msgText={title}"),
        ShareTarget("email", _("E-mail"), "mailto:?subject={title}&body={url}"),
    )
}


def default_share_targets() -> list[str]:
    return list(TARGETS)


def share_links(keys: list[str], *, url: str, title: str, picture: str = "") -> list[tuple[str, str, str]]:
    """(key, label, address) of each target in `keys`; those that need a picture only where there is one."""
    values = {"url": quote(url, safe=""), "title": quote(title, safe=""), "picture": quote(picture, safe="")}
    return [
        (key, str(target.label), target.pattern.format(**values))
        for key in keys
        if (target := TARGETS.get(key)) and (picture or not target.needs_picture)
    ]
