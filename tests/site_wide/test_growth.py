"""Pages read as much of an archive that is ten times as large; no index is missing, on either engine."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.test import Client
from django.utils import timezone

import articles.admin.taxonomy
import articles.board.summary
from accounts.desk import counting
from articles import desk_search
from articles.models import Article, Credit, Story, StoryTopic
from articles.services import place_untold
from benchmarks import filling
from benchmarks.growth import public_pages
from benchmarks.reading import Statement, read_by
from editions.enums import State
from search import finding
from seeds import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]
# Articles (more than PostgreSQL's search looks at one by one), how many times as many, and the seconds that hold them,
# two months.
FEW, TIMES, SPAN = 250, 8, 60 * 86_400
# Tables that grow with the archive.
LARGE = (
    "articles_article", "articles_story", "articles_placement", "articles_credit", "articles_storytopic",
    "articles_archiveplace", "search_entry",
)  # fmt: skip


@pytest.fixture
def multiply(monkeypatch) -> Callable[[], None]:
    """An archive of a few English articles, and what makes ten times as many of it."""
    # Copies are told from what they are copies of by their numbers (benchmarks/filling.py).
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    people = [factories.make_person() for _ in range(2)]
    topics = [factories.make_topic() for _ in range(2)]
    categories = [factories.make_category() for _ in range(2)]
    stories = Story.objects.bulk_create(
        Story(working_title=f"Archive {number} library", category=categories[number % 2]) for number in range(FEW)
    )
    StoryTopic.objects.bulk_create(StoryTopic(content_object=story, tag=topics[story.pk % 2]) for story in stories)
    Credit.objects.bulk_create(Credit(story=story, person=people[story.pk % 2]) for story in stories)
    now = timezone.now()
    # One an hour: whatever day it is today, the day and the month of each of them have more than a page already.
    made = Article.objects.bulk_create(
        Article(
            story=story, edition_id="en", title=f"The library {number}", slug=f"library-{number}",
            body="<p>The bread and the oven.</p>", state=State.PUBLISHED,
            published_at=now - timedelta(days=3, hours=number),
        )
        for number, story in enumerate(stories)
    )  # fmt: skip
    place_untold(made)
    # What is counted so far and no further.
    monkeypatch.setattr(finding, "MOST_COUNTED", 20)
    monkeypatch.setattr(counting, "MOST", 60)
    monkeypatch.setattr(articles.board.summary, "MANY", 60)
    monkeypatch.setattr(articles.admin.taxonomy, "MOST_STORIES", 20)
    monkeypatch.setattr(desk_search, "LOOKED_THROUGH", 50)
    monkeypatch.setattr(filling, "BASE", FEW)
    monkeypatch.setattr(filling, "SPAN", SPAN)

    def times() -> None:
        filling._copy(1, TIMES, few_words=False)
        filling.settle()

    monkeypatch.setattr(filling, "VACUUM", "ANALYZE")
    filling.settle()
    return times


def asked_by(pages: dict[str, str], client: Client) -> dict[str, list[Statement]]:
    return {name: read_by(client, path) for name, path in pages.items()}


def work_of(pages: dict[str, str], client: Client) -> dict[str, int]:
    go_by_indexes()
    return {name: sum(one.work() for one in asked) for name, asked in asked_by(pages, client).items()}


def go_by_indexes() -> None:
    """PostgreSQL would read tables as small as these whole, which costs less then; and so it would where the index is
    full of what tests before have taken back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("REINDEX INDEX search_words_words")
            for way in ("seqscan", "mergejoin", "hashjoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")


def grown(few: dict[str, int], many: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Pages that read more now; trees of an index are a step higher now and then."""
    slack = 120 if connection.vendor == "postgresql" else 600
    return {name: (few[name], many[name]) for name in few if many[name] > few[name] * 1.3 + slack}


def test_public_pages_read_as_much_however_many_articles_there_are(multiply, client: Client):
    pages = public_pages()
    few = work_of(pages, client)
    multiply()
    assert grown(few, work_of(pages, client)) == {}


def test_no_public_page_reads_a_large_table_from_end_to_end(multiply, client: Client):
    multiply()
    go_by_indexes()
    for name, asked in asked_by(public_pages(), client).items():
        for one in asked:
            if connection.vendor == "postgresql":
                scanned = {step["Relation Name"] for step in one.plan() if step["Node Type"] == "Seq Scan"}
                assert not scanned & set(LARGE), (name, one.sql)
            else:
                scans = [line for line in one.plan() if line.startswith("SCAN ") and line.split()[1] in LARGE]
                assert not scans, (name, scans, one.sql)


def test_older_pages_read_no_more_than_the_first(multiply, client: Client):
    multiply()
    pages = {name: path for name, path in public_pages().items() if name.startswith("list, ")}
    assert {"list, page 1", "list, oldest"} <= pages.keys()
    work = work_of(pages, client)
    assert max(work.values()) <= min(work.values()) * 1.3 + 600, work
