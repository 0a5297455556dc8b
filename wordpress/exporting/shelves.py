"""Terms of an export: categories as a tree, topics, places of media and publications, languages, and their groups."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote

from django.utils import translation

from articles.models import Category, Topic
from editions.columns import column
from media_gallery.enums import Kind
from publications.enums import SeriesKind
from publications.models import Series
from wordpress.exporting.numbers import term_number
from wordpress.exporting.outgoing import meta_written
from wordpress.exporting.scope import Scope
from wordpress.exporting.told import told
from wordpress.exporting.xml import element
from wordpress.importing.words import plain
from wordpress.serialised import write_value

# What WordPress calls our languages; others are called by their code.
LOCALES = {"en": "en_US", "ar": "ar", "fa": "fa_IR", "sq": "sq"}
_PLACE_KEYS = {kind: number for number, kind in enumerate(Kind, 1)}


@dataclass(frozen=True)
class Named:
    """A term as items name it."""

    number: int
    slug: str
    name: str


@dataclass
class Shelves:
    """All terms; read once, since they are few beside texts.

    Attributes:
        categories, topics: by key and edition.
        places: by what our mapping calls them ("cartoons", "issues:newsletter") and edition.
    """

    scope: Scope
    categories: dict[tuple[int, str], Named] = field(default_factory=dict)
    topics: dict[tuple[int, str], Named] = field(default_factory=dict)
    places: dict[tuple[str, str], Named] = field(default_factory=dict)
    _taken: set[tuple[str, str]] = field(default_factory=set)
    _order: list[int] = field(default_factory=list)
    _rows: dict[int, Category] = field(default_factory=dict)
    _topic_rows: dict[int, Topic] = field(default_factory=dict)
    _series: dict[str, Series] = field(default_factory=dict)

    def read(self) -> None:
        self._rows = {row.pk: row for row in Category.objects.order_by("position", "pk")}
        self._order = list(self._in_order())
        for key in self._order:
            for code in self.scope.codes:
                row = self._rows[key]
                if row.name_in(code):
                    slug = self._slug("category", row.slug_in(code), code, key)
                    number = term_number("category", key, code)
                    self.categories[key, code] = Named(number, slug, _said(row.name_in(code)))
        for topic in sorted(self._topics(), key=self._sign):
            self._topic_rows[topic.pk] = topic
            for code in self.scope.codes:
                if topic.name_in(code):
                    slug = self._slug("post_tag", topic.slug_in(code), code, topic.pk)
                    self.topics[topic.pk, code] = Named(
                        term_number("topic", topic.pk, code), slug, _said(topic.name_in(code))
                    )
        self._read_places()

    def _topics(self) -> Iterator[Topic]:
        keys = sorted(self.scope.topics)
        for start in range(0, len(keys), 500):
            yield from Topic.objects.filter(pk__in=keys[start : start + 500])

    def _sign(self, topic: Topic) -> list[str]:
        """By what topics are put in order: not by their keys, which say when they came here."""
        return [topic.slug_in(code) for code in self.scope.codes]

    def _in_order(self) -> Iterator[int]:
        """Keys of categories, those above before those below: WordPress's importer knows only what it has met."""
        below: dict[int | None, list[int]] = {}
        for row in self._rows.values():
            below.setdefault(row.parent_id, []).append(row.pk)
        todo = list(reversed(below.get(None, [])))
        while todo:
            key = todo.pop()
            yield key
            todo += reversed(below.get(key, []))

    def _read_places(self) -> None:
        kinds = set(self.scope.media().order_by().values_list("kind", flat=True).distinct())
        self._series = {place_of(series): series for series in Series.objects.order_by("slug")}
        for code in self.scope.codes:
            with translation.override(code):
                for kind, number in _PLACE_KEYS.items():
                    if kind.value in kinds:
                        self._place(str(kind.value), number, code, str(kind.label), str(kind.value))
            for place, series in self._series.items():
                name = getattr(series, column("name", code)) or series.slug
                self._place(place, len(_PLACE_KEYS) + series.pk, code, name, series.slug)

    def _place(self, place: str, key: int, code: str, name: str, slug: str) -> None:
        found = self._slug("category", slug, code, key)
        self.places[place, code] = Named(term_number("place", key, code), found, _said(name))

    def _slug(self, taxonomy: str, slug: str, code: str, key: int) -> str:
        """A slug that no other term of the taxonomy has: WordPress has them once for all languages."""
        for wanted in (slug, f"{slug}-{code}", f"{slug}-{code}-{key}"):
            if (taxonomy, wanted) not in self._taken:
                self._taken.add((taxonomy, wanted))
                return wanted
        raise ValueError(f"No address is left for {taxonomy} {key}.")

    # As they are written.

    def written(self) -> Iterator[str]:
        for key in self._order:
            row = self._rows[key]
            for code in self.scope.codes:
                if term := self.categories.get((key, code)):
                    above = self._above(row, code)
                    words = getattr(row, column("description", code)) or ""
                    is_plain = plain(_said(words), longest=2000) == words
                    own = row.slug_in(code)
                    meta = told(
                        place="category",
                        edition=code,
                        description="" if is_plain else words,
                        under=self._under(row),
                        position=row.position,
                        slug=own if own != term.slug else "",
                    )
                    yield _category(term, above.slug if above else "", _said(words), meta)
        for place in dict.fromkeys(place for place, _code in self.places):
            for code in self.scope.codes:
                series = self._series.get(place)
                of_series = _of_series(series, code) if series else {}
                yield _category(self.places[place, code], "", "", told(place=place, edition=code, **of_series))
        for (key, code), term in self.topics.items():
            own = self._topic_rows[key].slug_in(code)
            yield _tag(term, told(edition=code, slug=own if own != term.slug else ""))
        if self.scope.is_multilingual:
            yield from self._languages()

    def _under(self, row: Category) -> str:
        """The slug of the category that it lies in, in whichever edition that has a name first."""
        parent = row.parent_id
        while parent is not None:
            for code in self.scope.codes:
                if found := self.categories.get((parent, code)):
                    return found.slug
            parent = self._rows[parent].parent_id
        return ""

    def _above(self, row: Category, code: str) -> Named | None:
        """The category above that has a name in the edition: one without is stepped over."""
        parent = row.parent_id
        while parent is not None:
            if found := self.categories.get((parent, code)):
                return found
            parent = self._rows[parent].parent_id
        return None

    def _languages(self) -> Iterator[str]:
        for number, edition in enumerate(self.scope.editions, 1):
            locale = LOCALES.get(edition.code, edition.code)
            flags = {"locale": locale, "rtl": int(edition.direction == "rtl"), "flag_code": ""}
            yield term_written(number, "language", edition.code, edition.endonym, write_value(flags))
        for shelf in (self.categories, self.topics, self.places):
            groups: dict[object, dict[str, int]] = {}
            for (key, code), term in shelf.items():
                groups.setdefault(key, {})[code] = term.number
            for numbers in groups.values():
                if len(numbers) > 1:
                    yield translations_written("term_translations", numbers)

    def place(self, place: str, code: str) -> tuple[str, str, str]:
        found = self.places[place, code]
        return ("category", found.slug, found.name)


def place_of(series: Series) -> str:
    """What our mapping calls the place of a series."""
    return f"{'books' if series.kind == SeriesKind.BOOKS else 'issues'}:{series.slug}"


def _of_series(series: Series, code: str) -> dict[str, Any]:
    return {
        "kind": series.kind,
        "position": series.position,
        "name": getattr(series, column("name", code)) or "",
        "description": getattr(series, column("description", code)) or "",
    }


def _said(text: str) -> str:
    """Plain words as WordPress keeps them: as HTML."""
    return escape(text, quote=False)


def group_slug(numbers: dict[str, int]) -> str:
    """What the group of some translations is called: after the first of them."""
    return f"pll_{min(numbers.values())}"


def translations_written(taxonomy: str, numbers: dict[str, int]) -> str:
    """The term by which Polylang joins translations."""
    return term_written(min(numbers.values()), taxonomy, group_slug(numbers), group_slug(numbers), write_value(numbers))


def term_written(number: int, taxonomy: str, slug: str, name: str, description: str = "") -> str:
    return (
        f"<wp:term>{element('wp:term_id', number)}{element('wp:term_taxonomy', taxonomy)}"
        f"{element('wp:term_slug', slug)}{element('wp:term_parent', '')}{element('wp:term_name', name)}"
        f"{element('wp:term_description', description)}</wp:term>\n"
    )


def _category(term: Named, parent: str, description: str, meta: list[tuple[str, str]]) -> str:
    return (
        f"<wp:category>{element('wp:term_id', term.number)}{element('wp:category_nicename', _encoded(term.slug))}"
        f"{element('wp:category_parent', _encoded(parent))}{element('wp:cat_name', term.name)}"
        f"{element('wp:category_description', description)}{meta_written(meta, 'wp:termmeta')}</wp:category>\n"
    )


def _tag(term: Named, meta: list[tuple[str, str]]) -> str:
    return (
        f"<wp:tag>{element('wp:term_id', term.number)}{element('wp:tag_slug', _encoded(term.slug))}"
        f"{element('wp:tag_name', term.name)}{meta_written(meta, 'wp:termmeta')}</wp:tag>\n"
    )


def _encoded(slug: str) -> str:
    return quote(slug, safe="-_.~").lower()
