"""The editions of this moment, read once a request."""

from contextvars import ContextVar

from django.conf import settings
from django.db.models import QuerySet

from editions.models import Edition
from editions.prepared import prepared

_memo: ContextVar[dict[str, Edition] | None] = ContextVar("editions", default=None)


def begin_request() -> None:
    """Forget what an earlier request read, and remember from now on."""
    _memo.set({})


def end_request() -> None:
    _memo.set(None)


def all_editions() -> dict[str, Edition]:
    """Every installed edition by its code, hidden ones too, in their order."""
    memo = _memo.get()
    if memo:
        return memo
    # One that was added since this process started has columns that it does not know yet.
    found = {edition.code: edition for edition in _known(tuple(settings.MODELTRANSLATION_LANGUAGES))}
    if memo is not None:
        _memo.set(found)
    return found


@prepared
def _known(codes: tuple[str, ...], /) -> QuerySet[Edition]:
    return Edition.objects.filter(code__in=codes).defer("blocked_words")


def visible_editions() -> list[Edition]:
    return [edition for edition in all_editions().values() if edition.is_visible]


def visible_edition(code: str) -> Edition | None:
    edition = all_editions().get(code)
    return edition if edition and edition.is_visible else None


def default_edition() -> Edition | None:
    """The default edition, else the first visible one; None on a site without any."""
    visible = visible_editions()
    return next((edition for edition in visible if edition.is_default), visible[0] if visible else None)
