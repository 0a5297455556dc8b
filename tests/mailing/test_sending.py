"""Sendings from plan to end: everybody gets it once, whatever the server says, and it may be stopped at any letter."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.utils import timezone

from mailing import answers, sender, services
from mailing.enums import LetterState, Reason, SendingState
from mailing.models import Letter, Sending
from mailing.progress import progress_of
from mailing.sender import Sender, send_all_due
from mailing.suppression import is_suppressed
from tests.mailing.composer import address_of, has_left

pytestmark = pytest.mark.django_db


def states(of: Sending) -> Counter:
    return Counter(Letter.objects.filter(sending=of).values_list("state", flat=True))


def test_everybody_on_the_list_gets_one_mail(sending, make_sink):
    sink = make_sink()
    one = sending(120)
    services.start(one)
    send_all_due(lanes=3)
    expected = sorted(address_of(n) for n in range(1, 121) if not has_left(n) and address_of(n).startswith("reader"))
    assert sorted(sink.receivers()) == expected
    one.refresh_from_db()
    assert one.state == SendingState.DONE
    assert one.finished_at
    progress = progress_of(one)
    assert (progress.total, progress.sent, progress.refused, progress.left) == (120, len(expected), 5, 2)
    assert (progress.queued, progress.doubtful) == (0, 0)
    assert sum(count for _hour, count in progress.by_hour) == progress.sent


def test_server_without_pipelining_takes_mail_as_well(sending, make_sink):
    sink = make_sink("--no-pipelining")
    services.start(sending(30))
    send_all_due()
    assert len(sink.receivers()) == 27


def test_mailbox_that_does_not_exist_gets_no_mail_again(sending, make_sink):
    make_sink()
    one = sending(60)
    services.start(one)
    send_all_due()
    assert is_suppressed([address_of(7), address_of(23), address_of(1)]) == {address_of(7)}
    other = sending(60, key="2")
    services.start(other)
    send_all_due()
    assert Letter.objects.get(sending=one, recipient=7).state == LetterState.REFUSED
    assert Letter.objects.get(sending=other, recipient=7).state == LetterState.UNWANTED
    assert Letter.objects.get(sending=other, recipient=7).answer == "The address is suppressed."


def test_what_the_server_puts_off_is_sent_later_by_pauses_that_grow(sending, make_sink, monkeypatch):
    sink = make_sink("--later", "1")
    one = sending(3)
    services.start(one)
    send_all_due()
    assert not sink.taken()
    letters = Letter.objects.filter(sending=one)
    assert {letter.tries for letter in letters} == {1}
    assert all(timedelta(seconds=40) < letter.due_at - timezone.now() <= timedelta(minutes=1) for letter in letters)
    assert all(letter.answer.startswith("451 4.3.0") for letter in letters)
    monkeypatch.setattr(answers, "PAUSES", answers.PAUSES[:2])
    for _ in range(2):
        Letter.objects.update(due_at=timezone.now())
        send_all_due()
    # It was given up after days; the sending is over all the same.
    assert states(one) == {LetterState.FAILED: 3}
    one.refresh_from_db()
    send_all_due()
    one.refresh_from_db()
    assert one.state == SendingState.DONE


def test_lost_answer_is_counted_and_the_same_mail_is_sent_again(sending, make_sink):
    sink = make_sink("--swallow", "1")
    one = sending(2)
    services.start(one)
    send_all_due()
    assert {letter.n_doubtful for letter in Letter.objects.filter(sending=one)} == {1}
    sink.stop()
    sink = make_sink()
    Letter.objects.update(due_at=timezone.now())
    send_all_due()
    numbers = Counter(number for number, _to, _said in sink.taken())
    assert sorted(numbers.values()) == [2, 2]
    assert states(one) == {LetterState.SENT: 2}
    assert progress_of(one).doubtful == 2


def test_nothing_leaves_while_the_server_is_down_and_nothing_is_lost(sending, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 2},
        }
    }
    one = sending(4)
    services.start(one)
    stubborn = Sender(lanes=2)
    said = []
    chores = stubborn._chores

    def look() -> None:
        chores()
        said.append(progress_of(one).trouble)
        if said[-1]:
            stubborn.stop()

    stubborn._chores = look
    stubborn.run()
    assert said[-1].startswith("127.0.0.1:9:")
    assert states(one) == {LetterState.WAITING: 4}
    assert set(Letter.objects.values_list("tries", "n_doubtful")) == {(0, 0)}


def test_pause_holds_within_a_batch_and_resume_goes_on(sending, make_sink, monkeypatch):
    sink = make_sink()
    one = sending(100)
    services.start(one)
    running = Sender(lanes=1, once=True)
    write_down = running._write_down

    def pause_after_a_few() -> None:
        write_down()
        if Letter.objects.filter(state=LetterState.SENT).count() == 10 and one.state == SendingState.RUNNING:
            services.pause(one)
        one.refresh_from_db()

    running._write_down = pause_after_a_few
    running.run()
    # One was on its way.
    assert 10 <= len(sink.receivers()) <= 11
    assert states(one)[LetterState.CLAIMED] == 0
    assert services.resume(one)
    send_all_due()
    assert len(sink.receivers()) == len(set(sink.receivers())) == states(one)[LetterState.SENT] == 95


def test_cancelled_sending_sends_nothing_more_for_good(sending, make_sink):
    sink = make_sink()
    one = sending(20)
    services.start(one)
    assert services.cancel(one)
    send_all_due()
    assert not sink.taken()
    assert not services.resume(one)
    assert not services.cancel(one)
    # The same may be planned anew.
    assert sending(20)


def test_same_sending_is_planned_once(sending):
    sending(20)
    with pytest.raises(services.AlreadyPlanned):
        sending(20)


def test_sending_starts_by_itself_at_its_moment(sending, make_sink):
    sink = make_sink()
    later, due = (
        sending(3, key="later", send_at=timezone.now() + timedelta(hours=1)),
        sending(3, key="due", send_at=timezone.now() - timedelta(minutes=1)),
    )
    send_all_due()
    assert len(sink.receivers()) == 3
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.state, later.state) == (SendingState.DONE, SendingState.PLANNED)


def test_composer_that_fails_pauses_its_sending_and_holds_up_no_other(sending, make_sink, monkeypatch):
    sink = make_sink()
    from tests.mailing.composer import NumbersComposer

    good = NumbersComposer.addressees

    def fails(self, one, numbers):
        if one.key == "bad":
            raise RuntimeError("no list")
        return good(self, one, numbers)

    monkeypatch.setattr(NumbersComposer, "addressees", fails)
    bad, fine = sending(3, key="bad"), sending(4, key="fine")
    services.start(bad)
    services.start(fine)
    send_all_due()
    bad.refresh_from_db()
    assert (bad.state, bad.trouble) == (SendingState.PAUSED, "RuntimeError: no list")
    assert states(bad) == {LetterState.WAITING: 3}
    assert len(sink.receivers()) == 4
    monkeypatch.setattr(NumbersComposer, "addressees", good)
    services.resume(bad)
    send_all_due()
    assert len(sink.receivers()) == 7


def test_rate_of_a_sending_is_held(sending, make_sink):
    sink = make_sink()
    one = sending(4, rate=120)
    services.start(one)
    began = timezone.now()
    send_all_due(lanes=3)
    # The first at once, the others half a second apart.
    assert timezone.now() - began >= timedelta(seconds=1.5)
    assert len(sink.receivers()) == 4
    sent = sorted(Letter.objects.values_list("sent_at", flat=True))
    assert all(b - a > timedelta(seconds=0.3) for a, b in pairwise(sent))


def test_many_refusals_in_a_row_pause_the_sending(sending, make_sink, monkeypatch):
    make_sink()
    monkeypatch.setattr(sender, "REFUSED_IN_A_ROW", 2)
    one = sending(200)
    services.start(one)
    from mailing.composing import Addressee
    from tests.mailing.composer import NumbersComposer

    monkeypatch.setattr(
        NumbersComposer,
        "addressees",
        lambda self, one, numbers: {n: Addressee(f"refuse{n}@example.org", "", {"token": "t"}) for n in numbers},
    )
    send_all_due()
    one.refresh_from_db()
    assert one.state == SendingState.PAUSED
    assert "5.7.1" in one.trouble
    assert states(one)[LetterState.WAITING] >= 195


def test_sample_is_sent_at_once_and_kept_nowhere(editions, make_sink):
    sink = make_sink()
    said = services.send_sample(
        kind="numbers", key="1", edition=editions["en"], audience="1",
        addresses=["a@example.org", "nobody@example.org", "no address"],
    )  # fmt: skip
    assert said["a@example.org"] == ""
    assert said["nobody@example.org"].startswith("550 5.1.1")
    assert "no mail address" in said["no address"]
    assert sink.receivers() == ["a@example.org"]
    assert not Letter.objects.exists()
    assert not is_suppressed(["nobody@example.org"])


def test_single_letters_are_sent_once_each(editions, make_sink):
    sink = make_sink()
    first = services.post(kind="hello", key="mira", edition=editions["en"], once="mira")
    assert services.post(kind="hello", key="mira", edition=editions["en"], once="mira") == first
    services.post(kind="hello", key="gone", edition=None)
    services.post(kind="hello", key="later", edition=None, due_at=timezone.now() + timedelta(hours=1))
    broken = services.post(kind="hello", key="broken", edition=None)
    send_all_due()
    assert sink.receivers() == ["mira@example.org"]
    by_key = dict(Letter.objects.values_list("key", "state"))
    assert by_key == {
        "mira": LetterState.SENT, "gone": LetterState.UNWANTED, "later": LetterState.WAITING,
        "broken": LetterState.WAITING,
    }  # fmt: skip
    broken.refresh_from_db()
    assert broken.answer == "It could not be composed: RuntimeError: no words"


def test_site_without_a_mail_server_writes_a_file_a_mail(editions, settings, tmp_path):
    options = {"file_path": str(tmp_path / "mail")}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": options}}
    for key in ("mira", "ali"):
        services.post(kind="hello", key=key, edition=editions["en"])
    send_all_due()
    files = sorted((tmp_path / "mail").iterdir())
    assert len(files) == 2
    assert all(file.suffix == ".eml" for file in files)
    assert b"Hello mira" in files[0].read_bytes()


def test_other_backends_of_django_get_the_mail_as_a_message(sending, settings):
    services.start(sending(3))
    send_all_due()
    assert sorted(message.to[0] for message in mail.outbox) == [
        f'"Reader {n}" <reader{n}@example.org>' for n in (1, 2, 3)
    ]
    assert mail.outbox[0].extra_headers["List-Id"] == "<garden.en.example.org>"


def test_complaint_is_not_made_less_by_a_bounce():
    services.suppress("Mira@Example.org", Reason.COMPLAINT)
    services.suppress("mira@example.org", Reason.BOUNCE)
    from mailing.suppression import release, suppressed

    assert suppressed("mira@example.org").reason == Reason.COMPLAINT
    assert release("mira@EXAMPLE.org")
    assert not is_suppressed(["mira@example.org"])
