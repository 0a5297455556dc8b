"""What an export of ours tells beside its texts: where its categories go, its series, the words of its pictures."""

from dataclasses import replace

from django.conf import settings

from editions.columns import column
from media_gallery.models import Image
from publications.enums import SeriesKind
from publications.models import Series
from search.services import refresh_things
from wordpress.importing.destinations import Goal, Mapping, MappingError, Place
from wordpress.importing.overview import Overview
from wordpress.importing.told import Told, told_of
from wordpress.wxr.items import Item

_WORDS = (("alt", 500), ("caption", 1000), ("credit", 200))


def with_places(mapping: Mapping, overview: Overview) -> Mapping:
    """The mapping, and where the export itself says that its categories go; what the mapping says comes first."""
    categories = dict(mapping.categories)
    for term in overview.terms_in("category"):
        place = told_of(term).text("place", 80)
        if not place or place == "category" or term.slug in mapping.filed:
            continue
        try:
            categories.setdefault(term.slug, Goal.read(place))
        except MappingError:
            continue
    return replace(mapping, categories=categories)


def make_series(overview: Overview) -> None:
    """The series that an export tells of, with their names; what is here of them stays as it is."""
    for term in overview.terms_in("category"):
        told = told_of(term)
        code, kind = told.text("edition", 12), told.text("kind", 10)
        try:
            goal = Goal.read(told.text("place", 80) or "articles")
        except MappingError:
            continue
        if goal.place in {Place.ISSUES, Place.BOOKS} and goal.series and kind in SeriesKind.values:
            _make_series(goal.series, kind, code, told)


def _make_series(slug: str, kind: str, code: str, told: Told) -> None:
    series = Series.objects.filter(slug=slug).first()
    if series is None:
        series = Series(slug=slug, kind=kind, position=told.whole("position", 32_000))
    if code in settings.MODELTRANSLATION_LANGUAGES:
        for name, longest in (("name", 160), ("description", 20_000)):
            if not getattr(series, column(name, code)):
                setattr(series, column(name, code), told.text(name, longest))
    series.save()


def tell_image(image: Image, item: Item) -> None:
    """Give a picture the words that our export told of it, in all editions; what stands here already stays."""
    told = told_of(item)
    if not told.is_ours:
        return
    for code in settings.MODELTRANSLATION_LANGUAGES:
        words = told.part("words").part(code)
        for name, longest in _WORDS:
            if (text := words.text(name, longest)) and not getattr(image, column(name, code)):
                setattr(image, column(name, code), text)
    if title := told.text("title", 200):
        image.title = title
    focus = told.numbers("focus")
    if len(focus) == 2 and all(0 <= one <= 100 for one in focus):
        image.focal_x, image.focal_y = focus
    image.is_decorative = image.is_decorative or told.is_so("decorative")
    image.save()
    refresh_things([image])
