"""Measures search over a large index, on SQLite or PostgreSQL: CPU of a request, its database's included.

Run by hand on an empty database; the index is filled first, with texts recombined from the demo's and with made-up
words as rare as words are in languages:

    DATA_DIR=… python benchmarks/search.py --articles 100000 [--write NAME]
    DATA_DIR=… tools/with-postgres .venv/bin/python benchmarks/search.py --articles 100000 [--write NAME]
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

KIND = "article"
MADE_UP = 60_000
# Further texts are copies of these, with a rare word of their own: writing them takes the longest.
MOST_WRITTEN = 10_000
TICK = os.sysconf("SC_CLK_TCK")
# By name: the query's parts; {rare} is in one text, {middling} in about one of 400.
SEARCHES = {
    "en": {
        "common word": {"q": "the"},
        "two common words": {"q": "the and"},
        "common and rare": {"q": "the {rare}"},
        "rare word": {"q": "{rare}"},
        "middling word": {"q": "{middling}"},
        "beginning of a word": {"q": "libr*"},
        "common, without a common one": {"q": "the -bread"},
        "phrase": {"q": '"at the door"'},
        "phrase that no text has": {"q": '"door the at and"'},
        "common word, by date": {"q": "the", "sort": "date"},
        "common word, of one year": {"q": "the", "year": "2019"},
        "common word, deep": {"q": "the", "before": "2-{deep}"},
        "nothing, and did you mean": {"q": "librarzy"},
        "suggestions": {"q": "the l"},
    },
    "fa": {
        "common word": {"q": "از"},
        "two common words": {"q": "از که"},
        "rare word": {"q": "{rare}"},
        "compound": {"q": "می‌شود"},
        "plural": {"q": "کتاب‌ها"},
    },
}


def documents_of(keys: list[int], codes: list[str], total: int) -> Iterator:
    from django.utils import timezone

    from editions.richtext.plain import plain_text
    from search.sources import Document
    from seeds.loading.archive import Words

    now = timezone.now().replace(microsecond=0)
    step = timedelta(days=365 * 20) / total
    for code in codes:
        words = _WORDS.setdefault(code, None) or Words(code)
        _WORDS[code] = words
        plain = _PLAIN.setdefault(code, [plain_text(one) for one in words.paragraphs])
        for key in keys:
            chance = random.Random(key)  # noqa: S311 - the same texts every time
            # The nth word about 1/n as often as the first.
            made_up = " ".join(made_up_word(int(MADE_UP ** chance.random()) + 20) for _ in range(40))
            yield Document(
                edition=code,
                key=key,
                title=f"{chance.choice(words.titles)} ({key})",
                address=f"/{code}/articles/{key}/",
                published_at=now - step * key - timedelta(hours=1),
                summary=chance.choice(words.standfirsts),
                text="\n".join([*chance.sample(plain, 8), made_up, f"unique{spelled(key)}"]),
                section=key % 12,
            )


_WORDS: dict = {}
_PLAIN: dict = {}


def spelled(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def made_up_word(number: int) -> str:
    return f"zx{spelled(number)}"


def fill(count: int, codes: list[str]) -> None:
    from search import sources
    from search.engines import engine
    from search.models import Entry
    from search.rebuilding import rebuild

    def keys(after: int, size: int) -> list[int]:
        return list(range(after + 1, min(after + size, written) + 1))

    written = min(count, MOST_WRITTEN)
    sources._SOURCES.clear()
    sources.register_source(KIND, sources.Source("Article", lambda some: documents_of(some, codes, count), keys))
    sources.register_sections(lambda code: [])
    total = written * len(codes)
    if Entry.objects.count() < total:
        print(f"Filling the index with {written:,} texts in each of {', '.join(codes)} …", flush=True)
        started, cpu = time.monotonic(), time.process_time()
        rebuild(tell=lambda kind, done: print(f"  {done:,}", flush=True) if done % 10_000 == 0 else None)
        seconds, spent = time.monotonic() - started, time.process_time() - cpu
        print(f"{total:,} texts in {seconds:.0f} s, {spent * 1000 / total:.2f} ms CPU each of ours")
    copies = range(Entry.objects.count() // total, count // written)
    for number in copies:
        multiply(number)
    if copies:
        engine().settle()


def multiply(number: int) -> None:
    """Lay copies of all texts some seconds before each of them; what was in one text alone stays so."""
    from django.db import connection, transaction

    from search.places import WIDTH

    print(f"  copy {number}", flush=True)
    first, other = f"FROM search_entry WHERE key <= {MOST_WRITTEN}", f"unique{spelled(number)}x"
    names = "edition, kind, unpublish_at, published_at, section, digest, folding, title, address, summary"
    text, back = f"REPLACE(text, 'unique', '{other}')", number * WIDTH
    entries = f"""
        INSERT INTO search_entry ({names}, key, place, text)
        SELECT {names}, key + {number * MOST_WRITTEN}, place - {back}, {text} {first}
    """
    lexemes, columns, values = f"REPLACE(words, 'unique', '{other}')", "rowid, words", "rowid"
    if connection.vendor == "postgresql":
        lexemes = f"REPLACE(array_to_string(tsvector_to_array(words), ' '), 'unique', '{other}')"
        lexemes = f"array_to_tsvector(string_to_array({lexemes}, ' '))"
        columns, values = "place, words, edition", "place"
    words = f"""
        INSERT INTO search_words({columns})
        SELECT {values} - {back}, {lexemes}{", edition" if values == "place" else ""} FROM search_words
        WHERE {values} IN (SELECT place {first})
    """  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(entries)
        cursor.execute(words)


def database_cpu(pid: int | None) -> float:
    """Seconds of CPU that the database's own process has taken; SQLite's is ours."""
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def measure(path: str, count: int, pid: int | None) -> tuple[float, float, float, float, float]:
    """Milliseconds of a request: CPU, median, least and 99th percentile of ours; mean of the database's; median of the
    clock. The least is what a request takes that other work on the machine disturbs least."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    for _ in range(3):
        assert client.get(path).status_code == 200, path
    spent, passed, before = [], [], database_cpu(pid)
    for _ in range(count):
        cpu, clock = time.process_time(), time.perf_counter()
        client.get(path)
        spent.append((time.process_time() - cpu) * 1000)
        passed.append((time.perf_counter() - clock) * 1000)
    theirs = (database_cpu(pid) - before) * 1000 / count
    worst = statistics.quantiles(spent, n=100)[98]
    return statistics.median(spent), min(spent), worst, theirs, statistics.median(passed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--editions", default="en,fa")
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--write", default="", metavar="NAME", help="write results/search-NAME.md")
    parser.add_argument("--only", default="", metavar="WORD", help="searches that have this word in their name")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "nejat_cms.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from search.models import Entry
    from seeds.factories import make_editions

    # Names of static files without their hashes: collecting them takes longer than it tells here.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    make_editions()
    codes = options.editions.split(",")
    fill(options.articles, codes)
    pid = None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE search_words")
            cursor.execute("VACUUM ANALYZE search_entry")
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
    rare = f"unique{spelled(min(options.articles, MOST_WRITTEN) // 2)}"
    deep = Entry.objects.order_by("place")[Entry.objects.count() // 2].place
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    told = (
        f"{options.articles:,} texts an edition ({', '.join(codes)}); {connection.vendor}; in process; "
        f"load {load} on {os.cpu_count()} cores."
    )
    head = "| search | CPU ms | of it the database server | least, ours | 99th percentile, ours | ms by the clock |"
    lines = [told, "", head, "|---|---:|---:|---:|---:|---:|"]
    print(head)
    for code in codes:
        for name, parts in SEARCHES.get(code, {}).items():
            if options.only not in name:
                continue
            filled = {
                key: value.format(rare=rare, middling=made_up_word(400), deep=deep) for key, value in parts.items()
            }
            page = "suggest" if name == "suggestions" else ""
            address = f"/{code}/search/{page}?{urlencode(filled)}"
            mine, least, worst, theirs, clock = measure(address, options.requests, pid)
            figures = " | ".join(f"{one:.1f}" for one in (mine + theirs, theirs, least, worst, clock))
            line = f"| {code}: {name} | {figures} |"
            print(line, flush=True)
            lines.append(line)
    if options.write:
        (HERE / "results" / f"search-{options.write}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
