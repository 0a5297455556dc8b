"""The sender: gives letters away over several kept-open connections, and writes down each answer.

Each connection has a thread, a *lane*, that knows no database. One thread keeps the books for all of them: it records
the answers that have come, begins the mails that follow and hands them out. So the lanes share its transactions, and
however many there are, a sender has one connection to the database.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from mailing import claiming, filling, recording, retention, workers
from mailing.answers import Answer, Outcome
from mailing.claiming import Claimed
from mailing.making import Made, Maker
from mailing.minutes import run_minute
from mailing.models import Sending
from mailing.recording import Settled
from mailing.transports import Channel, Mail, open_channel

logger = logging.getLogger(__name__)

# Letters that a sender takes at a time.
BATCH = 200
# Seconds between two looks for something to do, and for what is to be done besides sending.
POLL, CHORES, MINUTE = 1.0, 2.0, 60.0
# A server that does not answer is asked again after so many seconds, each wait twice the last.
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
# So many refusals of one sending in a row, none of them for want of a mailbox, are not the recipients' doing.
REFUSED_IN_A_ROW = 25
# At the end, for mails that are on their way.
PATIENCE = 25.0


class Lane(threading.Thread):
    """A connection and its thread."""

    def __init__(self, answers: "queue.SimpleQueue[tuple[Lane, Mail, Answer]]", channel: Channel) -> None:
        super().__init__(daemon=True)
        self.box: queue.SimpleQueue[Mail | None] = queue.SimpleQueue()
        self.rests_until = 0.0
        self._answers, self._channel = answers, channel

    def run(self) -> None:
        while True:
            try:
                mail = self.box.get(timeout=5)
            except queue.Empty:
                self._channel.idle()
                continue
            if mail is None:
                break
            try:
                answer = self._channel.send(mail)
            except Exception as error:
                # Nothing that we know of ends here; were it so, the mail might have arrived.
                logger.exception("A channel failed.")
                answer = Answer(Outcome.LOST, f"{type(error).__name__}: {error}"[:300])
            self._answers.put((self, mail, answer))
        self._channel.close()


@dataclass
class Ready:
    claimed: Claimed
    mail: Mail


class Sender:
    """Sends until it is told to stop; or, `once`, until nothing is due any more."""

    def __init__(self, *, lanes: int | None = None, once: bool = False) -> None:
        self.name = workers.new_name()
        self.trouble = ""
        self._once = once
        self._stopping = False
        self._answers: queue.SimpleQueue[tuple[Lane, Mail, Answer]] = queue.SimpleQueue()
        self._lanes = [Lane(self._answers, open_channel()) for _ in range(lanes or settings.MAIL_CONNECTIONS)]
        self._free: deque[Lane] = deque(self._lanes)
        self._ready: deque[Ready] = deque()
        self._flying: dict[int, Ready] = {}
        self._done: list[Settled] = []
        self._maker = Maker()
        self._refused: dict[int, int] = {}
        self._closed_until = self._wait = 0.0
        self._last_taken = self._look_at = self._chores_at = self._shown_at = self._minute_at = 0.0
        self._is_filling = self._found_nothing = False

    def stop(self) -> None:
        """Begin no further mail, and end once those on their way are settled."""
        self._stopping = True

    def run(self) -> None:
        for lane in self._lanes:
            lane.start()
        workers.show_life(self.name)
        try:
            while not self._stopping and not (self._once and self._is_through()):
                self._guarded(self._step)
        finally:
            self._end()

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except (DatabaseError, InterfaceError) as error:
            if connection.in_atomic_block:
                raise
            # What lanes have said is kept until it can be written down.
            logger.warning("The database does not answer (%s); tried again in a moment.", str(error).strip())
            connection.close()
            time.sleep(1)
        except Exception:
            if self._once:
                raise
            logger.exception("The sender goes on after an error.")
            time.sleep(5)

    def _is_through(self) -> bool:
        return self._found_nothing and not (self._ready or self._flying or self._done or self._is_filling)

    def _step(self) -> None:
        now = time.monotonic()
        if now >= self._chores_at:
            self._chores_at = now + CHORES
            self._chores()
        if len(self._ready) < BATCH // 2 and now >= max(self._look_at, self._closed_until):
            self._take_more()
        self._write_down()
        self._collect(self._pause())

    # Answers.

    def _pause(self) -> float:
        """Seconds that there is nothing to do but to wait for an answer."""
        now = time.monotonic()
        waits = [self._chores_at - now, POLL]
        if self._done or (self._once and self._is_through()):
            return 0.0
        if self._ready and self._hands(now):
            waits.append((self._ready[0].claimed.moment - timezone.now()).total_seconds())
        if self._closed_until > now:
            waits.append(self._closed_until - now)
        if len(self._ready) < BATCH // 2:
            waits.append(self._look_at - now)
        return max(0.0, min(waits))

    def _collect(self, pause: float) -> None:
        """Take the answers that are there; wait for the first one a while."""
        try:
            item = self._answers.get(timeout=pause) if pause > 0 else self._answers.get_nowait()
        except queue.Empty:
            return
        while True:
            self._hear(*item)
            try:
                item = self._answers.get_nowait()
            except queue.Empty:
                return

    def _hear(self, lane: Lane, mail: Mail, answer: Answer) -> None:
        flight = self._flying.pop(mail.number)
        self._done.append(Settled(flight.claimed.slip, mail.to, answer))
        self._free.append(lane)
        if answer.outcome == Outcome.UNREACHABLE:
            self._no_way(lane, answer.text)
        elif answer.outcome not in {Outcome.LOST, Outcome.BROKEN}:
            self._open_again()

    def _no_way(self, lane: Lane, said: str) -> None:
        now = time.monotonic()
        others = [one for one in self._lanes if one is not lane and one.rests_until <= now]
        if others and now - self._last_taken < 5:
            # The server takes mail from us, but not over so many connections.
            lane.rests_until = now + 30
            return
        if self._once:
            # Nobody waits for it: what is left goes with the next call.
            self._stopping = True
        if not self.trouble:
            logger.warning("No mail can be sent: %s; tried again until it can.", said)
        if now >= self._closed_until:
            self._wait = min(max(FIRST_WAIT, self._wait * 2), LONGEST_WAIT)
            self._closed_until = now + self._wait
        self._say(said)
        for one in self._lanes:
            one.rests_until = 0.0

    def _open_again(self) -> None:
        self._last_taken = time.monotonic()
        if self.trouble:
            logger.warning("Mail can be sent again.")
            self._say("")
        self._wait = self._closed_until = 0.0

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble, self._shown_at = trouble, 0.0
            self._chores_at = 0.0

    # The books.

    def _hands(self, now: float) -> int:
        """How many mails may be begun: none while the server does not answer, then one to see whether it does."""
        if now < self._closed_until:
            return 0
        free = sum(lane.rests_until <= now for lane in self._free)
        return min(free, 1 - len(self._flying)) if self.trouble else free

    def _write_down(self) -> None:
        """One transaction: the answers that have come, and the mails that follow them."""
        clock = timezone.now()
        hands = self._hands(time.monotonic())
        begins: list[Ready] = []
        while self._ready and len(begins) < hands and self._ready[0].claimed.moment <= clock:
            begins.append(self._ready.popleft())
        if not begins and not self._done:
            return
        try:
            begun = recording.record(self.name, self._done, [one.mail.number for one in begins], clock)
        except BaseException:
            self._ready.extendleft(reversed(begins))
            raise
        done, self._done = self._done, []
        idle = [one for one in begins if one.mail.number not in begun]
        for one in begins:
            if one.mail.number in begun:
                self._hand_out(one)
        if idle:
            # Paused or cancelled: nothing of these sendings is begun, so none of them need be kept.
            self._put_back({one.claimed.slip.sending for one in idle}, idle)
        self._count_refusals(done)
        if done and not self._ready and not self._flying:
            # Perhaps a sending has ended with these.
            self._look_at, self._found_nothing = 0.0, False

    def _hand_out(self, one: Ready) -> None:
        now = time.monotonic()
        for _ in range(len(self._free)):
            lane = self._free.popleft()
            if lane.rests_until <= now:
                self._flying[one.mail.number] = one
                lane.box.put(one.mail)
                return
            self._free.append(lane)
        raise RuntimeError("No lane is free.")

    def _put_back(self, sendings: set[int | None], first: Iterable[Ready] = ()) -> None:
        resting = [*first, *(one for one in self._ready if one.claimed.slip.sending in sendings)]
        self._ready = deque(one for one in self._ready if one.claimed.slip.sending not in sendings)
        recording.put_back(self.name, [one.mail.number for one in resting])

    def _count_refusals(self, done: list[Settled]) -> None:
        for one in done:
            number, outcome = one.slip.sending, one.answer.outcome
            if number is None:
                continue
            if outcome == Outcome.TAKEN:
                self._refused.pop(number, None)
            elif outcome == Outcome.NEVER:
                self._refused[number] = self._refused.get(number, 0) + 1
                if self._refused[number] >= REFUSED_IN_A_ROW:
                    del self._refused[number]
                    sending = Sending.objects.get(pk=number)
                    filling.stop(sending, f"{REFUSED_IN_A_ROW} mails in a row were refused: {one.answer.text}")

    # What to send.

    def _take_more(self) -> None:
        """Claim letters: single ones first, then of every sending its share."""
        clock = timezone.now()
        wanted = BATCH - len(self._ready) if not self.trouble else 1
        before = len(self._ready)
        singles = claiming.claim_singles(self.name, wanted, clock)
        if singles:
            # Before what waits of sendings.
            self._keep(self._maker.of_singles(singles), is_first=True)
        wanted -= len(singles)
        sendings = list(claiming.leaving()) if wanted > 0 else []
        n_claimed = len(singles)
        for number, sending in enumerate(sendings):
            share = max(1, wanted // (len(sendings) - number))
            claimed = claiming.claim_of(self.name, sending, share, clock)
            wanted -= len(claimed)
            n_claimed += len(claimed)
            if claimed:
                self._keep(self._maker.of_sending(sending, claimed), sending, claimed)
            else:
                claiming.finish(sending, clock)
        self._found_nothing = not n_claimed
        if len(self._ready) == before:
            self._look_at = time.monotonic() + (0.0 if n_claimed else POLL)

    def _keep(
        self, made: Made, sending: Sending | None = None, claimed: Iterable[Claimed] = (), *, is_first: bool = False
    ) -> None:
        if made.stopped is not None and sending is not None:
            filling.stop(sending, made.stopped)
            recording.put_back(self.name, [one.slip.number for one in claimed])
            return
        with transaction.atomic():
            for why, slips in made.unwanted.items():
                recording.unwanted(slips, why)
            recording.record(self.name, made.settled, [], timezone.now())
        ready = [Ready(one, mail) for one, mail in made.mails]
        self._ready = deque([*ready, *self._ready]) if is_first else deque([*self._ready, *ready])

    def _chores(self) -> None:
        """What is to be done besides: signs of life, others' letters, sendings that begin, listing, clearing."""
        now, clock = time.monotonic(), timezone.now()
        if now >= self._shown_at:
            self._shown_at = now + workers.HEARTBEAT
            workers.show_life(self.name, self.trouble)
        workers.take_up()
        if now >= self._minute_at:
            self._minute_at = now + MINUTE
            run_minute()
        if filling.start_due(clock):
            self._look_at = 0.0
        listed = filling.fill_some(clock)
        self._is_filling = listed is not None
        if listed is not None:
            # At once again, between two mails.
            self._chores_at = self._look_at = 0.0
        retention.clear_now_and_then(clock)

    # The end.

    def _end(self) -> None:
        end = time.monotonic() + PATIENCE
        self._put_all_back()
        while self._flying and time.monotonic() < end:
            self._collect(0.5)
            self._guarded(self._write_down)
        for lane in self._lanes:
            lane.box.put(None)
        self._guarded(self._write_down)
        self._guarded(lambda: workers.leave(self.name))
        for lane in self._lanes:
            lane.join(timeout=5)

    def _put_all_back(self) -> None:
        numbers = [one.mail.number for one in self._ready]
        self._ready.clear()
        if numbers:
            self._guarded(lambda: recording.put_back(self.name, numbers))


def send_all_due(*, lanes: int = 1) -> None:
    """Send what is due in this process and return: for commands and tests."""
    Sender(lanes=lanes, once=True).run()
