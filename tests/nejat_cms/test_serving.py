"""`serve`, in real processes on an installation of its own."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

PROJECT = Path(settings.BASE_DIR)
# All in one process of the suite: the installation takes seconds to prepare.
pytestmark = pytest.mark.xdist_group("serving")


@dataclass
class Installation:
    folder: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, "DATA_DIR": str(self.folder), "PORT": str(self.port), "WEB_WORKERS": "1"}

    def command(self, *words: str, **variables: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=PROJECT,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        return connection.getresponse().status

    def is_free(self) -> bool:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            return probe.connect_ex(("127.0.0.1", self.port)) != 0


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Installation:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Installation(tmp_path_factory.mktemp("installation"), port)
    first = made.command("prepare")
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == ["Static files collected.", "Database brought up to date."]
    return made


@pytest.fixture
def serving(installation: Installation) -> Iterator[subprocess.Popen]:
    """A site that has said that it serves."""
    yield from serve(installation)


def serve(installation: Installation, **variables: str) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=PROJECT,
        env={**installation.environment, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == f"Serving on http://127.0.0.1:{installation.port}/\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def children(process: subprocess.Popen) -> dict[str, int]:
    """The children of a process: what they are, and their numbers."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    names = {int(number): Path(f"/proc/{number}/cmdline").read_text() for number in listed}
    marks = {"nejat_cms.web": "server", "db_worker": "worker", "send_letters": "sender", "send_purges": "purges"}
    return {kind: number for number, name in names.items() for mark, kind in marks.items() if mark in name}


def eventually(true) -> bool:
    end = time.monotonic() + 30
    while not (held := true()) and time.monotonic() < end:
        time.sleep(0.1)
    return held


def is_gone(number: int) -> bool:
    try:
        # A zombie has ended; who collects it is not ours to wait for.
        return re.search(r"^State:\s+[ZX]", Path(f"/proc/{number}/status").read_text(), re.M) is not None
    except FileNotFoundError:
        return True


def test_site_serves_when_it_says_so_and_ends_when_asked(installation, serving):
    assert installation.get("/healthz") == 200
    assert set(children(serving)) == {"server", "worker", "sender"}
    serving.terminate()
    assert serving.wait(timeout=30) == 0
    assert installation.is_free()


def test_sender_of_purges_runs_where_a_proxy_is_named(installation):
    serving = serve(installation, PURGE_URL="varnish://127.0.0.1:1", MAIL_SENDER="0")
    assert set(children(next(serving))) == {"server", "worker", "purges"}
    serving.close()


def test_used_port_is_refused_in_one_line(installation, serving):
    second = installation.command("serve")
    assert second.returncode == 1
    assert second.stderr.strip() == (
        f"CommandError: Port {installation.port} is in use: stop what runs there, or choose another with PORT=…"
    )


@pytest.mark.parametrize(
    ("victim", "named"),
    [("server", "The web server"), ("worker", "The background worker"), ("sender", "The sender of mail")],
)
def test_site_ends_with_an_error_when_one_of_its_processes_dies(installation, serving, victim, named):
    os.kill(children(serving)[victim], signal.SIGKILL)
    said, _nothing = serving.communicate(timeout=40)
    assert serving.returncode == 1
    assert f"CommandError: {named} ended with status -9; the site is not served." in said
    assert eventually(installation.is_free)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl(2) is Linux's")
def test_nothing_is_left_when_serve_is_killed(installation, serving):
    numbers = children(serving).values()
    serving.kill()
    assert eventually(lambda: all(is_gone(number) for number in numbers))
    assert eventually(installation.is_free)


@pytest.mark.parametrize(
    ("variable", "url", "named"),
    [
        (
            "DATABASE_URL",
            "postgres://nobody:hushhush@127.0.0.1:1/x",
            "DATABASE_URL (postgres://nobody:…@127.0.0.1:1/x)",
        ),
        ("DATABASE_URL", "sqlite:////nonexistent/x.db", "DATABASE_URL (sqlite:////nonexistent/x.db)"),
        ("CACHE_URL", "redis://:hushhush@127.0.0.1:1/0", "CACHE_URL (redis://:…@127.0.0.1:1/0)"),
    ],
)
@pytest.mark.parametrize("command", [["serve"], ["serve", "--prepare"], ["prepare"]], ids=" ".join)
def test_engine_that_does_not_answer_is_named_in_one_line(installation, command, variable, url, named):
    refused = installation.command(*command, **{variable: url})
    assert refused.returncode == 1
    assert not refused.stdout
    [line] = refused.stderr.splitlines()
    assert line.startswith(f"CommandError: {named}: the ")
    assert "does not answer: " in line
    assert "hushhush" not in line


def test_file_that_is_no_database_is_named_in_one_line(installation, tmp_path):
    (tmp_path / "db.sqlite3").write_bytes(b"no database " * 99)
    refused = installation.command("prepare", DATA_DIR=str(tmp_path))
    assert refused.stderr == (
        f"CommandError: DATA_DIR ({tmp_path / 'db.sqlite3'}): the database does not answer: file is not a database.\n"
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"PORT": "abc"}, "Wrong setting: PORT must be a whole number from 1 to 65535, not 'abc'."),
        ({"PORT": "0"}, "Wrong setting: PORT must be a whole number from 1 to 65535, not '0'."),
        ({"WEB_WORKERS": "many"}, "Wrong setting: WEB_WORKERS must be a whole number from 1 to 64, not 'many'."),
    ],
)
def test_wrong_setting_is_refused_in_one_line(installation, variables, said):
    refused = installation.command("serve", **variables)
    assert refused.returncode == 1
    assert refused.stderr.strip() == said
