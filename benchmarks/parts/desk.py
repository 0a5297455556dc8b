"""The desk: autosave, and the parity board, each with the limit of its own script."""

from benchmarks.measuring.bench import CACHE, Bench
from benchmarks.measuring.processes import free_port
from benchmarks.measuring.results import Part, Table
from benchmarks.parts.writing import run_script
from benchmarks.peers import ours

# Stories on the board; of a quick run.
STORIES, FEW = 5_000, 500


def measure(bench: Bench) -> Part:
    stories = FEW if bench.quick else STORIES
    folder = CACHE / f"board-{stories}"
    filled, given = folder / "filled", ours.environment(folder)
    if bench.afresh or not filled.exists():
        bench.tell(f"Filling SQLite with {stories:,} stories in four editions …")
        ours.run(given, "fill-all", str(stories))
        filled.touch()
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
