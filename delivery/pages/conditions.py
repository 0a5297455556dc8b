"""Whether a browser has a page already, as Django's own middleware would say (RFC 9110, 13)."""

from django.utils.http import parse_etags, parse_http_date_safe

from delivery.pages.keys import Environ

NOT_MODIFIED = "304 Not Modified"


def is_had(environ: Environ, *, etag: str, last_modified: str) -> bool:
    """Whether the browser says that it has what these validators stand for."""
    asked = environ.get("HTTP_IF_NONE_MATCH", "")
    if asked and asked == etag:
        return True
    if tags := parse_etags(asked):
        return bool(etag) and (tags == ["*"] or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in tags})
    since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    if not since or not last_modified:
        return False
    moment, changed_at = parse_http_date_safe(since), parse_http_date_safe(last_modified)
    return moment is not None and changed_at is not None and changed_at <= moment
