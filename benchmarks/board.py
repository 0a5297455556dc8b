"""Measures the parity board on a large archive: queries and time of its pages.

Run by `make bench` on a database of its own with SQLite; by hand on any that has an archive, PostgreSQL's too:

    DATA_DIR=… python manage.py seed --articles 20000
    DATA_DIR=… python benchmarks/board.py [--write NAME]

The archive has every story in every edition; before measuring, gaps are torn into it as a newsroom has them: stories
missing in an edition, translations out of date, texts in review, plans. That is done once, and says so.
"""

import argparse
import os
import random
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

MARK = "board-benchmark"
# Queries that a page of the board may ask at most, whatever it is asked for and however many stories there are.
MOST = 16
PAGES = {
    "all stories": "",
    "newest published": "sort=live",
    "longest out of date": "sort=stale",
    "live in en, missing in fa, 7 days": "live=en&standing=missing&in=fa&days=7",
    "live in en, missing in fa": "live=en&standing=missing&in=fa",
    "missing in sq": "standing=missing&in=sq",
    "out of date in ar": "standing=lagging&in=ar",
    "declined in fa": "standing=declined&in=fa",
    "in review, any edition": "standing=review",
    "in review in sq, newest published": "standing=review&in=sq&sort=live",
    "given to me": "assignee=me",
    "given to nobody, newest published": "assignee=nobody&sort=live",
    "a category, newest published in en": "live=en&category={category}",
    "a category, missing in sq": "live=en&category={category}&standing=missing&in=sq",
    "search: finds": "q=Archive 1234",
    "search: finds nothing": "q=no such words",
    "search: finds nothing, newest published": "q=no such words&sort=live",
    "deep: newest published": "sort=live&after={deep}",
    "deep: all stories": "sort=story&after={story}",
}


def tear_gaps() -> None:
    """A twelfth of the articles of three editions missing, others lagging, in review, planned or declined."""
    from django.utils import timezone

    from accounts.models import User
    from articles.enums import Stage
    from articles.models import Article, Plan, Story

    if User.objects.filter(username=MARK).exists():
        return
    print("Tearing gaps into the archive …", flush=True)
    chance, now = random.Random(7), timezone.now()  # noqa: S311 - the same gaps every time
    me = User(username=MARK, is_staff=True, is_superuser=True)
    me.set_unusable_password()
    me.save()
    plans = []
    for code in ("ar", "fa", "sq"):
        rows = list(Article.objects.filter(edition=code).order_by("pk").values_list("pk", "story_id"))
        chance.shuffle(rows)
        twelfth = len(rows) // 12
        gone, rest = rows[:twelfth], rows[twelfth:]
        for start in range(0, len(gone), 500):
            keys = [pk for pk, _story in gone[start : start + 500]]
            Article.objects.filter(pk__in=keys).delete()
        for number, (pk, _story) in enumerate(rest[: twelfth // 2]):
            since = now - timedelta(hours=number)
            Article.objects.filter(pk=pk).update(n_changed=1 + number % 4, n_missing=number % 2, stale_since=since)
        Article.objects.filter(pk__in=[pk for pk, _story in rest[-200:]]).update(
            state="draft", published_at=None, stage=Stage.REVIEW
        )
        plans += [
            Plan(story_id=story, edition_id=code, is_declined=True, reason="Of local interest only")
            for _pk, story in gone[: twelfth // 4]
        ]
        plans += [
            Plan(story_id=story, edition_id=code, assignee=me, planned_for=now.date())
            for _pk, story in gone[twelfth // 4 :][-300:]
        ]
    Plan.objects.bulk_create(plans)
    assert Story.objects.exists()


def measure(path: str, count: int) -> tuple[int, float, float]:
    """Queries; median milliseconds of this process's CPU (SQLite's work is in it, a server's is not); of the clock."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=MARK))
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    queries = len(captured)
    assert response.status_code == 200, (path, response.status_code)
    spent, passed = [], []
    for _ in range(count):
        cpu, clock = time.process_time(), time.perf_counter()
        client.get(path)
        spent.append((time.process_time() - cpu) * 1000)
        passed.append((time.perf_counter() - clock) * 1000)
    return queries, statistics.median(spent), statistics.median(passed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=9)
    parser.add_argument("--write", default="", metavar="NAME", help="write results/board-NAME.md")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "nejat_cms.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction

    from articles.models import Article, Category, Story
    from editions.paging import key_of

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with transaction.atomic():
        tear_gaps()
    with connection.cursor() as cursor:
        # Plans of queries rest on statistics, which PostgreSQL's own daemon and our `prepare` keep.
        cursor.execute("ANALYZE")
    middle = Article.objects.in_edition("en").live().newest_first()[Story.objects.count() // 2]
    places = {
        "category": Category.objects.first().pk,
        "deep": key_of(middle.published_at, middle.pk),
        "story": Story.objects.order_by("-pk")[Story.objects.count() // 2].pk,
    }
    lines = [
        f"{Story.objects.count():,} stories, {Article.objects.count():,} articles; {connection.vendor}; in process.",
        "",
        "| board | queries | CPU ms | ms |",
        "|---|---:|---:|---:|",
    ]
    too_many: list[str] = []
    for name, query in PAGES.items():
        number, spent, passed = measure(f"/admin/board/?{query.format(**places)}", options.requests)
        lines.append(f"| {name} | {number} | {spent:.0f} | {passed:.0f} |")
        print(lines[-1], flush=True)
        too_many += [f"{name}: {number}"] if number > MOST else []
    if options.write:
        (HERE / "results" / f"board-{options.write}.md").write_text("\n".join([*lines, ""]))
    if too_many:
        sys.exit(f"More than {MOST} queries: {'; '.join(too_many)}.")


if __name__ == "__main__":
    main()
