"""Finding stories and articles at the desk by what is typed, however many there are.

Any part of a title is looked for in the newest stories, which is where drafts lie. Older ones are found by the words of
the titles that readers know, whose index search keeps anyway: looking through a million titles takes seconds.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.text import smart_split, unescape_string_literal

from articles.models import Article, Story
from editions import registry
from search.engines import Span, engine
from search.expressions import All, Any, Expression, Lexeme
from search.lexemes import TITLE, edition_mark, kind_mark
from search.models import Entry
from search.query import read_query

# So many of the newest stories are looked through, and so many hits of each kind are shown at most.
LOOKED_THROUGH, MOST = 5000, 1000
# Of the index: more than the engine of PostgreSQL looks for among the nearest of one edition.
MOST_INDEXED = 400
_ABOVE_ALL = 2**62


def stories_found(typed: str, *, with_drafts: bool = True) -> set[int]:
    """Keys of stories that have every word in their working title, or in the title of one of their articles; of those
    that are no longer new, of a published one."""
    edge = _edge()
    stories, articles = Story.objects.filter(pk__gte=edge), Article.objects.filter(story_id__gte=edge)
    for word in words_of(typed):
        stories = stories.filter(working_title__icontains=word)
        articles = articles.filter(title__icontains=word)
    return {
        *stories.order_by("-pk").values_list("pk", flat=True)[:MOST],
        *(articles.order_by("-story_id").values_list("story_id", flat=True)[:MOST] if with_drafts else ()),
        *_indexed(typed, "story_id", registry.all_editions(), edge),
    }


def articles_found(typed: str, code: str = "") -> set[int]:
    """Keys of articles, likewise; of one edition where `code` names it."""
    edge = _edge()
    rows = Article.objects.filter(story_id__gte=edge)
    if code:
        rows = rows.filter(edition_id=code)
    for word in words_of(typed):
        rows = rows.filter(Q(title__icontains=word) | Q(story__working_title__icontains=word))
    return {
        *rows.order_by("-story_id").values_list("pk", flat=True)[:MOST],
        *_indexed(typed, "pk", [code] if code else registry.all_editions(), edge),
    }


def words_of(typed: str) -> list[str]:
    """The words of what is typed; what stands in quotation marks is one."""
    words = list(smart_split(typed.replace("\x00", "")))
    return [
        unescape_string_literal(word) if len(word) > 1 and word[0] in "'\"" and word[0] == word[-1] else word
        for word in words
    ]


def _edge() -> int:
    """The oldest of the stories that are looked through."""
    keys = Story.objects.order_by("-pk").values_list("pk", flat=True)[LOOKED_THROUGH : LOOKED_THROUGH + 1]
    return next(iter(keys), 0)


def _indexed(typed: str, name: str, codes: Iterable[str], edge: int) -> set[int]:
    """Published articles whose titles have the words, the last of them perhaps not typed to its end; where all stories
    were looked through, none more. Two queries, however many editions."""
    if not edge:
        return set()
    options: list[Expression] = []
    for code in codes:
        query = read_query(f"{typed}*" if typed[-1:].isalnum() else typed, code)
        if query.wanted:
            marks = (Lexeme(edition_mark(code)), Lexeme(kind_mark("article")))
            options.append(All((*marks, query.expression(TITLE, {}))))
    if not options:
        return set()
    span = Span(_ABOVE_ALL)
    places = engine().find(Any(tuple(options)), edition="", span=span, now=timezone.now(), limit=MOST_INDEXED)
    keys = Entry.objects.filter(place__in=places).values("key")
    return set(Article.objects.filter(pk__in=keys).values_list(name, flat=True)) if places else set()
