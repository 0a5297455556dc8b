"""The search of the mirror: an index in small files that a page's own script reads, from a folder too.

Files are scripts that call one function with JSON: from `file://` browsers fetch nothing, but they load scripts. A word
is in the file of its first two signs, so that its beginning is found in one file. Texts are numbered from the oldest,
so that a new one changes no other's number.

    search/fa/about.js    {"texts": n, "files": n}
    search/fa/w-N.js      {form: [number of a text · 2, and one more where its title has the word]}
    search/fa/d-N.js      [[title, file, day, summary] of a hundred texts]
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from delivery.mirror.addresses import read
from editions import registry
from editions.models import Edition
from editions.scripts import calendars, folding
from editions.scripts.digits import to_latin
from search.lexemes import MOST_CHARACTERS
from search.models import Entry
from search.places import end_of

TEXTS_A_FILE = 100
# Texts -> files of words: some tens of kilobytes each.
FILES = ((200, 4), (2_000, 16), (20_000, 64), (10**9, 256))


def index_files(there: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The index of what is in the mirror."""
    for edition in registry.visible_editions():
        with translation.override(edition.language):
            yield from edition_files(edition, there)


def edition_files(edition: Edition, there: Collection[str]) -> Iterator[tuple[str, bytes]]:
    now = timezone.now()
    live = Entry.objects.filter(
        Q(unpublish_at=None) | Q(unpublish_at__gt=now), edition=edition.code, place__lt=end_of(now)
    )
    folder = f"search/{edition.code}"
    postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
    told: list[list[str]] = []
    count = 0
    for entry in live.order_by("place").iterator(chunk_size=200):
        address, _after, _fragment = read(entry.address, "/")
        if address is None or address.file not in there:
            continue
        for form, is_in_title in forms_of(entry).items():
            postings[form].append(2 * count + is_in_title)
        moment = calendars.format_date(calendars.local(entry.published_at, edition.zone), edition.date_style)
        told.append([entry.title, address.file, moment, entry.summary])
        count += 1
        if len(told) == TEXTS_A_FILE:
            yield script(f"{folder}/d-{(count - 1) // TEXTS_A_FILE}", told)
            told = []
    if told:
        yield script(f"{folder}/d-{count // TEXTS_A_FILE}", told)
    files = next(number for most, number in FILES if count <= most)
    words: list[list[str]] = [[] for _ in range(files)]
    for form in sorted(postings):
        words[file_of(form, files)].append(form)
    for number, forms in enumerate(words):
        yield script(f"{folder}/w-{number}", {form: postings[form].tolist() for form in forms})
    yield script(f"{folder}/about", {"texts": count, "files": files})


def forms_of(entry: Entry) -> dict[str, bool]:
    """The forms of a text's words, and of each whether the title has it."""
    language = entry.edition
    fold = folding.folding_of(language)
    found: dict[str, bool] = {}
    for text, is_title in ((entry.text[:MOST_CHARACTERS], False), (entry.summary, False), (entry.title, True)):
        for spelling in set(folding.spellings_of(text, language)):
            for form in fold(spelling).all_forms:
                found[form] = is_title or found.get(form, False)
    return found


def file_of(form: str, files: int) -> int:
    """The file of a word: by its first two signs, as the script reckons it."""
    return (ord(form[0]) * 31 + ord(form[1:2] or "\0")) % files


def script(name: str, data: Any) -> tuple[str, bytes]:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{name}.js", f"nejatFound({json.dumps(name)},{text});\n".encode()


def search_page(code: str) -> str | None:
    """The page on which an edition's part of the mirror is searched."""
    edition = registry.visible_edition(code)
    if edition is None:
        return None
    with translation.override(edition.language):
        return render_to_string("delivery/mirror_search.html", {"edition": edition, "rules": rules(edition.code)})


def rules(language: str) -> str:
    """What `editions.scripts.folding` knows, for the script, which folds what is typed as the index was folded."""
    family = folding.family_of(language)
    told = {
        "family": family,
        "longest": folding.LONGEST,
        "marks": folding._MARKS,
        "silent": folding._SILENT,
        "joiner": folding._JOINER,
        "signs": folding._SIGNS,
        "letters": {chr(sign): other for sign, other in folding._LETTERS.items()},
        "digits": {sign: to_latin(sign) for sign in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"},
        "article": folding._ARTICLE.pattern,
        "noArticle": folding._NO_ARTICLE.pattern,
        "plural": folding._PLURAL_END.pattern,
        "noPlural": sorted(folding._NO_PLURAL),
        "tail": folding._TAIL.pattern,
        "noEnglishPlural": sorted(folding._NO_ENGLISH_PLURAL),
    }
    return json.dumps(told, ensure_ascii=False)
