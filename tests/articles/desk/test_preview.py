"""Previews: the real page, with what is stored or what is typed, and nothing of it kept anywhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Credit
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_person, make_story, make_topic
from tests.accounts.desk_forms import form_of

BANNER = "Preview: readers do not see this."


@pytest.fixture
def editor(client: Client, editions) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


@pytest.fixture
def draft(editions) -> Article:
    return make_article(story=make_story(), title="Gardens", published=False)


def preview_of(article: Article) -> str:
    return reverse("admin:articles_article_preview", args=[article.pk])


def typed(client: Client, article: Article, **changed: Any) -> dict:
    page = f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition={article.edition_id}"
    return {**form_of(client, page), **changed}


def test_preview_is_the_real_page_and_is_kept_nowhere(editor: Client, draft: Article):
    response = editor.get(preview_of(draft))
    assert BANNER in response.content.decode()
    assert "Gardens</h1>" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_preview_shows_what_is_typed_and_saves_nothing(editor: Client, draft: Article):
    response = editor.post(preview_of(draft), typed(editor, draft, **{"article-title": "Orchards"}))
    assert "Orchards</h1>" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Gardens", 1)


@pytest.mark.parametrize(
    "wrong", [{"article-title": "", "article-slug": ""}, {"article-slug": "///"}, {"article-title": "x" * 500}]
)
def test_preview_of_what_cannot_be_saved_shows_what_it_can(editor: Client, draft: Article, wrong: dict[str, str]):
    response = editor.post(preview_of(draft), typed(editor, draft, **wrong))
    assert response.status_code == 200
    assert "Gardens</h1>" in response.content.decode()


def test_script_in_a_typed_body_is_not_run_in_a_preview(editor: Client, draft: Article):
    body = {"article-body": "<p>Tea</p><script>alert(1)</script>"}
    page = editor.post(preview_of(draft), typed(editor, draft, **body)).content.decode()
    assert "Tea" in page
    assert "alert(1)" not in page


def test_preview_of_another_editions_draft_is_refused(editor: Client, editions):
    persian = make_article(story=make_story(), edition="fa", title="باغ", published=False)
    assert editor.get(preview_of(persian)).status_code == 403


def test_preview_asks_to_sign_in(client: Client, draft: Article):
    assert client.get(preview_of(draft)).status_code == 302


def test_preview_of_a_draft_leads_to_no_archive(editor: Client, editions):
    scheduled = make_article(edition="en", published_at=timezone.now() + timedelta(days=40))
    assert "/archive/" not in editor.get(preview_of(scheduled)).content.decode()


def test_moment_taken_from_a_live_article_does_not_spoil_its_preview(editor: Client, editions):
    article = make_article(edition="en")
    sent = typed(editor, article, **{"article-published_at": ""})
    assert BANNER in editor.post(preview_of(article), sent).content.decode()


def test_topics_and_people_follow_what_is_typed_and_are_not_saved(editor: Client, draft: Article):
    old, new = make_topic(name="Ponds"), make_topic(name="Hedges")
    gone, mira, home = make_person(name="Arash"), make_person(name="Mira"), make_person(name="The House")
    draft.story.topics.add(old)
    stored = Credit.objects.create(story=draft.story, person=gone, role="author")
    rows = {
        "credits-TOTAL_FORMS": "4",
        "credits-0-id": str(stored.pk), "credits-0-person": str(gone.pk), "credits-0-role": "author",
        "credits-0-DELETE": "on",
        "credits-1-person": str(home.pk), "credits-1-role": "author", "credits-1-position": "2",
        "credits-2-person": str(mira.pk), "credits-2-role": "author", "credits-2-position": "1",
        "credits-3-person": "", "credits-3-role": "author",
    }  # fmt: skip
    page = editor.post(preview_of(draft), typed(editor, draft, topics=[str(new.pk)], **rows)).content.decode()
    assert page.index("Mira") < page.index("The House")
    assert "Hedges" in page
    assert "Arash" not in page
    assert "Ponds" not in page
    assert list(draft.story.topics.all()) == [old]
    assert list(Credit.objects.all()) == [stored]


@pytest.mark.parametrize(
    "wrong",
    [
        {"topics": ["x", "999999", "1" * 40]},
        {"credits-TOTAL_FORMS": "99999999"},
        {"credits-TOTAL_FORMS": "1", "credits-0-person": "999999", "credits-0-role": "author"},
        {"credits-TOTAL_FORMS": "1", "credits-0-person": "1", "credits-0-role": "king"},
    ],
)
def test_senseless_topics_and_people_are_passed_over(editor: Client, draft: Article, wrong: dict):
    assert editor.post(preview_of(draft), typed(editor, draft, **wrong)).status_code == 200


def test_who_may_not_change_what_editions_share_previews_what_is_stored(client: Client, draft: Article):
    topic = make_topic(name="Hedges")
    contributor = make_user(role="contributor", editions=["en"])
    Article.objects.filter(pk=draft.pk).update(created_by=contributor)
    make_article(story=draft.story, edition="fa")
    client.force_login(contributor)
    sent = {"topics": [str(topic.pk)], "credits-TOTAL_FORMS": "0", "article-title": "Orchards"}
    page = client.post(preview_of(draft), sent).content.decode()
    assert "Orchards</h1>" in page
    assert "Hedges" not in page
