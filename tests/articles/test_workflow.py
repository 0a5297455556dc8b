"""From the writer's hands to the readers: handing in, taking back, approving, returning, publishing."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import NoticeKind
from accounts.models import Notice, User
from articles.enums import Stage
from articles.models import Article, Note
from articles.pending import apply_due_changes
from articles.revisions import article_to_write
from articles.services import publish_articles, save_article, withdraw_articles
from articles.workflow import WrongStageError, move_to_stage, writers_of_change
from delivery.models import Announcement
from delivery.outbox import tell_batch
from editions.enums import State
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.desk_forms import form_of, send

# Typed into the field of the moment: long past.
NOW = {"article-published_at": "2020-01-01T00:00"}


@pytest.fixture
def writer(editions) -> User:
    return make_user(role="contributor", editions=["en"], username="mira")


@pytest.fixture
def editor(editions) -> User:
    return make_user(role="editor", editions=["en"], username="erin")


@pytest.fixture
def draft(writer) -> Article:
    return make_article(
        title="Gardens",
        published=False,
        created_by=writer,
        story=make_story(created_by=writer, category=make_category()),
    )


def page(article: Article) -> str:
    return f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition={article.edition_id}"


def stage_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).stage


def told() -> list[tuple[str, str, str]]:
    return [(one.user.username, one.kind, one.text) for one in Notice.objects.order_by("pk")]


def test_a_text_goes_from_its_writer_to_its_readers_and_each_is_told(draft, writer, editor):
    move_to_stage(draft, Stage.REVIEW, by=writer, note="The last paragraph is new.")
    move_to_stage(draft, Stage.WRITING, by=editor, note="Who says so?")
    move_to_stage(draft, Stage.REVIEW, by=writer)
    move_to_stage(draft, Stage.APPROVED, by=editor)
    assert told() == [
        ("erin", NoticeKind.REVIEW, "The last paragraph is new."),
        ("mira", NoticeKind.RETURNED, "Who says so?"),
        ("erin", NoticeKind.REVIEW, ""),
        ("mira", NoticeKind.APPROVED, ""),
    ]
    messages = [entry.change_message for entry in LogEntry.objects.order_by("pk")]
    assert messages == ["English: in review", "English: in writing again", "English: in review", "English: approved"]
    assert [note.text for note in Note.objects.all()] == ["The last paragraph is new.", "Who says so?"]


def test_handing_in_again_marks_what_was_returned_as_read(draft, writer, editor):
    move_to_stage(draft, Stage.REVIEW, by=writer)
    move_to_stage(draft, Stage.WRITING, by=editor)
    assert Notice.objects.get(kind=NoticeKind.RETURNED).read_at is None
    move_to_stage(draft, Stage.REVIEW, by=writer)
    assert Notice.objects.get(kind=NoticeKind.RETURNED).read_at is not None


def test_of_two_who_move_at_once_the_second_is_refused(draft, writer, editor):
    move_to_stage(draft, Stage.REVIEW, by=writer)
    one, other = Article.objects.get(pk=draft.pk), Article.objects.get(pk=draft.pk)
    move_to_stage(one, Stage.APPROVED, by=editor)
    with pytest.raises(WrongStageError):
        move_to_stage(other, Stage.WRITING, by=writer)
    assert stage_of(draft) == Stage.APPROVED


def test_step_that_does_not_exist_is_refused(draft, editor):
    with pytest.raises(WrongStageError):
        move_to_stage(draft, Stage.APPROVED, by=editor)


def test_what_readers_see_has_nothing_to_review_until_it_has_a_change(writer, editor):
    article = make_article(created_by=writer)
    with pytest.raises(WrongStageError):
        move_to_stage(article, Stage.REVIEW, by=editor)
    article.body = "<p>Changed.</p>"
    save_article(article, by=editor, as_pending=True)
    move_to_stage(article, Stage.REVIEW, by=editor)
    assert stage_of(article) == Stage.REVIEW


def test_publishing_begins_anew(draft, writer, editor):
    move_to_stage(draft, Stage.REVIEW, by=writer)
    draft.state = State.PUBLISHED
    draft.clean()
    save_article(draft, by=editor)
    assert stage_of(draft) == Stage.WRITING
    other = make_article(published=False, stage=Stage.APPROVED)
    publish_articles([other])
    assert stage_of(other) == Stage.WRITING


def test_admins_review_where_nobody_publishes(editions):
    admin = make_user(role="admin", username="root")
    writer = make_user(role="contributor", editions=["fa"])
    article = make_article(edition="fa", published=False, created_by=writer)
    move_to_stage(article, Stage.REVIEW, by=writer)
    assert [notice.user for notice in Notice.objects.all()] == [admin]


# On the story page.


def test_writer_hands_in_what_they_have_typed(draft, writer, editor, client: Client):
    client.force_login(writer)
    answer = send(client, page(draft), form_of(client, page(draft)), **{"article-title": "New", "_stage": "review"})
    assert answer.status_code == 302
    stored = Article.objects.get(pk=draft.pk)
    assert (stored.title, stored.stage) == ("New", Stage.REVIEW)


def test_what_does_not_hold_is_neither_saved_nor_handed_in(draft, writer, client: Client):
    client.force_login(writer)
    answer = send(client, page(draft), form_of(client, page(draft)), **{"article-title": "", "_stage": "review"})
    assert answer.status_code == 200
    assert stage_of(draft) == Stage.WRITING


def test_writer_reads_what_is_in_review_is_told_so_and_may_take_it_back(draft, writer, client: Client):
    move_to_stage(draft, Stage.REVIEW, by=writer)
    client.force_login(writer)
    shown = client.get(page(draft))
    assert shown.context["article_form"] is None
    assert "In review: the editors have it." in shown.content.decode()
    answer = client.post(reverse("admin:article-stage", args=[draft.pk]), {"_stage": "writing"})
    assert answer["Location"] == page(draft)
    assert stage_of(draft) == Stage.WRITING
    assert client.get(page(draft)).context["article_form"] is not None


def test_writer_changes_nothing_in_review_whatever_they_send(draft, writer, client: Client):
    client.force_login(writer)
    sent = form_of(client, page(draft))
    move_to_stage(draft, Stage.REVIEW, by=writer)
    send(client, page(draft), sent, **{"article-title": "Sneaked in", "_save": "1"})
    assert Article.objects.get(pk=draft.pk).title == "Gardens"


def test_editor_approves_and_returns_with_a_note(draft, writer, editor, client: Client):
    move_to_stage(draft, Stage.REVIEW, by=writer)
    client.force_login(editor)
    sent = form_of(client, page(draft))
    send(client, page(draft), sent, _stage="writing", stage_note="Shorter, please.")
    assert stage_of(draft) == Stage.WRITING
    assert Note.objects.get().text == "Shorter, please."


def test_editor_publishes_and_the_writer_is_told(draft, writer, editor, client: Client):
    client.force_login(editor)
    send(client, page(draft), form_of(client, page(draft)), _publish="1")
    assert told() == [("mira", NoticeKind.PUBLISHED, "")]


def test_bulk_publishing_tells_the_writer(draft, writer, editor, client: Client):
    client.force_login(editor)
    sent = {"action": "publish", "edition": "en", "_selected_action": [str(draft.story_id)]}
    client.post(reverse("admin:articles_story_changelist"), sent)
    assert told() == [("mira", NoticeKind.PUBLISHED, "")]


def test_strip_and_lists_say_the_stage(draft, writer, editor, client: Client):
    move_to_stage(draft, Stage.REVIEW, by=writer)
    client.force_login(editor)
    assert 'class="standing standing--review">in review<' in client.get(page(draft)).content.decode()
    assert "in review" in client.get(reverse("admin:articles_story_changelist")).content.decode()


# person -> the steps that the gate lets them take with a draft of mira's at that stage.
STEPS = {
    "anonymous": {},
    "reader": {},
    "mira": {"writing": {"review"}, "review": {"writing"}, "approved": set()},
    "other contributor": {},
    "translator": {},
    "editor": {"writing": {"review"}, "review": {"approved", "writing"}, "approved": {"writing"}},
    "editor elsewhere": {},
    "admin": {"writing": {"review"}, "review": {"approved", "writing"}, "approved": {"writing"}},
}


def person(who: str, writer: User) -> User | None:
    if who == "anonymous":
        return None
    if who == "mira":
        return writer
    role = {"reader": None, "other contributor": "contributor", "editor elsewhere": "editor"}.get(who, who)
    return make_user(role=role, editions=["fa"] if who == "editor elsewhere" else ["en"])


@pytest.mark.parametrize("who", STEPS)
@pytest.mark.parametrize("at", Stage.values)
def test_gate_of_steps(draft, writer, client: Client, who: str, at: str):
    user = person(who, writer)
    if user:
        client.force_login(user)
    for wanted in Stage.values:
        Article.objects.filter(pk=draft.pk).update(stage=at)
        client.post(reverse("admin:article-stage", args=[draft.pk]), {"_stage": wanted})
        moved = wanted in STEPS[who].get(at, set())
        assert stage_of(draft) == (wanted if moved else at), wanted
        # The same through the story's own form.
        Article.objects.filter(pk=draft.pk).update(stage=at)
        client.post(page(draft), {"_stage": wanted, "article-title": "x"})
        if not moved:
            assert stage_of(draft) == at, wanted


@pytest.mark.parametrize("wanted", ["", "published", "x" * 50])
def test_senseless_step_is_refused(draft, editor, client: Client, wanted: str):
    client.force_login(editor)
    assert client.post(reverse("admin:article-stage", args=[draft.pk]), {"_stage": wanted}).status_code == 403
    assert client.get(reverse("admin:article-stage", args=[draft.pk])).status_code == 405


# What goes live by the clock.


def at_its_moment(article: Article) -> None:
    """Let the moment of a scheduled article come, and the worker look."""
    moment = timezone.now()
    Article.objects.filter(pk=article.pk).update(published_at=moment)
    Announcement.objects.filter(due_at__gt=moment).update(due_at=moment)
    tell_batch(timezone.now())


def test_writer_of_what_the_clock_publishes_is_told_at_its_moment_once(draft, editor):
    publish_articles([draft], at=timezone.now() + timedelta(days=1), by=editor)
    tell_batch()
    assert told() == []
    at_its_moment(draft)
    assert told() == [("mira", NoticeKind.PUBLISHED, "")]
    assert Notice.objects.get().by is None
    tell_batch()
    assert Notice.objects.count() == 1


def test_what_was_published_before_its_moment_is_not_told_again_when_that_comes(draft, editor, client: Client):
    publish_articles([draft], at=timezone.now() + timedelta(days=1), by=editor)
    client.force_login(editor)
    assert send(client, page(draft), form_of(client, page(draft)), _publish="1", **NOW).status_code == 302
    assert Article.objects.get(pk=draft.pk).is_live()
    before = told()
    Announcement.objects.update(due_at=timezone.now())
    tell_batch(timezone.now())
    assert told() == before


def test_what_was_withdrawn_before_its_moment_tells_nobody(draft, editor):
    publish_articles([draft], at=timezone.now() + timedelta(days=1), by=editor)
    withdraw_articles([Article.objects.get(pk=draft.pk)], by=editor)
    at_its_moment(draft)
    assert told() == []


# Changes of what readers know.


@pytest.fixture
def changed(editor) -> Article:
    """Live, with a change that two editors have written one after the other."""
    ada, bea = (make_user(role="editor", editions=["en"], username=name) for name in ("ada", "bea"))
    article = make_article(title="Gardens", story=make_story(category=make_category()))
    for writer, body in ((ada, "<p>Ada</p>"), (bea, "<p>Ada and Bea</p>")):
        at_work = article_to_write(article.pk)
        at_work.body = body
        save_article(at_work, as_pending=True, by=writer)
    return Article.objects.get(pk=article.pk)


def test_whoever_wrote_a_change_is_told_when_somebody_else_publishes_it(changed, editor, client: Client):
    client.force_login(editor)
    assert send(client, page(changed), form_of(client, page(changed)), _publish="1").status_code == 302
    assert told() == [("ada", NoticeKind.CHANGED, ""), ("bea", NoticeKind.CHANGED, "")]


def test_who_publishes_their_own_change_is_not_told_and_saving_or_scheduling_tells_nobody(changed, client: Client):
    client.force_login(User.objects.get(username="bea"))
    sent = {"article-pending_at": "2050-01-01T00:00"}
    for button in ({"_save": "1", "article-title": "Orchards"}, {"_schedule": "1", **sent}, {"_unschedule": "1"}):
        assert send(client, page(changed), form_of(client, page(changed)), **button).status_code == 302
        assert told() == []
    send(client, page(changed), form_of(client, page(changed)), _publish="1")
    assert told() == [("ada", NoticeKind.CHANGED, "")]


def test_the_clock_tells_all_who_wrote_the_change(changed):
    Article.objects.filter(pk=changed.pk).update(pending_at=timezone.now())
    assert apply_due_changes().published == [changed.pk]
    assert told() == [("ada", NoticeKind.CHANGED, ""), ("bea", NoticeKind.CHANGED, "")]
    assert {one.by for one in Notice.objects.all()} == {None}
    apply_due_changes()
    assert Notice.objects.count() == 2


def test_only_what_was_written_since_the_last_publication_counts(changed, editor):
    publish_now = article_to_write(changed.pk)
    save_article(publish_now, by=editor)
    at_work = article_to_write(changed.pk)
    at_work.title = "Orchards"
    save_article(at_work, as_pending=True, by=User.objects.get(username="ada"))
    assert writers_of_change(Article.objects.get(pk=changed.pk)) == [User.objects.get(username="ada")]


def test_a_change_to_what_is_only_scheduled_tells_nobody(changed, editor, client: Client):
    Article.objects.filter(pk=changed.pk).update(published_at=timezone.now() + timedelta(days=1))
    client.force_login(editor)
    send(client, page(changed), form_of(client, page(changed)), _publish="1")
    assert told() == []


def test_what_comes_back_with_a_change_tells_each_of_its_writers_once(changed, editor, client: Client):
    ada = User.objects.get(username="ada")
    Article.objects.filter(pk=changed.pk).update(state=State.WITHDRAWN, created_by=ada)
    client.force_login(editor)
    send(client, page(changed), form_of(client, page(changed)), _publish="1")
    assert told() == [("ada", NoticeKind.PUBLISHED, ""), ("bea", NoticeKind.PUBLISHED, "")]


def test_review_of_a_change_changes_nothing_for_readers(changed, editor, client: Client):
    before, moment = client.get(changed.get_absolute_url()).content, changed.updated_at
    move_to_stage(changed, Stage.REVIEW, by=User.objects.get(username="ada"))
    move_to_stage(changed, Stage.APPROVED, by=editor)
    assert client.get(changed.get_absolute_url()).content == before
    assert Article.objects.get(pk=changed.pk).updated_at == moment
