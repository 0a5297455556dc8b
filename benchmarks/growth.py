"""What pages cost with a thousand articles in an edition, and with a million: CPU, and how much the database reads.

    python benchmarks/growth.py --articles 1000 --write sqlite
    python benchmarks/growth.py --articles 1000000 --write sqlite
    DATABASE_URL=… python benchmarks/growth.py --articles 100000 --write postgresql

An archive of a thousand is seeded; a larger one is made of it by the database itself (benchmarks/filling.py), in
`DATA_DIR` or .cache/growth-N. A million need some eight gigabytes. Pages are asked for in process, one at a time; CPU
is ours and that of PostgreSQL's process, of a request. Each run adds its column to results/growth-NAME.json and .md.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

TICK = os.sysconf("SC_CLK_TCK")
# A page is asked for so many seconds of CPU, at most so often.
SECONDS, MOST_RUNS = 0.4, 120
# A page of the list is counted from the newest.
PAGE_SIZE = 12


def prepare(articles: int) -> None:
    """Fill the database if it is not yet."""
    from benchmarks.peers import ours

    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "nejat_cms.settings"}
    folder = Path(given["DATA_DIR"])
    done = folder / f"growth-{articles}"
    if done.exists():
        return
    if not given.get("DATABASE_URL") and ((seeded := folder.with_name("growth-1000")) / "growth-1000").exists():
        ours.copied(seeded, folder)
    else:
        for words in (["migrate", "-v0"], ["seed", "--articles", "1000"]):
            subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=given, check=True)
    if articles > 1000:
        code = f"import django; django.setup(); from benchmarks.filling import fill; fill({articles})"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=given, check=True)
    done.touch()


def public_pages() -> dict[str, str]:
    """Of the English edition, one address a kind of page; the same articles whatever was filled in between."""
    from articles.models import Article, Person, Topic
    from benchmarks.filling import STEP
    from editions.paging import key_of

    live = Article.objects.in_edition("en").live().newest_first()
    # By number alone, which is quick however many copies there are.
    first = Article.objects.filter(pk__lt=STEP, story__working_title__startswith="Archive").select_related(
        "story__category"
    )
    ours = [one for one in first.defer("body") if one.edition_id == "en" and one.is_live() and one.story.category_id]
    seeded = sorted(ours, key=lambda one: one.published_at, reverse=True)
    article, oldest = seeded[min(300, len(seeded) // 3)], seeded[-min(60, len(seeded) // 2)]
    moment, category = article.published_at, article.story.category
    topic = Topic.objects.filter(story_topics__content_object=article.story).first()
    person = Person.objects.filter(credits__story=article.story).first()
    old = f"?before={key_of(oldest.published_at, oldest.pk)}"
    month = f"/en/archive/{moment.year}/{moment.month:02}/"

    def page(number: int) -> str:
        edge = live.values_list("published_at", "pk")[number * PAGE_SIZE :][:1]
        return f"/en/articles/?before={key_of(*edge[0])}" if edge else ""

    found = {
        "home": "/en/",
        "list, page 1": "/en/articles/",
        "list, page 80": page(80),
        "list, page 500": page(500),
        "list, page 50,000": page(50_000),
        "list, oldest": f"/en/articles/{old}",
        "category": category.address_in("en"),
        "category, oldest": f"{category.address_in('en')}{old}",
        "topic": topic.address_in("en"),
        "topic, oldest": f"{topic.address_in('en')}{old}",
        "person": person.address_in("en"),
        "archive, years": "/en/archive/",
        "archive, year": f"/en/archive/{moment.year}/",
        "archive, month": month,
        "archive, day": f"{month}{moment.day:02}/",
        "article": article.get_absolute_url(),
        "article, old": oldest.get_absolute_url(),
        "RSS feed": "/en/feed/",
        "JSON feed": "/en/feed.json",
        "sitemap, news": "/sitemap/news.xml",
        "sitemap, pages": "/sitemap/en/pages.xml",
        "API, articles": "/api/v1/en/articles/",
        "search, common word": "/en/search/?q=the",
        "search, two common words": "/en/search/?q=the+and",
        "search, a name": "/en/search/?q=library",
        "search, by date": "/en/search/?q=the&sort=date",
        "search, one year": f"/en/search/?q=the&year={moment.year}",
        "search, did you mean": "/en/search/?q=librarzy",
        "search, suggestions": "/en/search/suggest?q=lib",
    }
    return {name: path for name, path in found.items() if path}


def desk_pages() -> dict[str, str]:
    from django.urls import reverse

    from articles.models import Story

    board = reverse("admin:board")
    articles, stories = reverse("admin:articles_article_changelist"), reverse("admin:articles_story_changelist")
    story = Story.objects.filter(working_title__startswith="Archive").order_by("pk")[0].pk
    return {
        "desk: start": reverse("admin:index"),
        "desk: articles": articles,
        "desk: articles, page 80": f"{articles}?p=80",
        "desk: articles of an edition": f"{articles}?edition__code__exact=en",
        "desk: stories": stories,
        "desk: categories": reverse("admin:articles_category_changelist"),
        "desk: topics": reverse("admin:articles_topic_changelist"),
        "desk: comments": reverse("admin:comments"),
        "desk: media": reverse("admin:media_gallery_mediaitem_changelist"),
        "desk: subscribers": reverse("admin:subscribers"),
        "desk: story": reverse("admin:articles_story_change", args=[story]),
        "desk: calendar": reverse("admin:calendar"),
        "board": board,
        "board, newest": f"{board}?sort=live",
        "board, live in en, missing in fa": f"{board}?live=en&standing=missing&in=fa",
        "board, in review": f"{board}?standing=review",
        "board, out of date": f"{board}?standing=lagging&in=fa",
    }


def database_cpu() -> Callable[[], float]:
    """Seconds of CPU that the database's own process has taken; SQLite's is ours."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return lambda: 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]

    def spent() -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    return spent


def measure(act: Callable[[], Any], theirs: Callable[[], float], least: int) -> tuple[float, float]:
    """Milliseconds of CPU of one act: the least of ours, with the mean of the database's; and that alone."""
    act()
    ours, before, until = [], theirs(), time.process_time() + SECONDS
    while len(ours) < least or (least > 3 and time.process_time() < until and len(ours) < MOST_RUNS):
        start = time.process_time()
        act()
        ours.append(time.process_time() - start)
    database = (theirs() - before) / len(ours) * 1000
    return round(min(ours) * 1000 + database, 2), round(database, 2)


def measure_pages(only: str, least: int) -> dict[str, dict[str, Any]]:
    from django.conf import settings
    from django.test import Client

    from accounts.models import User
    from benchmarks.reading import read_by

    # Names of static files without their hashes: collecting them takes longer than it tells here.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    public, desk = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    desk.force_login(User.objects.get(username="admin"))
    theirs = database_cpu()
    rows = {}
    for client, pages in ((public, public_pages()), (desk, desk_pages())):
        for name, path in pages.items():
            if only not in name:
                continue
            asked = read_by(client, path)
            cpu, database = measure(lambda client=client, path=path: client.get(path), theirs, least)
            work = sum(one.work() for one in asked)
            rows[name] = {"cpu_ms": cpu, "database_ms": database, "queries": len(asked), "work": work}
            print(f"{name:36} {cpu:9.2f} ms  {len(asked):3} queries  {work:10,} read", flush=True)
    return rows


def measure_writes(only: str, least: int) -> dict[str, dict[str, Any]]:
    """Publishing and withdrawing; whatever is written is taken back."""
    from django.db import transaction

    from articles.models import Article
    from articles.services import publish_articles, withdraw_articles

    theirs = database_cpu()

    def taken_back(number: int) -> Callable[[], None]:
        def act() -> None:
            with transaction.atomic():
                some = list(Article.objects.in_edition("en").filter(state="published").newest_first()[:number])
                publish_articles(withdraw_articles(some))
                transaction.set_rollback(True)

        return act

    rows = {}
    for name, number in (("withdraw and publish 1", 1), ("withdraw and publish 10,000", 10_000)):
        if only in name:
            start, before = time.process_time(), theirs()
            if number == 1:
                cpu, database = measure(taken_back(number), theirs, least)
            else:
                taken_back(number)()
                database = round((theirs() - before) * 1000, 2)
                cpu = round((time.process_time() - start) * 1000 + database, 2)
            rows[name] = {"cpu_ms": cpu, "database_ms": database, "queries": None, "work": None}
            print(f"{name:36} {cpu:9.2f} ms", flush=True)
    return rows


def write(name: str, engine: str, articles: int, rows: dict[str, dict[str, Any]]) -> None:
    """Add this run to the results of its name."""
    file = HERE / "results" / f"growth-{name}.json"
    found = json.loads(file.read_text()) if file.exists() else {"engine": engine, "articles": {}}
    found["articles"][str(articles)] = {**found["articles"].get(str(articles), {}), **rows}
    found["articles"] = dict(sorted(found["articles"].items(), key=lambda pair: int(pair[0])))
    file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    file.with_suffix(".md").write_text(table(found), encoding="utf-8")


def table(found: dict[str, Any]) -> str:
    sizes = list(found["articles"])
    reads = "steps of its machine" if found["engine"] == "sqlite" else "rows"
    heads = [f"{int(size):,} | reads" for size in sizes]
    lines = [
        f"Milliseconds of CPU a page, {found['engine']} included, by articles of the edition; and how much the database"
        f" reads, in {reads}. In process; the least of several.",
        "",
        f"| page | {' | '.join(heads)} | last : first |",
        f"|---|{'---:|' * (2 * len(sizes) + 1)}",
    ]
    for page in dict.fromkeys(page for rows in found["articles"].values() for page in rows):
        cells = [found["articles"][size].get(page) for size in sizes]
        told = [f"{cell['cpu_ms']} | {cell['work'] or 0:,}" if cell else "– | –" for cell in cells]
        there = [cell["cpu_ms"] for cell in cells if cell]
        ratio = f"{there[-1] / there[0]:.2f}" if len(there) > 1 and there[0] else ""
        lines.append(f"| {page} | {' | '.join(told)} | {ratio} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="articles of the English edition, in thousands")
    parser.add_argument("--write", default="", metavar="NAME", help="add to results/growth-NAME.json and .md")
    parser.add_argument("--only", default="", metavar="WORD", help="pages that have this word in their name")
    parser.add_argument("--requests", type=int, default=10, help="of a page at least; up to 3: no more than that")
    parser.add_argument("--fill", action="store_true", help="fill the archive, and measure nothing")
    parser.add_argument("--writes", action="store_true", help="publishing and bulk actions too")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "nejat_cms.settings"
    os.environ.setdefault("DATA_DIR", str(ROOT / ".cache" / f"growth-{options.articles}"))
    Path(os.environ["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
    prepare(options.articles)
    if options.fill:
        return
    import django

    django.setup()
    from django.db import connection

    rows = measure_pages(options.only, options.requests)
    if options.writes:
        rows |= measure_writes(options.only, options.requests)
    if options.write:
        write(options.write, connection.vendor, options.articles, rows)


if __name__ == "__main__":
    main()
