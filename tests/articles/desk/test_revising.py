"""Updating a published translation: its translator writes a change that waits, an editor publishes it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import NoticeKind
from accounts.models import Notice, User
from articles.enums import Stage
from articles.lineage.accepting import compared
from articles.lineage.counting import lag_of
from articles.lineage.records import Lineage
from articles.lineage.saving import marks_of
from articles.models import Article, Plan, Revision
from articles.pending import schedule_pending
from articles.planning import plan_story
from articles.revisions import article_to_write, text_now
from articles.services import save_article
from articles.translating import start_translation
from articles.workflow import move_to_stage
from editions.enums import State
from editions.models import Edition
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.desk_forms import form_of, send
from tests.accounts.roles import make_member

# All that readers are told of a translation.
SEEN = (
    "title", "slug", "standfirst", "body", "state", "published_at", "unpublish_at", "pending_at", "updated_at",
    "lineage", "source_id", "translated_at", "n_changed", "n_removed", "n_missing", "stale_since",
)  # fmt: skip


def seen_of(article: Article) -> dict[str, Any]:
    return Article.objects.values(*SEEN).get(pk=article.pk)


def again(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def article(editions) -> Article:
    """A published Persian translation, one block of which has changed in the English source."""
    story = make_story(category=make_category())
    source = make_article(edition="en", title="Tide", body="<p>One tide.</p><p>Two tides.</p>", story=story)
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    article.title, article.state, article.published_at = "جزر", State.PUBLISHED, source.published_at
    save_article(article)
    changed = again(source)
    changed.body = changed.body.replace("One tide", "No tide")
    save_article(changed)
    return again(article)


@pytest.fixture
def translator(editions) -> User:
    return make_member("translator", "fa", sources=["en"])


@pytest.fixture
def editor(editions) -> User:
    return make_user(role="editor", editions=["fa"])


def page_of(article: Article) -> str:
    return reverse("admin:articles_article_translate", args=[article.pk])


def accepted_of(article: Article) -> str:
    """What the page sends when each block that lags was brought up to date."""
    found = compared(Lineage.read(article.lineage), marks_of(article.source_id))
    return json.dumps({block: found.seen(block) for block in found.links if found.stale(block)})


def update(client: Client, article: Article, **sent: str) -> Any:
    form = form_of(client, page_of(article))
    return send(client, page_of(article), form, **{"lineage-accepted": accepted_of(article), **sent})


def test_change_is_written_handed_in_and_published_and_readers_see_nothing_before(
    client: Client, article, translator, editor
):
    before = seen_of(article)
    client.force_login(translator)
    answer = update(client, article, **{"article-title": "جزر و مد", "_stage": "review"})
    assert answer.url == page_of(article)
    stored = again(article)
    assert seen_of(article) == before
    assert (text_now(stored).title, stored.stage) == ("جزر و مد", Stage.REVIEW)
    assert stored.pending.made_by == translator
    assert Notice.objects.get(kind=NoticeKind.REVIEW).user == editor
    # It lies with the editors now: nothing more can be written into it.
    assert client.get(page_of(article)).context["article_form"] is None
    client.post(page_of(article), {"article-title": "x", "article-version": str(stored.version), "_save": "1"})
    assert text_now(again(article)).title == "جزر و مد"

    client.force_login(editor)
    send(client, page_of(article), form_of(client, page_of(article)), _publish="1")
    published = again(article)
    assert (published.title, published.stage, published.pending) == ("جزر و مد", Stage.WRITING, None)
    assert lag_of(published) == (0, 0, 0)
    assert Notice.objects.get(kind=NoticeKind.CHANGED).user == translator


def test_what_was_brought_up_to_date_alone_waits_too(client: Client, article, translator):
    before = seen_of(article)
    client.force_login(translator)
    update(client, article, _save="1")
    stored = again(article)
    assert seen_of(article) == before
    text = text_now(stored)
    assert text.body == stored.body
    assert not any(
        compared(Lineage.read(text.lineage), marks_of(stored.source_id)).stale(block)
        for block in Lineage.read(text.lineage).links
    )


def test_first_revision_is_the_text_as_it_came(client: Client, article, translator):
    Revision.objects.filter(article=article).delete()
    client.force_login(translator)
    update(client, article, _save="1")
    kinds = Revision.objects.filter(article=article).order_by("number").values_list("kind", "version")
    assert list(kinds) == [("imported", article.version), ("saved", article.version)]


def test_nothing_is_handed_in_where_nothing_was_changed(client: Client, article, translator):
    client.force_login(translator)
    answer = send(client, page_of(article), form_of(client, page_of(article)), _stage="review")
    assert "nothing to hand in" in client.get(answer.url).content.decode()
    assert (again(article).stage, again(article).pending) == (Stage.WRITING, None)
    step = reverse("admin:article-stage", args=[article.pk])
    client.post(step, {"_stage": "review"})
    assert again(article).stage == Stage.WRITING


@pytest.mark.parametrize("button", ["_publish", "_withdraw", "_schedule", "_unschedule"])
def test_translator_presses_no_button_of_those_who_publish(client: Client, article, translator, button: str):
    before = seen_of(article)
    client.force_login(translator)
    form = form_of(client, page_of(article))
    moment = {"article-published_at": "2020-01-01T10:00", "article-pending_at": "2030-01-01T10:00"}
    assert send(client, page_of(article), form, **moment, **{"article-title": "مد", button: "1"}).status_code == 403
    send(client, page_of(article), form, **moment, **{"article-title": "مد", "_save": "1"})
    assert seen_of(article) == before


def test_what_it_is_translated_from_stays_the_editors_to_say(client: Client, article, translator):
    client.force_login(translator)
    source = reverse("admin:articles_article_source", args=[article.pk])
    assert client.get(source).status_code == 403
    assert client.post(source, {"source": ""}).status_code == 403
    assert source not in client.get(page_of(article)).content.decode()
    assert again(article).source_id == article.source_id


def test_change_of_an_editor_is_not_thrown_away_by_a_translator(client: Client, article, translator, editor):
    at_work = article_to_write(article.pk)
    at_work.title = "از ویراستار"
    save_article(at_work, by=editor, as_pending=True)
    client.force_login(translator)
    form = form_of(client, page_of(article))
    assert "_discard" not in client.get(page_of(article)).content.decode()
    send(client, page_of(article), form, _discard="1")
    assert text_now(again(article)).title == "از ویراستار"
    # Once it is theirs too, it may be.
    send(client, page_of(article), form, **{"article-title": "از هر دو", "_save": "1"})
    send(client, page_of(article), form_of(client, page_of(article)), _discard="1")
    assert again(article).pending is None


def test_change_with_its_moment_is_read_only(client: Client, article, translator, editor):
    at_work = article_to_write(article.pk)
    at_work.title = "فردا"
    save_article(at_work, by=translator, as_pending=True)
    schedule_pending(again(article), at=timezone.now() + timedelta(days=1), by=editor)
    client.force_login(translator)
    assert client.get(page_of(article)).context["article_form"] is None
    client.post(page_of(article), {"article-title": "x", "article-version": str(again(article).version)})
    autosave = f"{reverse('admin:articles_story_autosave', args=[article.story_id])}?edition=fa"
    assert client.post(autosave, {"user": translator.pk, "title": "x", "body": "x"}).status_code == 403
    acts = reverse("admin:articles_article_lineage", args=[article.pk])
    assert client.post(acts, {"act": "as_is", "block": "x"}).status_code == 403
    assert text_now(again(article)).title == "فردا"


def test_change_that_was_returned_is_told_to_who_wrote_it_whoever_has_touched_it_since(article, translator, editor):
    at_work = article_to_write(article.pk)
    at_work.title = "نخست"
    save_article(at_work, by=translator, as_pending=True)
    move_to_stage(again(article), Stage.REVIEW, by=translator)
    at_work = article_to_write(article.pk)
    at_work.title = "دوم"
    save_article(at_work, by=editor, as_pending=True)
    move_to_stage(again(article), Stage.WRITING, by=editor, note="?")
    assert Notice.objects.get(kind=NoticeKind.RETURNED).user == translator


def test_revision_is_brought_back_into_the_change_and_not_before_readers(client: Client, article, translator):
    save_article(article_to_write(article.pk), by=translator, as_pending=True)
    at_work = article_to_write(article.pk)
    at_work.title = "دیگر"
    save_article(at_work, by=translator, as_pending=True)
    before, first = seen_of(article), Revision.objects.get(article=article, title=article.title, number=2)
    client.force_login(translator)
    restore = reverse("admin:articles_article_restore", args=[article.pk])
    client.post(restore, {"old": first.number, "version": again(article).version})
    assert seen_of(article) == before
    assert text_now(again(article)).title == article.title


def test_board_start_page_and_notice_lead_a_translator_beside_the_source(client: Client, article, translator, editor):
    plan_story(article.story, article.edition, by=editor, assignee=translator)
    assert Notice.objects.get(kind=NoticeKind.ASSIGNED).address == page_of(article)
    client.force_login(translator)
    for page in ("admin:board", "admin:index"):
        assert page_of(article) in client.get(reverse(page)).content.decode(), page


def test_story_that_is_to_be_begun_leads_to_its_page(editions, editor, translator):
    story = make_story()
    plan_story(story, editions["fa"], by=editor, assignee=translator)
    address = Notice.objects.get(kind=NoticeKind.ASSIGNED).address
    assert address == f"{reverse('admin:articles_story_change', args=[story.pk])}?edition=fa"
    assert Plan.objects.get().assignee == translator
