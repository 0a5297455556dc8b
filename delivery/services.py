"""Moving addresses."""

from urllib.parse import quote, unquote

from django.db import transaction

from delivery.models import Redirect


def stored_path(path: str) -> str:
    """A path as redirects keep it: both spellings of percent-encoding come to one, that of `reverse`."""
    return quote(unquote(path), safe="/~:@!$&'()*+,;=-._")


def moved_to(path: str) -> str | None:
    """Where what stood at this path of a request, or of `reverse`, stands now; None where nothing is known of it."""
    moved = Redirect.objects.filter(old_path=stored_path(path)[:500]).first()
    return moved.new_path if moved else None


@transaction.atomic
def move_address(*, old_path: str, new_path: str) -> None:
    """Send `old_path` to `new_path`; earlier redirects to the old one are led straight on, so none ever chain or loop.

    Paths are as `reverse` gives them: decoded paths would compare unequal to those of a request.
    """
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path).delete()
    Redirect.objects.filter(new_path=old_path).update(new_path=new_path)
    Redirect.objects.update_or_create(old_path=old_path, defaults={"new_path": new_path})
