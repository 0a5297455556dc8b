"""Credits on the story page: people are credited, lists follow, and what another has taken away meanwhile is said."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.enums import CreditRole, Shelf
from articles.models import Article, Credit, Placement
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_credit, make_person
from tests.accounts.desk_forms import errors_of, form_of, send


@pytest.fixture
def article(editions) -> Article:
    return make_article(title="Gardens")


@pytest.fixture
def editor(client: Client, editions) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


def page_of(article: Article) -> str:
    return f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition=en"


def credit_row(number: int, person, **values: str) -> dict[str, str]:
    row = {"person": str(person.pk), "role": CreditRole.AUTHOR, "edition": "", "address": "", "position": "0"}
    return {f"credits-{number}-{name}": value for name, value in {**row, **values}.items()}


def people_shelves(article: Article) -> set[int]:
    return set(Placement.objects.filter(article=article, shelf=Shelf.PERSON).values_list("target_id", flat=True))


def test_credited_person_lists_the_article_at_once(editor: Client, article: Article):
    person = make_person(name="Ann")
    values = form_of(editor, page_of(article))
    response = send(editor, page_of(article), values, **{"credits-TOTAL_FORMS": "1"}, **credit_row(0, person))
    assert response.status_code == 302
    assert people_shelves(article) == {person.pk}


def test_credit_taken_away_takes_the_article_off_the_persons_list(editor: Client, article: Article):
    make_credit(story=article.story, person=make_person())
    response = send(editor, page_of(article), form_of(editor, page_of(article)), **{"credits-0-DELETE": "on"})
    assert response.status_code == 302
    assert not Credit.objects.exists()
    assert people_shelves(article) == set()


def test_same_person_twice_in_one_role_is_refused_with_one_message(editor: Client, article: Article):
    person = make_person()
    values = form_of(editor, page_of(article))
    rows = {**credit_row(0, person), **credit_row(1, person)}
    response = send(
        editor, page_of(article), values, **{"credits-TOTAL_FORMS": "2", "article-title": "Orchards"}, **rows
    )
    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert "Orchards" in response.content.decode()
    assert not Credit.objects.exists()
    article.refresh_from_db()
    assert article.title == "Gardens"


def test_credit_that_another_took_away_meanwhile_is_no_server_error(editor: Client, article: Article):
    credit = make_credit(story=article.story, person=make_person())
    values = form_of(editor, page_of(article))
    credit.delete()
    response = send(editor, page_of(article), values, **{"article-title": "Orchards"})
    assert response.status_code in {200, 302}
    assert "Orchards" in response.content.decode() or Article.objects.get().title == "Orchards"


def test_author_of_another_edition_cannot_credit_people_of_a_published_story(client: Client, article: Article):
    client.force_login(make_user(role="contributor", editions=["fa"]))
    make_article(story=article.story, edition="fa", published=False, created_by=None)
    page = page_of(article).replace("edition=en", "edition=fa")
    send(client, page, form_of(client, page), **{"credits-TOTAL_FORMS": "1"}, **credit_row(0, make_person()))
    assert not Credit.objects.exists()
