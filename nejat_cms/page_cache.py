"""The page cache of this installation: its settings, and what the site's own middleware says on every page."""

from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.csp import build_policy

from delivery.pages.builds import build_of
from delivery.pages.kept import Kept
from delivery.pages.keys import Keys, kept_hosts
from delivery.pages.rendering import Application
from delivery.pages.serving import PageCache
from nejat_cms import environment
from nejat_cms.middleware import POLICY

MEGABYTE = 1_000_000


def with_page_cache(application: Application) -> Application:
    """Django's application behind the page cache; as it is where PAGE_CACHE is 0."""
    if not settings.PAGE_CACHE:
        return application
    cache = PageCache(application, kept(), keys())
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
        standard=standard_headers(is_secure=site.scheme == "https"),
    )


def keys() -> Keys:
    port = environment.whole_number("PORT", 8000, least=1, most=65535)
    return Keys(
        hosts=kept_hosts(settings.ALLOWED_HOSTS, settings.SITE_URL, port),
        session_cookie=settings.SESSION_COOKIE_NAME,
        secure_header=settings.SECURE_PROXY_SSL_HEADER,
    )


def standard_headers(*, is_secure: bool) -> frozenset[tuple[str, str]]:
    """What every page of an edition says besides its type, length and validators: a server in front that serves stored
    pages by itself says the same (deploy/)."""
    told = {
        "Cache-Control": "public, no-cache",
        "Content-Security-Policy": build_policy(cast("dict[str, list[str]]", settings.SECURE_CSP)),
        "Permissions-Policy": POLICY,
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Vary": "Accept-Encoding",
    }
    if is_secure:
        parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
        parts += ["includeSubDomains"] * settings.SECURE_HSTS_INCLUDE_SUBDOMAINS
        parts += ["preload"] * settings.SECURE_HSTS_PRELOAD
        told["Strict-Transport-Security"] = "; ".join(parts)
    return frozenset(told.items())
