"""What tests of mailing use: a mail server, and composers."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailing import composing, retention
from mailing.models import Sending
from mailing.services import plan
from seeds.factories.editions import make_editions
from tests.mailing import composer

SINK = Path(__file__).parent / "sink.py"


@pytest.fixture(autouse=True)
def composers(monkeypatch) -> None:
    """Known in tests alone."""
    monkeypatch.setattr(composing, "_composers", dict(composing._composers))
    monkeypatch.setattr(composing, "_letters", dict(composing._letters))
    monkeypatch.setattr(retention, "_last", None)
    composer.register()


class Sink:
    def __init__(self, folder: Path, *options: str) -> None:
        self.log = folder / "taken.log"
        self.log.touch()
        self._process = subprocess.Popen(
            [sys.executable, str(SINK), "--log", str(self.log), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        self.port = int(self._process.stdout.readline())

    @property
    def mailers(self) -> dict:
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 10}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}

    def taken(self) -> list[tuple[str, str, str]]:
        """Message-ID, recipient, and whether it was said so, of each mail taken."""
        lines = self.log.read_text().splitlines()
        return [(number, to, said) for number, to, said, _at in (line.split() for line in lines)]

    def receivers(self) -> list[str]:
        return [to for _number, to, _said in self.taken()]

    def stop(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


@pytest.fixture
def make_sink(tmp_path: Path, settings) -> Iterator[Callable[..., Sink]]:
    """A mail server in a process of its own, which is also where our mail goes from then on."""
    made: list[Sink] = []

    def make(*options: str) -> Sink:
        sink = Sink(tmp_path, *options)
        made.append(sink)
        settings.MAILERS = sink.mailers
        return sink

    yield make
    for sink in made:
        sink.stop()


@pytest.fixture
def sending(db) -> Callable[..., Sending]:
    """Plans a sending to so many."""
    editions = make_editions()

    def make(count: int, **how) -> Sending:
        return plan(kind="numbers", edition=editions["en"], audience=str(count), **{"key": "1", "title": "One", **how})

    return make
