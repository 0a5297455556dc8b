"""Articles of this site as pairs and tables know them: for sites that were moved in one language after the other."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.db.models import QuerySet

from articles.joining.offers import Offer, offer_pairs
from articles.joining.stories import NotJoinedError, join_stories
from articles.models import Article, Story
from delivery.models import Redirect
from editions.head import absolute
from wordpress.joining.likely import Likely, Pair
from wordpress.joining.table import Finder, Listed, Matched, Problem, Row, in_lines, match
from wordpress.models import Origin

BATCH = 500
_PICTURE = re.compile(r'data-image="(\d+)"')


def all_articles() -> QuerySet[Article]:
    return Article.objects.select_related("story").order_by("pk")


def likely_pairs() -> list[Pair]:
    """The pairs of articles, by their keys, that are likely one story and are told apart so far."""
    likely = Likely()
    taken: dict[int, set[str]] = defaultdict(set)
    stories: dict[int, int] = {}
    for article in all_articles().iterator(BATCH):
        taken[article.story_id].add(article.edition_id)
        stories[article.pk] = article.story_id
        path = article.get_absolute_url()
        likely.add(
            article.pk,
            edition=article.edition_id,
            title=article.title,
            body=article.body,
            slug=article.slug,
            addresses=(path, absolute(path)),
            moment=article.published_at,
            picture=picture_of(article),
        )
    return likely.pairs({key: taken[story] for key, story in stories.items()})


def picture_of(article: Article) -> str:
    """The picture that readers know it by: its story's, else the first in its text."""
    if article.story.image_id:
        return str(article.story.image_id)
    found = _PICTURE.search(article.body)
    return found[1] if found else ""


def offer_likely_pairs() -> int:
    """Look for likely pairs and offer them at the desk; how many."""
    return offer_pairs(
        Offer(pair.one, pair.other, pair.score, pair.reasons, pair.is_strong)
        for pair in likely_pairs()
        if isinstance(pair.one, int) and isinstance(pair.other, int)
    )


def lines_for_table() -> Iterator[tuple[list[Listed], str]]:
    """All articles as the lines of a matching table: those of one story, and strong pairs, in one line each."""
    listed: dict[Hashable, Listed] = {}
    stories: dict[int, list[int]] = defaultdict(list)
    for article in all_articles().defer("body").iterator(BATCH):
        day = article.published_at.date().isoformat() if article.published_at else ""
        address = absolute(article.get_absolute_url())
        listed[article.pk] = Listed(article.pk, article.edition_id, address, article.title, day)
        stories[article.story_id].append(article.pk)
    pairs = [pair for pair in likely_pairs() if pair.is_strong]
    why = {frozenset((pair.one, pair.other)): "; ".join(map(str, pair.reasons)) for pair in pairs}
    together = [*map(tuple, stories.values()), *((pair.one, pair.other) for pair in pairs)]
    for line in in_lines(listed, together):
        keys = {article.key for article in line}
        yield line, "; ".join(reasons for pair, reasons in why.items() if pair <= keys)


def finder_of_articles() -> Finder:
    """Finds articles by their addresses here, and by the numbers and addresses they had on the sites that they came
    from; also those that nobody has read yet, which left no address behind."""
    finder, old, moved = Finder(), defaultdict(list), defaultdict(list)
    came = Origin.objects.filter(model="articles.article").values_list("object_id", "key", "site__address")
    for key, told, site in came.iterator(2000):
        moved[key].append(f"https://{site}/?p={told}")
    for redirect in Redirect.objects.all().iterator(2000):
        # Of sites with a host of their own.
        host = getattr(redirect, "host", "")
        old[redirect.new_path].append(f"https://{host}{redirect.old_path}" if host else redirect.old_path)
    for article in all_articles().defer("body").iterator(BATCH):
        path = article.get_absolute_url()
        before = [*old.get(path, []), *moved.get(article.pk, [])]
        addresses = (path, absolute(path), *before)
        numbers = {number for address in before if (number := number_in(address))} or {0}
        for number in numbers:
            finder.add(article.pk, edition=article.edition_id, number=number, addresses=addresses, slug=article.slug)
    return finder


def number_in(address: str) -> int:
    """The number that an old address such as `/?p=12` names; 0 for none."""
    query = parse_qs(urlsplit(address).query)
    text = next((query[name][0] for name in ("p", "page_id") if name in query), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@dataclass
class Joined:
    """What came of a table: how many stories were joined into others, how many were joined before, what was not."""

    joined: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


def join_by_table(rows: list[Row], *, joins_categories: bool = False) -> Joined:
    """Join stories as a table says; what cannot be is named, and the rest is joined."""
    result = Joined()
    finder = finder_of_articles()
    for row in rows:
        matched: Matched = match([row], finder)
        result.problems += matched.problems
        for keys in matched.stories:
            _join(row, keys, result, joins_categories)
    return result


def _join(row: Row, keys: tuple[Hashable, ...], result: Joined, joins_categories: bool) -> None:
    """Join the stories of the articles with these keys, one after the other, into that of the first."""
    first, *others = (Article.objects.defer("body").get(pk=str(key)) for key in keys)
    for other in others:
        story = Story.objects.get(articles=first)
        further = Story.objects.get(articles=other)
        if story == further:
            result.known += 1
            continue
        try:
            join_stories(story=story, other=further, joins_categories=joins_categories)
            result.joined += 1
        except NotJoinedError as error:
            result.problems.append(Problem(row.line, str(error)))
