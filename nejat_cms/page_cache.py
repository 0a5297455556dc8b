"""The page cache of this installation: its settings, and what the site's own middleware says on every page."""

from urllib.parse import urlsplit

from django.conf import settings

from delivery.pages.builds import build_of
from delivery.pages.kept import Kept
from delivery.pages.keys import Keys, kept_hosts
from delivery.pages.rendering import Application
from delivery.pages.serving import PageCache
from delivery.proxies import standard
from delivery.proxies.headers import for_page
from nejat_cms import environment

MEGABYTE = 1_000_000


def with_page_cache(application: Application) -> Application:
    """Django's application behind the page cache; as it is where PAGE_CACHE is 0."""
    if not settings.PAGE_CACHE:
        return application
    cache = PageCache(application, kept(), keys(), more_headers=for_page)
    cache.start()
    return cache


def kept() -> Kept:
    site = urlsplit(settings.SITE_URL)
    return Kept(
        folder=settings.DATA_DIR / "pages",
        build=build_of(settings.BASE_DIR, settings=settings, static=settings.STATIC_ROOT / "staticfiles.json"),
        memory=settings.PAGE_MEMORY * MEGABYTE,
        disk=settings.PAGE_DISK * MEGABYTE,
        redis=settings.CACHES["default"].get("LOCATION", ""),
        site=(site.netloc, site.scheme == "https"),
        standard=standard_headers(),
    )


def keys() -> Keys:
    port = environment.whole_number("PORT", 8000, least=1, most=65535)
    return Keys(
        hosts=kept_hosts(settings.ALLOWED_HOSTS, settings.SITE_URL, port),
        session_cookie=settings.SESSION_COOKIE_NAME,
        secure_header=settings.SECURE_PROXY_SSL_HEADER,
    )


def standard_headers() -> frozenset[tuple[str, str]]:
    """What every page of an edition says besides its type, length and validators: a server in front that serves stored
    pages by itself says the same (manage.py proxy_config)."""
    return frozenset((name, value) for name, value in standard.headers().items() if name != "Content-Type")
