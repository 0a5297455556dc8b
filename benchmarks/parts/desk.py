"""The desk: autosave, and the parity board, each with the limit of its own script."""

import shutil
from pathlib import Path

from benchmarks.measuring.bench import CACHE, Bench
from benchmarks.measuring.processes import free_port
from benchmarks.measuring.results import Part, Table
from benchmarks.parts.writing import run_script
from benchmarks.peers import ours

# Stories on the board; of a quick run.
STORIES, FEW = 5_000, 500


def stories_of(bench: Bench) -> int:
    return FEW if bench.quick else STORIES


def folder_of(bench: Bench) -> Path:
    return CACHE / f"board-{stories_of(bench)}"


def fill(bench: Bench) -> None:
    folder, stories = folder_of(bench), stories_of(bench)
    filled = folder / "filled"
    if bench.afresh or not filled.exists():
        bench.tell(f"Filling SQLite with {stories:,} stories in four editions …")
        shutil.rmtree(folder, ignore_errors=True)
        ours.run(ours.environment(folder), "fill-all", str(stories))
        filled.touch()


def measure(bench: Bench) -> Part:
    if not (folder_of(bench) / "filled").exists():
        fill(bench)
    given, stories = ours.environment(folder_of(bench)), stories_of(bench)
    ours.manage(given, "migrate", "-v0", "--skip-checks")
    ours.manage(given, "collectstatic", "--noinput", "-v0")
    part = Part(note=f"{stories:,} stories in four editions; SQLite, one worker.")
    kept = "quick" if bench.quick else "sqlite"
    asked = ("--requests", "90" if bench.quick else "150", "--port", str(free_port()))
    work = [
        (
            "An open form while somebody writes 2,000 words",
            "desk.py",
            [*asked, "--write", "desk-quick.md" if bench.quick else "desk.md"],
        ),
        ("The parity board", "board.py", ["--requests", "3" if bench.quick else "9", "--write", kept]),
    ]
    for title, script, words in work:
        bench.tell(f"  {title} …")
        part.tables += [Table(title, *table) for table in run_script(bench, script, words, given)]
    return part
