"""The headers that every public page has, by the settings: what a server in front sets when it serves stored pages."""

from typing import cast

from django.conf import settings
from django.utils.csp import build_policy

KIND = "text/html; charset=utf-8"


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
