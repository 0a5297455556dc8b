"""The kept numbers of the archive say what a count of the articles would say, whatever is done to them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.archive.counts import all_live_counts, live_counts
from articles.archive.keeping import drop_ended, recount
from articles.models import ArchiveCount, ArchivePlace, Article
from articles.services import place, publish_articles, save_standing, withdraw_articles
from editions.models import Edition
from seeds import factories

MARCH, APRIL = 202403, 202404


@pytest.fixture
def edition(editions) -> Edition:
    return editions["en"]


def at(day: int, month: int = 3, hour: int = 12) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=UTC)


def counts(edition: Edition) -> dict[int, int]:
    return live_counts(edition, [MARCH, APRIL])


@pytest.mark.django_db
def test_what_is_published_is_counted_on_its_day_and_in_its_month(edition):
    for day in (3, 3, 9):
        factories.make_article(published_at=at(day))
    factories.make_article(published_at=at(1, 4))
    factories.make_article(published=False)
    assert counts(edition) == {MARCH: 3, APRIL: 1}
    assert all_live_counts(edition, first=20240300, last=20240331) == {20240303: 2, 20240309: 1}


@pytest.mark.django_db
def test_article_that_moves_is_taken_from_where_it_was(edition):
    article = factories.make_article(published_at=at(3))
    article.published_at = at(2, 4)
    save_standing(article)
    assert counts(edition) == {APRIL: 1}


@pytest.mark.django_db
def test_withdrawn_article_is_not_counted_and_counts_again_once(edition):
    article = factories.make_article(published_at=at(3))
    withdraw_articles([article])
    assert counts(edition) == {}
    publish_articles([article])
    place([article])
    place([article])
    assert counts(edition) == {MARCH: 1}


@pytest.mark.django_db
def test_scheduled_article_counts_from_its_moment_on_without_a_write(edition, monkeypatch):
    moment = timezone.now() + timedelta(days=40)
    factories.make_article(published_at=moment)
    period = moment.year * 100 + moment.month
    assert live_counts(edition, [period]) == {}
    monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(seconds=1))
    assert live_counts(edition, [period]) == {period: 1}


@pytest.mark.django_db
def test_article_whose_time_is_over_is_not_counted_whether_or_not_it_was_dropped(edition, monkeypatch):
    end = timezone.now() + timedelta(days=1)
    factories.make_article(published_at=at(3), unpublish_at=end)
    factories.make_article(published_at=at(3))
    assert counts(edition) == {MARCH: 2}
    monkeypatch.setattr(timezone, "now", lambda: end + timedelta(seconds=1))
    assert counts(edition) == {MARCH: 1}
    assert drop_ended() == 1
    assert drop_ended() == 0
    assert counts(edition) == {MARCH: 1}


@pytest.mark.django_db
def test_days_are_those_of_the_edition(editions):
    late = datetime(2024, 3, 31, 22, tzinfo=UTC)
    factories.make_article(edition="fa", published_at=late)
    assert live_counts(editions["fa"], [MARCH, APRIL]) == {APRIL: 1}


@pytest.mark.django_db
def test_command_puts_right_what_something_else_has_written(edition, capsys):
    factories.make_article(published_at=at(3))
    Article.objects.update(published_at=at(5, 4))
    ArchiveCount.objects.create(edition=edition, period=199901, number=7)
    call_command("recount_archive")
    # March and its day, April and its day, and the month that never was.
    assert "en: 1 articles; 5 months and days put right." in capsys.readouterr().out
    assert counts(edition) == {APRIL: 1}
    assert recount(edition) == (1, 0)


@pytest.mark.django_db
def test_thousands_are_counted_as_one_by_one(edition):
    articles = [factories.make_article(published=False) for _ in range(12)]
    publish_articles(articles, at=at(7))
    assert counts(edition) == {MARCH: 12}
    assert ArchivePlace.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_all_are_counted_who_publish_at_once(editions):
    articles = [factories.make_article(published=False) for _ in range(12)]

    def publish(article: Article) -> None:
        try:
            publish_articles([article], at=at(7))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(publish, articles))
    assert counts(editions["en"]) == {MARCH: 12}
