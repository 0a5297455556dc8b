"""The kept numbers of the archive: how many published articles a day and a month have.

A count of rows would cost the more the larger the archive is, and it stands on every list. So what an article adds is
written where it is put on lists, in the same transaction: the database itself adds to the number, so that two who
publish at once are both counted. What an article added is remembered with it (`ArchivePlace`) and taken back when it
moves. Scheduled articles are counted too: whoever reads the numbers takes off those that are still to come
(`articles.archive.counts`), which are few and found by an index, so that no clock has to write anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from articles.models import ArchiveCount, ArchivePlace, Article
from editions import registry
from editions.enums import State
from editions.many import create_many
from editions.models import Edition

BATCH = 500
# So many days in a month of `period`: 20240315 lies in 202403.
DAYS = 100


def period_of(moment: datetime, edition: Edition) -> int:
    """The day of a moment in the edition's time zone, as a number."""
    day = moment.astimezone(edition.zone).date()
    return (day.year * DAYS + day.month) * DAYS + day.day


@transaction.atomic
def keep_counts(articles: Iterable[Article]) -> None:
    """Count articles where they are published now, and no longer where they were. Call it after any change to their
    state and moments, in its transaction."""
    for some in batched(articles, BATCH):
        _keep(some)


def count_new(articles: Iterable[Article]) -> None:
    """As `keep_counts`, of articles that were just made."""
    places = _places(articles)
    create_many(places)
    _add(Counter((place.edition_id, place.day) for place in places))


@transaction.atomic
def drop_ended(now: datetime | None = None) -> int:
    """Count articles no longer whose time is over, so that those who read the numbers need not take them off.

    Returns how many. Nothing depends on when it happens.
    """
    now, dropped = now or timezone.now(), 0
    while ended := list(ArchivePlace.objects.select_for_update().filter(ends_at__lte=now)[:BATCH]):
        _forget(ended)
        dropped += len(ended)
    return dropped


@transaction.atomic
def recount(edition: Edition) -> tuple[int, int]:
    """Count an edition's archive anew, for when its time zone has changed, or rows were written by hand.

    Returns how many articles there are, and how many periods had a wrong number. Who publishes meanwhile waits.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {ArchivePlace._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    before = dict(ArchiveCount.objects.filter(edition=edition).values_list("period", "number"))
    ArchivePlace.objects.filter(edition=edition)._raw_delete(connection.alias)
    ArchiveCount.objects.filter(edition=edition).delete()
    total = 0
    for places in batched(_all_places(edition), 5000):
        create_many(places)
        _add(Counter((place.edition_id, place.day) for place in places))
        total += len(places)
    after = dict(ArchiveCount.objects.filter(edition=edition).values_list("period", "number"))
    periods = before.keys() | after.keys()
    return total, sum(before.get(one, 0) != after.get(one, 0) for one in periods)


def _all_places(edition: Edition) -> Iterator[ArchivePlace]:
    published = Article.objects.in_edition(edition.code).filter(state=State.PUBLISHED).order_by("pk")
    last = 0
    while some := list(
        published.filter(pk__gt=last).only("edition_id", "state", "published_at", "unpublish_at")[:5000]
    ):
        yield from _places(some)
        last = some[-1].pk


def _places(articles: Iterable[Article]) -> list[ArchivePlace]:
    """Where articles are to be counted; those that readers neither see nor will see, nowhere."""
    editions, now = registry.all_editions(), timezone.now()
    return [
        ArchivePlace(
            article_id=one.pk,
            edition_id=one.edition_id,
            day=period_of(one.live_since, editions[one.edition_id]),
            ends_at=one.unpublish_at,
        )
        for one in articles
        if one.state == State.PUBLISHED and one.published_at and not (one.unpublish_at and one.unpublish_at <= now)
    ]


def _keep(articles: Iterable[Article]) -> None:
    articles = list(articles)
    wanted = {place.article_id: place for place in _places(articles)}
    stored = ArchivePlace.objects.select_for_update().filter(pk__in=[article.pk for article in articles])
    old = {place.article_id: place for place in stored.order_by("pk")}
    same = {pk for pk, place in wanted.items() if pk in old and _told(old[pk]) == _told(place)}
    _forget([place for pk, place in old.items() if pk not in same])
    new = [place for pk, place in wanted.items() if pk not in same]
    _add(Counter((edition, day) for _pk, edition, day in _insert(new)))


def _told(place: ArchivePlace) -> tuple[Any, ...]:
    return place.edition_id, place.day, place.ends_at


def _insert(places: list[ArchivePlace]) -> list[tuple[int, str, int]]:
    """Write places, and say which were written: one that somebody else has just written is counted by them."""
    if not places:
        return []
    written: list[tuple[int, str, int]] = []
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        for some in batched(places, 200):
            values = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {ArchivePlace._meta.db_table} (article_id, edition_id, day, ends_at) VALUES {values} "  # noqa: S608
                "ON CONFLICT (article_id) DO NOTHING RETURNING article_id, edition_id, day",
                [part for one in some for part in (one.article_id, one.edition_id, one.day, adapt(one.ends_at))],
            )
            written += cursor.fetchall()
    return written


def _forget(places: list[ArchivePlace]) -> None:
    """Take places away that are locked, and what they added."""
    if places:
        ArchivePlace.objects.filter(pk__in=[place.pk for place in places])._raw_delete(connection.alias)
        _add(Counter({at: -n for at, n in Counter((place.edition_id, place.day) for place in places).items()}))


def _add(days: Counter[tuple[str, int]]) -> None:
    """Add to the numbers of days and their months; always in one order, so that no two wait for each other."""
    periods: Counter[tuple[str, int]] = Counter()
    for (edition, day), number in days.items():
        periods[edition, day] += number
        periods[edition, day // DAYS] += number
    if not periods:
        return
    table = ArchiveCount._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (edition_id, period, number) VALUES (%s, %s, %s) ON CONFLICT (edition_id, period) "  # noqa: S608
            f"DO UPDATE SET number = {table}.number + excluded.number",
            [(edition, period, number) for (edition, period), number in sorted(periods.items()) if number],
        )
