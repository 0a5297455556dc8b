"""The editions of this moment, read once a request."""

from contextvars import ContextVar

from django.conf import settings

from editions.models import Edition

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
    known = Edition.objects.filter(code__in=settings.MODELTRANSLATION_LANGUAGES).defer("blocked_words")
    found = {edition.code: edition for edition in known}
    if memo is not None:
        _memo.set(found)
    return found


def visible_editions() -> list[Edition]:
    return [edition for edition in all_editions().values() if edition.is_visible]


def visible_edition(code: str) -> Edition | None:
    edition = all_editions().get(code)
    return edition if edition and edition.is_visible else None


def default_edition() -> Edition | None:
    """The default edition, else the first visible one; None on a site without any."""
    visible = visible_editions()
    return next((edition for edition in visible if edition.is_default), visible[0] if visible else None)
