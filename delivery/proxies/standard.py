"""The headers that every public page has, by the settings: what a server in front sets when it serves stored pages."""

from collections.abc import Iterable
from functools import cache
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.csp import build_policy

KIND = "text/html; charset=utf-8"
# Of one page alone, or of how it was asked for; servers make them themselves.
_OWN = frozenset({"content-length", "etag"})


def headers() -> dict[str, str]:
    """By their names, without those of a single page; what the settings of this installation make of them."""
    told = {
        "Content-Type": KIND,
        "Cache-Control": "public, no-cache",
        "Content-Security-Policy": build_policy(cast("dict[str, list[str]]", settings.SECURE_CSP)),
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Vary": "Accept-Encoding",
    }
    if hsts := strict_transport():
        told["Strict-Transport-Security"] = hsts
    return told


def strict_transport() -> str:
    """The value of Strict-Transport-Security; "": the site is not served by https."""
    if not settings.SECURE_HSTS_SECONDS:
        return ""
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
    parts += ["preload"] if settings.SECURE_HSTS_PRELOAD else []
    return "; ".join(parts)


def is_standard(told: Iterable[tuple[str, str]], *, host: str, is_secure: bool, path: str) -> bool:
    """Whether a server in front may serve a page by itself.

    Args:
        told: the headers that it was answered with, uncompressed.
        host: that it was asked for at, as the browser names it.
    """
    own_host, is_own_secure = _own()
    if host != own_host or is_secure != is_own_secure or not path.endswith("/"):
        return False
    found = {name.lower(): value for name, value in told}
    return {name: value for name, value in found.items() if name not in _OWN} == _expected()


@cache
def _expected() -> dict[str, str]:
    return {name.lower(): value for name, value in headers().items()}


@cache
def _own() -> tuple[str, bool]:
    site = urlsplit(settings.SITE_URL)
    return site.netloc, site.scheme == "https"
