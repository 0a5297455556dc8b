"""What the preview beside the text can show of an issue: its page, and what other rooms of the desk make of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from editions.models import Edition
from publications.models import IssueEdition


@dataclass(frozen=True)
class Version:
    """One way in which an issue is shown, for `admin/articles/story/preview.html`.

    Attributes:
        word: what it is called.
        address: answers a GET with a page for the frame; one that `is_typed` answers the posted form besides, which is
            not saved.
    """

    edition: Edition
    word: str
    address: str
    is_typed: bool = False


# (request, text of the edition on the page, whether the user writes it) -> what to offer; in this order.
_VERSIONS: list[Callable[[HttpRequest, IssueEdition, bool], list[Version]]] = []


def register_versions(versions: Callable[[HttpRequest, IssueEdition, bool], list[Version]]) -> None:
    """Offer more in the preview beside an issue, such as its mail or its paper."""
    _VERSIONS.append(versions)


def versions_of(request: HttpRequest, text: IssueEdition, *, is_written: bool) -> list[Version]:
    return [version for versions in _VERSIONS for version in versions(request, text, is_written)]
