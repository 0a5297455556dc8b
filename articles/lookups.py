"""Categories, topics and people, found by their address in an edition."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from articles.models.named import Named
from editions import registry
from editions.columns import column
from editions.head import Head


def named_or_404(source: type[Model] | QuerySet, code: str, slug: str) -> Any:
    """The category, topic or person with this address and a name in the edition."""
    queryset = source if isinstance(source, QuerySet) else source._default_manager.all()
    found = queryset.filter(**{column("slug", code): slug, f"{column('name', code)}__gt": ""}).first()
    if found is None:
        raise Http404
    return found


def named_head(thing: Named, code: str, *, feed: str = "") -> Head:
    """The head of its list: its alternates are the editions that name it."""
    alternates = {
        edition.code: path for edition in registry.visible_editions() if (path := thing.address_in(edition.code))
    }
    name = thing.name_in(code)
    return Head(title=name, path=alternates[code], alternates=alternates, feeds=[(feed, name, "rss")] if feed else [])
