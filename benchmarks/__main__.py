"""`make bench`: a database of its own, filled once; every kind of page, and the desk's autosave, measured on it."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="articles per edition besides the demo (10,000)")
    parser.add_argument("--requests", type=int, default=150, help="requests per page (150)")
    parser.add_argument("--port", type=int, default=8765)
    options = parser.parse_args()
    folder = ROOT / ".cache" / f"bench-{options.articles}"
    os.environ["DATA_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")

    def manage(*words: str) -> None:
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)

    filled = folder / "filled"
    if not filled.exists():
        print(f"Filling a database with {options.articles:,} articles per edition …", flush=True)
        manage("migrate", "-v0")
        manage("seed", "--articles", str(options.articles))
        manage("make_renditions", "--missing")
        filled.touch()
    manage("migrate", "-v0")
    manage("collectstatic", "--noinput", "-v0")
    print("Measuring …", flush=True)
    for script in ("benchmarks/pages.py", "benchmarks/desk.py"):
        subprocess.run(
            [sys.executable, script, "--port", str(options.port), "--requests", str(options.requests)],
            cwd=ROOT,
            check=True,
        )


if __name__ == "__main__":
    main()
