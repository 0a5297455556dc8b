"""Reads through the ORM, and changes, drawn at random over a dozen tables of the site."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.core.exceptions import FieldError
from django.db import DatabaseError, IntegrityError, NotSupportedError, models, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from articles.models import (
    Article,
    Category,
    Correction,
    Credit,
    Dossier,
    DossierPart,
    Person,
    Placement,
    Story,
    StoryTopic,
    Topic,
)
from delivery.changes.declared import watched
from seeds.factories import make_article, make_category, make_editions, make_image, make_person, make_story, make_topic

DAY = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = [DAY + timedelta(days=number) for number in range(5)]
WORDS = ["", "a", "b", "c"]
NUMBERS = [0, 1, 2]
NOT_MINE = (FieldError, NotSupportedError, DatabaseError, TypeError, ValueError)


@dataclass(frozen=True)
class Table:
    """A model, its columns with the values that they may have, and what leads from it to others.

    Attributes:
        forward: foreign keys.
        back: names of relations to it, for queries, and the models that have them.
    """

    model: Any
    values: dict[str, list[Any]]
    forward: dict[str, Any]
    back: dict[str, Any]


TABLES = [
    Table(
        Article,
        {
            "title": WORDS, "slug": ["a", "b", "c", "d"], "standfirst": WORDS, "n_comments": NUMBERS,
            "edition_id": ["en", "fa"], "state": ["published", "withdrawn"], "published_at": MOMENTS,
            "unpublish_at": [None, DAY + timedelta(days=9)],
        },
        {"story": Story, "source": Article},
        {"places": Placement, "corrections": Correction, "translations": Article},
    ),
    Table(
        Story,
        {"is_featured": [True, False], "comments": ["on", "off", "default"]},
        {"category": Category},
        {"articles": Article, "credits": Credit, "storytopic": StoryTopic, "dossierpart": DossierPart},
    ),
    Table(
        Category,
        {"name_fa": ["a", "b"], "slug_fa": [None, "a", "b", "c"], "position": NUMBERS, "description_fa": WORDS},
        {"parent": Category}, {"story": Story},
    ),
    Table(Topic, {"name_fa": WORDS, "slug_fa": [None, "a", "b", "c"]}, {}, {"storytopic": StoryTopic}),
    Table(
        Person,
        {"name_fa": WORDS, "slug_fa": [None, "a", "b", "c"], "address": WORDS, "is_organisation": [True, False]},
        {}, {"credit": Credit},
    ),
    Table(Dossier, {"name_fa": WORDS, "description_fa": WORDS}, {}, {"dossierpart": DossierPart}),
    Table(StoryTopic, {}, {"content_object": Story, "tag": Topic}, {}),
    Table(DossierPart, {"position": NUMBERS}, {"dossier": Dossier, "story": Story}, {}),
    Table(
        Credit, {"role": ["author", "source"], "position": NUMBERS, "edition_id": [None, "en", "fa"], "address": WORDS},
        {"story": Story, "person": Person}, {},
    ),
    Table(
        Placement,
        {
            "shelf": ["category", "topic"], "target_id": NUMBERS, "edition_id": ["en", "fa"], "published_at": MOMENTS,
        },
        {"article": Article}, {},
    ),
    Table(Correction, {"text": WORDS, "made_at": MOMENTS}, {"article": Article}, {}),
]  # fmt: skip
OF = {table.model: table for table in TABLES}


def names_back() -> dict[Any, dict[str, Any]]:
    """Relations by the names that queries know them by."""
    found: dict[Any, dict[str, Any]] = {table.model: {} for table in TABLES}
    for table in TABLES:
        for relation in table.model._meta.related_objects:
            if relation.related_model in OF and relation.name:
                found[table.model][relation.name] = relation.related_model
    return found


BACK = names_back()


def build(random: Random) -> None:
    make_editions()
    images = [make_image(), make_image()]
    categories = [make_category(name=f"Category {n}", position=n) for n in range(2)]
    Category.objects.filter(pk=categories[0].pk).update(slug_fa="a")
    topics = [make_topic(name=f"Topic {n}") for n in range(3)]
    Topic.objects.filter(pk=topics[0].pk).update(slug_fa="a", name_fa="a")
    people = [make_person(name=f"Person {n}") for n in range(3)]
    Person.objects.filter(pk=people[0].pk).update(slug_fa="a", name_fa="a")
    for number in range(4):
        story = make_story(
            category=random.choice([None, *categories]), image=random.choice([None, *images]),
            topics=random.sample(topics, 2), authors=random.sample(people, 2), is_featured=not number % 2,
        )  # fmt: skip
        for code in random.sample(["en", "fa"], 1 + number % 2):
            moment = random.choice(MOMENTS)
            article = make_article(edition=code, story=story, title="x", slug="abcd"[number], published_at=moment)
            Correction.objects.create(article=article, text=random.choice(WORDS), made_at=random.choice(MOMENTS))
    dossier = Dossier.objects.create(name_fa="a", description_fa="b")
    for position, story in enumerate(Story.objects.order_by("pk")[:2]):
        DossierPart.objects.create(dossier=dossier, story=story, position=position)


class Reads:
    """Draws reads; each may be made any number of times."""

    def __init__(self, random: Random) -> None:
        self.random = random
        # What was drawn, for those who look at a failure.
        self.said: list[str] = []

    def key(self, model: Any) -> int:
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return self.random.choice([*keys, 10_000])

    def table(self) -> Table:
        # Most reads of the site are of articles and of what hangs on them.
        return self.random.choice([*TABLES, *TABLES[:2]])

    def condition(self, model: Any, depth: int = 0) -> Q:  # noqa: C901
        random, table = self.random, OF[model]
        kind = random.choice(["is", "is", "is", "in", "key", "key", "forward", "over", "back", "more", "null"])
        if depth < 2:
            kind = random.choice([kind, kind, "or", "and", "not", "exists", "among", "same"])
        if kind in {"is", "in", "more", "null"} and table.values:
            name = random.choice(list(table.values))
            values = table.values[name]
            if kind == "is":
                return Q(**{name: random.choice([one for one in values if one is not None])})
            if kind == "in":
                return Q(**{f"{name}__in": [one for one in random.sample(values, 2) if one is not None]})
            if kind == "null":
                return Q(**{f"{name}__isnull": random.choice([True, False])})
            if isinstance(values[-1], bool):
                return Q(**{name: True})
            sign = random.choice(["gt", "lte", "gte", "lt"])
            return Q(**{f"{name}__{sign}": random.choice([one for one in values if one is not None])})
        if kind == "forward" and table.forward:
            name = random.choice(list(table.forward))
            return Q(**{name: self.key(table.forward[name])})
        if kind == "over" and table.forward:
            name = random.choice(list(table.forward))
            return self._within(name, table.forward[name])
        if kind == "back" and BACK[model]:
            name = random.choice(list(BACK[model]))
            return self._within(name, BACK[model][name])
        if kind == "or":
            return self.condition(model, depth + 1) | self.condition(model, depth + 1)
        if kind == "and":
            return self.condition(model, depth + 1) & self.condition(model, depth + 1)
        if kind == "not":
            return ~self.condition(model, depth + 1)
        if kind == "exists" and (links := self._links(model)):
            other, name = random.choice(links)
            found = other.objects.filter(self.condition(other, depth + 1), **{name: OuterRef("pk")})
            return Q(Exists(found)) if random.random() < 0.7 else ~Q(Exists(found))
        if kind == "among" and (links := self._links(model)):
            other, name = random.choice(links)
            return Q(pk__in=other.objects.filter(self.condition(other, depth + 1)).values(name))
        if kind == "among" and table.forward:
            name = random.choice(list(table.forward))
            other = table.forward[name]
            return Q(**{f"{name}__in": other.objects.filter(self.condition(other, depth + 1))})
        if kind == "same" and len(table.values) > 1:
            name = random.choice(list(table.values))
            alike = [one for one, values in table.values.items() if type(values[-1]) is type(table.values[name][-1])]
            return Q(**{name: F(random.choice(alike))})
        return Q(pk=self.key(model))

    def _within(self, name: str, model: Any) -> Q:
        table = OF[model]
        if not table.values or self.random.random() < 0.2:
            return Q(**{f"{name}__pk": self.key(model)})
        column = self.random.choice(list(table.values))
        value = self.random.choice([one for one in table.values[column] if one is not None])
        return Q(**{f"{name}__{column}": value})

    def _links(self, model: Any) -> list[tuple[Any, str]]:
        return [(one.model, name) for one in TABLES for name, target in one.forward.items() if target is model]

    def queryset(self, model: Any) -> QuerySet:
        random = self.random
        rows = model.objects.all()
        for _time in range(random.choice([0, 1, 1, 2])):
            condition = self.condition(model)
            rows = rows.exclude(condition) if random.random() < 0.15 else rows.filter(condition)
        return rows

    def order(self, model: Any) -> list[str]:
        table = OF[model]
        names = [*table.values, *table.forward]
        for name, other in table.forward.items():
            names += [f"{name}__{column}" for column in OF[other].values]
        chosen = self.random.sample(names, min(len(names), self.random.choice([0, 1, 2])))
        return [self.random.choice(["", "-"]) + name for name in chosen]

    def read(self) -> Callable[[], Any]:  # noqa: C901
        """A read: called, it gives what may be compared."""
        random, table = self.random, self.table()
        model = table.model
        rows = self.queryset(model)
        kind = random.choice(
            ["rows", "rows", "rows", "related", "only", "values", "values", "flat", "count", "exists", "counts",
             "aggregate", "union", "prefetch", "subquery", "distinct", "among"]
        )  # fmt: skip
        is_ordered = random.random() < 0.6
        if is_ordered:
            rows = rows.order_by(*self.order(model), "pk")
        is_cut = is_ordered and random.random() < 0.5
        end = random.choice([1, 2, 3])
        start = random.choice([0, 0, 0, 1])

        def cut(found: QuerySet) -> QuerySet:
            return found[start : start + end] if is_cut else found

        def compared(found: Any) -> Any:
            listed = [_plain(one) for one in found]
            return listed if is_ordered else sorted(listed, key=repr)

        columns = [*table.values, *(f"{name}_id" for name in table.forward), "pk"]
        for name, other in table.forward.items():
            columns += [f"{name}__{column}" for column in OF[other].values]
        some = random.sample(columns, min(len(columns), random.choice([1, 2, 3])))
        related = random.sample(list(table.forward), random.randint(0, len(table.forward)))
        self.said.append(f"{model.__name__} {kind} {rows.query if kind != 'exists' else ''}")
        match kind:
            case "related":
                return lambda: compared(cut(rows.select_related(*(related or [None]))))
            case "only":
                own = [name for name in some if "__" not in name]
                return lambda: compared(cut(rows.only("pk", *own)))
            case "values":
                return lambda: compared(cut(rows.values(*some)))
            case "flat":
                return lambda: compared(cut(rows.values_list(some[0], flat=True)))
            case "distinct":
                plain = rows.order_by() if random.random() < 0.5 else rows
                return lambda: sorted(repr(one) for one in plain.values_list(*some).distinct())
            case "count":
                return lambda: cut(rows).count()
            case "exists":
                return lambda: cut(rows).exists()
            case "counts" if BACK[model]:
                name = random.choice(list(BACK[model]))
                return lambda: compared(cut(rows.annotate(number=Count(name))))
            case "aggregate" if table.values:
                column = random.choice(
                    [name for name, values in table.values.items() if values[-1] is not False] or ["pk"]
                )
                return lambda: rows.aggregate(one=Max(column), all=Count("pk"))
            case "union":
                other = self.queryset(model)
                is_all = random.random() < 0.5
                operation = random.choice(["union", "union", "difference", "intersection"])

                def both() -> Any:
                    one, two = rows.order_by().values_list(*some), other.order_by().values_list(*some)
                    found = (
                        one.union(two.order_by(), all=is_all) if operation == "union" else getattr(one, operation)(two)
                    )
                    return sorted(repr(row) for row in found)

                return both
            case "prefetch" if BACK[model]:
                name = random.choice(list(BACK[model]))
                accessor = next(one for one in model._meta.related_objects if one.name == name).get_accessor_name()
                if not hasattr(model, accessor):
                    raise FieldError(accessor)
                return lambda: [
                    (_plain(one), sorted(repr(_plain(other)) for other in getattr(one, accessor).all()))
                    for one in sorted(rows.prefetch_related(accessor), key=lambda one: one.pk)
                ]
            case "subquery" if self._links(model):
                other, name = random.choice(self._links(model))
                column = random.choice([*OF[other].values, "pk"])
                found = self.queryset(other).filter(**{name: OuterRef("pk")}).order_by(column, "pk").values(column)[:1]
                return lambda: compared(cut(rows.annotate(found=Subquery(found))))
            case "among" if self._links(model):
                other, name = random.choice(self._links(model))
                within = self.queryset(other).order_by("pk").values(name)[: random.choice([1, 2])]
                return lambda: compared(cut(rows.filter(pk__in=within)))
        return lambda: compared(cut(rows))


def _plain(row: Any) -> Any:
    """What a page could show of a row."""
    if not isinstance(row, models.Model):
        return tuple(sorted(row.items())) if isinstance(row, dict) else row
    one = watched().get(row._meta.db_table)
    hidden = {field.attname for field in row._meta.concrete_fields if one and field.column in one.private}
    shown = {name: value for name, value in row.__dict__.items() if name[0] != "_" and name not in hidden}
    cached = {name: _plain(other) for name, other in row._state.fields_cache.items() if isinstance(other, models.Model)}
    return (type(row).__name__, sorted(shown.items(), key=lambda item: item[0]), sorted(cached.items()))


class Changes:
    """Makes changes, mostly of the tables that somebody reads."""

    def __init__(self, random: Random, tags: set[str]) -> None:
        self.random = random
        names = {tag.partition(".")[0] for tag in tags}
        self.tables = [table for table in TABLES if table.model._meta.db_table in names] or TABLES
        self.said: list[str] = []

    def change(self) -> bool:
        """Whether there was one that the database takes."""
        try:
            with transaction.atomic():
                self._change()
        except (IntegrityError, models.ProtectedError, models.RestrictedError):
            return False
        return True

    def _change(self) -> None:
        random = self.random
        table = random.choice(self.tables if random.random() < 0.9 else TABLES)
        kind = random.choice(["update", "update", "update", "update", "lead", "delete", "create"])
        key = self._key(table.model)
        rows = table.model.objects.filter(pk=key)
        if kind == "update" and table.values:
            names = random.sample(list(table.values), min(len(table.values), random.choice([1, 1, 2])))
            values = {name: random.choice(table.values[name]) for name in names}
            self.said.append(f"{table.model.__name__} {key} {values}")
            (rows if random.random() < 0.8 else table.model.objects.all()).update(**values)
        elif kind == "delete":
            self.said.append(f"{table.model.__name__} {key} deleted")
            rows.delete()
        elif kind == "create" and key and (row := rows.first()):
            row.pk = None
            row._state.adding = True
            for name, values in table.values.items():
                if random.random() < 0.7:
                    setattr(row, name, random.choice(values))
            for name, other in table.forward.items():
                setattr(row, f"{name}_id", self._key(other) or getattr(row, f"{name}_id"))
            table.model.objects.bulk_create([row])
            self.said.append(f"{table.model.__name__} {row.pk} created {_plain(row)}")
        elif table.forward:
            name = random.choice(list(table.forward))
            choices = [self._key(table.forward[name])]
            if table.model._meta.get_field(name).null:
                choices.append(None)
            value = random.choice(choices)
            self.said.append(f"{table.model.__name__} {key} {name}={value}")
            rows.update(**{name: value})

    def _key(self, model: Any) -> Any:
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return self.random.choice(keys) if keys else None
