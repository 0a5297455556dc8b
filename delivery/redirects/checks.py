"""What a redirect may say, wherever it is written: at the desk, in a file."""

from django.core.exceptions import ValidationError
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from delivery.redirects.addresses import normal_host, own_host, stored_address

MOST = 2000
# What the site itself answers there is no old address.
_OWN = ("/admin/", "/static/", "/files/")


def split_host(text: str) -> tuple[str, str]:
    """(host, path with query) of an address that may begin with https://; the host is "" where it is a path."""
    scheme, mark, rest = text.partition("://")
    if mark and scheme.lower() in {"http", "https"}:
        host, slash, path = rest.partition("/")
        return normal_host(host), f"{slash or '/'}{path}"
    return "", text


def clean_old(text: str) -> tuple[str, str]:
    """(host, path with query) of an old address, as redirects keep them.

    Raises:
        ValidationError: in words for whoever wrote it.
    """
    host, path = split_host(text.strip())
    path = stored_address(path)
    if not path.startswith("/") or (path.startswith("//") and not host):
        raise ValidationError(_("A path of this site begins with one /."))
    if path.startswith(_OWN) and host in {"", own_host()}:
        raise ValidationError(_("This address belongs to the site itself."))
    if len(path) > MOST or len(host) > 255:
        raise ValidationError(_("This address is too long."))
    return host, path


def clean_new(text: str) -> str:
    """A new address, as redirects keep it.

    Raises:
        ValidationError: in words for whoever wrote it.
    """
    path = iri_to_uri(text.strip())
    if len(path) > MOST:
        raise ValidationError(_("This address is too long."))
    if path.lower().startswith(("https://", "http://")) or (path.startswith("/") and not path.startswith("//")):
        return path
    raise ValidationError(_("Begin with / for a path of this site, or with https://."))


def check_apart(host: str, old: str, new: str) -> None:
    """Refuse what would lead to itself.

    Raises:
        ValidationError: in words for whoever wrote it.
    """
    leads_to, path = split_host(new)
    is_here = leads_to in {"", host} or (not host and leads_to == own_host())
    if is_here and stored_address(path) == old:
        raise ValidationError(_("This is the old address."))
