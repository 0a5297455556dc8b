"""Every way by which the desk brings an article's text to readers asks the checklist first."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import AuditAction
from accounts.models import AuditEntry
from articles.models import Article
from articles.pending import apply_due_changes
from articles.revisions import article_to_write, text_now
from articles.services import save_article
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image
from tests.accounts.desk_forms import edit, fields_of, send
from tests.articles.desk.test_two_editors import messages_of

pytestmark = pytest.mark.usefixtures("files_dir")

SAVE, PUBLISH = {"_save": "1"}, {"_publish": "1"}
SCHEDULE, UNSCHEDULE = {"_schedule": "1"}, {"_unschedule": "1"}
ALL_THE_SAME = {"_all_the_same": "1"}


def page_of(article: Article) -> str:
    story = reverse("admin:articles_story_change", args=[article.story_id])
    return f"{story}?edition={article.edition_id}"


def tomorrow(article: Article) -> tuple[datetime, str]:
    moment = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    return moment, f"{timezone.localtime(moment, article.edition.zone):%Y-%m-%dT%H:%M}"


@pytest.fixture
def whole(editions) -> Article:
    """Live, with nothing that blocks."""
    return make_article(title="Gardens", body="<p>What readers see</p>", story=make_story(category=make_category()))


@pytest.fixture
def blocked() -> str:
    """A body that the checklist keeps back: its picture has no credit."""
    return f'<p>New</p><figure class="picture" data-image="{make_image().pk}"></figure>'


@pytest.fixture
def editor(client: Client, editions) -> Client:
    client.force_login(make_user(role="editor"))
    return client


def set_for_tomorrow(client: Client, article: Article) -> datetime:
    moment, typed = tomorrow(article)
    sent = {"article-body": "<p>Tomorrow</p>", "article-pending_at": typed}
    assert edit(client, page_of(article), **SCHEDULE, **sent).status_code == 302
    return moment


def test_a_pending_change_that_lacks_something_is_not_published(editor: Client, whole: Article, blocked: str):
    assert edit(editor, page_of(whole), **SAVE, **{"article-body": blocked}).status_code == 302
    answer = edit(editor, page_of(whole), **PUBLISH)
    assert "Not published" in messages_of(answer)[0]
    whole.refresh_from_db()
    assert without_ids(whole.body) == "<p>What readers see</p>"


@pytest.mark.parametrize("is_saved_before", [False, True])
def test_a_change_that_lacks_something_is_not_scheduled(
    editor: Client, whole: Article, blocked: str, is_saved_before: bool
):
    if is_saved_before:
        edit(editor, page_of(whole), **SAVE, **{"article-body": blocked})
    sent = {} if is_saved_before else {"article-body": blocked}
    answer = edit(editor, page_of(whole), **SCHEDULE, **sent, **{"article-pending_at": tomorrow(whole)[1]})
    first, reason = messages_of(answer)
    assert "Not scheduled" in first
    assert "no credit in this edition" in reason
    assert "data-image" in fields_of(answer)["article-body"][0]
    whole.refresh_from_db()
    assert whole.pending_at is None


def test_publisher_schedules_all_the_same_and_it_is_written_on_the_log(client: Client, whole: Article, blocked: str):
    client.force_login(make_user(role="publisher"))
    moment, typed = tomorrow(whole)
    refused = edit(client, page_of(whole), **SCHEDULE, **{"article-body": blocked, "article-pending_at": typed})
    assert "_all_the_same" in refused.content.decode()
    answer = send(client, page_of(whole), fields_of(refused), **SCHEDULE, **ALL_THE_SAME)
    assert answer.status_code == 302
    whole.refresh_from_db()
    assert whole.pending_at == moment
    assert AuditEntry.objects.get(action=AuditAction.OVERRIDE).detail["points"] == ["credit"]
    # Who has decided so is not asked again: the clock carries it out.
    assert apply_due_changes(moment).published == [whole.pk]


def test_what_goes_live_by_itself_is_not_changed_to_what_is_kept_back(editor: Client, whole: Article, blocked: str):
    moment = set_for_tomorrow(editor, whole)
    answer = edit(editor, page_of(whole), **SAVE, **{"article-body": blocked})
    assert "set to go live by itself" in messages_of(answer)[0]
    whole.refresh_from_db()
    assert (whole.pending_at, without_ids(text_now(whole).body)) == (moment, "<p>Tomorrow</p>")
    # Whole changes go on being saved, and a draft that nothing publishes may lack anything.
    assert edit(editor, page_of(whole), **SAVE, **{"article-body": "<p>Better</p>"}).status_code == 302
    assert edit(editor, page_of(whole), **UNSCHEDULE, **{"article-body": blocked}).status_code == 302
    whole.refresh_from_db()
    assert whole.pending_at is None
    assert "data-image" in text_now(whole).body


def test_what_is_brought_back_into_a_scheduled_change_takes_it_off_the_schedule(
    editor: Client, whole: Article, blocked: str
):
    at_work = article_to_write(whole.pk)
    at_work.body = blocked
    lacking = save_article(at_work, as_pending=True)
    moment = set_for_tomorrow(editor, whole)
    restore = reverse("admin:articles_article_restore", args=[whole.pk])

    def bring_back(number: int) -> str:
        version = Article.objects.get(pk=whole.pk).version
        answer = editor.post(restore, {"old": number, "version": version})
        return str(list(get_messages(answer.wsgi_request))[-1])

    whole.refresh_from_db()
    fine = whole.pending.number
    edit(editor, page_of(whole), **SAVE, **{"article-body": "<p>Third</p>"})
    assert "readers see it when it is published" in bring_back(fine)
    whole.refresh_from_db()
    assert whole.pending_at == moment
    told = bring_back(lacking.number)
    assert "does not go live by itself any more" in told
    assert "no credit" in told
    whole.refresh_from_db()
    assert whole.pending_at is None
    assert "data-image" in text_now(whole).body


def test_what_was_over_comes_back_through_the_checklist(editor: Client, editions):
    past, end = timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1)
    for category, status in ((None, 200), (make_category(), 302)):
        article = make_article(story=make_story(category=category), published_at=past, unpublish_at=end)
        answer = edit(editor, page_of(article), **SAVE, **{"article-unpublish_at": ""})
        assert answer.status_code == status
        article.refresh_from_db()
        assert article.is_live() is (status == 302)


def test_other_moments_of_what_readers_see_are_not_asked_about(editor: Client, editions):
    article = make_article(title="As it came")
    assert edit(editor, page_of(article), **SAVE, **{"article-unpublish_at": "2050-01-01T00:00"}).status_code == 302


def test_a_draft_of_a_future_moment_is_checked_when_it_is_published(editor: Client, editions):
    article = make_article(published=False)
    sent: dict[str, Any] = {"article-published_at": tomorrow(article)[1]}
    assert "Not published" in messages_of(edit(editor, page_of(article), **PUBLISH, **sent))[0]
    article.refresh_from_db()
    assert article.state == "draft"
