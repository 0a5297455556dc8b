"""What was withdrawn says that it is gone, in the edition's language; what never was there is not found."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from delivery.short_links import short_path
from editions.enums import State
from editions.models import Page, PageEdition
from publications.models import Book, IssueEdition
from seeds.factories.articles import make_article
from seeds.factories.publications import make_book, make_issue

BEFORE = timezone.now() - timedelta(days=3)


@pytest.fixture
def about(editions) -> PageEdition:
    page = Page.objects.create(key="about")
    return PageEdition.objects.create(
        page=page, edition_id="sq", title="Rreth nesh", slug="rreth", state=State.PUBLISHED, published_at=BEFORE
    )


def test_withdrawn_page_is_gone(client: Client, about: PageEdition):
    assert client.get("/sq/rreth/").status_code == 200
    PageEdition.objects.update(state=State.WITHDRAWN)
    response = client.get("/sq/rreth/")
    assert response.status_code == 410
    assert '<html lang="sq"' in response.content.decode()
    assert client.get("/sq/tjetër/").status_code == 404


def test_draft_page_is_not_found(client: Client, about: PageEdition):
    PageEdition.objects.update(state=State.DRAFT)
    assert client.get("/sq/rreth/").status_code == 404


def test_withdrawn_book_is_gone(client: Client, editions):
    book = make_book()
    address = book.address_in("en")
    assert client.get(address).status_code == 200
    Book.objects.update(state=State.WITHDRAWN)
    assert client.get(address).status_code == 410
    Book.objects.update(state=State.DRAFT)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN])
def test_short_link_leads_to_the_page_also_when_it_is_gone(client: Client, editions, state: State):
    article = make_article()
    text = make_issue(editions=["en"]).texts.get()
    Article.objects.update(state=state)
    IssueEdition.objects.update(state=state)
    for letter, thing in (("a", article), ("n", text)):
        response = client.get(short_path(letter, thing.pk), follow=True)
        assert response.status_code == (200 if state == State.PUBLISHED else 410)


def test_short_link_of_a_draft_tells_nothing(client: Client, editions):
    article = make_article(published=False)
    assert client.get(short_path("a", article.pk)).status_code == 404
