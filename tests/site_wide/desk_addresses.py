"""Every address of the site that is not a public page, found by asking the site, with something filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.site_wide.world import ADDRESSES

PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class DeskAddress:
    """One address: the name that urlconfs give it, and the path with everything filled in."""

    name: str
    path: str


def patterns_of(patterns: list[Any], route: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    """(name, route) of every pattern; a route says where something has to be filled in, as `<int:number>`."""
    for pattern in patterns:
        part = f"{route}{route_of(pattern.pattern)}"
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns_of(pattern.url_patterns, part, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or part}", part


def route_of(pattern: Any) -> str:
    """A regular expression is written as a route: a group is a place to fill in."""
    if isinstance(pattern, RoutePattern):
        return str(pattern)
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern.regex.pattern).strip("^$").replace("\\", "")


def private_patterns() -> list[tuple[str, str]]:
    """All but the public pages, which tests/site_wide/test_addresses.py walks."""
    public = {name.partition(" ")[0] for name in ADDRESSES}
    found = [(name, route) for name, route in patterns_of(get_resolver().url_patterns) if name not in public]
    return list(dict.fromkeys(found))


def private_addresses(numbers: list[int], codes: list[str]) -> list[DeskAddress]:
    """Every private address, for each of `numbers` as the key of whatever it asks for, and for each edition's code.

    Things that must not be given away have these keys, whatever they are; revisions have numbers from 1 up besides.
    """
    return [
        DeskAddress(name, f"/{PLACE.sub('{}', route).format(*values)}")
        for name, route in private_patterns()
        for values in values_of(list(PLACE.finditer(route)), keys_for(name, numbers, codes), codes)
    ]


def keys_for(name: str, numbers: list[int], codes: list[str]) -> list[Any]:
    """Of a stock page of the desk the keys that its model has; of any other address all numbers."""
    for model in admin.site._registry:
        if name.startswith(f"admin:{model._meta.app_label}_{model._meta.model_name}_"):
            keys = model._base_manager.values_list("pk", flat=True)
            return [key for key in keys if key in numbers or key == codes[0]] or numbers[:1]
    return numbers


def values_of(places: list[re.Match[str]], numbers: list[Any], codes: list[str]) -> Iterator[tuple[Any, ...]]:
    if not places:
        return iter([()])
    offered = [candidates(place, numbers, codes, is_first=place is places[0]) for place in places]
    return iter(dict.fromkeys(product(*offered)))


def candidates(place: re.Match[str], numbers: list[Any], codes: list[str], *, is_first: bool) -> list[Any]:
    kind, name = place["kind"], place["name"]
    if name == "app_label":
        return sorted({model._meta.app_label for model in apps.get_models()})
    if name == "content_type_id":
        labels = ["articles.article", "articles.story", "publications.issueedition", "editions.pageedition"]
        return [ContentType.objects.get_for_model(apps.get_model(label)).pk for label in labels]
    if kind == "int":
        # What stands behind the first number may be counted within it: a revision, an item.
        return numbers if is_first else [*numbers[:1], 1, 2]
    if kind in {"slug", "edition"}:
        return codes
    if kind in {None, "str", "path", "uuid"}:
        return numbers
    raise AssertionError(f"What may <{kind}:{name}> be? Say so here.")
