"""Measures imports of invented WordPress sites: posts a second, CPU and memory, and how both grow.

Each number of posts is imported into an empty database of its own, without files; then the same export once more, which
must change nothing. By hand:

    python benchmarks/importing.py [--posts 1000 5000 20000] [--write NAME]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

# Run in a process of its own, whose memory is that of the import alone.
ONE = """
import json, resource, sys, time
import django
django.setup()
from django.core.management import call_command
cpu, clock = time.process_time(), time.perf_counter()
call_command("import_wordpress", sys.argv[1], edition="en", no_download=True, verbosity=0)
told = {"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock}
told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
from articles.models import Article
told["articles"] = Article.objects.count()
print("MEASURED", json.dumps(told))
"""
EDITIONS = "from seeds.factories.editions import make_editions; make_editions()"


def run(folder: Path, *words: str) -> str:
    given = {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "nejat_cms.settings"}
    done = subprocess.run(
        [sys.executable, *words], cwd=HERE.parent, env=given, capture_output=True, text=True, check=True
    )
    return done.stdout


def measure(posts: int) -> list[str]:
    """A row for the first import and one for the second."""
    from benchmarks.exports import write_export

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "export.xml"
        write_export(export, posts)
        run(folder, "manage.py", "migrate", "-v0")
        run(folder, "manage.py", "shell", "-v0", "-c", EDITIONS)
        rows = []
        for title in ("new", "again"):
            line = next(line for line in run(folder, "-c", ONE, str(export)).splitlines() if "MEASURED" in line)
            told = json.loads(line.removeprefix("MEASURED "))
            if told["articles"] != posts:
                sys.exit(f"{told['articles']:,} articles of {posts:,} posts.")
            rows.append(
                f"| {posts:,} {title} | {posts / told['clock']:,.0f} | {told['cpu'] * 1000 / posts:.2f}"
                f" | {told['memory']:,.0f} |"
            )
            print(rows[-1], flush=True)
        return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument("--write", default="", metavar="NAME", help="write results/importing-NAME.md")
    options = parser.parse_args()
    head = ["| posts | posts a second | CPU ms a post | MB at most |", "|---|---:|---:|---:|"]
    print("\n".join(head))
    rows = [row for posts in options.posts for row in measure(posts)]
    if options.write:
        told = "Posts of 350 words, three tags, a comment in two; without files; SQLite; one process."
        text = "\n".join([told, "", *head, *rows]) + "\n"
        (HERE / "results" / f"importing-{options.write}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
