"""Beginning a story at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Story
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from tests.accounts.desk_forms import edit, form_of, send
from tests.articles.desk.test_two_editors import page_of

ADD = reverse("admin:articles_story_add")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor"))
    return client


def test_working_title_alone_makes_a_story_that_no_edition_has_begun(editor: Client):
    assert edit(editor, f"{ADD}?edition=fa", working_title="Tides", _save="1").status_code == 302
    assert Story.objects.get().working_title == "Tides"
    assert not Article.objects.exists()


def test_nothing_at_all_makes_no_story(editor: Client):
    answer = edit(editor, ADD, _save="1")
    assert answer.status_code == 200
    assert not Story.objects.exists()


def test_article_deleted_meanwhile_is_told_and_what_was_typed_stays(editor: Client):
    article = make_article(published=False)
    url = page_of(article.story, "en")
    mine = form_of(editor, url)
    article.delete()
    answer = send(editor, url, mine, **{"article-title": "Still here", "_save": "1"})
    assert answer.status_code == 200
    assert "Still here" in answer.content.decode()
    assert not Article.objects.exists()
