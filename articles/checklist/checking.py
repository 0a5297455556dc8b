"""The checks of an article, in at most four queries, however many articles are looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.left_alone import as_kept, left_in_all
from articles.checklist import form
from articles.checklist.outline import Outline, outline_of
from articles.checklist.points import Point, Weight
from articles.enums import CreditRole
from articles.models import Article, Category, Credit, Story
from articles.revisions import Text
from editions import registry
from editions.columns import translated
from editions.lint.blocks import Block, blocks_of
from editions.lint.finding import Facts, Severity
from editions.lint.house import HouseWords
from editions.lint.lint import lint_all
from editions.lint.run import Run
from editions.models import Edition
from editions.queries import house_words
from editions.scripts.words import count_words
from media_gallery.models import Image

# Whose findings are left: an article's are its story's in the edition.
STORY = Story._meta.label_lower


@dataclass(frozen=True)
class StoryFacts:
    """What the checks ask of a story: on the story page as it is typed, elsewhere as it is stored."""

    category: int | None = None
    image: int | None = None
    has_author: bool = False


@dataclass(frozen=True)
class _Looked:
    """What an article was read into."""

    text: Text
    edition: Edition
    facts: StoryFacts
    outline: Outline
    blocks: list[Block]
    # (rule, words) of findings that stay as they are.
    left: frozenset[tuple[str, str]] = frozenset()


def check_article(article: Article, text: Text, edition: Edition, *, facts: StoryFacts | None = None) -> list[Point]:
    """Everything to see to before `text` is published as the edition's article: what blocks first.

    Args:
        article: need not be saved; its story is read unless `facts` are given.
        text: as it is typed, or of a revision; it need not be clean.
        facts: of the story, where the page shows others than are stored.
    """
    facts = facts or facts_of([article.story_id]).get(article.story_id, StoryFacts())
    left = left_in_all(STORY, [article.story_id])
    looked = _look(text, edition, facts, left.get((article.story_id, edition.code), set()))
    return _points(looked, _shared([looked]), house_words(edition.code))


def check_articles(chosen: Iterable[tuple[Article, Text]]) -> dict[int, list[Point]]:
    """The same of several stored articles, by their keys: four queries, and one more for each further edition."""
    chosen, editions = list(chosen), registry.all_editions()
    facts = facts_of(article.story_id for article, _text in chosen)
    left = left_in_all(STORY, [article.story_id for article, _text in chosen])
    looked = {
        article.pk: _look(
            text,
            editions[article.edition_id],
            facts.get(article.story_id, StoryFacts()),
            left.get((article.story_id, article.edition_id), set()),
        )
        for article, text in chosen
    }
    shared = _shared(looked.values())
    house = {code: house_words(code) for code in sorted({one.edition.code for one in looked.values()})}
    return {pk: _points(one, shared, house[one.edition.code]) for pk, one in looked.items()}


def facts_of(stories: Iterable[int | None]) -> dict[int, StoryFacts]:
    """Of stored stories, in one query."""
    keys = {pk for pk in stories if pk}
    if not keys:
        return {}
    authors = Credit.objects.filter(Q(story=OuterRef("pk")), role__in=[CreditRole.AUTHOR, CreditRole.SOURCE])
    rows = Story.objects.filter(pk__in=keys).values_list("pk", "category_id", "image_id", Exists(authors))
    return {pk: StoryFacts(category, image, has_author) for pk, category, image, has_author in rows}


def _look(text: Text, edition: Edition, facts: StoryFacts, left: set[tuple[str, str]]) -> _Looked:
    return _Looked(text, edition, facts, outline_of(text.body), blocks_of(text.body), frozenset(left))


@dataclass(frozen=True)
class _Shared:
    """What texts have in common with others: pictures and categories, by their keys."""

    images: Mapping[int, Image]
    categories: Mapping[int, Category]


def _shared(looked: Iterable[_Looked]) -> _Shared:
    """The pictures and the categories of all, each in one query."""
    looked = list(looked)
    images = {figure.image for one in looked for figure in one.outline.figures}
    images |= {one.facts.image for one in looked if one.facts.image}
    categories = {one.facts.category for one in looked if one.facts.category}
    return _Shared(
        Image.objects.in_bulk(images) if images else {},
        Category.objects.in_bulk(categories) if categories else {},
    )


def _points(looked: _Looked, shared: _Shared, house: list[HouseWords]) -> list[Point]:
    text, outline = looked.text, looked.outline
    words = sum(count_words(block.run.text) for block in looked.blocks)
    points = [
        *_presence(looked),
        *_category(looked, shared.categories),
        *_pictures(looked, shared.images),
        *_language(looked, house),
        *form.title_length(text.title),
        *form.headings(outline),
        *form.links(outline),
        *form.paragraphs(outline),
        *form.tables(outline),
        *form.reading_time(words, looked.edition.language),
    ]
    order = list(Weight)
    return sorted(points, key=lambda point: order.index(point.weight))


def _presence(looked: _Looked) -> Iterator[Point]:
    text, facts = looked.text, looked.facts
    if not text.title.strip():
        yield Point("title", Weight.BLOCKING, _("There is no title."), "title")
    if not text.slug.strip():
        yield Point("slug", Weight.BLOCKING, _("There is no address."), "slug")
    if not text.standfirst.strip():
        yield form.advice("standfirst", _("There is no standfirst."), "standfirst")
    if not looked.blocks:
        yield form.advice("body", _("There is no text."), "body")
    if not facts.image and not looked.outline.figures:
        yield form.advice("picture", _("There is no picture."), "image")
    if not facts.has_author:
        yield form.advice("author", _("Nobody is named as author or source."), "credits")


def _category(looked: _Looked, categories: Mapping[int, Category]) -> Iterator[Point]:
    """Without a name in the edition a category has no page there, and no label on the article."""
    number = looked.facts.category
    if not number:
        yield Point("category", Weight.BLOCKING, _("There is no category."), "category")
    elif (category := categories.get(number)) and not translated(category, "name", looked.edition.code).strip():
        yield Point("category", Weight.BLOCKING, _("The category has no name in this edition."), "category")


def _pictures(looked: _Looked, images: Mapping[int, Image]) -> Iterator[Point]:
    """Each picture once, where it stands first."""
    places = {figure.image: f"body:{figure.place}" for figure in reversed(looked.outline.figures)}
    if looked.facts.image:
        places = {looked.facts.image: "image"} | {pk: at for pk, at in places.items() if pk != looked.facts.image}
    code = looked.edition.code
    for pk, where in places.items():
        image = images.get(pk)
        if image is None:
            yield form.advice("picture-gone", _("A picture is no longer in the library."), where)
            continue
        names = {"picture": str(image)[:60]}
        if not image.is_decorative and not translated(image, "alt", code).strip():
            told = _("The picture “%(picture)s” has no alternative text in this edition.") % names
            yield Point("alt", Weight.BLOCKING, told, where, pk)
        if not translated(image, "credit", code).strip():
            told = _("The picture “%(picture)s” has no credit in this edition.") % names
            yield Point("credit", Weight.BLOCKING, told, where, pk)


def _language(looked: _Looked, house: list[HouseWords]) -> Iterator[Point]:
    """Hidden direction controls block; how much else the language lint finds is told."""
    text, edition = looked.text, looked.edition
    places = ["title", "standfirst", *(f"body:{block.place}" for block in looked.blocks)]
    runs = [Run(text.title, is_plain=True), Run(text.standfirst, is_plain=True), *(one.run for one in looked.blocks)]
    found = lint_all(runs, Facts(edition.language, edition.digits), house)
    errors = [
        where for where, all_of in zip(places, found, strict=True) for one in all_of if one.severity == Severity.ERROR
    ]
    for where in dict.fromkeys(errors):
        told = _("Hidden direction controls: the words may read otherwise than they are stored.")
        yield Point("direction-controls", Weight.BLOCKING, told, where)
    others = [
        where
        for where, run, all_of in zip(places, runs, found, strict=True)
        for one in all_of
        if one.severity != Severity.ERROR and (one.rule, as_kept(run.text[one.start : one.end])) not in looked.left
    ]
    if others:
        told = ngettext(
            "The language check has %(number)d finding.", "The language check has %(number)d findings.", len(others)
        )
        yield form.advice("language", told % {"number": len(others)}, others[0])
