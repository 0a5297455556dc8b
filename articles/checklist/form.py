"""Checks of the form of a text: headings, links, paragraphs, tables, lengths."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.checklist.outline import Outline
from articles.checklist.points import Point, Weight
from editions.scripts.words import count_words, reading_minutes

LONG_TITLE = 110
LONG_PARAGRAPH = 180
# A text shorter than this needs no headings and no minutes.
SHORT = 60

# Words that say nothing of where a link leads, in the languages we write; folded, without signs around them.
_EMPTY_WORDS = frozenset(
    [
        *("here", "click here", "click", "this", "this link", "link", "read more", "more", "read", "this page"),
        *(
            "اینجا",
            "این جا",
            "این‌جا",
            "اینجا کلیک کنید",
            "کلیک کنید",
            "این لینک",
            "لینک",
            "بیشتر",
            "ادامه",
            "ادامهٔ مطلب",
        ),
        *("هنا", "اضغط هنا", "انقر هنا", "الرابط", "هذا الرابط", "المزيد", "اقرأ المزيد", "رابط"),
        *("këtu", "kliko këtu", "klikoni këtu", "ky link", "kjo lidhje", "lidhja", "më shumë", "lexo më shumë"),
    ]
)
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE)
_AROUND = " .,:;!?…»«›→()[]“”„\"'،؛؟"


def advice(key: str, message: str, where: str = "") -> Point:
    return Point(key, Weight.ADVICE, message, where)


def headings(outline: Outline) -> Iterator[Point]:
    before = 1
    for heading in outline.headings:
        where = f"body:{heading.place}"
        if not heading.text:
            yield advice("heading-empty", _("A heading is empty."), where)
            continue
        if heading.level > before + 1:
            names = {"text": heading.text[:60]}
            yield advice("heading-order", _("The heading “%(text)s” leaves out a level.") % names, where)
        before = heading.level


def links(outline: Outline) -> Iterator[Point]:
    seen: set[str] = set()
    for link in outline.links:
        where, text = f"body:{link.place}", link.text.casefold().strip(_AROUND)
        if not text:
            yield advice("link-empty", _("A link has no words."), where)
        elif text in _EMPTY_WORDS:
            names = {"text": link.text[:60]}
            yield advice("link-words", _("The link “%(text)s” does not say where it leads.") % names, where)
        elif _BARE_ADDRESS.fullmatch(text):
            yield advice("link-address", _("A link shows its address: words are read more easily."), where)
        target = link.href.split("#")[0].rstrip("/")
        if target and target in seen:
            names = {"address": target[:80]}
            yield advice("link-twice", _("Two links lead to %(address)s.") % names, where)
        seen.add(target)


def paragraphs(outline: Outline) -> Iterator[Point]:
    for text, place in outline.paragraphs:
        if (words := count_words(text)) > LONG_PARAGRAPH:
            told = _("A paragraph has %(number)d words; readers of telephones want fewer.") % {"number": words}
            yield advice("paragraph-long", told, f"body:{place}")


def tables(outline: Outline) -> Iterator[Point]:
    for place in outline.tables_without_head:
        yield advice("table-head", _("A table has no heading cells; screen readers need them."), f"body:{place}")


def title_length(title: str) -> Iterator[Point]:
    if len(title) > LONG_TITLE:
        told = _("The title has %(number)d characters; search engines and cards cut it at about %(limit)d.")
        yield advice("title-long", told % {"number": len(title), "limit": LONG_TITLE}, "title")


def reading_time(words: int, language: str) -> Iterator[Point]:
    if not words:
        return
    minutes = reading_minutes(words, language)
    told = ngettext(
        "%(words)d words, about %(minutes)d minute.", "%(words)d words, about %(minutes)d minutes.", minutes
    )
    yield Point("reading-time", Weight.FACT, told % {"words": words, "minutes": minutes})
