"""A large archive without the wait: a thousand seeded articles, and copies of them that the database makes itself.

The English edition is multiplied: stories, articles, places on lists, topics, credits, and what search keeps. A copy
has a moment, an address and numbers of its own, and the first paragraph of the one it was made of for a body, so that a
million fit on a disk. Copies of an article are spread over all the years: next to each lie others. Kept counts are made
anew at the end.
"""

from typing import Any

from django.db.models import Max

CODE = "en"
# Articles that are seeded; numbers of copies lie so far apart.
BASE, STEP = 1_000, 50_000
# What PostgreSQL does in time by itself.
VACUUM = "VACUUM ANALYZE"
# Copies that are made in one transaction.
AT_ONCE = 50
# Seconds that hold the seeded articles and their copies: twenty years. Multiples of the golden section spread over them
# as evenly as can be (Knuth, The Art of Computer Programming 3, 6.4).
SPAN = 20 * 365 * 86_400
GOLDEN = 0.6180339887
# In larger archives search knows of a copy what its title says, what it is, and the commonest words: their index would
# take an hour to write.
MOST_WITH_ALL_WORDS, KEPT = 100_000, 60


def fill(total: int) -> None:
    """Make copies until the edition has `total` articles besides the demo's, of which `BASE` are seeded already."""
    from django.db import connection

    from articles.models import Story

    copies = total // BASE
    few = total > MOST_WITH_ALL_WORDS
    done = (Story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) // STEP
    if connection.vendor == "postgresql":
        # An index that is made at once takes a tenth of the time.
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS search_words_words")
    for first in range(done + 1, copies, AT_ONCE):
        last = min(first + AT_ONCE, copies)
        _copy(first, last, few_words=few)
        print(f"  {last * BASE:,}", flush=True)
    settle()


def _copy(first: int, last: int, *, few_words: bool) -> None:
    from django.db import connection, transaction

    from articles.models import Article, Credit, Placement, Story, StoryTopic
    from search.lexemes import MARK
    from search.models import Entry
    from search.places import WIDTH

    sqlite = connection.vendor == "sqlite"
    cut = f"substr(body, 1, {'instr' if sqlite else 'strpos'}(body, '</p>') + 3)"
    base = "SELECT id FROM articles_story WHERE working_title LIKE 'Archive %%' AND id < %s"
    ours = f"SELECT id FROM articles_article WHERE edition_id = '{CODE}' AND story_id IN ({base})"  # noqa: S608
    number = f"k * {STEP}"
    # Seconds since 1970.
    second = "strftime('%%s', published_at)" if sqlite else "floor(extract(epoch FROM published_at))"
    old, newest = f"CAST({second} AS bigint)", _newest()
    new = f"({newest} - ({newest} - {old} + k * CAST({round(SPAN * GOLDEN)} AS bigint)) %% {SPAN})"
    moment = f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', {new}, 'unixepoch')" if sqlite else f"to_timestamp({new})"
    place = f"{new} * {WIDTH} + place %% {WIDTH} + {number}"
    moved = {"id": f"id + {number}", "published_at": moment}
    tables: list[tuple[Any, dict[str, str], str]] = [
        (Story, {"id": f"id + {number}"}, f"id IN ({base})"),
        (
            Article,
            moved | {"story_id": f"story_id + {number}", "slug": "slug || '-' || k", "body": cut}
            | {"source_id": "NULL", "pending_id": "NULL"},
            f"id IN ({ours})",
        ),
        (Placement, moved | {"article_id": f"article_id + {number}"}, f"article_id IN ({ours})"),
        (Credit, {"id": f"id + {number}", "story_id": f"story_id + {number}"}, f"story_id IN ({base})"),
        (
            StoryTopic,
            {"id": f"id + {number}", "content_object_id": f"content_object_id + {number}"},
            f"content_object_id IN ({base})",
        ),
        (
            Entry,
            moved | {
                "key": f"key + {number}",
                "place": place,
                "address": "substr(address, 1, length(address) - 1) || '-' || k || '/'",
                "text": "substr(text, 1, 400)",
            },
            f"kind = 'article' AND edition = '{CODE}' AND key IN ({ours})",
        ),
    ]  # fmt: skip
    numbers = "WITH RECURSIVE copies(k) AS (SELECT %s UNION ALL SELECT k + 1 FROM copies WHERE k + 1 < %s)"
    with transaction.atomic(), connection.cursor() as cursor:
        for model, changed, which in tables:
            columns = [field.column for field in model._meta.concrete_fields]
            values = ", ".join(changed.get(column, column) for column in columns)
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "  # noqa: S608
                f"{numbers} SELECT {values} FROM copies CROSS JOIN {model._meta.db_table} WHERE {which}",
                [first, last, STEP],
            )
        if sqlite:
            known = f"'and the ' || substr(words, {-KEPT * 8})" if few_words else "words"
            years = [f"'{MARK}y' || strftime('%%Y', {one})" for one in ("published_at", moment)]
            known = f"replace({known}, {', '.join(years)})"
            names, words = "rowid, words", f"{place}, {known} || ' uq' || k || 'x' || key"
            joined = "search_words w ON w.rowid = e.place"
        else:
            names = "place, edition, unpublish_at, words"
            all_words = "tsvector_to_array(words)"
            known = (
                f"({all_words})[cardinality({all_words}) - {KEPT}:] || ARRAY['and', 'the']" if few_words else all_words
            )
            years = [f"'{MARK}y' || extract(year FROM {one})" for one in ("published_at", moment)]
            known = f"array_replace({known}, {', '.join(years)})"
            words = f"{place.replace('place', 'e.place')}, e.edition, e.unpublish_at, "
            words += f"array_to_tsvector({known} || ('uq' || k || 'x' || key))"
            joined = "search_words w ON w.place = e.place"
        cursor.execute(
            f"INSERT INTO search_words ({names}) {numbers} SELECT {words} "  # noqa: S608
            f"FROM copies CROSS JOIN search_entry e JOIN {joined} "
            f"WHERE e.kind = 'article' AND e.edition = '{CODE}' AND e.key IN ({ours})",
            [first, last, STEP],
        )


def _newest() -> int:
    """The second of the newest of the seeded articles."""
    from articles.models import Article

    seeded = Article.objects.filter(edition=CODE, pk__lt=STEP, story__working_title__startswith="Archive ")
    return int(seeded.live().aggregate(newest=Max("published_at"))["newest"].timestamp())


def settle() -> None:
    """What a database does by itself in time: numbers given from above the copies', statistics, the index in order."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    from articles.archive.keeping import recount
    from editions.models import Edition
    from search.engines import engine
    from search.engines.postgresql import AT_ONCE

    recount(Edition.objects.get(pk=CODE))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute("CREATE INDEX IF NOT EXISTS search_words_words ON search_words USING gin (words)")
            cursor.execute(AT_ONCE)
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
            cursor.execute(VACUUM)
        engine().settle()
