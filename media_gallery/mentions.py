"""Which pictures stand in which texts, remembered: reading every body again would take long.

What is remembered is compared with the number of rows, the newest and the last one of each table at every question,
and only what has changed since is read again. So an answer is as fresh as the tables, whichever process asks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.db.models import Count, Max, Model, Q, QuerySet, Value
from django.utils import timezone

from editions.richtext.fields import RichTextField
from editions.unions import fetch_union

_NUMBER = re.compile(r'data-image="([0-9]{1,18})"')
_KEY, _KEPT_FOR = "mentions", 7 * 24 * 3600
# A row may be written some time after the clock was read for it.
_MARGIN = timedelta(minutes=10)


@dataclass
class Table:
    """What is remembered of one table: its stamp (rows, newest, last number), and the pictures of each row."""

    stamp: tuple[int, str, int]
    looked_at: datetime
    rows: dict[int, tuple[int, ...]] = field(default_factory=dict)


def models_with_texts() -> Iterator[tuple[type[Model], list[str]]]:
    """Models that have bodies, with the names of those columns."""
    for model in apps.get_models():
        names = [one.attname for one in model._meta.concrete_fields if isinstance(one, RichTextField)]
        if names:
            yield model, names


def rows_of(model: type[Model]) -> QuerySet:
    """All rows; named columns are meant, not those of the active language."""
    manager: Any = model._base_manager
    return manager.rewrite(False) if hasattr(manager, "rewrite") else manager.all()


def numbers_in(*texts: str | None) -> tuple[int, ...]:
    """The numbers of the pictures that these bodies refer to, each once."""
    return tuple(dict.fromkeys(int(number) for text in texts for number in _NUMBER.findall(text or "")))


def holding(names: Iterable[str], part: str) -> Q:
    """Rows with `part` in one of the columns."""
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__contains": part})
    return found


def mentions() -> dict[type[Model], dict[int, tuple[int, ...]]]:
    """By model, the rows whose texts have pictures, with the numbers of these. One query where nothing has changed."""
    models = list(models_with_texts())
    remembered: dict[str, Table] = cache.get(_KEY) or {}
    looked_at = timezone.now()
    stamps = stamps_of([model for model, _names in models])
    tables = {}
    for (model, names), stamp in zip(models, stamps, strict=True):
        known = remembered.get(model._meta.label)
        if known is None or known.stamp != stamp:
            known = read_again(model, names, known, stamp, looked_at)
        tables[model._meta.label] = known
    if tables != remembered:
        cache.set(_KEY, tables, _KEPT_FOR)
    return {model: tables[model._meta.label].rows for model, _names in models}


def stamps_of(models: list[type[Model]]) -> list[tuple[int, str, int]]:
    """(rows, newest change, last number) of each table, in one query."""
    asked = []
    for model in models:
        queryset = rows_of(model).order_by().values(one=Value(1))
        asked.append(
            queryset.annotate(rows=Count("pk"), newest=Max("updated_at"), last=Max("pk")).values_list(
                "rows", "newest", "last"
            )
        )
    # Of an empty table the newest and the last are none.
    found = {part: (rows, str(newest), last or 0) for part, (rows, newest, last) in fetch_union(asked)}
    return [found.get(part, (0, "", 0)) for part in range(len(models))]


def read_again(
    model: type[Model], names: list[str], known: Table | None, stamp: tuple[int, str, int], looked_at: datetime
) -> Table:
    """Read what has changed since; everything where rows have gone, or nothing is known."""
    queryset = rows_of(model).order_by()
    if known is not None:
        new = queryset.filter(pk__gt=known.stamp[2]).count()
        if known.stamp[0] + new == stamp[0]:
            changed = queryset.filter(Q(updated_at__gte=known.looked_at - _MARGIN) | Q(pk__gt=known.stamp[2]))
            rows = known.rows | dict.fromkeys(changed.values_list("pk", flat=True), ()) | pictures_of(changed, names)
            return Table(stamp, looked_at, {pk: numbers for pk, numbers in rows.items() if numbers})
    return Table(stamp, looked_at, pictures_of(queryset, names))


def pictures_of(queryset: QuerySet, names: list[str]) -> dict[int, tuple[int, ...]]:
    rows = queryset.filter(holding(names, 'data-image="')).values_list("pk", *names)
    return {pk: numbers for pk, *texts in rows.iterator() if (numbers := numbers_in(*texts))}
