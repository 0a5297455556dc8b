"""Short addresses: what they lead to, on screen and on paper."""

import re

import pytest

from articles.services import withdraw_articles
from delivery.short_links import address_of_code, short_path
from seeds.factories import make_article, make_book, make_media_item, make_series


def test_things_of_all_editions_have_a_short_address_in_each(client, editions, files_dir):
    item = make_media_item(title="Harbour", title_fa="بندر", slug_fa="بندر")
    for code in ("en", "fa"):
        page = client.get(item.address_in(code)).content.decode()
        short = re.search(r'data-copy="([^"]+)"', page)[1]
        assert short == short_path("m", item.pk, code)
        assert client.get(short).headers["Location"] == item.address_in(code)


def test_books_have_one_too(client, editions, files_dir):
    book = make_book(series=make_series(kind="books", slug="books"), title="Water", slug="water")
    assert client.get(short_path("b", book.pk, "en")).headers["Location"] == book.address_in("en")


def test_share_row_sends_the_short_address(client, editions, files_dir):
    item = make_media_item(title="Harbour")
    page = client.get(item.address_in("en")).content.decode()
    assert f"t.me/share/url?url=http%3A%2F%2F127.0.0.1%3A8000%2Fs%2F{short_path('m', item.pk, 'en')[3:]}" in page


@pytest.mark.parametrize("code", ["", "m", "m1", "m1-", "m1-xx", "m0-en", "a1-en", "q1", "m1-en-", "a" * 40, "a1.svg"])
def test_codes_that_stand_for_nothing_lead_nowhere(client, editions, code):
    assert address_of_code(code) is None
    assert client.get(f"/s/{code}").status_code == 404


def test_paper_shows_the_code_of_the_short_address(client, editions):
    article = make_article()
    short = short_path("a", article.pk)
    page = client.get(article.get_absolute_url()).content.decode()
    assert f'src="{short}.svg"' in page
    assert f'<bdi dir="ltr">http://127.0.0.1:8000{short}</bdi>' in page
    picture = client.get(f"{short}.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in picture.headers["Cache-Control"]


def test_draft_has_no_code(client, editions):
    article = make_article(published=False)
    assert client.get(f"{short_path('a', article.pk)}.svg").status_code == 404


def test_short_address_outlives_the_withdrawal(client, editions):
    article = make_article()
    withdraw_articles([article])
    assert client.get(client.get(short_path("a", article.pk)).headers["Location"]).status_code == 410
