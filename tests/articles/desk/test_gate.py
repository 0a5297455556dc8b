"""Who may do what on the story page: every role, every action, through the addresses themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Story
from articles.pending import schedule_pending
from articles.revisions import article_to_write, text_now
from articles.services import save_article
from editions.enums import State
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.desk_forms import fields_of, form_of, send

# Of an English article: written by the person, or by another, as a draft or published.
PEOPLE = ("anonymous", "reader", "contributor", "contributor elsewhere", "editor", "editor elsewhere", "admin")
TEXTS = ("own draft", "draft", "published")

# person -> what they may do to which text. Whatever is not named must leave the article as it was.
MAY_SAVE = {
    "contributor": {"own draft"},
    "editor": {"own draft", "draft", "published"},
    "admin": {"own draft", "draft", "published"},
}
MAY_PUBLISH = {"editor": {"own draft", "draft"}, "admin": {"own draft", "draft"}}
MAY_WITHDRAW = {"editor": {"published"}, "admin": {"published"}}
MAY_DELETE = {"editor": {"own draft", "draft"}, "admin": {"own draft", "draft"}}
MAY_PREVIEW = {person: set(TEXTS) for person in ("contributor", "editor", "admin")}


def person(name: str) -> User | None:
    if name == "anonymous":
        return None
    role, _space, elsewhere = name.partition(" ")
    return make_user(role=None if role == "reader" else role, editions=["fa"] if elsewhere else ["en"])


@pytest.fixture(params=[(who, what) for who in PEOPLE for what in TEXTS], ids=lambda param: " / ".join(param))
def case(request, editions, client: Client) -> tuple[str, str, Article]:
    """(person, text, the article), with the person signed in."""
    who, what = request.param
    user = person(who)
    if user:
        client.force_login(user)
    owner = user if what == "own draft" else make_user(role="contributor", editions=["en"])
    story = make_story(created_by=owner, category=make_category())
    article = make_article(story=story, title="Gardens", created_by=owner, published=what == "published")
    return who, what, article


def page_of(article: Article) -> str:
    return f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition={article.edition_id}"


def post_all(client: Client, article: Article, **button: str) -> Any:
    """What somebody sends who knows the form by heart, whatever their page shows."""
    sent = {
        "article-title": "Changed",
        "article-slug": "changed",
        "article-standfirst": "",
        "article-body": "<p>Changed</p>",
        "article-version": str(article.version),
        "article-published_at": "2026-01-01T10:00",
        "article-unpublish_at": "",
        "article-state": "published",
        "working_title": article.story.working_title,
        "category": str(article.story.category_id),
        "credits-TOTAL_FORMS": "0",
        "credits-INITIAL_FORMS": "0",
    }
    return client.post(page_of(article), {**sent, **button})


def test_saving(client: Client, case):
    who, what, article = case
    post_all(client, article, _save="1")
    stored = Article.objects.get(pk=article.pk)
    may = what in MAY_SAVE.get(who, ())
    assert text_now(stored).title == ("Changed" if may else "Gardens")
    assert stored.state == article.state
    if what == "published":
        # Readers go on seeing what they saw.
        assert (stored.title, stored.slug, stored.body) == ("Gardens", article.slug, article.body)


def test_publishing(client: Client, case):
    who, what, article = case
    post_all(client, article, _publish="1")
    stored = Article.objects.get(pk=article.pk)
    may = what == "published" or what in MAY_PUBLISH.get(who, ())
    assert (stored.state == State.PUBLISHED) is may
    changes = what in MAY_PUBLISH.get(who, ()) or (what == "published" and what in MAY_SAVE.get(who, ()))
    assert (stored.title == "Changed") is changes


@pytest.mark.parametrize("button", ["_schedule", "_unschedule", "_discard"])
def test_pending_change_is_scheduled_and_discarded_by_those_who_may_change_it(client: Client, case, button: str):
    who, what, article = case
    if what != "published":
        return
    writer = make_user(role="editor", editions=["en"])
    at_work = article_to_write(article.pk)
    at_work.title = "Pending"
    save_article(at_work, as_pending=True, by=writer)
    later = timezone.now() + timedelta(days=1)
    if button == "_unschedule":
        schedule_pending(at_work, at=later)
    article.refresh_from_db()
    post_all(client, article, **{button: "1", "article-pending_at": f"{later:%Y-%m-%dT%H:%M}"})
    stored = Article.objects.get(pk=article.pk)
    may = what in MAY_SAVE.get(who, ())
    assert stored.title == "Gardens"
    assert (stored.pending_id is None) is (may and button == "_discard")
    assert (stored.pending_at is not None) is (may if button == "_schedule" else button == "_unschedule" and not may)


def test_withdrawing(client: Client, case):
    who, what, article = case
    post_all(client, article, _withdraw="1")
    if what == "published":
        assert (Article.objects.get(pk=article.pk).state == State.WITHDRAWN) is (what in MAY_WITHDRAW.get(who, ()))
    elif what not in MAY_WITHDRAW.get(who, ()):
        assert Article.objects.get(pk=article.pk).state != State.PUBLISHED


def test_deleting(client: Client, case):
    who, what, article = case
    client.post(reverse("admin:articles_story_delete", args=[article.story_id]), {"post": "yes"})
    assert Story.objects.filter(pk=article.story_id).exists() is (what not in MAY_DELETE.get(who, ()))


def test_previewing(client: Client, case):
    who, what, article = case
    answer = client.get(reverse("admin:articles_article_preview", args=[article.pk]))
    assert (answer.status_code == 200) is (what in MAY_PREVIEW.get(who, ()))
    if answer.status_code == 200:
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("button", ["Publish", "Publish changes", "Withdraw", "Save draft", "Preview"])
def test_buttons_are_only_those_that_the_gate_allows(client: Client, case, button: str):
    who, what, article = case
    answer = client.get(page_of(article))
    shown = answer.status_code == 200 and f">{button}</" in answer.content.decode()
    allowed = {
        "Publish": what != "published" and what in MAY_SAVE.get(who, ()) and who != "contributor",
        "Publish changes": what == "published" and what in MAY_SAVE.get(who, ()),
        "Withdraw": what in MAY_WITHDRAW.get(who, ()),
        "Save draft": what in MAY_SAVE.get(who, ()),
        "Preview": what in MAY_PREVIEW.get(who, ()),
    }
    if button == "Preview" and what == "published" and who.endswith("elsewhere"):
        return
    assert shown is allowed[button]


def test_drafts_of_an_edition_are_read_by_its_members_only(client: Client, editions):
    article = make_article(published=False, body="<p>Not yet for others</p>")
    client.force_login(make_user(role="editor", editions=["fa"]))
    assert "Not yet for others" not in client.get(page_of(article)).content.decode()
    assert "Not yet for others" not in client.get(reverse("admin:articles_article_changelist")).content.decode()


def test_drafts_stay_out_of_history_and_delete_pages_of_others(client: Client, editions):
    article = make_article(title="Secret so far", published=False)
    client.force_login(make_user(role="editor", editions=["fa"]))
    for name in ("delete", "history"):
        answer = client.get(reverse(f"admin:articles_story_{name}", args=[article.story_id]))
        assert "Secret so far" not in answer.content.decode(), name


def test_author_leaves_the_shared_fields_of_a_published_story_alone(client: Client, editions):
    author = make_user(role="contributor", editions=["fa"])
    story = make_story(working_title="Gardens", created_by=author)
    make_article(story=story, edition="en")
    client.force_login(author)
    url = f"{reverse('admin:articles_story_change', args=[story.pk])}?edition=fa"
    category = make_category()
    send(client, url, form_of(client, url), **{"article-title": "باغ", "_save": "1", "category": str(category.pk)})
    story.refresh_from_db()
    assert story.category is None
    assert story.articles.filter(edition="fa", title="باغ").exists()


def test_default_edition_is_the_first_that_the_user_may_write(client: Client, editions):
    story = make_story()
    make_article(story=story, edition="en")
    client.force_login(make_user(role="contributor", editions=["sq"]))
    answer = client.get(reverse("admin:articles_story_change", args=[story.pk]))
    assert answer.context["edition"].code == "sq"


def test_save_keeps_the_edition(client: Client, editions):
    article = make_article(edition="fa", published=False)
    client.force_login(make_user(role="editor"))
    answer = send(client, page_of(article), form_of(client, page_of(article)), _save="1")
    assert answer["Location"].endswith("?edition=fa")


def test_title_and_text_carry_the_editions_language_whatever_the_interface(client: Client, editions):
    article = make_article(edition="fa", published=False)
    client.force_login(make_user(role="editor", language="sq"))
    page = client.get(page_of(article)).content.decode()
    assert '<html lang="sq" dir="ltr"' in page
    for name in ("title", "slug", "standfirst", "body"):
        field = page.split(f'name="article-{name}"')[1].split(">")[0]
        assert 'lang="fa"' in field, name
        assert 'dir="rtl"' in field, name
    assert fields_of(client.get(page_of(article)))["article-title"] == [article.title]
