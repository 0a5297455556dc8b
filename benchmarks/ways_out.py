"""Measures backup, restore, mirror and export for WordPress of the installation that DATA_DIR and DATABASE_URL name;
changes nothing in it.

Run by hand on an archive (`manage.py seed --articles 5000`: 20,000 articles), with free space for its files thrice:

    DATA_DIR=… python benchmarks/ways_out.py [--write NAME]
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Measured:
    """One command: seconds by the clock, seconds of CPU with those of its processes, and what it said last."""

    name: str
    wall: float
    cpu: float
    said: str


def run(name: str, *words: str, **other: str) -> Measured:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env={**os.environ, **other}, capture_output=True, text=True
    )
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = [line for line in done.stdout.splitlines() if "files" in line or "rows" in line or "MB" in line]
    return Measured(name, ended - started, cpu, lines[-1] if lines else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", default="", metavar="NAME", help="results/out-NAME.md")
    parser.add_argument("--without-mirror", action="store_true", help="leave out what takes longest")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nejat-out-") as made:
        folder = Path(made)
        kept, mirror = str(folder / "site.backup"), str(folder / "mirror")
        elsewhere = {"DATA_DIR": str(folder / "restored"), "DATABASE_URL": ""}
        measured = [
            run("backup", "backup", kept),
            run("restore, into SQLite, with its search index", "restore", kept, **elsewhere),
            run("export_wordpress --all", "export_wordpress", str(folder / "site.xml"), "--all"),
            run("export_wordpress --all, packed", "export_wordpress", str(folder / "site.xml.gz"), "--all"),
        ]
        if not options.without_mirror:
            measured += [
                run("export_site, into an empty folder", "export_site", mirror),
                run("export_site, again", "export_site", mirror),
                run("verify_mirror", "verify_mirror", mirror),
            ]
    lines = ["| command | s | CPU s | |", "|---|---:|---:|---|"]
    lines += [f"| {one.name} | {one.wall:.0f} | {one.cpu:.0f} | {one.said.replace(made, '…')} |" for one in measured]
    table = "\n".join(lines)
    print(table)
    if options.write:
        (ROOT / "benchmarks" / "results" / f"out-{options.write}.md").write_text(f"{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
