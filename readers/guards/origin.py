"""Where a form was sent from: a page of this site, or somebody else's."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_own(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site.

    Browsers say so themselves (Fetch Metadata, and Origin with every POST since 2020); pages cannot make them lie. One
    that says nothing at all is no browser that readers use.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site not in {"", "same-origin", "none"}:
        return False
    origin = request.headers.get("Origin", "")
    # Sandboxed pages and some privacy settings send "null": the first header then has to say it.
    if origin and origin != "null":
        return _is_here(origin, request)
    if site:
        return True
    return _is_here(request.headers.get("Referer", ""), request)


def _is_here(address: str, request: HttpRequest) -> bool:
    try:
        host = urlsplit(address).netloc.lower()
    except ValueError:
        return False
    return bool(host) and host in {request.get_host().lower(), urlsplit(settings.SITE_URL).netloc.lower()}
