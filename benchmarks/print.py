"""Measures making the PDF and the EPUB of an issue of twelve pages; changes nothing in the installation of DATA_DIR.

Run by hand on the demo (`manage.py seed`), with the renditions of its pictures made:

    DATA_DIR=… python benchmarks/print.py [--write NAME]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# How long the issue has to be; articles of its edition are put into it until it is.
PAGES = 12


def prepared(code: str, n_articles: int, folder: Path) -> dict[str, Any]:
    """Lay out an issue with so many of the edition's newest articles, which nobody stores, and measure its EPUB."""
    from articles.models import Article
    from publications.models import IssueEntry
    from publications.printing import parts
    from publications.printing.epub.book import write_epub
    from publications.printing.keeping import texts
    from publications.printing.making import lay_out

    text = texts().filter(edition=code).exclude(issue__cover=None).first()
    related = ("story__category", "story__image")
    articles = Article.objects.in_edition(code).live().select_related(*related).order_by("-published_at")[:n_articles]
    entries = [IssueEntry(text=text, article=one, position=n) for n, one in enumerate(articles)]
    parts.sections_of = lambda text, **how: parts_of(entries, code, **how)  # type: ignore[assignment]
    started = time.process_time()
    issue = parts.read_issue(text)
    read = time.process_time()
    book = write_epub(issue)
    made = time.process_time()
    lay_out(issue, folder)
    return {"read": read - started, "epub": made - read, "epub_size": len(book), "articles": len(issue.pieces)}


def parts_of(entries: list[Any], code: str, *, now: Any, with_drafts: bool) -> Any:
    from publications.contents import sections_from

    return sections_from(entries, code, now=now, with_drafts=with_drafts)


def drawn(folder: Path) -> dict[str, Any]:
    """Draw it as the worker does: seconds by the clock and of the processor, memory in MB, pages, size."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "publications.printing.child", str(folder), "600", "0"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return {
        "clock": ended - started,
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "memory": after.ru_maxrss / 1024,
        "pages": json.loads(done.stdout)["pages"],
        "size": (folder / "issue.pdf").stat().st_size,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", default="", metavar="NAME", help="results/print-NAME.md")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")
    import django

    django.setup()
    lines = [
        f"An issue of {PAGES} pages or a few more, drawn until its pages are full (three times at most).",
        "",
        "| edition | articles | pages | read, CPU s | PDF, s | PDF, CPU s | PDF, MB | memory, MB | EPUB, CPU s | EPUB, MB |",  # noqa: E501
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for code in ("en", "sq", "ar", "fa"):
        n_articles = PAGES - 3
        while True:
            with tempfile.TemporaryDirectory(prefix="nejat-print-") as name:
                found = prepared(code, n_articles, Path(name))
                found |= drawn(Path(name))
            if found["pages"] >= PAGES or found["articles"] < n_articles:
                break
            n_articles += PAGES - found["pages"]
        lines.append(
            f"| {code} | {found['articles']} | {found['pages']} | {found['read']:.2f} | {found['clock']:.1f}"
            f" | {found['cpu']:.1f} | {found['size'] / 1e6:.1f} | {found['memory']:.0f} | {found['epub']:.2f}"
            f" | {found['epub_size'] / 1e6:.1f} |"
        )
        print(lines[-1], flush=True)
    text = "\n".join(lines) + "\n"
    if options.write:
        (ROOT / "benchmarks" / "results" / f"print-{options.write}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
