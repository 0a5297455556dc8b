"""What readers are told of a translation."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.models import Article
from articles.services import save_article, withdraw_articles
from articles.translating import start_translation
from editions.enums import State
from editions.models import Edition
from seeds.factories import make_article, make_story

pytestmark = pytest.mark.django_db
BEHIND = "article__behind"


@pytest.fixture
def pair(editions) -> tuple[Article, Article]:
    """An English article and its Persian translation, both live."""
    source = make_article(edition="en", title="Tide", body="<p>One tide.</p><p>Two tides.</p>", story=make_story())
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    article.title, article.body = "جزر", re.sub(r">[^<]+<", ">جزر<", article.body)
    article.state, article.published_at = State.PUBLISHED, source.published_at
    save_article(article)
    moment = datetime(2026, 3, 22, 12, tzinfo=UTC)
    Article.objects.filter(pk=article.pk).update(translated_at=moment)
    return Article.objects.get(pk=source.pk), Article.objects.get(pk=article.pk)


def page(article: Article) -> str:
    response = Client().get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def change(source: Article) -> None:
    source = Article.objects.get(pk=source.pk)
    source.body = source.body.replace("One tide", "No tide")
    save_article(source)


def test_a_translation_says_what_it_is_translated_from_and_no_more_while_it_is_up_to_date(pair):
    source, article = pair
    shown = page(article)
    assert "article__source" in shown
    assert BEHIND not in shown
    assert "article__source" not in page(source)


def test_a_translation_that_lags_says_since_when_in_the_editions_calendar_and_leads_to_the_original(pair):
    source, article = pair
    change(source)
    shown = page(article)
    notice = shown[shown.index(BEHIND) :].split("</p>")[0]
    assert "۲ فروردین ۱۴۰۵" in notice
    assert f'href="{source.get_absolute_url()}" lang="en" dir="ltr"' in notice
    assert BEHIND not in page(source)


def test_an_original_that_readers_cannot_see_is_not_told_of(pair):
    source, article = pair
    change(source)
    withdraw_articles([Article.objects.get(pk=source.pk)])
    shown = page(article)
    assert BEHIND not in shown
    assert "article__source" not in shown


def test_machines_are_told_what_it_is_a_translation_of(pair):
    source, article = pair

    def data(article: Article) -> dict:
        return json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page(article))[1])

    assert data(article)["translationOfWork"]["url"].endswith(source.get_absolute_url())
    assert "workTranslation" not in data(article)
    assert data(source)["workTranslation"][0]["inLanguage"] == "fa"
    assert "translationOfWork" not in data(source)


def test_ids_of_blocks_are_the_desks_alone(pair):
    source, article = pair
    assert "data-block" in source.body
    assert "data-block" not in page(article)
    for feed in ("feed/", "feed/atom/", "feed.json"):
        assert "data-block" not in Client().get(f"/fa/{feed}").content.decode()
