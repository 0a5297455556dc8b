"""Writing: until a change is seen everywhere, many at once, seeding, import, renditions, mail, the desk."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from benchmarks.measuring.bench import CACHE, ROOT, Bench, Site
from benchmarks.measuring.holding import held
from benchmarks.measuring.results import Aim, Part, Table
from benchmarks.measuring.rounds import shown
from benchmarks.parts.changes import HOST
from benchmarks.peers import ours

# Milliseconds after the commit within which every page of two nodes shows a change.
SEEN_WITHIN = 100


def measure(bench: Bench) -> Part:
    part = Part(
        note="Publishing: a headline is changed, and from its commit on every page that shows it is asked on two nodes "
        "until it has the new words. The rest in processes of their own; beside each, what the same rows or pictures "
        "cost without us."
    )
    visible(bench, part)
    with_rows(bench, part)
    for title, script, words in scripts(bench):
        bench.tell(f"  {title} …")
        part.tables += [Table(title, *table) for table in run_script(bench, script, words)]
    return part


def visible(bench: Bench, part: Part) -> None:
    """Two nodes on PostgreSQL that share pages through Redis, each with files of its own; where there is no PostgreSQL,
    two workers on SQLite."""
    site = bench.postgres_site or bench.sqlite_site
    with held("with-redis", "CACHE_URL", bench.machine.server_core) as cache:
        shared = {"SITE_URL": f"http://{HOST}", "ALLOWED_HOSTS": f"{HOST},127.0.0.1"}
        if cache:
            shared["CACHE_URL"] = cache
        else:
            bench.machine.skip("Redis between two nodes", "it could not be started")
        nodes = [
            bench.serve(site, cache=True, name="node-1", **shared),
            bench.serve(second_node(bench, site), cache=True, name="node-2", is_second=True, **shared),
        ]
        times = 5 if bench.quick else 20
        found = timed(site.given, "visible", str(times), *(str(node.port) for node in nodes))
        for node in nodes:
            bench.running.end(node)
    rows = [[name, *(f"{one:.0f}" for one in values)] for name, values in found.items()]
    engine = f"{site.engine}, Redis" if cache else site.engine
    part.tables.append(
        Table(
            f"Milliseconds from commit until two nodes show it ({engine}, {times} times)",
            ["page", "median", "least", "most"],
            rows,
        )
    )
    median = found["every page"][0]
    part.aims.append(
        Aim(
            "publish to new bytes on every page, two nodes",
            f"{median:.0f} ms",
            f"≤ {SEEN_WITHIN} ms",
            median <= SEEN_WITHIN,
        )
    )
    bench.tell(f"  seen on every page of two nodes after {median:.0f} ms")


def second_node(bench: Bench, site: Site) -> Site:
    """Another machine's view of the same site: the same database and secret, files of its own."""
    if not site.others:
        return site
    folder = CACHE / "second-node"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.folder, folder, ignore=shutil.ignore_patterns("pages", "*.dump", "db.sqlite3*", "*.backup"))
    return Site(site.engine, folder, {**site.given, "DATA_DIR": str(folder)}, site.pages, site.others)


def with_rows(bench: Bench, part: Part) -> None:
    """Bulk actions, seeding and renditions, on a copy of the SQLite site: the other parts measure the original."""
    folder = CACHE / "writing"
    shutil.rmtree(folder, ignore_errors=True)
    ours.copied(bench.sqlite_site.folder, folder)
    given = ours.environment(folder)
    many = 1_000 if bench.quick else 10_000
    found = timed(given, "bulk", str(many))
    rows = [
        row_of(f"withdraw {found['count']:,} articles at once", found["count"], found["withdraw"], found["bare"]),
        row_of(f"publish {found['count']:,} articles at once", found["count"], found["publish"], found["bare"]),
    ]
    found = timed(given, "seeding", str(500 if bench.quick else 2_000))
    rows.append(row_of("seed articles, search index included", found["count"], found["made"], found["bare"]))
    found = timed(given, "renditions", str(1 if bench.quick else 8))
    rows.append(row_of("renditions of pictures", found["count"], found["made"], found["bare"]))
    head = ["", "a second", "CPU ms each", "CPU ms each, bare", "ours to bare"]
    part.tables.append(Table("Many at once (SQLite, one process); bare: the rows or pictures alone", head, rows))
    for row in rows:
        bench.tell(f"  {row[0]}: {row[1]} a second")
    shutil.rmtree(folder)


def row_of(name: str, count: int, made: Sequence[float], bare: Sequence[float]) -> list[str]:
    """Things a second by the clock; CPU of each, ours and bare, and their ratio."""
    mine, other = made[1] * 1000 / count, bare[1] * 1000 / count
    ratio = f"{shown(mine / other)} ×" if other else "–"
    return [name, f"{count / made[0]:,.0f}", shown(mine), shown(other), ratio]


def timed(given: dict[str, str], *words: str) -> dict[str, Any]:
    """One of the commands of `changes`; what it found."""
    command = [sys.executable, "-m", "benchmarks.parts.changes", *words]
    done = subprocess.run(command, cwd=ROOT, env=given, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def scripts(bench: Bench) -> list[tuple[str, str, list[str]]]:
    """The benchmarks of single rooms, as they are run by hand too."""
    if bench.quick:
        return [("Import from WordPress", "importing.py", ["--posts", "200"])]
    return [
        ("Import from WordPress", "importing.py", ["--posts", "2000"]),
        ("Mail, beside a bare loop", "mailing.py", ["--mails", "1000", "--rounds", "2"]),
    ]


def run_script(bench: Bench, script: str, words: list[str], given: dict[str, str] | None = None) -> list[tuple]:
    """The tables that a benchmark prints; what it says when it fails is left out and told."""
    given = given or ours.environment(CACHE / "scripts")
    command = [sys.executable, str(ROOT / "benchmarks" / script), *words]
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "nothing said").splitlines()[-1]
        bench.machine.skip(script, f"it ended with {done.returncode}: {last}")
    return tables_in(done.stdout)


def tables_in(said: str) -> list[tuple[list[str], list[list[str]]]]:
    """The tables of Markdown in a text: head and rows."""
    found: list[tuple[list[str], list[list[str]]]] = []
    lines = said.splitlines()
    for number, line in enumerate(lines):
        if re.fullmatch(r"\|[-: |]+\|", line) and number:
            found.append((cells(lines[number - 1]), []))
        elif line.startswith("|") and found and not is_head(lines, number):
            found[-1][1].append(cells(line))
    return found


def is_head(lines: list[str], number: int) -> bool:
    return number + 1 < len(lines) and bool(re.fullmatch(r"\|[-: |]+\|", lines[number + 1]))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
