"""Fills in what stands between @ signs in nginx.conf, caddy.conf and varnish.vcl."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from delivery.pages.keys import TRACKING
from delivery.proxies import standard
from delivery.proxies.chosen import Chosen

FOLDER = Path(__file__).parent
_NAME = re.compile(r"@([A-Z_]+)@")


# What is served from the store, the first that fits: its name, the addresses, the file in the folder of an address
# (delivery/pages/places.py) and its type.
STORED = (
    ("Stored feeds.", "/feed/$", "index.rss", "application/rss+xml; charset=utf-8"),
    ("Stored feeds in the other format.", "/feed/atom/$", "index.atom", "application/atom+xml; charset=utf-8"),
    ("Stored pages: all other addresses that end in a slash.", "/$", "index.html", standard.KIND),
)


@dataclass(frozen=True)
class Site:
    """What a configuration says of an installation.

    Attributes:
        url: the site's own address.
        hosts: all names it answers to, its own first.
        files_are_local: uploads lie in DATA_DIR, not in a bucket.
    """

    url: SplitResult
    port: int
    data_dir: str
    hosts: tuple[str, ...]
    files_are_local: bool
    purge: Chosen | None

    @property
    def is_secure(self) -> bool:
        return self.url.scheme == "https"

    @property
    def host(self) -> str:
        return self.url.hostname or ""


def this_site(port: int) -> Site:
    """As the settings have it; `port` is where the site listens."""
    url = urlsplit(settings.SITE_URL)
    others = [host for host in settings.ALLOWED_HOSTS if host not in {url.hostname, "*"} and not host.startswith("[")]
    # A name that begins with a dot stands for all below it, for the site as for nginx and Caddy.
    return Site(
        url=url,
        port=port,
        data_dir=str(settings.DATA_DIR),
        hosts=(url.hostname or "", *others),
        files_are_local=settings.FILES_ARE_LOCAL,
        purge=settings.PURGE,
    )


def filled(name: str, values: Mapping[str, str]) -> str:
    """The text of a file beside this one, with its values; a missing one is a mistake of ours."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return re.sub(r"\n{3,}", "\n\n", _NAME.sub(lambda found: values[found[1]], text)).rstrip() + "\n"


def common(site: Site) -> dict[str, str]:
    return {
        "SITE_URL": site.url.geturl(),
        "DATA_DIR": site.data_dir,
        "PORT": str(site.port),
        "NETLOC": site.url.netloc,
        "SESSION": settings.SESSION_COOKIE_NAME,
        "SCHEME": "https" if site.is_secure else "http",
        "TRACKING": TRACKING.pattern,
    }


def page_headers() -> dict[str, str]:
    """Of stored pages, but for those that every server makes itself."""
    return {name: value for name, value in standard.headers().items() if name != "Content-Type"}


def all_headers() -> dict[str, str]:
    """Of every answer, whatever it is: what the site's outermost middleware sets."""
    names = ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Strict-Transport-Security")
    told = standard.headers()
    return {name: told[name] for name in names if name in told}


def picture_headers() -> dict[str, str]:
    """Of pictures among the uploads (media_gallery/files.py), but for their type and how long they may be kept."""
    told = standard.headers()
    kept = ("Permissions-Policy", "X-Frame-Options")
    return {
        **all_headers(),
        **{name: told[name] for name in kept},
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": "inline",
    }
