"""What stands beside an article: the next older and newer one, and those that tell of the same."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.enums import Shelf
from articles.models import Article
from articles.reads import listed, shelf_of
from editions import memo
from editions.making import narrowed
from editions.paging import within_first
from editions.prepared import prepared
from editions.scripts.folding import fold, spellings_of

RELATED = 3
# So many of those that share most topics are compared by their words.
CANDIDATES = 12
# Of each topic the newest; of the category fewer, since it says less.
NEWEST = 20
# Neighbours that are further apart depend on all of their edition.
MOST_DAYS = 31
# Shorter words say little of what a text is about, in any of our languages.
LETTERS = 4


def neighbours(article: Article, topics: list[int]) -> tuple[Article | None, Article | None, list[Article]]:
    """The next older and newer articles, and those related by shared topics (else by category) and words, in two
    queries.

    Of each topic only the newest are looked at, so that the size of the archive does not matter.
    """
    if article.pk is None or article.published_at is None:
        return None, None, []
    code, now = article.edition_id, timezone.now()
    shelves = {"topics": tuple(topics)} if topics else {}
    if article.story.category_id:
        shelves["categories"] = (article.story.category_id,)
    with narrowed(Article, is_instead=True) as held:
        rows = _around(code, now=now, moment=article.published_at, number=article.pk, **shelves)
        ends: dict[int, int] = {part: pk for part, (pk,) in rows if part < 2}
        shared = Counter(pk for part, (pk,) in rows if part >= 2 and pk != article.pk)
        most = sorted(shared, key=lambda pk: (-shared[pk], -pk))[:CANDIDATES]
        keys = [*ends.values(), *most]
        found = {one.pk: one for one in listed(code, now=now, keys=keys)} if keys else {}
        older, newer = found.get(ends.get(0, 0)), found.get(ends.get(1, 0))
        for day in days_between(older, newer):
            held.by(edition_id=code, published_at__date=day)
    candidates = [found[pk] for pk in most if pk in found]
    return older, newer, most_related(article, candidates, shared)


def days_between(older: Article | None, newer: Article | None) -> Iterator[date]:
    """The days, in UTC, on which whoever comes between two articles is published; none where there are too many, or
    where one of the two is missing: then any day may bring it."""
    if older and newer and older.published_at and newer.published_at:
        first, last = older.published_at.astimezone(UTC).date(), newer.published_at.astimezone(UTC).date()
        number = (last - first).days + 1
        if number <= MOST_DAYS:
            yield from (first + timedelta(days=day) for day in range(number))


@prepared
def _around(
    code: str,
    /,
    *,
    now: datetime,
    moment: datetime,
    number: int,
    topics: Sequence[int] = (),
    categories: Sequence[int] = (),
) -> list[QuerySet[Any]]:
    live = Article.objects.in_edition(code).live(now)
    return [
        within_first(live, Q(published_at__lte=moment)).exclude(pk=number).newest_first().values_list("pk")[:1],
        live.filter(published_at__gt=moment).order_by("published_at", "pk").values_list("pk")[:1],
        *(shelf_of(code, Shelf.TOPIC, topic)[:NEWEST] for topic in topics),
        *(shelf_of(code, Shelf.CATEGORY, category)[: CANDIDATES + 1] for category in categories),
    ]


def most_related(article: Article, candidates: list[Article], shared: Counter[int]) -> list[Article]:
    """Of articles that share `shared` shelves with this one, those that share most and whose words are most alike.

    Words of titles and standfirsts are compared by the cosine of their weights (inverse document frequency among
    these texts; Salton and Buckley 1988). Alike words weigh as much as two shelves.
    """
    texts = {one.pk: words_of(one) for one in (article, *candidates)}
    frequency = Counter(word for words in texts.values() for word in words)
    weight = {word: math.log(1 + len(texts) / count) for word, count in frequency.items()}
    length = {pk: math.sqrt(sum(weight[word] ** 2 for word in words)) for pk, words in texts.items()}

    def score(other: Article) -> float:
        both = texts[article.pk] & texts[other.pk]
        alike = sum(weight[word] ** 2 for word in both) / (length[article.pk] * length[other.pk]) if both else 0.0
        return shared[other.pk] + 2 * alike

    return sorted(candidates, key=lambda other: (-score(other), -other.pk))[:RELATED]


def words_of(article: Article) -> frozenset[str]:
    """What the longer words of title and standfirst mean, each by its shortest form."""
    language, text = article.edition_id, f"{article.title} {article.standfirst}"
    return memo.of(("words", language, text), partial(_words, text, language))


def _words(text: str, language: str) -> frozenset[str]:
    forms = (fold(spelling, language).forms for spelling in spellings_of(text, language))
    return frozenset(found[-1] for found in forms if found and len(found[-1]) >= LETTERS)
