"""Who made a story, as an edition names them: "By NAME – SOURCE"."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.enums import CreditRole
from articles.models import Credit
from editions.columns import column, translated
from editions.prepared import prepared


class Name(NamedTuple):
    """A person in an edition: the name, the path of their page, their or the original's address elsewhere."""

    text: str
    slug: str
    address: str


@dataclass
class Byline:
    """The people of a story by what they did, in their order."""

    authors: list[Name] = field(default_factory=list)
    translators: list[Name] = field(default_factory=list)
    photographers: list[Name] = field(default_factory=list)
    cartoonists: list[Name] = field(default_factory=list)
    sources: list[Name] = field(default_factory=list)

    _LISTS = {
        CreditRole.AUTHOR: "authors",
        CreditRole.TRANSLATOR: "translators",
        CreditRole.PHOTOGRAPHER: "photographers",
        CreditRole.CARTOONIST: "cartoonists",
        CreditRole.SOURCE: "sources",
    }

    @property
    def memo_key(self) -> Hashable:
        return tuple(tuple(getattr(self, name)) for name in self._LISTS.values())

    def add(self, role: str, name: Name) -> None:
        getattr(self, self._LISTS[CreditRole(role)]).append(name)


def bylines_of(stories: Iterable[int], code: str) -> dict[int, Byline]:
    """Bylines by story, in one query. A person without a name in the edition is left out of it."""
    found: dict[int, Byline] = defaultdict(Byline)
    numbers = [story for story in stories if story is not None]
    for story, role, text, person_slug, address, home, _person in _credits(code, stories=numbers) if numbers else ():
        if text:
            found[story].add(role, Name(text, person_slug or "", address or home))
    return found


@prepared
def _credits(code: str, /, *, stories: list[int]) -> QuerySet[Any]:
    name, slug = (f"person__{column(field, code)}" for field in ("name", "slug"))
    return (
        Credit.objects.filter(Q(edition__isnull=True) | Q(edition=code), story__in=stories)
        .order_by("position", "pk")
        # The person's key, so that what is kept of the page depends on these people alone.
        .values_list("story_id", "role", name, slug, "address", "person__address", "person_id")
    )


def byline_of(credits: Iterable[Credit], code: str) -> Byline:
    """The byline that credits, which need not be saved, would make in an edition; in their order."""
    found = Byline()
    theirs = [credit for credit in credits if credit.edition_id in (None, code)]
    # Those that are not saved yet come last, as they will.
    for credit in sorted(theirs, key=lambda credit: (credit.position, credit.pk is None, credit.pk or 0)):
        if name := translated(credit.person, "name", code):
            slug = translated(credit.person, "slug", code)
            found.add(credit.role, Name(name, slug, credit.address or credit.person.address))
    return found


def said(byline: Byline | None) -> str:
    """ "By NAME – SOURCE" as plain text, in the language that is active; either part may be missing."""
    if byline is None:
        return ""
    names = [name.text for name in byline.authors]
    joined = _("{} and {}").format(_(", ").join(names[:-1]), names[-1]) if len(names) > 1 else "".join(names)
    return " – ".join([*([_("By {}").format(joined)] if joined else []), *(source.text for source in byline.sources)])
