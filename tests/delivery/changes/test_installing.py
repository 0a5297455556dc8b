"""The triggers are there, and stay there, whatever is done to the tables."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from delivery.changes import log
from delivery.changes.declared import watch, watched
from delivery.changes.triggers import installing
from delivery.changes.triggers.wording import of_row
from delivery.models import Change, Redirect, Webhook
from nejat_cms import preparing
from tests.delivery.changes.conftest import all_tags, empty_log, installed, lines

T = "delivery_redirect"


@pytest.mark.django_db
def test_what_the_site_declares_is_installed_with_its_tables():
    assert installing.are_installed()
    assert not installing.install()
    assert len(watched()) > 10
    assert installing.check_installed(databases=["default"]) == []
    assert installing.check_declarations() == []


@pytest.mark.django_db
def test_triggers_that_are_missing_are_said_and_made_at_the_next_start():
    installing.remove()
    assert [one.id for one in installing.check_installed(databases=["default"])] == ["delivery.W001"]

    empty_log()
    assert preparing.migrate()
    assert installing.are_installed()
    assert lines() == [{"everything"}]


@pytest.mark.django_db
def test_another_declaration_makes_other_triggers(nothing_declared):
    watch(Redirect)
    installed()
    watch(Redirect, sets=[("host",)])
    assert not installing.are_installed()

    assert installing.install()
    assert installing.are_installed()
    assert len(installing.found(connection)) == len(installing.engine(connection).triggers(watched()[T]))


@pytest.mark.django_db
def test_a_table_that_is_watched_no_longer_loses_its_triggers(nothing_declared):
    watch(Redirect)
    watch(Webhook)
    installed()
    del watched()[T]
    installing.install()
    empty_log()
    Redirect.objects.create(old_path="/a/", new_path="/b/")

    assert lines() == []
    Webhook.objects.create(name="a", address="https://a.example/")
    assert "delivery_webhook.*" in all_tags()


@pytest.mark.django_db(transaction=True)
def test_a_table_that_a_migration_makes_anew_keeps_its_triggers(nothing_declared):
    """Django's way with most changes of a table on SQLite, which drops its triggers, and asks those of others."""
    watch(Webhook, carried=[(Redirect, "id")], members=("name",))
    watch(Redirect, sets=[("host",)])
    installed()
    installing.before_migrations(using="default", plan=[("a migration", False)])
    alter(max_length=300)
    alter(max_length=255)
    installing.after_migrations(using="default")
    assert installing.are_installed()
    empty_log()
    Redirect.objects.create(host="a.org", old_path="/a/", new_path="/b/")

    assert f"{T}.host=a.org" in all_tags()


def alter(*, max_length: int) -> None:
    """A migration of `host`, without the state of the project's other models."""
    state = ProjectState()
    state.add_model(migrations.state.ModelState.from_model(Redirect))
    field = models.CharField(max_length=max_length, blank=True)
    operation = migrations.AlterField("redirect", "host", field)
    after = state.clone()
    operation.state_forwards("delivery", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("delivery", editor, state, after)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_taken_away_where_no_migration_waits(nothing_declared):
    watch(Redirect)
    installed()
    call_command("migrate", interactive=False, verbosity=0)

    assert installing.are_installed()
    assert lines() == []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_emptied_has_a_log_again(nothing_declared):
    watch(Redirect)
    installed()
    call_command("flush", interactive=False, verbosity=0)

    assert installing.are_installed()
    assert {"everything"} in lines()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
def test_a_table_that_is_truncated_says_that_everything_has_changed(nothing_declared):
    watch(Redirect)
    installed()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE delivery_redirect")

    assert lines() == [{"everything"}]


# Conditions.


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("origin = 'desk'", """r."origin" = 'desk'"""),
        ("origin <> 'host' AND host <> ''", """r."origin" <> 'host' AND r."host" <> ''"""),
        ("origin = 'it''s host' OR \"new_path\" = ''", """r."origin" = 'it''s host' OR r."new_path" = ''"""),
        ("new_key IS NULL AND key > ''", """r."new_key" IS NULL AND r."key" > ''"""),
        ("length(host) > 0", """length(r."host") > 0"""),
    ],
)
def test_a_condition_is_asked_of_one_row(condition, expected, nothing_declared):
    watch(Redirect)

    assert of_row(condition, watched()[T], "r") == expected


# What cannot be made.


@pytest.mark.parametrize(
    ("wrong", "number"),
    [
        ({"members": ["nothing"]}, "delivery.E001"),
        ({"sets": [("created_at",)]}, "delivery.E002"),
        ({"moments": ["host"]}, "delivery.E003"),
        ({"sets": [("host", "new_path__date")]}, "delivery.E003"),
        ({"carried": [(Webhook, "id")]}, "delivery.E004"),
    ],
)
@pytest.mark.django_db
def test_a_declaration_of_which_no_trigger_can_be_made_is_said(wrong, number, nothing_declared):
    watch(Redirect, **wrong)
    found = [one.id for one in installing.check_declarations()]
    watched().clear()

    assert found == [number]


# Keeping the log short.


@pytest.mark.django_db(transaction=True)
def test_the_log_forgets_what_is_an_hour_old_but_keeps_its_newest_lines(nothing_declared, monkeypatch):
    monkeypatch.setattr(log, "KEPT_LINES", 3)
    watch(Redirect)
    installed()
    marks = "SELECT count(*) FROM delivery_change WHERE tags = ''"
    for number in range(4):
        Redirect.objects.create(old_path=f"/{number}/", new_path="/b/")
    log.mark(connection)
    above_all_lines()
    age(hours=2)
    log.tidy(connection)
    # Only two lines are newer than the last mark that is an hour old: that, and the mark that was written just now.
    assert len(lines()) == 4

    for number in range(4, 8):
        Redirect.objects.create(old_path=f"/{number}/", new_path="/b/")
    log.tidy(connection)
    assert len(lines()) == 4
    floor = log.floor(connection)
    assert floor
    assert log.fetch(connection, marks)[0][0] >= 1
    log.tidy(connection)
    assert log.floor(connection) == floor


@pytest.mark.django_db
def test_a_mark_is_written_only_where_there_is_something_new(nothing_declared):
    installed()
    marks = "SELECT count(*) FROM delivery_change WHERE tags = ''"
    log.mark(connection)
    before = log.fetch(connection, marks)
    age(hours=5)
    log.tidy(connection)
    log.tidy(connection)

    assert log.fetch(connection, marks) == before


@pytest.mark.django_db(transaction=True)
def test_moments_to_come_are_kept_however_old_their_lines_are(nothing_declared, monkeypatch):
    monkeypatch.setattr(log, "KEPT_LINES", 1)
    watch(Redirect)
    installed()
    for year in (2100, 2021):
        moment = datetime(year, 1, 1, tzinfo=UTC)
        Change.objects.create(tags="later", xid=1, due_at=moment, made_at=moment)
    Redirect.objects.create(old_path="/a/", new_path="/b/")
    log.mark(connection)
    above_all_lines()
    age(hours=2)
    log.tidy(connection)

    assert lines() == []
    assert lines(due=True) == [{"later"}]


def above_all_lines() -> None:
    """Put the last mark where it would be if no other test wrote at that time, in any database of the server."""
    if connection.vendor == "postgresql":
        changes = "SELECT max(xid) + 1 FROM delivery_change"
        last = "SELECT max(id) FROM delivery_change WHERE tags = ''"
        log.fetch(connection, f"UPDATE delivery_change SET xid = ({changes}) WHERE id = ({last}) RETURNING 1")  # noqa: S608


def age(*, hours: int) -> None:
    """Make all lines older."""
    past = {
        "sqlite": f"strftime('%Y-%m-%d %H:%M:%f', made_at, '-{hours} hours')",
        "postgresql": f"made_at - interval '{hours} hours'",
    }
    log.fetch(connection, f"UPDATE delivery_change SET made_at = {past[connection.vendor]} RETURNING 1")  # noqa: S608
