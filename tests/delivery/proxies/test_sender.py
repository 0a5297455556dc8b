"""The sender of purges: real changes, through the database's triggers, told to a real server."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article
from delivery.changes.declared import EVERYTHING, row_tag
from delivery.models import Change, PurgeState
from delivery.proxies import moments, state
from delivery.proxies.chosen import read
from delivery.proxies.headers import for_page
from delivery.proxies.keys import key
from delivery.proxies.sender import Sender
from delivery.proxies.waiting import AGAIN_AFTER
from seeds.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "a-secret-of-some-length"


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def told(interface, settings):
    """The interface of a CDN that the settings name."""
    settings.PURGE = read(f"fastly://SU1Z0isxPaozGVKXdv0eY?api={interface.url}", SECRET)
    moments.forget()
    return interface


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def begin(told, clock) -> Iterator:
    """Starts senders, each as a process of its own would; all are stopped at the end."""
    begun: list[Sender] = []

    def start() -> Sender:
        begun.append(Sender(clock=clock))
        return begun[-1]

    yield start
    for sender in begun:
        end(sender)


def end(sender: Sender) -> None:
    """As `stop` ends the process of a sender."""
    sender._follower.stop()
    sender._leave()


def settle(sender: Sender, clock: Clock) -> None:
    """Let it do all that there is to do."""
    for _ in range(10):
        sender.step()
        clock.now += AGAIN_AFTER


def keys_of(interface) -> list[set[str]]:
    return [set(json.loads(one.body)["surrogate_keys"]) for one in interface.asked]


def change(article: Article) -> str:
    """Change what readers see of an article; the key of every page that shows it."""
    Article.objects.filter(pk=article.pk).update(title=f"{article.title} {time.monotonic_ns()}")
    return key(row_tag(Article._meta.db_table, article.pk))


@pytest.fixture
def article(editions, files_dir) -> Article:
    return make_article(edition="fa", title="پل", published=True)


def test_first_sender_purges_everything_since_nobody_knows_what_the_proxy_keeps(article, told, begin, clock):
    settle(begin(), clock)
    assert keys_of(told) == [{key(EVERYTHING)}] * 2


def test_change_is_told_at_once_and_once_more_some_seconds_later(article, told, begin, clock):
    sender = begin()
    settle(sender, clock)
    told.asked.clear()
    wanted = change(article)
    sender.step()
    (first,) = keys_of(told)
    assert wanted in first
    assert key(EVERYTHING) not in first
    sender.step()
    assert len(told.asked) == 1
    clock.now += AGAIN_AFTER
    sender.step()
    assert keys_of(told) == [first, first]


def test_what_changed_while_none_ran_is_told_by_the_next(article, told, begin, clock):
    first = begin()
    settle(first, clock)
    end(first)
    told.asked.clear()
    wanted = change(article)
    settle(begin(), clock)
    assert all(wanted in keys for keys in keys_of(told))
    assert all(key(EVERYTHING) not in keys for keys in keys_of(told))


def test_what_was_told_once_before_the_end_is_told_again_by_the_next(article, told, begin, clock):
    first = begin()
    settle(first, clock)
    wanted = change(article)
    first.step()
    end(first)
    told.asked.clear()
    settle(begin(), clock)
    assert wanted in keys_of(told)[0]


def test_refused_purge_is_tried_again_until_it_is_taken_and_kept_over_a_restart(article, told, begin, clock):
    first = begin()
    settle(first, clock)
    told.asked.clear()
    told.usual = (503, {}, b"down for a moment")
    wanted = change(article)
    settle(first, clock)
    assert first.waiting.is_failing
    assert len(told.asked) > 2
    known = state.report()
    assert known is not None
    assert known.failing_since
    assert "503" in known.answer
    end(first)
    told.usual = (200, {}, b"{}")
    told.asked.clear()
    settle(begin(), clock)
    assert wanted in keys_of(told)[0]
    known = state.report()
    assert known is not None
    assert known.failing_since is None


def test_after_a_gap_that_the_log_does_not_remember_everything_is_purged(article, told, begin, clock):
    first = begin()
    settle(first, clock)
    end(first)
    told.asked.clear()
    Change.objects.all().delete()
    change(article)
    settle(begin(), clock)
    assert keys_of(told)[0] == {key(EVERYTHING)}


def test_another_proxy_begins_with_nothing(article, told, begin, clock, settings):
    first = begin()
    settle(first, clock)
    end(first)
    told.asked.clear()
    settings.PURGE = read(f"fastly://AnotherService?api={told.url}", SECRET)
    settle(begin(), clock)
    assert keys_of(told)[0] == {key(EVERYTHING)}


def test_one_sender_works_and_another_takes_over_when_it_shows_no_life(article, told, begin, clock):
    first, second = begin(), begin()
    settle(first, clock)
    told.asked.clear()
    wanted = change(article)
    settle(second, clock)
    assert not told.asked
    PurgeState.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    settle(second, clock)
    assert wanted in keys_of(told)[0]
    settle(first, clock)
    assert not first._holds


def test_moment_that_comes_is_told(article, told, begin, clock):
    sender = begin()
    settle(sender, clock)
    told.asked.clear()
    until = timezone.now() + timedelta(seconds=0.4)
    (name, value), _lifetime = for_page(["editions_edition.id=fa"], until)
    assert name == "Surrogate-Key"
    settle(sender, clock)
    assert not told.asked
    end_of_waiting = time.monotonic() + 10
    while not told.asked and time.monotonic() < end_of_waiting:
        time.sleep(0.05)
        sender.step()
    (keys,) = keys_of(told)
    assert keys & set(value.split())
    # Pages that know no such moment stay.
    assert not keys & set(dict(for_page(["editions_edition.id=fa"]))["Surrogate-Key"].split())


def test_same_moment_is_noted_once_by_a_process(article, told):
    until = timezone.now() + timedelta(days=30)
    before = Change.objects.count()
    assert for_page(["editions_edition.id=fa"], until) == for_page(["editions_edition.id=fa"], until)
    assert Change.objects.count() == before + 1


def test_once_tells_all_and_ends_and_status_says_so(article, told, capsys):
    call_command("send_purges", once=True)
    assert keys_of(told) == [{key(EVERYTHING)}] * 2
    with pytest.raises(CommandError, match="No sender of purges runs"):
        call_command("send_purges", status=True)
    assert "0 keys waiting" in capsys.readouterr().out


def test_once_says_when_a_purge_was_not_taken(article, told):
    told.usual = (401, {}, b"wrong token")
    with pytest.raises(CommandError, match="Not all purges were taken"):
        call_command("send_purges", once=True)
    with pytest.raises(CommandError, match=r"Purges fail since .*401"):
        call_command("send_purges", status=True)


def test_everything_can_be_purged_by_hand(told, editions):
    call_command("send_purges", everything=True)
    assert keys_of(told) == [{key(EVERYTHING)}]


def test_without_a_proxy_there_is_nothing_to_send(settings):
    settings.PURGE = None
    with pytest.raises(CommandError, match="PURGE_URL is not set"):
        call_command("send_purges")
