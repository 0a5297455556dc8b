"""Measures every kind of public page: queries, CPU time, time, bytes. Run by `make bench`."""

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))


@dataclass
class Row:
    page: str
    path: str
    queries: int
    cpu_ms: float
    ms: float
    html_kb: float
    first_view_kb: float


def pages() -> dict[str, str]:
    """One address a kind of page, of the Persian and the English edition; deep pages from the middle of the archive."""
    from articles.models import Article, Category, Topic
    from editions.paging import key_of
    from media_gallery.models import MediaItem
    from publications.models import IssueEdition

    found = {}
    for code in ("en", "fa"):
        live = Article.objects.in_edition(code).live().newest_first()
        count = live.count()
        article, middle = live[min(20, count - 1)], live[count // 2]
        category = Category.objects.exclude(**{f"slug_{code}": None}).first()
        topic = Topic.objects.exclude(**{f"slug_{code}": None}).first()
        album = MediaItem.objects.live_in(code).of_kind("photos").first()
        issue = IssueEdition.objects.in_edition(code).live().first()
        found |= {
            f"{code} home": f"/{code}/",
            f"{code} list, page 1": f"/{code}/articles/",
            f"{code} list, middle": f"/{code}/articles/?before={key_of(middle.published_at, middle.pk)}",
            f"{code} category": category.address_in(code),
            f"{code} category, middle": f"{category.address_in(code)}?before={key_of(middle.published_at, middle.pk)}",
            f"{code} topic": topic.address_in(code),
            f"{code} article": article.get_absolute_url(),
            f"{code} album": album.address_in(code),
            f"{code} issue": issue.get_absolute_url(),
            f"{code} RSS feed": f"/{code}/feed/",
        }
    return found


def queries(path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return len(captured)


def cpu_seconds(pids: list[int]) -> float:
    """User and system time that the processes have used (proc(5), fields 14 and 15)."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def measure(port: int, pids: list[int], path: str, count: int) -> tuple[float, float]:
    """CPU and median milliseconds of `count` requests, one at a time."""
    connection = HTTPConnection("127.0.0.1", port)
    times = []
    before = cpu_seconds(pids)
    for _ in range(count):
        start = time.perf_counter()
        connection.request("GET", path, headers={"Connection": "keep-alive"})
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (path, response.status)
        times.append(time.perf_counter() - start)
    spent = cpu_seconds(pids) - before
    connection.close()
    return spent / count * 1000, statistics.median(times) * 1000


def compressed(port: int, path: str) -> tuple[int, int]:
    """Bytes of a page, and of the style sheets that it waits for, as a browser with brotli is sent them."""
    import brotli

    def sent(address: str) -> bytes:
        request = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(request) as response:
            return response.read()

    html = sent(path)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', brotli.decompress(html).decode())
    return len(html), sum(len(sent(sheet)) for sheet in sheets)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "nejat_cms.settings"
    import django

    django.setup()
    addresses = pages()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "nejat_cms.wsgi:application",
        "--host", "127.0.0.1", "--port", str(options.port),
        "--workers", "1", "--blocking-threads", "1", "--no-access-log",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    rows = []
    try:
        wait_for(options.port)
        pids = family(server.pid)
        for name, path in addresses.items():
            measure(options.port, pids, path, 20)
            # Three interleaved thirds would be kinder to drift; the median of three runs is what is kept.
            runs = [measure(options.port, pids, path, options.requests // 3) for _ in range(3)]
            html, css = compressed(options.port, path)
            rows.append(
                Row(
                    name,
                    path,
                    queries(path),
                    round(statistics.median(run[0] for run in runs), 2),
                    round(statistics.median(run[1] for run in runs), 2),
                    round(html / 1024, 1),
                    round((html + css) / 1024, 1),
                )
            )
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    write(rows)


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz")
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("The server did not start.")


def write(rows: list[Row]) -> None:
    from articles.models import Article

    lines = [
        f"{Article.objects.count():,} articles in the database; one worker; brotli.",
        "",
        "| page | queries | CPU ms | ms | HTML KB | HTML + CSS KB |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {row.page} | {row.queries} | {row.cpu_ms} | {row.ms} | {row.html_kb} | {row.first_view_kb} |"
            for row in rows
        ),
        "",
    ]
    print("\n".join(lines))
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    (results / "pages.md").write_text("\n".join(lines))
    (results / "pages.json").write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
