"""Where a site stood: its host, and the path of its front page."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from delivery.redirects.addresses import normal_host
from wordpress.old_addresses.kinds import Kind, Old
from wordpress.wxr.items import Site


def host_of(site: Site) -> str:
    """The host under which redirects of its old addresses are kept; "" where the export names none."""
    return normal_host(_parts(site.link or site.base)[0])


def prefix_of(site: Site) -> str:
    """What all its paths begin with: "" at the root, else as in `/blog`."""
    return _parts(site.link or site.base)[1].rstrip("/")


def home_addresses(site: Site) -> Iterator[Old]:
    """Its front page: what leads there leads to the front page of its edition.

    Rules find by it where the site's archives, feeds and lists have gone, so keep it of every site that moves in.
    """
    yield Old(f"{prefix_of(site)}/", Kind.HOME)


def path_in(address: str, site: Site) -> str | None:
    """The path and query of an address of this site, as it was given; None of other sites' addresses."""
    host, path = _parts(address)
    if not path or (host and normal_host(host) not in {host_of(site), normal_host(_parts(site.base)[0])}):
        return None
    return path


def _parts(address: str) -> tuple[str, str]:
    """(host, path with query); both may be ""."""
    try:
        found = urlsplit(address.strip())
    except ValueError:
        return "", ""
    if found.scheme not in {"", "http", "https"}:
        return "", ""
    path = found.path or ("/" if found.netloc else "")
    return found.netloc, f"{path}?{found.query}" if found.query else path
