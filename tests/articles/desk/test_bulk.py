"""Publishing and withdrawing many at once: what is said of it, what is kept of it, what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import AuditAction
from accounts.models import AuditEntry, Notice, User
from articles.autosaves import keep_while_writing, unsaved_of
from articles.enums import RevisionKind, Stage
from articles.models import Article, Plan, Story
from articles.revisions import Text, article_to_write, text_of
from articles.services import publish_articles, save_article, withdraw_articles
from articles.translating import start_translation
from editions.enums import State
from editions.models import Edition
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.desk_forms import edit

STORIES = "admin:articles_story_changelist"


@pytest.fixture
def user(editions) -> User:
    return make_user(role="editor", username="erin")


@pytest.fixture
def editor(user: User, client: Client) -> Client:
    client.force_login(user)
    return client


def act(client: Client, action: str, stories: list[Story], edition: str = "en", note: str = "") -> list[str]:
    """Use a bulk action; the messages that it leads to."""
    sent = {"action": action, "edition": edition, "note": note, "_selected_action": [story.pk for story in stories]}
    answer = client.post(reverse(STORIES), sent)
    return [str(message) for message in get_messages(answer.wsgi_request)]


def draft(**fields) -> Article:
    return make_article(published=False, story=make_story(category=make_category()), **fields)


def kept(article: Article) -> list[tuple[str, str, str]]:
    rows = article.revisions.order_by("number").select_related("made_by")
    return [(one.kind, one.made_by.username if one.made_by else "", one.note) for one in rows]


def test_what_has_its_moment_to_come_is_said_to_be_scheduled_and_for_when(editor: Client):
    later = datetime(2050, 3, 21, 6, 0, tzinfo=UTC)
    now, then, last = (
        draft(),
        draft(title="Spring"),
        draft(title="Summer", published_at=datetime(2050, 6, 1, tzinfo=UTC)),
    )
    Article.objects.filter(pk=then.pk).update(published_at=later)
    Article.objects.filter(pk=last.pk).update(published_at=datetime(2050, 6, 1, tzinfo=UTC))
    Edition.objects.filter(code="en").update(time_zone="Europe/Paris")
    published, scheduled = act(editor, "publish", [last.story, now.story, then.story])
    assert published == "1 article published in English."
    assert scheduled == (
        "2 articles scheduled in English:<br><bdi>Spring</bdi>: 21 March 2050, 07:00 (Europe/Paris)"
        "<br><bdi>Summer</bdi>: 1 June 2050, 02:00 (Europe/Paris)"
    )
    assert set(Article.objects.live()) == {now}


def test_moments_are_written_as_the_user_reads_them(editor: Client, user: User):
    user.language = "fa"
    user.save()
    article = draft()
    Article.objects.filter(pk=article.pk).update(published_at=datetime(2050, 3, 21, 6, 0, tzinfo=UTC))
    [scheduled] = act(editor, "publish", [article.story])
    assert "۱۴۲۹" in scheduled


def test_each_keeps_who_when_and_why_as_the_form_does(editor: Client):
    fresh, known = draft(), draft()
    at_work = article_to_write(known.pk)
    save_article(at_work)
    act(editor, "publish", [fresh.story, known.story], note="For the\n fair")
    assert kept(fresh) == [("imported", "", ""), ("published", "erin", "For the fair")]
    assert kept(known)[-1] == ("published", "erin", "For the fair")
    act(editor, "withdraw", [fresh.story, known.story], note="Postponed")
    assert kept(fresh)[-1] == ("withdrawn", "erin", "Postponed")
    assert [text_of(one).body for one in fresh.revisions.all()] == [fresh.body] * 3
    entries = AuditEntry.objects.filter(object_id=str(fresh.pk)).order_by("pk")
    assert [(one.action, one.detail["note"], one.detail["revision"]) for one in entries] == [
        (AuditAction.PUBLISH, "For the fair", 2),
        (AuditAction.WITHDRAW, "Postponed", 3),
    ]


def test_many_revisions_are_kept_as_differences(editor: Client):
    article = draft(body="<p>" + " ".join(f"word{number}" for number in range(2000)) + "</p>")
    for _time in range(5):
        act(editor, "publish", [article.story])
        act(editor, "withdraw", [article.story])
    sizes = [len(bytes(one.packed)) for one in article.revisions.order_by("number")]
    assert len(sizes) == 11
    assert sum(sizes[1:]) < sizes[0]


def test_a_text_not_yet_saved_is_still_offered_after_ones_own_bulk_action(editor: Client, user: User):
    article = draft()
    keep_while_writing(article, Text(title="Unsaved"), by=user, session="a" * 32, version=article.version)
    act(editor, "publish", [article.story])
    assert unsaved_of(article, user, Text.of(article)) is not None


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_it_costs_the_same_however_many_there_are(editor: Client, editions, action: str):
    def batch(number: int) -> list[Story]:
        found = []
        for _one in range(number):
            writer = make_user(role="contributor", editions=["en"])
            article = make_article(
                story=make_story(category=make_category()), published=action == "withdraw", created_by=writer
            )
            start_translation(source=article, edition=editions["fa"])
            Plan.objects.create(story=article.story, edition=editions["en"], assignee=writer)
            found.append(article.story)
        return found

    act(editor, action, batch(1))
    costs = []
    for number in (2, 9):
        stories = batch(number)
        with CaptureQueriesContext(connection) as queries:
            told = act(editor, action, stories)[-1]
        assert told.startswith(f"{number} articles")
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert Notice.objects.count() == (12 if action == "publish" else 0)


def test_an_end_that_has_passed_is_dropped_by_publishing_anew(editor: Client):
    past = timezone.now() - timedelta(days=9)
    article = draft(published_at=past)
    Article.objects.filter(pk=article.pk).update(state=State.WITHDRAWN, unpublish_at=past + timedelta(days=1))
    act(editor, "publish", [article.story])
    article.refresh_from_db()
    assert article.is_live()
    assert article.published_at == past


def test_a_change_in_review_stays_in_review_when_what_readers_knew_is_published_again(editions):
    article = make_article()
    at_work = article_to_write(article.pk)
    at_work.title = "Changed"
    save_article(at_work, as_pending=True)
    Article.objects.filter(pk=article.pk).update(stage=Stage.REVIEW)
    withdraw_articles(Article.objects.filter(pk=article.pk))
    publish_articles(Article.objects.filter(pk=article.pk))
    article.refresh_from_db()
    assert (article.state, article.stage, article.pending.title) == (State.PUBLISHED, Stage.REVIEW, "Changed")


def test_whoever_has_the_article_open_meanwhile_is_told_by_its_version(editor: Client):
    article = draft()
    opened = article_to_write(article.pk)
    act(editor, "publish", [article.story])
    assert Article.objects.get(pk=article.pk).version == opened.version + 1


def test_rows_are_locked_before_they_are_looked_at(editor: Client):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one transaction at a time")
    article = draft()
    with CaptureQueriesContext(connection) as queries:
        act(editor, "publish", [article.story])
    assert any("FOR UPDATE" in query["sql"] and '"articles_article"' in query["sql"] for query in queries)


def test_the_why_is_a_field_beside_the_edition(editor: Client):
    make_story()
    page = editor.get(reverse(STORIES)).content.decode()
    assert 'name="note"' in page
    assert 'maxlength="200"' in page


def test_withdrawing_on_the_page_keeps_the_readers_text_with_who_and_why(editor: Client, user: User):
    article = make_article(body="<p>What readers see</p>", story=make_story(category=make_category()))
    url = f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition=en"
    sent = {"article-body": "<p>Half done</p>", "article-note": "Not ours to tell"}
    assert edit(editor, url, _withdraw="1", **sent).status_code == 302
    last = article.revisions.get(kind=RevisionKind.WITHDRAWN)
    assert (last.made_by, last.note) == (user, "Not ours to tell")
    assert "What readers see" in text_of(last).body
    assert AuditEntry.objects.get(action=AuditAction.WITHDRAW).detail["note"] == "Not ours to tell"
