"""The desk's first page: what waits for each, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.enums import Stage
from articles.notes import add_note, resolve_note
from articles.pending import schedule_pending
from articles.planning import plan_story
from articles.services import save_article
from articles.workflow import move_to_stage
from nejat_cms.start_page import waiting_for
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_story

BUDGET = 20


def waiting(user: User) -> dict[str, list[str]]:
    """Titles by list; lists of nothing left out."""
    found = {one.name: [str(item.title) for item in one.items] for one in waiting_for(User.objects.get(pk=user.pk))}
    return {name: titles for name, titles in found.items() if titles}


@pytest.fixture
def editor(editions) -> User:
    return make_user(role="editor", editions=["en", "fa"], username="erin")


@pytest.fixture
def writer(editions) -> User:
    return make_user(role="contributor", editions=["en"], username="mira")


def test_editor_finds_reviews_approved_stale_and_what_goes_live(editor, writer):
    make_article(title="To review", published=False, stage=Stage.REVIEW, created_by=writer)
    make_article(title="Elsewhere", edition="sq", published=False, stage=Stage.REVIEW)
    make_article(title="Approved", published=False, stage=Stage.APPROVED, created_by=writer)
    now = timezone.now()
    make_article(title="کهنه", edition="fa", stale_since=now - timedelta(days=1), n_changed=1)
    make_article(title="کهنه‌تر", edition="fa", stale_since=now - timedelta(days=9), n_changed=1)
    make_article(title="Later", published_at=now + timedelta(days=3))
    changed = make_article(title="Sooner")
    save_article(changed, by=writer, as_pending=True)
    schedule_pending(changed, at=now + timedelta(days=1), by=writer)
    assert waiting(editor) == {
        "review": ["To review"],
        "approved": ["Approved"],
        "stale": ["کهنه‌تر", "کهنه"],
        "next": ["Sooner", "Later"],
    }


def test_writer_finds_drafts_what_was_returned_given_and_mentions(editions, editor, writer):
    draft = make_article(title="Draft", published=False, created_by=writer)
    back = make_article(title="Back", published=False, created_by=writer)
    move_to_stage(back, Stage.REVIEW, by=writer)
    move_to_stage(back, Stage.WRITING, by=editor)
    given = make_story(working_title="Given")
    plan_story(given, editions["en"], by=editor, assignee=writer)
    done = make_article(title="Done").story
    plan_story(done, editions["en"], by=editor, assignee=writer)
    note = add_note(draft, text="@mira?", by=editor).note
    assert {name: titles for name, titles in waiting(writer).items() if name != "notices"} == {
        "returned": ["Back"],
        "assigned": ["Given"],
        "drafts": ["Back", "Draft"],
        "notes": ["Draft"],
    }
    resolve_note(note, by=editor)
    assert "notes" not in waiting(writer)


def test_writers_are_not_offered_lists_of_reviewers(writer):
    assert {"review", "approved"}.isdisjoint(one.name for one in waiting_for(writer))


def test_page_says_in_words_where_nothing_waits_and_in_the_desks_language(editions, client: Client):
    client.force_login(make_user(role="editor", language="en"))
    page = client.get(reverse("admin:index")).content.decode()
    assert "Nothing waits for your review." in page
    assert page.index('id="waiting"') < page.index('id="content-main"')


def test_titles_carry_the_language_of_their_edition(editor, client: Client):
    make_article(title="باغ", edition="fa", published=False, stage=Stage.REVIEW)
    client.force_login(editor)
    assert '<bdi lang="fa" dir="rtl">باغ</bdi>' in client.get(reverse("admin:index")).content.decode()


def test_newcomer_without_a_role_sees_no_lists(editions, client: Client):
    client.force_login(make_user(role="contributor", editions=[]))
    answer = client.get(reverse("admin:index"))
    assert answer.context["waiting"] == []


def test_counts_are_of_all_and_only_the_first_few_are_shown(editor):
    for number in range(7):
        make_article(title=f"{number}", published=False, stage=Stage.REVIEW)
    (review,) = [one for one in waiting_for(editor) if one.name == "review"]
    assert (review.total, len(review.items)) == (7, 5)


def test_queries_are_few_and_the_same_however_much_waits(editions, editor, writer, client: Client):
    def fill(times: int) -> None:
        for _ in range(times):
            article = make_article(published=False, created_by=editor)
            add_note(article, text="@erin", by=writer)
            make_article(published=False, stage=Stage.REVIEW)
            make_article(edition="fa", stale_since=timezone.now(), n_changed=1)
            make_article(published_at=timezone.now() + timedelta(days=1))
            plan_story(make_story(), editions["fa"], by=writer, assignee=editor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("admin:index")).status_code == 200
        return len(queries)

    client.force_login(editor)
    fill(1)
    few = cost()
    fill(8)
    assert cost() == few
    assert few <= BUDGET
