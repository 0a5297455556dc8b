"""Measures the sender against a bare loop of `smtplib` with as many connections, and its memory.

Both give mails of the same size to the same mail server (tests/mailing/sink.py, one process of Python), by turns; mails
a second are those between the first and the last that it took. By hand, on SQLite or with DATABASE_URL set:

    python benchmarks/mailing.py [--mails 4000] [--rounds 3] [--connections 4] [--many 100000] [--write NAME]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

# What a script would do that knows its mails already: no database, nothing to be made, nothing written down.
BARE = """
import smtplib, sys, threading
port, count, connections, size = map(int, sys.argv[1:])
head = "From: a@example.org\\r\\nSubject: The garden\\r\\nMessage-ID: <{}@bare>\\r\\n\\r\\n"
body = ("A garden behind the library is open on Sundays, and who wants to help\\r\\n" * (size // 71 + 1))[:size]
def run(first):
    with smtplib.SMTP("127.0.0.1", port) as server:
        for number in range(first, count, connections):
            server.sendmail("a@example.org", [f"reader{number}@example.org"], (head.format(number) + body).encode())
threads = [threading.Thread(target=run, args=(first,)) for first in range(connections)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
PLAN = """
import sys
from editions.models import Edition
from tests.mailing import composer
from mailing import services
composer.register()
edition = Edition.objects.get(pk="en")
services.start(services.plan(kind="numbers", key=sys.argv[1], edition=edition, audience=sys.argv[2], title="B"))
"""
EDITIONS = "from seeds.factories.editions import make_editions; make_editions()"
SIZE = """
from django.utils import timezone
from mailing.casting import Cast
from mailing.models import Sending
from tests.mailing.composer import NumbersComposer, addressee
composer = NumbersComposer()
print(len(Cast(composer.mould(Sending())).mail(1, addressee(1, "reader1@example.org"))))
"""
SETUP = "import sys, django; sys.path.insert(0, '.'); django.setup()\n"


@dataclass
class Run:
    """Mails a second, CPU milliseconds a mail of who sent them, and megabytes at most."""

    rate: float
    cpu: float
    memory: float


class Bench:
    def __init__(self, folder: Path, connections: int) -> None:
        self.log = folder / "taken.log"
        self.connections = connections
        self.sink = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/mailing/sink.py"), "--log", str(self.log)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.sink.stdout
        self.port = int(self.sink.stdout.readline())
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "nejat_cms.settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
        }

    def python(self, code: str, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", SETUP + code, *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def measured(self, count: int, *command: str) -> Run:
        before = self.log.stat().st_size
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=self.environment)
        _pid, status, used = os.wait4(process.pid, 0)
        with self.log.open() as log:
            log.seek(before)
            moments = [float(line.rsplit(" ", 1)[1]) for line in log]
        if status or len(moments) != count:
            sys.exit(f"{command[0]} ended with {status}, and {len(moments)} of {count} mails were taken.")
        return Run(
            rate=(count - 1) / (moments[-1] - moments[0]),
            cpu=(used.ru_utime + used.ru_stime) * 1000 / count,
            memory=used.ru_maxrss / 1024,
        )

    def bare(self, count: int, size: int) -> Run:
        return self.measured(count, "-c", BARE, *map(str, (self.port, count, self.connections, size)))

    def ours(self, count: int, key: str) -> Run:
        self.python(PLAN, f"plain {key}", str(count))
        script = str(ROOT / "tests/mailing/sender_process.py")
        return self.measured(count, script, "--once", "--connections", str(self.connections))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--many", type=int, default=0, help="recipients of one more sending, for its memory")
    parser.add_argument("--write", default="", metavar="NAME", help="write results/mailing-NAME.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), options.connections)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=bench.environment, check=True)
        bench.python(EDITIONS)
        size = int(bench.python(SIZE))
        rows = [
            "| | mails a second | CPU ms a mail | MB at most |",
            "|---|---:|---:|---:|",
        ]
        print("\n".join(rows), flush=True)
        ratios = []
        for number in range(1, options.rounds + 1):
            pair = (bench.bare(options.mails, size), bench.ours(options.mails, str(number)))
            ratios.append(pair[1].rate / pair[0].rate)
            for title, run in zip(("bare loop", "sender"), pair, strict=True):
                rows.append(f"| {title}, round {number} | {run.rate:,.0f} | {run.cpu:.2f} | {run.memory:,.0f} |")
                print(rows[-1], flush=True)
        if options.many:
            run = bench.ours(options.many, "many")
            rows.append(f"| sender, {options.many:,} | {run.rate:,.0f} | {run.cpu:.2f} | {run.memory:,.0f} |")
            print(rows[-1], flush=True)
        told = (
            f"Mails of {size / 1024:.0f} KB over {options.connections} connections, {options.mails:,} a round;"
            f" the sender's CPU includes its start. Sender to bare loop, median of the rounds:"
            f" {statistics.median(ratios):.0%}."
        )
        print(f"\n{told}")
        assert bench.sink.stdin
        bench.sink.stdin.close()
        bench.sink.wait()
    if options.write:
        text = "\n".join([told, "", *rows]) + "\n"
        (HERE / "results" / f"mailing-{options.write}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
