"""Pairs that are offered to a person: written by whoever looks for them, confirmed or refused at the desk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.joining.reasons import Reason, as_json
from articles.joining.stories import join_stories
from articles.models import Article, OfferedPair, Story


@dataclass(frozen=True, slots=True)
class Offer:
    """Two articles by their keys, the points that speak for them of 100, and why."""

    one: int
    other: int
    score: int
    reasons: tuple[Reason, ...]
    is_strong: bool


@transaction.atomic
def offer_pairs(offers: Iterable[Offer]) -> int:
    """Offer these pairs and no others; what was refused is not offered again. How many are offered now."""
    OfferedPair.objects.filter(refused_at=None).delete()
    rows = [
        OfferedPair(
            one_id=min(offer.one, offer.other),
            other_id=max(offer.one, offer.other),
            score=offer.score,
            reasons=as_json(offer.reasons),
            is_strong=offer.is_strong,
        )
        for offer in offers
    ]
    OfferedPair.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    return open_pairs().count()


def open_pairs() -> QuerySet[OfferedPair]:
    """Pairs that wait for a person, the likeliest first; those that were joined by another way meanwhile do not."""
    return OfferedPair.objects.filter(refused_at=None).exclude(one__story=F("other__story"))


def refuse_pair(*, pair: OfferedPair, by: Any) -> None:
    """Say that a pair is two stories: it is not offered again."""
    OfferedPair.objects.filter(pk=pair.pk, refused_at=None).update(refused_at=timezone.now(), refused_by=by)


def confirm_pair(*, pair: OfferedPair, by: Any, joins_categories: bool = False) -> Story:
    """Join the stories of a pair.

    Raises:
        NotJoinedError: they cannot be one.
    """
    story, other = in_order(pair, editions_of([pair]))
    return join_stories(story=story, other=other, by=by, joins_categories=joins_categories)


def editions_of(pairs: Iterable[OfferedPair]) -> dict[int, set[str]]:
    """Story -> codes of the editions that have an article of it, for the stories of these pairs."""
    found: dict[int, set[str]] = defaultdict(set)
    stories = {story for pair in pairs for story in (pair.one.story_id, pair.other.story_id)}
    for story, code in Article.objects.filter(story__in=stories).values_list("story", "edition"):
        found[story].add(code)
    return found


def in_order(pair: OfferedPair, editions: Mapping[int, set[str]]) -> tuple[Story, Story]:
    """The stories of a pair, first the one that stays: that of more editions, else that which was there first.

    Args:
        editions: of the stories, as `editions_of` gives them.
    """

    def rank(article: Article) -> tuple[Any, ...]:
        moment = article.published_at
        number = len(editions.get(article.story_id, ()))
        return -number, moment is None, moment.timestamp() if moment else 0.0, article.story_id

    first, second = sorted((pair.one, pair.other), key=rank)
    return first.story, second.story
