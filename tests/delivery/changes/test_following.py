"""How a process learns of what others have written."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from delivery.changes import log
from delivery.changes.declared import watch
from delivery.changes.following import Follower
from delivery.changes.positions import Position, Seen, here
from delivery.changes.triggers import installing
from delivery.models import MissingAddress, Redirect
from tests.delivery.changes.conftest import given_up, installed

pytestmark = pytest.mark.django_db(transaction=True)

T = "delivery_redirect"
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def redirects(nothing_declared) -> None:
    watch(Redirect, sets=[("host",)], members=("new_path",))
    watch(MissingAddress, sets=[("host",)], moments=("last_at",))
    installed()


@pytest.fixture
def told() -> list[Seen]:
    return []


@pytest.fixture
def follower(told) -> Iterator[Follower]:
    follower = Follower(told.extend)
    yield follower
    follower.stop()


def make(host: str = "a.org") -> Redirect:
    return Redirect.objects.create(host=host, old_path="/a/", new_path="/b/")


def here_alone() -> Position:
    """What a reader sees while nobody writes, on the whole server: what tests write elsewhere holds marks back."""
    seen = here()
    return replace(seen, xmin=seen.xmax, running=frozenset())


def tags(told: list[Seen]) -> set[str]:
    return {tag for change in told for tag in change.tags}


def until(condition) -> float:
    """Wait; seconds it took."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.001)
    return time.monotonic() - begun


def elsewhere(work) -> None:
    """In another thread, with a connection of its own."""

    def done() -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(done).result()


# Looking.


def test_who_looks_is_told_at_once_of_what_is_new_and_once(follower, told):
    follower.look()
    assert not follower.is_blind
    assert follower.is_connected
    assert told == []

    row = make()
    follower.look()
    follower.look()
    assert [change.tags for change in told] == [{T, f"{T}.id={row.pk}", f"{T}.*", f"{T}.host=a.org"}]


def test_what_was_written_in_a_transaction_that_was_given_up_is_never_told(follower, told):
    follower.look()
    given_up(make)
    follower.look()

    assert told == []


def test_a_transaction_that_is_still_open_is_told_of_when_it_is_committed(follower, told):
    follower.look()
    with transaction.atomic():
        make()
        elsewhere(follower.look)
        assert told == []
        position: list[Position] = []
        elsewhere(lambda: position.append(here()))
    follower.look()

    assert f"{T}.host=a.org" in tags(told)
    assert not position[0].sees(told[0])
    assert here().sees(told[0])


def test_within_its_own_transaction_one_sees_what_one_has_written(follower, told):
    follower.look()
    with transaction.atomic():
        before = here()
        make()
        follower.look()
        follower.look()
        after = here()
        assert len(told) == 1
        assert not before.sees(told[0])
        assert after.sees(told[0])
        make("b.org")
        follower.look()
        assert not after.sees(told[1])
    follower.look()

    assert len(told) == 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_within_its_own_transaction_one_sees_what_one_has_written_while_others_write_too(follower, told):
    follower.look()
    with transaction.atomic():
        make("first.org")
        elsewhere(lambda: make("second.org"))
        follower.look()
        make("third.org")
        follower.look()
        assert [f"{T}.host={name}.org" in tags(told) for name in ("first", "second", "third")] == [True, True, True]
    follower.look()

    assert len(told) == 3


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_transactions_that_are_committed_in_another_order_are_all_told_of(follower, told):
    follower.look()
    with transaction.atomic():
        make("first.org")
        elsewhere(lambda: make("second.org"))
        elsewhere(follower.look)
        assert f"{T}.host=second.org" in tags(told)
        assert f"{T}.host=first.org" not in tags(told)
        between: list[Position] = []
        elsewhere(lambda: between.append(here()))
        elsewhere(lambda: make("third.org"))
        elsewhere(follower.look)
    follower.look()

    assert f"{T}.host=first.org" in tags(told)
    assert len(told) == 3
    by_host = {next(tag for tag in change.tags if "host" in tag): change for change in told}
    sees = between[0].sees
    assert [sees(by_host[f"{T}.host={name}.org"]) for name in ("first", "second", "third")] == [False, True, False]
    assert [here().sees(change) for change in told] == [True, True, True]


def test_a_position_is_the_same_after_it_was_stored():
    with transaction.atomic():
        make()
        position = here()

    assert Position.of(str(position)) == position
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind
        Position.of("nothing")


def test_too_much_at_once_is_told_as_everything(follower, told, monkeypatch):
    monkeypatch.setattr(log, "MOST_LINES", 3)
    follower.look()
    for number in range(5):
        make(f"{number}.org")
    before = here()
    follower.look()

    assert tags(told) == {"everything"}
    assert follower.recent.is_outdated(["x"], before)
    assert not follower.recent.is_outdated(["x"], here_alone())


# Whether a page is outdated already.


def test_a_page_is_outdated_by_what_it_had_not_seen_and_depends_on(follower):
    follower.look()
    before = here()
    row = make()
    follower.look()
    after = here()

    recent = follower.recent
    assert recent.is_outdated([f"{T}.id={row.pk}"], before)
    assert not recent.is_outdated([f"{T}.id=0", "other"], before)
    assert not recent.is_outdated([f"{T}.id={row.pk}"], after)


def test_who_begins_later_knows_what_the_log_still_has(follower):
    before = here()
    row = make()
    follower.look()

    assert follower.recent.is_outdated([f"{T}.id={row.pk}"], before)
    assert not follower.recent.is_outdated(["other"], before)


def test_what_goes_back_further_than_the_log_is_outdated(follower):
    before = here()
    log.fetch(connection, "DELETE FROM delivery_change WHERE id > 0 RETURNING 1")
    make()
    log.mark(connection)
    follower.look()

    assert follower.recent.is_outdated(["other"], before)


def test_what_is_forgotten_is_outdated(follower, monkeypatch):
    monkeypatch.setattr("delivery.changes.recent.MOST_CHANGES", 2)
    follower.look()
    before = here()
    rows = [make(f"{number}.org") for number in range(2)]
    follower.look()
    assert not follower.recent.is_outdated(["other"], before)
    make("more.org")
    follower.look()

    assert follower.recent.is_outdated(["other"], before)
    assert not follower.recent.is_outdated([f"{T}.id={rows[0].pk}"], here_alone())


# Moments.


def missing(moment) -> MissingAddress:
    return MissingAddress.objects.create(host="h", path="/x", key=str(moment), last_at=moment)


def test_a_moment_is_told_of_when_it_has_come(follower, told):
    follower.look()
    moment = timezone.now() + timedelta(seconds=3)
    missing(moment)
    follower.look()
    told.clear()
    before = here()
    assert abs(follower.next_moment - moment.timestamp()) < 0.01
    follower.tell_due()
    assert told == []

    until(lambda: time.time() >= follower.next_moment)
    follower.tell_due()
    table = MissingAddress._meta.db_table
    assert f"{table}.host=h" in tags(told)
    assert follower.next_moment > time.time() + 1e6
    assert follower.recent.is_outdated([f"{table}.host=h"], before)
    assert not follower.recent.is_outdated([f"{table}.host=h"], here())


def test_moments_to_come_are_known_to_who_begins_later(follower, told):
    moment = timezone.now() + timedelta(hours=1)
    missing(moment)
    follower.look()

    assert abs(follower.next_moment - moment.timestamp()) < 0.01


# The thread.


def test_the_thread_tells_of_what_others_write(follower, told):
    follower.start()
    until(lambda: follower.is_connected)
    make()
    until(lambda: f"{T}.host=a.org" in tags(told))


def test_the_thread_tells_of_moments(follower, told):
    follower.start()
    until(lambda: follower.is_connected)
    missing(timezone.now() + timedelta(seconds=0.5))
    until(lambda: any(change.due for change in told))


def test_another_process_is_heard_of_within_moments(follower, told, record_property):
    """What it takes is told, not asserted: machines that run tests are busy."""
    follower.start()
    until(lambda: follower.is_connected)
    name = connection.settings_dict["NAME"]
    code = (
        "import os, sys, time, django; django.setup()\n"
        "from django.db import connection\n"
        f"connection.settings_dict['NAME'] = {str(name)!r}\n"
        "from delivery.models import Redirect\n"
        "for number in range(10):\n"
        "    sys.stdin.readline()\n"
        "    Redirect.objects.create(host=f'{number}.far', old_path='/a/', new_path='/b/')\n"
        "    print(time.time(), flush=True)\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "nejat_cms.settings"}
    command = [sys.executable, "-c", code]
    taken = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        for number in range(10):
            process.stdin.write("\n")
            process.stdin.flush()
            written = float(process.stdout.readline())
            until(lambda number=number: f"{T}.host={number}.far" in tags(told))
            taken.append(max(0.0, time.time() - written))
    record_property("milliseconds", [round(seconds * 1000, 1) for seconds in taken])
    print("ms from commit:", sorted(round(seconds * 1000, 1) for seconds in taken))


def test_a_mistake_of_who_is_told_does_not_end_the_following(caplog):
    seen: list[Seen] = []

    def stumble(changes: list[Seen]) -> None:
        seen.extend(changes)
        if len(seen) == 1:
            raise RuntimeError("stumbled")

    follower = Follower(stumble)
    try:
        follower.start()
        until(lambda: follower.is_connected)
        make()
        until(lambda: seen)
        until(lambda: follower.is_connected)
        make("b.org")
        # Or what stands for all that it may have missed.
        until(lambda: {f"{T}.host=b.org", "everything"} & tags(seen))
    finally:
        follower.stop()


def test_it_starts_in_a_process_that_was_forked(follower, told):
    follower.look()
    connection.close()
    ends = os.pipe()
    child = os.fork()
    if not child:
        try:
            follower.start()
            until(lambda: follower.is_connected)
            make()
            until(lambda: told)
            os.write(ends[1], b"1")
        finally:
            os._exit(0)
    os.close(ends[1])
    assert os.read(ends[0], 1) == b"1"
    os.waitpid(child, 0)
    os.close(ends[0])


@pytest.mark.skipif(connection.vendor == "sqlite", reason="nobody ends a connection to a file")
def test_a_connection_that_is_ended_is_made_again_and_nothing_is_missed(follower, told):
    follower.start()
    until(lambda: follower.is_connected)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'nejat changes' AND datname = current_database()"
        )
        assert cursor.fetchall() == [(True,)]
    make()
    until(lambda: f"{T}.host=a.org" in tags(told))
    assert "everything" not in tags(told)


@pytest.mark.once
def test_a_server_that_starts_again_is_followed_again():
    """In a process of its own, with a server of its own."""
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, str(here / "restart_server.py")],
        cwd=here.parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.stdout.split() == ["followed", "away", "followed", "nothing-missed"], done.stderr


# What the database lacks.


def test_without_triggers_it_is_blind_until_they_are_there(follower, told):
    installing.remove()
    follower.look()
    assert follower.is_blind

    installing.install()
    follower.look()
    assert not follower.is_blind
    assert "everything" in tags(told)

    # A migration begins.
    installing.remove()
    follower.look()
    assert follower.is_blind


def test_a_database_that_is_away_is_said_to_be(follower, monkeypatch):
    follower.look()

    def away(*_arguments: object) -> None:
        raise Error("away")

    with monkeypatch.context() as patched:
        patched.setattr(log, "read", away)
        with pytest.raises(Error):
            follower.look()
    assert not follower.is_connected
    follower.look()
    assert follower.is_connected
