"""What is kept of sendings and senders, and what is cleared away."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from mailing import retention, services, workers
from mailing.enums import LetterState, SendingState
from mailing.models import Letter, Sending, Worker
from mailing.progress import progress_of
from mailing.sender import Sender, send_all_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(sending, make_sink) -> Sending:
    make_sink()
    one = sending(30)
    services.start(one)
    send_all_due()
    one.refresh_from_db()
    return one


def test_letters_of_a_sending_long_done_are_cleared_and_its_sums_stay(done, settings):
    before = progress_of(done)
    assert retention.clear_some(timezone.now()) == 0
    later = timezone.now() + timedelta(days=settings.KEEP_LETTERS_DAYS + 1)
    assert retention.clear_some(later) == 30
    done.refresh_from_db()
    assert not Letter.objects.exists()
    assert progress_of(done) == before
    assert before.total == 30
    assert before.sent == 27


def test_single_letters_are_cleared_once_they_are_settled(editions, make_sink, settings):
    make_sink()
    services.post(kind="hello", key="mira", edition=None)
    send_all_due()
    services.post(kind="hello", key="ali", edition=None, due_at=timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(days=settings.KEEP_LETTERS_DAYS + 1)
    assert retention.clear_some(later) == 1
    assert Letter.objects.get().key == "ali"


def test_progress_costs_few_queries_however_many_letters(done, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        progress_of(done)
    Sending.objects.update(state=SendingState.RUNNING)
    done.refresh_from_db()
    with django_assert_max_num_queries(5):
        progress_of(done)


def test_progress_says_when_a_running_sending_will_be_done(done):
    Sending.objects.update(state=SendingState.RUNNING, started_at=timezone.now() - timedelta(minutes=5))
    Letter.objects.filter(pk__in=Letter.objects.filter(state="sent").values("pk")[:7]).update(
        state=LetterState.WAITING, sent_at=None
    )
    done.refresh_from_db()
    progress = progress_of(done)
    assert (progress.sent, progress.queued, progress.rate) == (20, 7, 10)
    assert progress.until - timezone.now() < timedelta(minutes=1)
    # No sender is at work.
    assert not progress.is_watched


def test_letters_are_taken_up_when_the_heart_of_their_sender_has_stopped(sending):
    one = sending(4)
    services.start(one)
    Letter.objects.bulk_create(
        Letter(sending=one, kind="numbers", recipient=number, state=LetterState.CLAIMED, worker=f"{name}:1:a")
        for number, name in ((1, "gone"), (2, "gone"), (3, "here"))
    )
    Letter.objects.filter(recipient=2).update(in_flight_at=timezone.now())
    for name in ("gone", "here"):
        workers.show_life(f"{name}:1:a")
    assert workers.take_up() == 0
    Worker.objects.filter(name__startswith="gone").update(seen_at=F("seen_at") - workers.LEASE - timedelta(seconds=1))
    assert workers.take_up() == 2
    rows = Letter.objects.order_by("recipient").values_list("recipient", "state", "n_doubtful", "worker")
    assert list(rows) == [(1, "waiting", 0, ""), (2, "waiting", 1, ""), (3, "claimed", 0, "here:1:a")]


def test_sender_that_was_believed_dead_does_not_send_what_another_has(sending, make_sink):
    sink = make_sink()
    one = sending(4)
    services.start(one)
    sleeper = Sender(lanes=1, once=True)
    sleeper._chores()
    sleeper._take_more()
    assert len(sleeper._ready) == 4
    Worker.objects.all().delete()
    send_all_due()
    assert len(sink.taken()) == 4
    sleeper.run()
    assert len(sink.taken()) == 4


def test_letter_of_a_cancelled_sending_is_not_left_waiting(sending):
    one = sending(1)
    services.start(one)
    Letter.objects.create(
        sending=one, kind="numbers", recipient=1, state="claimed", worker="gone:1:a", in_flight_at=timezone.now()
    )
    services.cancel(one)
    assert Letter.objects.get().state == LetterState.CLAIMED
    workers.take_up()
    assert Letter.objects.get().state == LetterState.CANCELLED


def test_rate_of_the_site_holds_for_all_sendings_together(sending, make_sink, settings):
    settings.MAIL_RATE = 120
    make_sink()
    began = timezone.now()
    for key in ("a", "b"):
        services.start(sending(2, key=key))
    send_all_due(lanes=3)
    assert Letter.objects.filter(state="sent").count() == 4
    assert timezone.now() - began >= timedelta(seconds=1.5)


def test_what_was_rolled_back_is_not_posted(editions):
    from django.db import transaction

    with transaction.atomic():
        services.post(kind="hello", key="mira", edition=None)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_who_posts_a_letter_hears_how_it_fared(editions, make_sink):
    from mailing.composing import register_letter
    from tests.mailing.composer import compose_hello

    heard = []
    register_letter("told", compose_hello, settled=heard.append, put_off=heard.append)
    make_sink()
    for key in ("mira", "nobody", "refuse", "gone", "broken"):
        services.post(kind="told", key=key, edition=None)
    send_all_due()
    assert {letter.key: str(letter.state) for letter in heard} == {
        "mira": "sent", "nobody": "refused", "refuse": "refused", "gone": "unwanted", "broken": "waiting",
    }  # fmt: skip


def test_listener_that_fails_undoes_nothing(editions, make_sink):
    from mailing.composing import register_letter
    from tests.mailing.composer import compose_hello

    def fails(letter: Letter) -> None:
        raise RuntimeError("no ear")

    register_letter("told", compose_hello, settled=fails)
    sink = make_sink()
    services.post(kind="told", key="mira", edition=None)
    send_all_due()
    assert len(sink.taken()) == 1
    assert Letter.objects.get().state == LetterState.SENT


def test_sending_that_cannot_be_composed_is_paused_and_may_be_resumed(sending, make_sink, monkeypatch):
    from tests.mailing.composer import NumbersComposer

    sink = make_sink()
    good = NumbersComposer.mould

    def fails(self, one):
        raise RuntimeError("no words")

    monkeypatch.setattr(NumbersComposer, "mould", fails)
    one = sending(2, send_at=timezone.now())
    send_all_due()
    one.refresh_from_db()
    assert (one.state, one.trouble) == (SendingState.PAUSED, "RuntimeError: no words")
    monkeypatch.setattr(NumbersComposer, "mould", good)
    assert services.resume(one)
    send_all_due()
    assert len(sink.taken()) == 2


def test_listing_goes_on_where_it_broke_off(sending, make_sink, monkeypatch):
    from mailing import filling

    monkeypatch.setattr(filling, "CHUNK", 2)
    sink = make_sink()
    one = sending(4)
    services.start(one)
    assert filling.fill_some(timezone.now()) == 2
    one.refresh_from_db()
    assert (one.filled_to, one.is_filled) == (2, False)
    # As after a break whose letters were written and whose mark was not.
    Sending.objects.update(filled_to=1)
    send_all_due()
    assert len(sink.taken()) == len(set(sink.receivers())) == 4
