"""Measures imports of invented WordPress sites: posts a second, CPU and memory, and how both grow.

Each number of posts is imported into an empty database of its own, without files; then the same export once more, which
must change nothing; then every old address is asked for again. Memory is that of all its processes together. By hand:

    python benchmarks/importing.py [--posts 1000 5000 20000] [--processes N] [--replays] [--write NAME]

How busy the machine is, `LOOP` says: seconds of CPU for ten million additions, before and after.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

# Run in a process of its own, whose memory is that of the import alone.
ONE = """
import json, os, resource, sys, time
import django
django.setup()
from django.core.management import call_command
cpu, clock = time.process_time(), time.perf_counter()
processes = int(sys.argv[2]) if sys.argv[2] else None
call_command("import_wordpress", sys.argv[1], edition="en", no_download=True, processes=processes, verbosity=0)
told = {"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock}
others = resource.getrusage(resource.RUSAGE_CHILDREN)
told["others"] = others.ru_utime + others.ru_stime
from articles.models import Article
told["articles"] = Article.objects.count()
print("MEASURED", json.dumps(told))
"""
REPLAY = """
import json, resource, sys, time
import django
django.setup()
from django.core.management import call_command
cpu, clock = time.process_time(), time.perf_counter()
call_command("check_old_urls", report=sys.argv[1])
others = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = time.process_time() - cpu + others.ru_utime + others.ru_stime
print("MEASURED", json.dumps({"cpu": cpu, "clock": time.perf_counter() - clock}))
"""
EDITIONS = "from seeds.factories.editions import make_editions; make_editions()"


def run(folder: Path, *words: str) -> tuple[str, float]:
    """What a process says, and how many MB it and those it began had at most, all together."""
    given = {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "nejat_cms.settings"}
    with subprocess.Popen(
        [sys.executable, *words],
        cwd=HERE.parent,
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, sum(memory_of(one) for one in family_of(process.pid)))
            time.sleep(0.2)
        said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        sys.exit(f"{words[0]} ended with {process.returncode}.")
    return said, most


def family_of(pid: int) -> list[int]:
    """A process and those that it has begun."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family_of(int(child)))]


def memory_of(pid: int) -> float:
    """MB that a process has in memory."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1_048_576


def told_by(said: str) -> dict[str, float]:
    line = next(line for line in said.splitlines() if "MEASURED" in line)
    return json.loads(line.removeprefix("MEASURED "))


def loop() -> float:
    """Seconds of CPU that ten million additions take here and now."""
    began, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - began


def measure(posts: int, processes: str) -> Iterator[str]:
    """A row for the first import and one for the second."""
    from benchmarks.exports import write_export

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "export.xml"
        write_export(export, posts)
        run(folder, "manage.py", "migrate", "-v0")
        run(folder, "manage.py", "shell", "-v0", "-c", EDITIONS)
        for title in ("new", "again"):
            before = loop()
            said, memory = run(folder, "-c", ONE, str(export), processes)
            told = told_by(said)
            if told["articles"] != posts:
                sys.exit(f"{told['articles']:,} articles of {posts:,} posts.")
            row = (
                f"| {posts:,} {title} | {posts / told['clock']:,.0f} | {told['cpu'] * 1000 / posts:.2f}"
                f" | {told['others'] * 1000 / posts:.2f} | {memory:,.0f} | {before:.2f}–{loop():.2f} |"
            )
            print(row, flush=True)
            yield row


def replay(posts: int) -> str:
    """How many old addresses a second are asked for again, after an import of so many posts."""
    from benchmarks.exports import write_export

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_export(folder / "export.xml", posts)
        run(folder, "manage.py", "migrate", "-v0")
        run(folder, "manage.py", "shell", "-v0", "-c", EDITIONS)
        run(folder, "manage.py", "collectstatic", "--noinput", "-v0")
        run(folder, "-c", ONE, str(folder / "export.xml"), "")
        before = loop()
        said, memory = run(folder, "-c", REPLAY, str(folder / "replay.json"))
        told, report = told_by(said), json.loads((folder / "replay.json").read_text(encoding="utf-8"))
        total = report["total"]
        row = (
            f"| {total:,} | {total / told['clock']:,.0f} | {told['cpu'] * 1000 / total:.2f} | {memory:,.0f}"
            f" | {report['lost']:,} | {before:.2f}–{loop():.2f} |"
        )
        print(row, flush=True)
        return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument("--write", default="", metavar="NAME", help="write results/importing-NAME.md")
    parser.add_argument("--processes", default="", help="how many convert texts; else as many as are worth it")
    parser.add_argument("--replays", action="store_true", help="ask for the old addresses of the first number again")
    options = parser.parse_args()
    head = [
        "| posts | posts a second | CPU ms a post, writing | converting | MB at most | LOOP |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    print("\n".join(head))
    rows = [row for posts in options.posts for row in measure(posts, options.processes)]
    if options.replays:
        more = [
            "",
            "| old addresses | a second | CPU ms each | MB at most | lost | LOOP |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        print("\n".join(more))
        rows += [*more, replay(options.posts[0])]
    if options.write:
        told = "Posts of 350 words, three tags, a comment in two; without files; SQLite."
        text = "\n".join([told, "", *head, *rows]) + "\n"
        (HERE / "results" / f"importing-{options.write}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
