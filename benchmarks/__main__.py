"""`make bench`: databases of its own, filled once; pages, autosave and the board of the desk, measured on them."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Stories of the archive on which the board is measured; of the quick form.
STORIES, FEW = 20_000, 500


def archive(articles: int, *, pictures: bool = True, name: str = "bench") -> dict[str, str]:
    """The environment in which an archive of so many articles an edition is the site; filled where it is not yet.

    Args:
        pictures: with renditions of all pictures, which take the longest.
        name: archives of other names share nothing with it.
    """
    folder = ROOT / ".cache" / f"{name}-{articles}"
    given = {**os.environ, "DATA_DIR": str(folder)}
    given.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")

    def manage(*words: str) -> None:
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=given, check=True)

    filled = folder / "filled"
    if not filled.exists():
        print(f"Filling a database with {articles:,} articles per edition …", flush=True)
        manage("migrate", "-v0")
        manage("seed", "--articles", str(articles))
        if pictures:
            manage("make_renditions", "--missing")
        filled.touch()
    manage("migrate", "-v0")
    manage("collectstatic", "--noinput", "-v0")
    return given


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="articles per edition besides the demo (10,000)")
    parser.add_argument("--stories", type=int, default=STORIES, help="stories on the board (20,000)")
    parser.add_argument("--requests", type=int, default=150, help="requests per page (150)")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--quick", action="store_true", help="autosave and board only, on 500 stories")
    options = parser.parse_args()
    port = ("--port", str(options.port))
    failed = []

    def measure(given: dict[str, str], script: str, *words: str) -> None:
        done = subprocess.run([sys.executable, f"benchmarks/{script}", *words], cwd=ROOT, env=given, check=False)
        failed.extend([script] if done.returncode else [])

    if options.quick:
        small = archive(FEW, pictures=False, name="bench-board")
        measure(small, "desk.py", *port, "--requests", "90", "--write", "desk-quick.md")
        measure(small, "board.py", "--requests", "3", "--write", "quick")
    else:
        large = archive(options.articles)
        print("Measuring …", flush=True)
        measure(large, "pages.py", *port, "--requests", str(options.requests))
        measure(large, "desk.py", *port, "--requests", str(options.requests))
        board = archive(options.stories, pictures=False, name="bench-board")
        measure(board, "board.py", "--write", "sqlite")
    if failed:
        sys.exit(f"Not within what it may cost, or broken off: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
