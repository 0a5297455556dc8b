"""Whatever items become: how each kind is read, compared, updated and found by readers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from articles.models import Article
from editions.columns import column
from editions.enums import State
from editions.models import PageEdition
from publications.models import IssueEdition
from wordpress.importing import articles, pages, shared
from wordpress.importing.prepared import Prepared
from wordpress.models import Origin


@dataclass(frozen=True)
class ThingKind:
    """One model that items become.

    Attributes:
        stood: stands for what is in it in an edition: changes when somebody edits it here.
        stood_of: the same of rows, by their keys.
        update: writes an item over the row with a key.
    """

    model: type[Model]
    stood: Callable[[Any, str], str]
    stood_of: Callable[[Iterable[int], str], dict[int, str]]
    update: Callable[[Prepared, int], Model]


KINDS: dict[str, ThingKind] = {
    articles.LABEL: ThingKind(Article, articles.stood, articles.stood_of, articles.update_article),
    pages.LABEL: ThingKind(PageEdition, pages.stood, pages.stood_of, pages.update_page),
    **{label: ThingKind(one.model, one.stood, one.stood_of, one.update) for label, one in shared.MAKERS.items()},
}


def stood(thing: Model, edition: str) -> str:
    return KINDS[thing._meta.label_lower].stood(thing, edition)


def text_field(thing: Model, edition: str) -> str:
    """The name of the field that holds its text in an edition."""
    if isinstance(thing, Article | PageEdition):
        return "body"
    return "lead" if isinstance(thing, IssueEdition) else column(shared.words_of(thing), edition)


def address_of(thing: Any, edition: str) -> str:
    """Where readers find a thing in an edition; empty where they do not."""
    if hasattr(thing, "get_absolute_url"):
        return thing.get_absolute_url()
    return thing.address_in(edition) or ""


def is_public(thing: Any) -> bool:
    """Whether readers see it by now."""
    return thing.state == State.PUBLISHED and thing.published_at <= timezone.now()


def things_of(origins: Iterable[Origin], *, with_bodies: bool = False) -> dict[tuple[str, int], Model]:
    """What origins lead to and is still here, by label and key."""
    by_label: dict[str, set[int]] = {}
    for origin in origins:
        if origin.object_id is not None and origin.model in KINDS:
            by_label.setdefault(origin.model, set()).add(origin.object_id)
    found: dict[tuple[str, int], Model] = {}
    for label, keys in by_label.items():
        rows = KINDS[label].model._default_manager.filter(pk__in=keys)
        if label == "publications.issueedition":
            rows = rows.select_related("issue__series")
        elif label == "publications.book":
            rows = rows.select_related("series")
        elif label in {articles.LABEL, pages.LABEL} and not with_bodies:
            rows = rows.defer("body")
        found.update({(label, row.pk): row for row in rows})
    return found
