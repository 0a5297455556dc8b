"""Videos elsewhere: which addresses we know, and the player's address of each. Nothing is asked of them here."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

_ID = re.compile(r"[A-Za-z0-9_-]{3,64}")


@dataclass(frozen=True)
class Video:
    provider: str
    number: str
    player: str
    page: str


def parse_video(url: str) -> Video | None:
    """The video of an address on YouTube, Vimeo, Aparat or one of the PeerTube hosts in the settings, else None."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    path = [part for part in parts.path.split("/") if part]
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _youtube(host, path, parse_qs(parts.query))
    if host in {"vimeo.com", "player.vimeo.com"}:
        number = path[-1] if path else ""
        if not number.isdigit():
            return None
        return Video("Vimeo", number, f"https://player.vimeo.com/video/{number}?dnt=1", f"https://vimeo.com/{number}")
    if host == "aparat.com" and len(path) >= 2 and path[0] == "v" and _ID.fullmatch(path[1]):
        player = f"https://www.aparat.com/video/video/embed/videohash/{path[1]}/vt/frame"
        return Video("Aparat", path[1], player, f"https://www.aparat.com/v/{path[1]}")
    full_host = (parts.hostname or "").lower()
    if full_host in settings.PEERTUBE_HOSTS and len(path) >= 2 and _ID.fullmatch(path[-1]):
        number = path[-1]
        return Video(
            "PeerTube", number, f"https://{full_host}/videos/embed/{number}", f"https://{full_host}/w/{number}"
        )
    return None


def _youtube(host: str, path: list[str], query: dict[str, list[str]]) -> Video | None:
    if host == "youtu.be":
        number = path[0] if path else ""
    elif path and path[0] in {"embed", "shorts", "live", "v"}:
        number = path[1] if len(path) > 1 else ""
    else:
        number = query.get("v", [""])[0]
    if not _ID.fullmatch(number):
        return None
    return Video(
        "YouTube",
        number,
        f"https://www.youtube-nocookie.com/embed/{number}?autoplay=1",
        f"https://www.youtube.com/watch?v={number}",
    )


def check_video_url(url: str) -> None:
    if parse_video(url) is None:
        raise ValidationError(
            _("This is no video address that is known here: YouTube, Vimeo, Aparat or an agreed PeerTube server.")
        )


def check_video_file(file: File) -> None:
    """Refuse what is neither MP4 nor WebM, whatever its name says (ISO 14496-12, 4.3; RFC 8794, 11.2.1)."""
    file.seek(0)
    start = file.read(64)
    file.seek(0)
    is_mp4 = start[4:8] == b"ftyp" and (file.name or "").lower().endswith(".mp4")
    is_webm = start[:4] == b"\x1a\x45\xdf\xa3" and (file.name or "").lower().endswith(".webm")
    if not (is_mp4 or is_webm):
        raise ValidationError(_("A video file must be MP4 or WebM."))
