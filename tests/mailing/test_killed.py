"""Two senders, killed at any moment, and a server that does all that bad servers do: everybody is counted."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings as site_settings
from django.db import connection

from mailing import services
from mailing.enums import LetterState, SendingState
from mailing.identity import message_id
from mailing.models import Letter, Sending
from mailing.progress import progress_of
from mailing.suppression import is_suppressed
from tests.mailing.composer import address_of, has_left

COUNT, LANES = 5000, 4
SENDER = Path(__file__).parent / "sender_process.py"


def database_url() -> str:
    """Of the database that this test has."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(given._replace(path=f"/{name}"))


@contextmanager
def senders(folder: Path, port: int) -> Iterator["Senders"]:
    running = Senders(folder, port)
    try:
        yield running
    finally:
        for process in running.processes:
            process.kill()
            process.wait()


class Senders:
    def __init__(self, folder: Path, port: int) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "SECRET_KEY": site_settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "nejat_cms.settings",
            "MAIL_CONNECTIONS": str(LANES),
        }
        self.log = folder / "senders.log"
        self.processes: list[subprocess.Popen] = []

    def start(self) -> None:
        with self.log.open("a") as log:
            self.processes.append(
                subprocess.Popen([sys.executable, str(SENDER)], env=self.environment, stderr=log, stdout=log)
            )

    def kill(self, number: int) -> None:
        """As the kernel does when memory is short: nothing is tidied up."""
        process = self.processes.pop(number)
        process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.mark.django_db(transaction=True)
def test_nobody_is_left_out_and_doubles_are_counted_whoever_is_killed(sending, make_sink, tmp_path):
    sink = make_sink("--later", "0.03", "--drop", "0.005", "--swallow", "0.005")
    one = sending(COUNT)
    services.start(one)
    chance = random.Random(7)  # noqa: S311 - No secret.
    # While they list who gets it, and then at moments of no choosing.
    kills = [0, *sorted(chance.sample(range(100, COUNT - 500), 4))]
    with senders(tmp_path, sink.port) as running:
        running.start()
        running.start()
        end = time.monotonic() + 240
        while Sending.objects.get(pk=one.pk).state != SendingState.DONE:
            assert time.monotonic() < end, running.log.read_text()[-2000:]
            time.sleep(0.02)
            letters = Letter.objects.filter(sending=one)
            if kills and letters.exists() and letters.filter(state=LetterState.SENT).count() >= kills[0]:
                del kills[0]
                running.kill(chance.randrange(len(running.processes)))
                running.start()
    assert not kills
    assert "Traceback" not in running.log.read_text()
    check_everybody(one, sink.taken())


def check_everybody(one: Sending, taken: list[tuple[str, str, str]]) -> None:
    letters = {letter.recipient: letter for letter in Letter.objects.filter(sending=one)}
    assert sorted(letters) == list(range(1, COUNT + 1))
    copies = Counter(to for _number, to, _said in taken)
    for number, letter in letters.items():
        address = address_of(number)
        if has_left(number):
            expected, n_least = LetterState.UNWANTED, 0
        elif not address.startswith("reader"):
            expected, n_least = LetterState.REFUSED, 0
        else:
            expected, n_least = LetterState.SENT, 1
        assert letter.state == expected, address
        # Never left out; and one copy, but for each time that the answer was lost.
        assert n_least <= copies[address] <= n_least * (1 + letter.n_doubtful), address
    # A second copy is the same mail.
    known = {message_id(letter.pk): address_of(number) for number, letter in letters.items()}
    assert all(known[number] == to for number, to, _said in taken)
    doubles = sum(copies.values()) - len(copies)
    doubtful = progress_of(one).doubtful
    n_swallowed = sum(said == "swallowed" for _number, _to, said in taken)
    assert n_swallowed <= doubtful
    assert doubles <= doubtful
    no_mailbox = {address for number in letters if (address := address_of(number)).startswith("nobody")}
    wanted = {address_of(number) for number in letters if not has_left(number)}
    assert is_suppressed(no_mailbox) == no_mailbox & wanted
