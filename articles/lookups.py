"""Categories, topics and people, found by their address in an edition."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from articles.models.named import Named
from editions import registry
from editions.columns import column
from editions.head import Head
from editions.prepared import prepared


def named_or_404(model: type[Model], code: str, slug: str, picture: str = "") -> Any:
    """The category, topic, person or dossier with this address and a name in the edition; with its `picture`, where
    that names one."""
    found = next(iter(_named(code, model, picture, slug=slug)), None)
    if found is None:
        raise Http404
    return found


@prepared
def _named(code: str, model: type[Model], picture: str, /, *, slug: str) -> QuerySet[Any]:
    found = model._default_manager.filter(**{column("slug", code): slug, f"{column('name', code)}__gt": ""})
    return found.select_related(picture) if picture else found


def named_head(thing: Named, code: str, *, feed: str = "") -> Head:
    """The head of its list: its alternates are the editions that name it."""
    alternates = {
        edition.code: path for edition in registry.visible_editions() if (path := thing.address_in(edition.code))
    }
    name = thing.name_in(code)
    return Head(title=name, path=alternates[code], alternates=alternates, feeds=[(feed, name, "rss")] if feed else [])
