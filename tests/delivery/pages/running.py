"""A site as it is really served: `serve`, its two web workers, an installation of its own."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from tests.e2e.served import free_port

CONTENT = """
from accounts.models import User
from seeds.factories import make_article, make_category, make_editions, make_story
make_editions()
story = make_story(category=make_category(name="Heritage"))
make_article(story=story, edition="en", title="The bridge", slug="bridge")
User.objects.create_superuser("olga", "olga@example.org", {password!r})
"""
PASSWORD = "only-for-tests-12"


@dataclass
class Running:
    """An installation in `folder`; further variables of its environment in `more`."""

    folder: Path
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, "DATA_DIR": str(self.folder), "PORT": str(self.port), "MAIL_SENDER": "0", **self.more}

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, code: str) -> str:
        """Python with the site's models, in a process of its own."""
        return self.command("shell", "--no-imports", "-c", code)

    @contextmanager
    def serving(self) -> Iterator[None]:
        self.start()
        try:
            yield
        finally:
            self.stop()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        while said and not said.startswith("Serving on"):
            said = self.process.stdout.readline()
        assert said, "The site did not start."

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.communicate(timeout=40)
            self.process = None

    def get(self, path: str, **headers: str) -> tuple[str, str]:
        """What Cache-Status says of an answer, and its text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return (answer.getheader("Cache-Status") or "").removeprefix("nejat; "), answer.read().decode()
        finally:
            connection.close()

    def warm(self, path: str) -> None:
        """Until both workers have a page in memory: connections go to either."""
        end, hits = time.monotonic() + 30, 0
        while hits < 40 and time.monotonic() < end:
            hits = hits + 1 if self.get(path)[0] == "hit" else 0
        assert hits == 40


def make_running(folder: Path, **more: str) -> Running:
    """With one article in its English edition."""
    made = Running(folder, more=more)
    made.command("prepare")
    made.run(CONTENT.format(password=PASSWORD))
    return made


def copy_of(first: Running, folder: Path) -> Running:
    """Another installation with the same content."""
    shutil.copytree(first.folder, folder, ignore=shutil.ignore_patterns("pages"))
    return Running(folder, more=dict(first.more))
