"""Writes that are timed, each in a process of its own on the installation that DATA_DIR and DATABASE_URL name.

    python -m benchmarks.parts.changes visible TIMES PORT PORT…    publish, and ask until every page shows it
    python -m benchmarks.parts.changes bulk NUMBER                 withdraw and publish so many articles at once
    python -m benchmarks.parts.changes seeding NUMBER              make so many articles
    python -m benchmarks.parts.changes renditions NUMBER           draw the renditions of so many pictures

Each prints what it found as JSON; beside it, what the same rows or pictures cost without us.
"""

import io
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

from benchmarks.measuring.loading import HEADERS
from benchmarks.peers.ours import CODE

# Seconds after which a page that does not show a change is one that never will.
WAIT_MOST = 10.0
# Nodes of one site are asked by its one name, so that what one of them has drawn is the other's too.
HOST = "site.test"


def spent(act: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock and of this process's CPU."""
    clock, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - cpu


def visible(times: int, ports: list[int]) -> dict[str, Any]:
    """Milliseconds from the commit of a changed headline until every page of every node shows it; pages are warm."""
    from articles.models import Article
    from articles.services import save_article

    # The newest of those that the front page, the list, a category and the feed all show.
    article = Article.objects.in_edition(CODE).live().newest_first().select_related("story__category")[0]
    category = article.story.category.address_in(CODE) if article.story.category else f"/{CODE}/articles/"
    pages = {
        "home": f"/{CODE}/",
        "list": f"/{CODE}/articles/",
        "category": category,
        "article": article.get_absolute_url(),
        "feed": f"/{CODE}/feed/",
    }
    found: dict[str, list[float]] = {name: [] for name in [*pages, "every page"]}
    for number in range(times):
        for port in ports:
            with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                for path in pages.values():
                    asked(connection, path)
                    asked(connection, path)
        title = f"Headline number {number} of {time.time_ns()}"
        article = Article.objects.get(pk=article.pk)
        article.title = title
        save_article(article)
        began = time.perf_counter()
        took = watched(ports, pages, title, began)
        for name in pages:
            found[name].append(max(one for (_port, page), one in took.items() if page == name) * 1000)
        found["every page"].append(max(took.values()) * 1000)
    return {name: [statistics.median(values), min(values), max(values)] for name, values in found.items()}


def watched(ports: list[int], pages: dict[str, str], title: str, began: float) -> dict[tuple[int, str], float]:
    """Seconds until each page of each node had the title; all are asked at once, again and again.

    Each is asked for over one connection and by the ETag of what it said last, so that the asking takes little of the
    processors that the nodes have.
    """
    took: dict[tuple[int, str], float] = {}

    def watch(port: int, name: str, path: str) -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            tag = ""
            while time.perf_counter() - began < WAIT_MOST:
                tag, text = asked(connection, path, tag)
                if title in text:
                    took[port, name] = time.perf_counter() - began
                    return
                time.sleep(0.005)
        took[port, name] = float("inf")

    threads = [threading.Thread(target=watch, args=(port, *page)) for port in ports for page in pages.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def asked(connection: HTTPConnection, path: str, tag: str = "") -> tuple[str, str]:
    """The ETag of a page and its text, which is "" where it still is that of `tag`."""
    import brotli

    headers = {**HEADERS, "Host": HOST}
    connection.request("GET", path, headers={**headers, "If-None-Match": tag} if tag else headers)
    response = connection.getresponse()
    body = response.read()
    text = brotli.decompress(body) if body and response.getheader("Content-Encoding") == "br" else body
    return response.getheader("ETag") or "", text.decode()


def bulk(number: int) -> dict[str, Any]:
    """Articles a second through the services, and through the bare statement that changes the same rows."""
    from django.db import connection, transaction

    from articles.models import Article
    from articles.services import publish_articles, withdraw_articles

    def chosen() -> list:
        return list(Article.objects.in_edition(CODE).order_by("pk")[:number])

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            rows = [("published", article.published_at, article.pk) for article in articles]
            cursor.executemany("UPDATE articles_article SET state = %s, published_at = %s WHERE id = %s", rows)

    articles = chosen()
    withdrawn = spent(lambda: withdraw_articles(articles))
    articles = chosen()
    published = spent(lambda: publish_articles(articles))
    return {"count": len(articles), "withdraw": withdrawn, "publish": published, "bare": spent(bare)}


def seeding(number: int) -> dict[str, Any]:
    """Articles a second with all that belongs to them, search with it; and of the bare rows alone."""
    from django.db import connection, transaction

    from articles.models import Article
    from benchmarks.peers.ours import archive_of

    last = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    made = spent(lambda: archive_of(number))
    columns = [field.column for field in Article._meta.concrete_fields if field.column != "id"]
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM articles_article WHERE id > %s", [last])  # noqa: S608
        rows = cursor.fetchall()
        cursor.execute(f"CREATE TABLE bare_rows AS SELECT {names} FROM articles_article WHERE id < 0")  # noqa: S608

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            values = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO bare_rows ({names}) VALUES ({values})", rows)  # noqa: S608

    found = {"count": len(rows), "made": made, "bare": spent(bare)}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bare_rows")
    return found


def renditions(number: int) -> dict[str, Any]:
    """CPU of all renditions of pictures, and of the same copies made by the picture library alone."""
    from PIL import Image as Pillow

    from media_gallery.models import Image
    from media_gallery.renditions import PASSES, all_widths, make_renditions

    images = list(Image.objects.filter(width__gte=1280).order_by("pk")[:number])
    count = sum(len(widths) for image in images for widths in all_widths(image).values())
    ours, bare = [0.0, 0.0], [0.0, 0.0]

    def drawn(image: Image) -> None:
        with image.file.open() as file:
            original = Pillow.open(file)
            original.load()
        for kind, _widths, options in PASSES:
            source = original.convert("RGB")
            for width in all_widths(image)[kind]:
                small = source.resize(
                    (width, round(source.height * width / source.width)), Pillow.Resampling.LANCZOS, reducing_gap=3.0
                )
                small.save(io.BytesIO(), kind.upper(), **options)

    for image in images:
        for total, act in (
            (ours, lambda image=image: make_renditions(image, anew=True)),
            (bare, lambda image=image: drawn(image)),
        ):
            clock, cpu = spent(act)
            total[0] += clock
            total[1] += cpu
    return {"count": count, "pictures": len(images), "made": ours, "bare": bare}


def main() -> None:
    import django

    django.setup()
    command, *words = sys.argv[1:]
    numbers = [int(word) for word in words]
    if command == "visible":
        found = visible(numbers[0], numbers[1:])
    else:
        found = {"bulk": bulk, "seeding": seeding, "renditions": renditions}[command](numbers[0])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
