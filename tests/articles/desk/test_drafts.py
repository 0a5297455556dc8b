"""Drafts of articles that readers know: written beside what they see, published by hand, discarded, scheduled."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles.autosaves import keep_while_writing
from articles.enums import RevisionKind, Stage
from articles.models import Article
from articles.pending import apply_due_changes
from articles.revisions import Text, article_to_write, text_now, text_of
from articles.services import save_article
from delivery.models import Redirect
from editions.enums import State
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category
from tests.accounts.desk_forms import edit, fields_of, form_of
from tests.articles.desk.test_two_editors import messages_of, page_of

SAVE, PUBLISH, WITHDRAW = {"_save": "1"}, {"_publish": "1"}, {"_withdraw": "1"}
SCHEDULE, UNSCHEDULE, DISCARD = {"_schedule": "1"}, {"_unschedule": "1"}, {"_discard": "1"}


@pytest.fixture
def user(editions) -> User:
    return make_user(role="editor", first_name="Ada", last_name="Berg")


@pytest.fixture
def editor(user: User, client: Client) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def article(editions) -> Article:
    return make_article(title="Gardens", slug="gardens", body="<p>What readers see</p>", category=make_category())


def page(article: Article) -> str:
    return page_of(article.story, article.edition_id)


def draft(editor: Client, article: Article, **changed: str) -> None:
    sent = {f"article-{name}": value for name, value in {"body": "<p>A draft of it</p>", **changed}.items()}
    assert edit(editor, page(article), **SAVE, **sent).status_code == 302
    article.refresh_from_db()


def read(client: Client, article: Article) -> bytes:
    return client.get(article.get_absolute_url()).content


def test_draft_changes_nothing_for_readers(editor: Client, article: Article):
    before = read(editor, article)
    draft(editor, article, title="Orchards", standfirst="New", slug="orchards")
    assert read(editor, article) == before
    assert text_now(article).title == "Orchards"
    assert not Redirect.objects.exists()


def test_form_opens_the_draft_and_says_whose_it_is(editor: Client, article: Article):
    draft(editor, article, title="Orchards")
    answer = editor.get(page(article))
    assert fields_of(answer)["article-title"] == ["Orchards"]
    assert [without_ids(body) for body in fields_of(answer)["article-body"]] == ["<p>A draft of it</p>"]
    shown = answer.content.decode()
    assert "A draft of changes is pending" in shown
    assert "<bdi>Ada Berg</bdi>" in shown


def test_published_draft_is_what_readers_see_and_leads_from_the_old_address(editor: Client, article: Article):
    draft(editor, article, title="Orchards", slug="orchards")
    assert edit(editor, page(article), **PUBLISH).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.slug, without_ids(article.body)) == ("Orchards", "orchards", "<p>A draft of it</p>")
    assert (article.pending, article.state, article.stage) == (None, State.PUBLISHED, Stage.WRITING)
    assert editor.get("/en/articles/gardens/")["Location"] == "/en/articles/orchards/"


def test_publication_of_changes_stands_on_the_audit_log(editor: Client, user: User, article: Article):
    draft(editor, article)
    edit(editor, page(article), **PUBLISH, **{"article-note": "A name was wrong", "article-is_minor": "on"})
    entry = AuditEntry.objects.get(action="publish")
    assert (entry.by, entry.edition_code, entry.object_id) == (user, "en", str(article.pk))
    assert entry.detail["note"] == "A name was wrong"
    assert article.revisions.latest("number").is_minor


def test_changes_are_published_without_a_draft_too(editor: Client, article: Article):
    edit(editor, page(article), **PUBLISH, **{"article-body": "<p>At once</p>"})
    article.refresh_from_db()
    assert (without_ids(article.body), article.pending) == ("<p>At once</p>", None)
    kinds = list(article.revisions.order_by("number").values_list("kind", flat=True))
    assert kinds == [RevisionKind.IMPORTED, RevisionKind.PUBLISHED]


def test_discarded_draft_stays_among_the_revisions(editor: Client, article: Article):
    draft(editor, article)
    kept = article.pending
    assert edit(editor, page(article), **DISCARD).status_code == 302
    article.refresh_from_db()
    assert article.pending is None
    assert without_ids(text_of(article.revisions.get(pk=kept.pk)).body) == "<p>A draft of it</p>"
    assert [without_ids(body) for body in fields_of(editor.get(page(article)))["article-body"]] == [
        "<p>What readers see</p>"
    ]


def test_draft_that_somebody_has_changed_meanwhile_is_not_discarded(editor: Client, article: Article):
    draft(editor, article)
    mine = form_of(editor, page(article))
    other = Client()
    other.force_login(make_user(role="editor"))
    edit(other, page(article), **SAVE, **{"article-body": "<p>Theirs</p>"})
    editor.post(page(article), {**mine, **DISCARD})
    article.refresh_from_db()
    assert without_ids(text_now(article).body) == "<p>Theirs</p>"


def test_withdrawing_keeps_what_was_typed_and_leaves_the_readers_text(editor: Client, article: Article):
    assert edit(editor, page(article), **WITHDRAW, **{"article-body": "<p>Half done</p>"}).status_code == 302
    article.refresh_from_db()
    assert (article.state, without_ids(article.body)) == (State.WITHDRAWN, "<p>What readers see</p>")
    assert without_ids(text_now(article).body) == "<p>Half done</p>"
    assert AuditEntry.objects.filter(action="withdraw", object_id=str(article.pk)).count() == 1


def test_moments_are_the_articles_not_the_drafts(editor: Client, article: Article):
    end = timezone.now() + timedelta(days=3)
    draft(editor, article, unpublish_at=f"{end:%Y-%m-%dT%H:%M}")
    assert article.unpublish_at is not None
    assert without_ids(article.body) == "<p>What readers see</p>"


def in_zone(article: Article, moment) -> str:
    return f"{timezone.localtime(moment, article.edition.zone):%Y-%m-%dT%H:%M}"


def test_change_is_scheduled_in_the_editions_time_and_can_be_held_back(editor: Client, user: User, article: Article):
    moment = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    sent = {"article-body": "<p>Tomorrow</p>", "article-pending_at": in_zone(article, moment)}
    assert edit(editor, page(article), **SCHEDULE, **sent).status_code == 302
    article.refresh_from_db()
    assert (article.pending_at, without_ids(article.body)) == (moment, "<p>What readers see</p>")
    assert AuditEntry.objects.get(action="schedule").by == user
    assert "The change will be published on" in editor.get(page(article)).content.decode()
    assert edit(editor, page(article), **UNSCHEDULE).status_code == 302
    article.refresh_from_db()
    assert article.pending_at is None
    assert without_ids(text_now(article).body) == "<p>Tomorrow</p>"


@pytest.mark.parametrize(
    ("changed", "hours", "said"),
    [
        ({"article-body": "<p>New</p>"}, None, "Say when"),
        ({"article-body": "<p>New</p>"}, -1, "past already"),
        ({}, 5, "no change to publish"),
    ],
)
def test_what_cannot_be_scheduled_is_said_and_kept_in_the_form(
    editor: Client, article: Article, changed: dict[str, str], hours: int | None, said: str
):
    moment = "" if hours is None else in_zone(article, timezone.now() + timedelta(hours=hours))
    answer = edit(editor, page(article), **SCHEDULE, **{"article-pending_at": moment, **changed})
    [message] = messages_of(answer)
    assert said in message
    article.refresh_from_db()
    assert (article.pending, article.pending_at) == (None, None)


def test_article_that_is_not_published_has_nothing_to_schedule(editor: Client, editions):
    article = make_article(published=False)
    moment = in_zone(article, timezone.now() + timedelta(hours=5))
    answer = edit(editor, page(article), **SCHEDULE, **{"article-title": "New", "article-pending_at": moment})
    assert len(messages_of(answer)) == 1
    assert "Publish the change later" not in editor.get(page(article)).content.decode()


def test_draft_with_an_address_of_another_is_refused_when_saved_and_when_published(editor: Client, article: Article):
    make_article(slug="taken")
    answer = edit(editor, page(article), **SAVE, **{"article-slug": "taken"})
    assert messages_of(answer) == ["Another article of this edition has this address already."]
    draft(editor, article, slug="free")
    make_article(slug="free")
    answer = edit(editor, page(article), **PUBLISH)
    assert messages_of(answer) == ["Another article of this edition has this address already."]
    article.refresh_from_db()
    assert (article.slug, without_ids(article.body)) == ("gardens", "<p>What readers see</p>")


def test_change_that_could_not_go_live_says_why(editor: Client, article: Article):
    draft(editor, article, slug="free")
    make_article(slug="free")
    Article.objects.filter(pk=article.pk).update(pending_at=timezone.now() - timedelta(minutes=1))
    apply_due_changes()
    shown = editor.get(page(article)).content.decode()
    assert "The change could not be published" in shown
    assert "now belongs to another article" in shown


def test_what_was_written_before_and_not_saved_is_offered(editor: Client, user: User, article: Article):
    text = Text(title="Gardens", slug="gardens", body="<p>Never saved</p>")
    keep_while_writing(article, text, by=user, session="a" * 32, version=article.version)
    writing = editor.get(page(article)).context["writing"]
    assert writing["unsaved"]["fields"]["body"] == "<p>Never saved</p>"
    assert writing["unsaved"]["session"] == "a" * 32
    # Not in the form, unless it is taken up.
    assert [without_ids(body) for body in fields_of(editor.get(page(article)))["article-body"]] == [
        "<p>What readers see</p>"
    ]


def test_what_others_have_not_saved_is_not_offered(editor: Client, article: Article):
    other = make_user(role="editor")
    text = Text(title="Gardens", slug="gardens", body="<p>Theirs</p>")
    keep_while_writing(article, text, by=other, session="a" * 32, version=article.version)
    assert editor.get(page(article)).context["writing"]["unsaved"] is None


def test_saving_folds_what_was_kept_into_one_revision(editor: Client, user: User, article: Article):
    form = form_of(editor, page(article))
    [session] = form["article-session"]
    for words in ("One", "Two", "Three"):
        text = Text(title="Gardens", slug="gardens", body=f"<p>{words}</p>")
        keep_while_writing(article, text, by=user, session=session, version=article.version)
    editor.post(page(article), {**form, **SAVE, "article-body": "<p>Four</p>"})
    kinds = list(article.revisions.order_by("number").values_list("kind", "session"))
    assert kinds == [(RevisionKind.IMPORTED, ""), (RevisionKind.SAVED, session)]
    assert editor.get(page(article)).context["writing"]["savedSession"] == session


def test_lists_and_strip_say_that_changes_are_pending(editor: Client, article: Article):
    draft(editor, article)
    for address in (
        reverse("admin:articles_story_changelist"),
        reverse("admin:articles_article_changelist"),
        page(article),
    ):
        assert "changes pending" in editor.get(address).content.decode(), address
    pending = editor.get(reverse("admin:articles_article_changelist"), {"standing": "pending"})
    assert [str(one) for one in pending.context["cl"].result_list] == ["Gardens"]


@pytest.mark.parametrize("is_live", [True, False])
@pytest.mark.parametrize("number", [3, 120])
def test_form_opens_in_25_queries_however_many_revisions(editor: Client, user: User, is_live: bool, number: int):
    article = make_article(published=is_live)
    for count in range(number):
        at_work = article_to_write(article.pk)
        at_work.body = f"<p>Version {count}</p>"
        save_article(at_work, by=user, as_pending=is_live)
    text = Text(title="Gardens", slug="gardens", body="<p>Never saved</p>")
    keep_while_writing(article, text, by=user, session="a" * 32, version=1)
    with CaptureQueriesContext(connection) as queries:
        assert editor.get(page(article)).status_code == 200
    assert len(queries) <= 25, "\n".join(query["sql"][:150] for query in queries)


def test_messages_say_what_became_of_a_save(editor: Client, article: Article):
    answer = edit(editor, page(article), **SAVE, **{"article-body": "<p>New</p>"})
    [said] = [str(message) for message in get_messages(answer.wsgi_request)]
    assert "readers see the text as it was" in said


def test_draft_of_what_is_yet_to_be_published_says_that_it_is_no_part_of_it(editor: Client, editions):
    article = make_article(published_at=timezone.now() + timedelta(days=1))
    answer = edit(editor, page(article), **SAVE, **{"article-body": "<p>New</p>"})
    [said] = [str(message) for message in get_messages(answer.wsgi_request)]
    assert "no part yet of what will be published" in said
    assert "publish the changes to have them in it" in editor.get(page(article)).content.decode()
