"""Videos elsewhere: which addresses we know, and the player's address of each. Nothing is asked of them here."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

_ID = re.compile(r"[A-Za-z0-9_-]{3,64}")
_VIMEO = re.compile(r"[0-9]{1,15}")
_VIMEO_KEY = re.compile(r"[0-9a-f]{6,20}")


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
        full_host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    host = full_host.removeprefix("www.").removeprefix("m.")
    path = [part for part in parts.path.split("/") if part]
    query = parse_qs(parts.query)
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _youtube(host, path, query)
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _vimeo(path, query)
    if host == "aparat.com":
        return _aparat(path)
    return _peertube(full_host, path) if full_host in settings.PEERTUBE_HOSTS else None


def _youtube(host: str, path: list[str], query: dict[str, list[str]]) -> Video | None:
    if host == "youtu.be":
        number = path[0] if path else ""
    elif path and path[0] in {"embed", "shorts", "live", "v"}:
        number = path[1] if len(path) > 1 else ""
    else:
        number = query.get("v", [""])[0]
    if not _ID.fullmatch(number):
        return None
    player = f"https://www.youtube-nocookie.com/embed/{number}?autoplay=1"
    return Video("YouTube", number, player, f"https://www.youtube.com/watch?v={number}")


def _vimeo(path: list[str], query: dict[str, list[str]]) -> Video | None:
    """One that is unlisted plays only with its key, after the number in the page's address, `h` in the player's."""
    place = next((place for place, part in enumerate(path) if _VIMEO.fullmatch(part)), None)
    if place is None:
        return None
    number = path[place]
    key = next((part for part in [*path[place + 1 :], *query.get("h", [])] if _VIMEO_KEY.fullmatch(part)), "")
    player = f"https://player.vimeo.com/video/{number}?dnt=1" + (f"&h={key}" if key else "")
    return Video("Vimeo", number, player, f"https://vimeo.com/{number}" + (f"/{key}" if key else ""))


def _aparat(path: list[str]) -> Video | None:
    mark = "v" if path[:1] == ["v"] else "videohash"
    number = path[path.index(mark) + 1] if mark in path[:-1] else ""
    if not _ID.fullmatch(number):
        return None
    player = f"https://www.aparat.com/video/video/embed/videohash/{number}/vt/frame"
    return Video("Aparat", number, player, f"https://www.aparat.com/v/{number}")


def _peertube(host: str, path: list[str]) -> Video | None:
    is_video = path[:-1] in (["w"], ["videos", "watch"], ["videos", "embed"])
    if not is_video or not _ID.fullmatch(path[-1]):
        return None
    return Video("PeerTube", path[-1], f"https://{host}/videos/embed/{path[-1]}", f"https://{host}/w/{path[-1]}")


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
