"""Changes that go live by themselves: by the worker, by a reader's request, by cron; wholly or not at all."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEntry
from articles.models import Article
from articles.pending import apply_due_changes, discard_pending, publish_due_changes, schedule_pending
from articles.revisions import article_to_write, text_now
from articles.services import EditConflictError, save_article, withdraw_articles
from editions.richtext.blocks import without_ids
from seeds.factories.articles import make_article

pytestmark = pytest.mark.usefixtures("editions")


def change(article: Article, *, at: datetime | None, **values: str) -> Article:
    """A pending change of an article, due at a moment."""
    at_work = article_to_write(article.pk)
    for name, value in values.items():
        setattr(at_work, name, value)
    save_article(at_work, as_pending=True)
    schedule_pending(at_work, at=timezone.now() + timedelta(days=1))
    Article.objects.filter(pk=article.pk).update(pending_at=at)
    article.refresh_from_db()
    return article


def hours(number: float) -> datetime:
    return timezone.now() + timedelta(hours=number)


@pytest.fixture
def article() -> Article:
    return make_article(title="Gardens", slug="gardens", body="<p>Before</p>")


def test_due_change_becomes_the_text_and_the_site_stands_on_the_log(article: Article):
    change(article, at=hours(-1), title="Orchards", body="<p>After</p>")
    assert apply_due_changes().published == [article.pk]
    article.refresh_from_db()
    assert (article.title, without_ids(article.body), article.pending, article.pending_at) == (
        "Orchards",
        "<p>After</p>",
        None,
        None,
    )
    entry = AuditEntry.objects.get(action="publish")
    assert (entry.by, entry.by_name, entry.about) == (None, "", "Orchards")
    assert apply_due_changes().published == []


def test_what_is_not_due_waits(article: Article):
    change(article, at=hours(1), title="Orchards")
    assert apply_due_changes().published == []
    assert apply_due_changes(hours(2)).published == [article.pk]


def test_new_address_leads_from_the_old_one(client: Client, article: Article):
    change(article, at=hours(-1), slug="orchards")
    apply_due_changes()
    assert client.get("/en/articles/gardens/")["Location"] == "/en/articles/orchards/"
    assert client.get("/en/articles/orchards/").status_code == 200


def test_change_whose_address_was_taken_stays_pending_whole_and_holds_up_no_other(article: Article):
    other = make_article(title="Winter")
    change(article, at=hours(-2), title="Orchards", slug="orchards", body="<p>After</p>")
    change(other, at=hours(-1), title="Spring")
    make_article(slug="orchards")
    applied = apply_due_changes()
    assert (applied.published, applied.waiting) == ([other.pk], [article.pk])
    article.refresh_from_db()
    assert (article.title, article.slug, without_ids(article.body)) == ("Gardens", "gardens", "<p>Before</p>")
    assert text_now(article).title == "Orchards"


def test_withdrawn_article_is_not_changed_by_the_clock(article: Article):
    change(article, at=hours(-1), title="Orchards")
    withdraw_articles([article])
    assert apply_due_changes().published == []
    article.refresh_from_db()
    assert (article.title, article.pending_at) == ("Gardens", None)
    assert text_now(article).title == "Orchards"


def test_minor_change_and_its_reason_stay_so(article: Article):
    at_work = article_to_write(article.pk)
    at_work.body = "<p>After</p>"
    save_article(at_work, as_pending=True, is_minor=True, note="A typing error")
    Article.objects.filter(pk=article.pk).update(pending_at=hours(-1))
    apply_due_changes()
    last = article.revisions.latest("number")
    assert (last.kind, last.is_minor, last.note) == ("published", True, "A typing error")


def test_reader_who_comes_first_sees_the_change(client: Client, article: Article):
    change(article, at=hours(-1), title="Orchards", body="<p>After</p>")
    page = client.get("/en/articles/gardens/").content.decode()
    assert "Orchards</h1>" in page
    assert "<p>After</p>" in page


def test_reader_at_the_old_and_at_the_new_address_comes_to_the_change(client: Client, article: Article):
    change(article, at=hours(-1), slug="orchards")
    assert client.get("/en/articles/gardens/")["Location"] == "/en/articles/orchards/"
    change(article, at=hours(-1), slug="vineyards")
    assert client.get("/en/articles/vineyards/").status_code == 200


def test_reading_costs_no_query_more_where_nothing_is_due(client: Client, article: Article):
    address = article.get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    change(article, at=hours(1), title="Orchards")
    with CaptureQueriesContext(connection) as waiting:
        client.get(address)
    assert len(waiting) == len(without)


def test_change_that_cannot_be_published_is_not_tried_at_every_reading(client: Client, article: Article):
    change(article, at=hours(-1), slug="orchards")
    make_article(slug="orchards")
    address = article.get_absolute_url()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert not [query for query in queries if "UPDATE" in query["sql"] or "INSERT" in query["sql"]]
    cache.clear()
    Article.objects.filter(slug="orchards").update(slug="elsewhere")
    assert client.get(address)["Location"] == "/en/articles/orchards/"


def test_command_says_what_it_did(article: Article, capsys):
    other = make_article(title="Winter")
    change(article, at=hours(-1), slug="orchards")
    change(other, at=hours(-1), title="Spring")
    make_article(slug="orchards")
    call_command("apply_due_changes")
    told = capsys.readouterr()
    assert "published: en Spring" in told.out
    assert "waits" in told.err
    assert "Gardens" in told.err
    assert "1 published, 1 left waiting" in told.out


def test_worker_is_told_the_moment(article: Article, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    at_work = article_to_write(article.pk)
    at_work.body = "<p>After</p>"
    save_article(at_work, as_pending=True)
    moment = hours(5)
    with django_capture_on_commit_callbacks(execute=True):
        schedule_pending(at_work, at=moment)
    [order] = DBTaskResult.objects.all()
    assert (order.task_path, order.run_after) == (publish_due_changes.module_path, moment)


def test_background_task_publishes_what_is_due(article: Article):
    change(article, at=hours(-1), title="Orchards")
    assert publish_due_changes.call() == 1
    article.refresh_from_db()
    assert article.title == "Orchards"


def test_only_a_change_to_something_published_is_scheduled(article: Article):
    with pytest.raises(ValueError, match="no change"):
        schedule_pending(article_to_write(article.pk), at=hours(1))


def test_schedule_of_an_older_version_is_refused(article: Article):
    at_work = article_to_write(article.pk)
    save_article(at_work, as_pending=True)
    late = article_to_write(article.pk)
    save_article(article_to_write(article.pk), as_pending=True)
    with pytest.raises(EditConflictError):
        schedule_pending(late, at=hours(1))


def test_that_a_change_is_set_no_longer_stands_on_the_log(article: Article):
    change(article, at=hours(1), title="Orchards")
    schedule_pending(article_to_write(article.pk), at=None)
    change(article, at=hours(1), title="Meadows")
    discard_pending(article_to_write(article.pk))
    moments = [entry.detail["at"] for entry in AuditEntry.objects.filter(action="schedule").order_by("pk")]
    assert [moment is None for moment in moments] == [False, True, False, True]
    # What was not set is not set no longer.
    change(article, at=None, title="Fields")
    AuditEntry.objects.all().delete()
    discard_pending(article_to_write(article.pk))
    assert not AuditEntry.objects.exists()
