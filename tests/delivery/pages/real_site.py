"""A site in processes of its own, as it is served: one node or several, on the engine that the suite runs on."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

PROJECT = Path(settings.BASE_DIR)
BUILD = "from tests.delivery.pages.small_site import build; build(('en', 'fa'))"
LONGEST = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Node:
    """A machine that serves the site.

    Attributes:
        database: "" for SQLite in its folder, else the address of a server that nodes share.
    """

    folder: Path
    database: str = ""
    workers: int = 1
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        site = {"SITE_URL": "http://site.test", "ALLOWED_HOSTS": "site.test,127.0.0.1", "SECRET_KEY": "s" * 50}
        own = {"DATA_DIR": str(self.folder), "PORT": str(self.port), "WEB_WORKERS": str(self.workers)}
        return {**kept, **site, **own, **({"DATABASE_URL": self.database} if self.database else {})}

    def command(self, *words: str) -> str:
        """What a command that must not fail says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=PROJECT, env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def serve(self) -> None:
        """Start it, and wait until it says that it serves."""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=PROJECT, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said.startswith("Serving on"), said

    def kill(self) -> None:
        """All its processes, at once and without a word (SIGKILL)."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    def get(self, path: str, *, afresh: bool = False) -> tuple[int, str, bytes]:
        """Status, Cache-Status and body; `afresh`: as Django makes it now, past what is kept."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        # Whoever says who they are gets nothing that is kept.
        asking.request("GET", quote(path, safe="/?=&%-"), headers={"Authorization": "none"} if afresh else {})
        answer = asking.getresponse()
        try:
            return answer.status, answer.headers.get("Cache-Status", ""), answer.read()
        finally:
            asking.close()


@contextmanager
def served(*nodes: Node) -> Iterator[None]:
    try:
        for node in nodes:
            node.serve()
        yield
    finally:
        for node in nodes:
            node.kill()


def shared_database() -> str:
    """A new database on the suite's server, of this process alone: its address."""
    given = connection.settings_dict
    name = f"nodes_{uuid.uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    parts = urlsplit(os.environ["DATABASE_URL"])
    assert given["ENGINE"].endswith("postgresql")
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def at_the_database(node: Node) -> Iterator[Callable[..., None]]:
    """Somebody at the database itself, past everything of ours: executes a statement and commits it."""
    if node.database:
        import psycopg2

        own: Any = psycopg2.connect(node.database)
        mark = "%s"
    else:
        import sqlite3

        own = sqlite3.connect(node.folder / "db.sqlite3", timeout=30)
        mark = "?"

    def run(statement: str, *values: Any) -> None:
        cursor = own.cursor()
        cursor.execute(statement.replace("?", mark), values)
        own.commit()

    try:
        yield run
    finally:
        own.close()


def seconds_until(true: Callable[[], bool], *, longest: float = LONGEST) -> float:
    """How long it takes until something is so."""
    begun = time.perf_counter()
    while not true():
        assert time.perf_counter() - begun < longest, "it never comes"
        time.sleep(0.002)
    return time.perf_counter() - begun
