"""A story in two editions side by side."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.parallel import in_rows
from articles.services import save_article, withdraw_articles
from articles.translating import start_translation
from editions.enums import State
from editions.models import Edition
from editions.richtext.blocks import units_of
from seeds.factories import make_article, make_story

BODY = "<p>One tide.</p><h2>Of water</h2><p>Two tides.</p><ul><li>A boat.</li><li>An oar.</li></ul>"


def test_units_that_say_the_same_share_a_row_and_each_side_keeps_its_order():
    rows = in_rows(["a", "b", "c"], ["A", "only", "C1", "C2"], {0: 0, 2: 2, 3: 2})
    assert [(row.here, row.there) for row in rows] == [
        (["a"], ["A"]),
        ([], ["only"]),
        (["b"], []),
        (["c"], ["C1", "C2"]),
    ]


def test_a_moved_unit_stands_beside_nothing_rather_than_out_of_order():
    rows = list(in_rows(["a", "b", "c"], ["B", "C", "A"], {0: 1, 1: 2, 2: 0}))
    assert [(row.here, row.there) for row in rows] == [(["a"], []), (["b"], ["B"]), (["c"], ["C"]), ([], ["A"])]


@pytest.mark.parametrize("first", [{}, {0: 2, 1: 1, 2: 0}, {0: 0, 1: 0, 2: 0}, {2: 1}])
def test_every_unit_of_both_texts_is_shown_once(first):
    rows = list(in_rows(["a", "b", "c"], ["A", "B", "C"], first))
    assert [unit for row in rows for unit in row.here] == ["a", "b", "c"]
    assert [unit for row in rows for unit in row.there] == ["A", "B", "C"]


def translate(source: Article, code: str, sign: str) -> Article:
    article = start_translation(source=source, edition=Edition.objects.get(pk=code))
    article.title = article.slug = f"{sign}-title"
    article.body = re.sub(r">([^<]+)<", rf">{sign} \1<", article.body)
    article.state, article.published_at = State.PUBLISHED, source.published_at
    save_article(article)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def trio(editions, db) -> dict[str, Article]:
    """An English article, and a Persian and an Albanian one made of it."""
    source = make_article(edition="en", title="Tide", body=BODY, story=make_story())
    found = {"fa": translate(source, "fa", "ف"), "sq": translate(source, "sq", "sq")}
    return {"en": Article.objects.get(pk=source.pk), **found}


def shown(here: Article, code: str) -> str:
    response = Client().get(reverse("articles:parallel", args=[here.edition_id, here.slug, code]))
    assert response.status_code == 200
    return response.content.decode()


def rows_of(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>|\s+", " ", row) for row in page.split('<div class="parallel__row">')[1:]]


@pytest.mark.parametrize(("code", "other"), [("en", "fa"), ("fa", "en"), ("fa", "sq"), ("sq", "fa")])
def test_each_paragraph_stands_beside_its_counterpart_whichever_is_the_original(trio, code, other):
    rows = rows_of(shown(trio[code], other))
    assert len(rows) == len(units_of(BODY))
    for row, words in zip(rows, ["One tide.", "Of water", "Two tides.", "A boat.", "An oar."], strict=True):
        assert row.count(words) == 2


def test_each_side_has_its_own_language_and_direction(trio):
    page = shown(trio["fa"], "en")
    assert '<html lang="fa" dir="rtl">' in page
    assert '<div class="prose" lang="en" dir="ltr"><p>One tide.</p></div>' in page
    assert '<div class="prose"><p>ف One tide.</p></div>' in page


def test_the_page_is_not_for_search_engines_and_leads_to_both_articles(trio):
    page = shown(trio["en"], "fa")
    assert '<meta name="robots" content="noindex">' in page
    for article in (trio["en"], trio["fa"]):
        assert f'href="{article.get_absolute_url()}"' in page
    turned = reverse("articles:parallel", args=["fa", trio["fa"].slug, "en"])
    assert f'<a href="{turned}" lang="fa"' in page, "the switcher leads to the same page the other way round"


def test_articles_that_have_a_counterpart_offer_it(trio):
    page = Client().get(trio["sq"].get_absolute_url()).content.decode()
    for code in ("en", "fa"):
        assert reverse("articles:parallel", args=["sq", trio["sq"].slug, code]) in page


def test_what_readers_may_not_see_or_what_nothing_pairs_is_not_found(trio, client):
    alone = make_article(edition="ar", title="مد", body=BODY, story=trio["en"].story)
    address = reverse("articles:parallel", args=["en", trio["en"].slug, "ar"])
    assert client.get(address).status_code == 404, "nothing says which paragraph is which"
    assert f"articles/{alone.slug}/with" not in client.get(alone.get_absolute_url()).content.decode()
    address = reverse("articles:parallel", args=["en", trio["en"].slug, "fa"])
    assert client.get(reverse("articles:parallel", args=["en", trio["en"].slug, "en"])).status_code == 404
    withdraw_articles([trio["fa"]])
    assert client.get(address).status_code == 404
    assert "/with/fa/" not in client.get(trio["en"].get_absolute_url()).content.decode()
