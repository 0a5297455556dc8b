"""What a search may cost, whatever the machine: which index answers, how much is read, and that none of it grows."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search import finding, sources
from search.engines import Span, engine
from search.expressions import All, Lexeme
from search.finding import MOST_COUNTED, PAGE_SIZE, Narrowing, Search
from search.lexemes import edition_mark
from search.places import end_of
from search.query import read_query
from search.services import refresh
from search.sources import Document, Source

pytestmark = pytest.mark.django_db
KIND = "article"
FEW, MANY = 400, 1600
# What readers type: words that every text has, one in eight, one in thirty, one alone.
SEARCHES = {
    "common": "oven",
    "two common": "oven bread",
    "middling": "eighth",
    "common and rare": "oven single7",
    "rare": "single7",
    "beginning": "ove*",
    "unwanted": "oven -eighth",
    "nothing": "xylophone",
}


@pytest.fixture
def texts(editions, monkeypatch):
    """Writes so many texts into the index, of which the first are the newest."""
    now = timezone.now()

    def documents(keys: list[int]) -> Iterator[Document]:
        for key in keys:
            words = f"Bread from the oven single{key}{' eighth' if key % 8 == 0 else ''}"
            words += " thirtieth" if key % 30 == 0 else ""
            yield Document("en", key, f"Text {key}", f"/{key}", now - timedelta(hours=key), text=words)

    monkeypatch.setitem(sources._SOURCES, KIND, Source("Article", documents, lambda after, size: []))
    return lambda first, last: refresh(KIND, range(first, last))


def search(typed: str, **narrowed: Any) -> tuple[list[int], int]:
    """Keys of the first page, and the count."""
    asked = Search(read_query(typed, "en"), "en", Narrowing(**narrowed))
    return [entry.key for entry in asked.page().rows], asked.count()


def asked_by(typed: str, **narrowed: Any) -> list[str]:
    """The statements of a search that ask the engine's table."""
    with CaptureQueriesContext(connection) as queries:
        search(typed, **narrowed)
    return [query["sql"] for query in queries if "search_words" in query["sql"]]


def prefer_indexes() -> None:
    """On PostgreSQL: a table as small as this one would be read whole, which costs less then; and so it would where the
    index is full of what tests before have taken back."""
    engine().settle()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("REINDEX INDEX search_words_words")
            cursor.execute("SET LOCAL enable_seqscan = off")


def plan_of(sql: str) -> list[dict]:
    """PostgreSQL's plan of a statement as it was carried out: its steps, each with what it gave and was looked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, BUFFERS) {sql}")
        found = cursor.fetchone()[0]
    steps, todo = [], [(json.loads(found) if isinstance(found, str) else found)[0]["Plan"]]
    while todo:
        steps.append(todo.pop())
        todo += steps[-1].get("Plans", [])
    return steps


def work_of(sql: str) -> int:
    """How much a database has to do for a statement: steps of SQLite's machine, or pages and rows that PostgreSQL
    looks at."""
    if connection.vendor == "postgresql":
        steps = plan_of(sql)
        rows = sum((one["Actual Rows"] + one.get("Rows Removed by Filter", 0)) * one["Actual Loops"] for one in steps)
        return int(rows) + steps[0]["Shared Hit Blocks"] + steps[0]["Shared Read Blocks"]
    counted = 0

    def step() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection.connection.set_progress_handler(step, 1)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.fetchall()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return counted


@pytest.mark.parametrize("typed", SEARCHES.values(), ids=SEARCHES)
def test_index_answers_and_nothing_is_read_from_end_to_end(texts, typed: str):
    texts(1, FEW)
    prefer_indexes()
    with connection.cursor() as cursor:
        for sql in asked_by(typed):
            if connection.vendor == "postgresql":
                steps = plan_of(sql)
                assert not [one for one in steps if one["Node Type"] == "Seq Scan"]
                assert {one["Index Name"] for one in steps if "Index Name" in one} <= {
                    "search_words_words", "search_words_newest", "search_words_pkey",
                }  # fmt: skip
            else:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                steps = [row[3] for row in cursor.fetchall()]
                assert any(re.match(r"SCAN w VIRTUAL TABLE INDEX \d+:.*M", step) for step in steps), steps
                assert any("SEARCH e USING INDEX" in step and "(place=?)" in step for step in steps), steps
                assert not any("TEMP B-TREE" in step or step == "SCAN e" for step in steps), steps


@pytest.mark.parametrize("typed", ["oven", "oven bread", "ove*", "oven -eighth", "single7", "xylophone"])
def test_search_does_the_same_work_however_many_texts_there_are(texts, typed: str):
    texts(1, FEW)
    prefer_indexes()
    few = [work_of(sql) for sql in asked_by(typed)]
    texts(FEW, MANY)
    prefer_indexes()
    many = [work_of(sql) for sql in asked_by(typed)]
    assert len(few) == len(many)
    # Trees of an index are a step higher now and then.
    assert all(more <= before * 1.25 + 20 for before, more in zip(few, many, strict=True)), (few, many)


def test_page_of_a_word_in_one_text_of_thirty_does_the_same_work_too(texts):
    # A page of them takes a thousand of the nearest on PostgreSQL.
    few, many = FEW * 3, MANY * 2

    def work() -> int:
        prefer_indexes()
        with CaptureQueriesContext(connection) as queries:
            assert len(Search(read_query("thirtieth", "en"), "en").page().rows) == PAGE_SIZE
        return sum(work_of(query["sql"]) for query in queries if "search_words" in query["sql"])

    texts(1, few)
    before = work()
    texts(few, many)
    assert work() <= before * 1.25 + 20


def test_year_costs_the_same_however_much_it_has(texts):
    now = timezone.now()
    year = now.year - 5
    # Texts are an hour apart.
    summer = (now - now.replace(year=year, month=7, day=1)) // timedelta(hours=1)
    texts(1, FEW)
    texts(summer, summer + FEW)
    prefer_indexes()
    few = [work_of(sql) for sql in asked_by("oven", year=year)]
    texts(summer + FEW, summer + MANY)
    prefer_indexes()
    many = [work_of(sql) for sql in asked_by("oven", year=year)]
    assert all(more <= before * 1.25 + 20 for before, more in zip(few, many, strict=True)), (few, many)


def test_counting_stops_at_its_limit(texts):
    texts(1, FEW)
    assert search("oven")[1] == MOST_COUNTED + 1
    assert search("eighth")[1] == FEW // 8 - 1
    lexemes = All((Lexeme(edition_mark("en")), Lexeme("oven")))
    now = timezone.now()
    counts = [engine().count(lexemes, edition="en", span=Span(end_of(now)), now=now, most=most) for most in (1, 7, 999)]
    assert counts == [1, 7, FEW - 1]


def test_what_is_counted_is_what_is_found(texts):
    texts(1, FEW)
    now = timezone.now()
    for word in ("oven", "eighth", "single7", "xylophone"):
        lexemes = All((Lexeme(edition_mark("en")), Lexeme(word)))
        asked = {"edition": "en", "span": Span(end_of(now)), "now": now}
        assert engine().count(lexemes, most=FEW, **asked) == len(engine().find(lexemes, limit=FEW, **asked))


def test_phrase_that_no_text_has_stops_after_so_much_text(texts, monkeypatch):
    texts(1, FEW)
    monkeypatch.setattr(finding, "MOST_READ", 2000)
    asked = Search(read_query('"oven bread"', "en"), "en")
    page = asked.page()
    assert page.rows == []
    assert page.older is not None
    assert asked._read < 2000 + finding.READ_AT_ONCE * 100


def test_settling_changes_nothing_that_is_found(texts):
    texts(1, FEW)
    before = [search(typed) for typed in SEARCHES.values()]
    engine().settle()
    assert [search(typed) for typed in SEARCHES.values()] == before


def test_page_with_a_long_text_is_marked_where_the_words_are(client: Client, editions, monkeypatch):
    now = timezone.now() - timedelta(hours=1)
    filler = "Lorem ipsum dolor sit amet. " * 10_000
    document = Document("en", 1, "Long", "/en/", now, text=f"{filler} a copper Kéttle {filler}")
    monkeypatch.setitem(sources._SOURCES, KIND, Source("Article", lambda keys: [document], lambda after, size: []))
    refresh(KIND, [1])
    page = client.get("/en/search/", {"q": "kettle"}).content.decode()
    assert "a copper <mark>Kéttle</mark> Lorem" in page
