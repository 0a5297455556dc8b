""" "By X – source" at the beginning or the end of a body, in English, Persian, Arabic and Albanian.

A line is taken for a byline only where all of it is one: what it begins with, names that look like names, and perhaps
a source. Anything else stays in the text, since a lost sentence is worse than a byline that an editor moves by hand.
"""

import re
from dataclasses import dataclass
from html import unescape

# So far into a body, from either end, is looked for the line; it is no longer than that.
_REACH = 6_000
_LONGEST = 160
# What ends a line, and what a line is looked for in.
_BLOCKS = "p|div|h[1-6]|blockquote|ul|ol|li|figure|figcaption|table|tbody|tr|td|th|pre|section|article|hr|br"
_EDGE = re.compile(rf"<(/?)({_BLOCKS})\b[^<>]*>|\n", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_COMMENT = re.compile(r"<!--.*?-->|\[caption\b.*?\[/caption\]", re.DOTALL | re.IGNORECASE)
_FIGURE = re.compile(r"<(/?)figure\b", re.IGNORECASE)
_HREF = re.compile(r'<a\s[^<>]*?href="([^"]*)"', re.IGNORECASE)
_ELSEWHERE = {"blockquote", "ul", "ol", "li", "figcaption", "table", "tbody", "tr", "td", "th", "pre"}

_MARKERS = re.compile(
    r"(?:(?:(?:written|words|text|story|report)\s+)?by|(?:shkruar\s+)?nga"
    r"|نوشته(?:ٔ|‌ی|‌ي|\s?ی)|نوشتۀ|نوشتهء|به[\s\u200c]?قلم|بقلم)(?P<colon>\s*[:：/])?\s+",
    re.IGNORECASE,
)
# These begin sentences too, so a colon must follow.
_WITH_COLON = re.compile(
    r"(?:authors?|written by|autor(?:i|ja|ët)?|përgatit(?:i|ur nga)|نوشته|نویسنده(?:گان|‌ها)?|نویسندگان|نگارنده|گزارش|"
    r"گزارشگر|یادداشت|از|الكاتبة?|كتبه?ا?|كتبت|إعداد|اعداد|تقرير|تأليف|تحرير)\s*[:：]\s*",
    re.IGNORECASE,
)
_SOURCE_ONLY = re.compile(r"(?:source|burimi|منبع|به نقل از|برگرفته از|المصدر|مصدر|نقلا عن)\s*[:：]\s*", re.IGNORECASE)
_DASH = re.compile(r"\s*[–—―]\s*|\s+[-|/•·]\s+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,80})[)\]]$")
_FOR = re.compile(r"\s+(?:for|of)\s+(?=[Tt]he\s)|\s+për\s+(?=\S)")
_NAMES = re.compile(r"\s*[,،&]\s*(?:(?:and|dhe|و)\s+)?|\s+(?:and|dhe|with|و)\s+", re.IGNORECASE)
# "أحمد علي وسارة حسن": the word for "and" stands before the name without a space.
_ATTACHED = re.compile(r"(?<=\S)\s+و(?=[\u0621-\u064a]{3})")
_BEGIN_WITH_WAW = {
    "وليد", "وائل", "وسيم", "وفاء", "وردة", "وحيد", "وداد", "وجدي", "وجيه", "وديع", "وسام", "وصفي", "وضاح", "وعد",
    "وهبة", "وهيب", "ويليام", "وحيدة", "ولاء", "والي", "وهبي", "ورد", "وجد",
}  # fmt: skip

_PARTICLES = {
    "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "zu",
    "al", "el", "bin", "ibn", "bint", "abu", "y", "af", "st", "mac", "jr", "sr",
}  # fmt: skip
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?")
_ARABIC_WORD = re.compile("[\u0621-\u065f\u0670-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0640\u200c\u200d.-]+")
# Names are made of none of these; nor are the idioms that begin like bylines.
_NO_NAMES = set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december spring summer autumn winter morning noon evening night midnight today tomorrow
    the a an this that these those then there all any no some every each his her its their our my your far now
    popular demand means way chance design law nature land sea air train car bus foot hand invitation appointment
    definition default contrast comparison accident mistake order request post hënë martë mërkurë enjte premte shtunë
    diel janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor sot nesër dje viti shtëpia
    و در از به که را این آن با برای تا است بود شد می یک هم بر روی هر خود ما من او نیست دارد کرد کرده شده بودند شدند
    نمی چه اگر ولی اما پس پیش زیر بالای میان دیوار سنگ کتاب صفحه
    في من على إلى الى عن أن ان هذا هذه التي الذي كان كانت قد لا ما هو هي كل بعد قبل مع بين ثم لم لن رصاص حبر جاف أحمر
    ملون قديم جديد واحد
    """.split()
)
_ORGANISATION = re.compile(
    r"^the\s|\b(?:news|post|times|press|agency|journal|gazette|radio|magazine|review|institute|university|tribune|"
    r"herald|observer|courier|bulletin|gazeta|revista|agjencia)\b|\.[a-z]{2,4}$",
    re.IGNORECASE,
)
_DATE = re.compile(r"[\d٠-٩۰-۹]{1,4}")
_SENTENCE = re.compile(r"[.!?؟…;؛:]\s|[!?؟…;؛]$")
_BAD = re.compile(r"\btranslat|\bpërkth|\bphotos?\s+by|ترجم|مترجم|عکس", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who made a text, as a line of it says.

    Attributes:
        people: their names, as they stand there; none where the line names a source only.
        source: where it comes from; "" where the line names none.
        rest: the body without that line.
        address: where a link in the line leads; "" where there is none.
    """

    people: tuple[str, ...]
    source: str
    rest: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


def read_byline(text: str) -> Byline | None:
    """The byline of a body (plain text or HTML, old or converted); None where there is none."""
    for line, is_last in ((_first(text), False), (_last(text), True)):
        if line is None:
            continue
        found = parse_byline(line.words)
        if found and (found[0] or is_last):
            link = _HREF.search(text, line.start, line.end)
            rest = _without(text, line)
            return Byline(*found, rest, unescape(link[1]) if link else "")
    return None


def parse_byline(words: str) -> tuple[tuple[str, ...], str] | None:
    """The people and the source that a line names; None where it is no byline."""
    line = " ".join(words.split()).strip("*_~ ").removeprefix("—").removeprefix("–").lstrip()
    if line[:1] in "([" and line[-1:] in ")]":
        line = line[1:-1]
    line = line.strip()
    if not line or len(line) > _LONGEST or _BAD.search(line):
        return None
    if only := _SOURCE_ONLY.match(line):
        source = line[only.end() :].strip(" .")
        return ((), source) if _is_source(source) else None
    marker = _WITH_COLON.match(line) or _MARKERS.match(line)
    if marker is None:
        return None
    has_colon = marker.re is _WITH_COLON or bool(marker["colon"])
    people, source, is_bracketed = _parted(line[marker.end() :].strip())
    names = _names(people)
    if source and not _is_source(source):
        return None
    shortest = 1 if has_colon or is_bracketed else 2
    if not names or not all(_is_name(name, shortest) for name in names):
        return None
    return tuple(names), source


def _parted(text: str) -> tuple[str, str, bool]:
    """What stands before and after a dash, in brackets at the end, after "for the"; or after a last comma."""
    if bracket := _BRACKETS.search(text):
        return text[: bracket.start()], bracket[1].strip(), True
    for pattern in (_DASH, _FOR):
        if dash := pattern.search(text):
            return text[: dash.start()], text[dash.end() :].strip(" ."), False
    before, comma, after = text.rpartition(", ")
    if comma and _ORGANISATION.search(after):
        return before, after.strip(" ."), False
    return text, "", False


def _names(text: str) -> list[str]:
    text = text if re.search(r"\b(?:Jr|Sr|[A-Z])\.$", text) else text.rstrip(".")
    names: list[str] = []
    for part in _NAMES.split(text.strip(" ,،")):
        place = 0
        for match in _ATTACHED.finditer(part):
            word = part[match.end() - 1 :].split()[0]
            before, after = part[place : match.start()], part[match.end() :]
            if word not in _BEGIN_WITH_WAW and len(before.split()) > 1 and len(after.split()) > 1:
                names.append(before.strip())
                place = match.end()
        names.append(part[place:].strip())
    return names


def _is_name(name: str, shortest: int) -> bool:
    """Whether it looks like somebody's name: a few words, in Latin letters with capitals."""
    words = name.split()
    if not shortest <= len(words) <= 5 or any(word.strip(".").lower() in _NO_NAMES for word in words):
        return False
    if all(_ARABIC_WORD.fullmatch(word) for word in words):
        return len(name) > 2
    return (
        all(
            _LATIN_WORD.fullmatch(word) and (word[0].isupper() or word.lower().strip(".") in _PARTICLES)
            for word in words
        )
        and words[-1][0].isupper()
    )


def _is_source(source: str) -> bool:
    """Whether it looks like a paper, an agency, a site: a few words, no date alone and no sentence."""
    words = source.split()
    if not 1 <= len(words) <= 8 or len(source) > 80 or _SENTENCE.search(source):
        return False
    if not re.search(r"[^\W\d_]", source):
        return False
    first = source.lstrip("«“\"'‘")[:1]
    is_address = "." in source and " " not in source
    if first.islower() and not is_address and words[0] != "the":
        return False
    months = {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
              "december"}  # fmt: skip
    if _DATE.search(source) and (len(words) < 4 and {word.strip(",.").lower() for word in words} & months):
        return False
    stops = {"است", "بود", "شد", "كان", "كانت", "را", "که"}
    return not stops & set(words)


def _first(text: str) -> _Line | None:
    """The first line with words, behind pictures."""
    place = 0
    for _picture in range(4):
        head = text[place : place + _REACH]
        blank = re.match(r"(?:\s|&nbsp;|<(?!figure\b)[^<>]*>)*", head)
        at = place + (blank.end() if blank else 0)
        comment = _COMMENT.match(text, at, at + 4 * _REACH)
        end = comment.end() if comment else _end_of_figure(text, at)
        if end is None:
            return _line_at(text, at)
        place = end
    return None


def _end_of_figure(text: str, start: int) -> int | None:
    """Where the figure ends that begins here, galleries with their pictures; None for none."""
    depth = 0
    for edge in _FIGURE.finditer(text, start, start + 4 * _REACH):
        if not depth and (edge.start() != start or edge[1]):
            return None
        depth += -1 if edge[1] else 1
        if not depth:
            return text.find(">", edge.end()) + 1 or None
    return None


def _start_of_figure(text: str, low: int, end: int) -> int | None:
    """Where the figure begins that ends here."""
    depth = 0
    for edge in reversed(list(_FIGURE.finditer(text, low, end))):
        depth += 1 if edge[1] else -1
        if not depth:
            return edge.start()
    return None


def _last(text: str) -> _Line | None:
    """The last line with words, before pictures."""
    end = len(text)
    for _picture in range(4):
        start = max(0, end - _REACH)
        tail = text[start:end]
        bare = re.sub(r"(?:\s|&nbsp;|</?(?!/?figure\b)[a-z][^<>]*>)+\Z", "", tail[-600:], flags=re.IGNORECASE)
        at = end - min(len(tail), 600) + len(bare)
        if not bare:
            return None
        begun = _start_of_figure(text, max(0, end - 4 * _REACH), at) if bare.endswith("</figure>") else None
        if begun is not None:
            end = begun
            continue
        return _line_at(text, at - 1)
    return None


def _line_at(text: str, place: int) -> _Line | None:
    """The line that a place is in, unless it stands in a quotation, a list, a table."""
    low = max(0, place - _REACH)
    before = None
    for before in _EDGE.finditer(text, low, place):  # noqa: B007 - the last one
        pass
    after = _EDGE.search(text, place, place + _REACH)
    start, end = before.end() if before else low, after.start() if after else min(len(text), place + _REACH)
    if (low and not before) or end - start > 20 * _LONGEST:
        return None
    if any(
        edge and edge[2] and edge[2].lower() in _ELSEWHERE and _opens(edge, edge is before) for edge in (before, after)
    ):
        return None
    if _within(text, start):
        return None
    words = unescape(_TAG.sub("", text[start:end]))
    return _Line(start, end, words) if words.strip() else None


def _opens(edge: re.Match[str], is_before: bool) -> bool:
    """Whether the edge of a line belongs to something that the line stands in."""
    return (not edge[1]) if is_before else bool(edge[1])


def _within(text: str, place: int) -> bool:
    """Whether a list, a quotation or the like is open."""
    low = max(0, place - _REACH)
    for name in ("blockquote", "ul", "ol", "table", "figure"):
        if text.rfind(f"<{name}", low, place) > text.rfind(f"</{name}", low, place):
            return True
    return False


def _without(text: str, line: _Line) -> str:
    """The body without a line, and without the paragraph or the break that was there for it alone."""
    before, after = text[: line.start], text[line.end :]
    opened = re.search(r"<(p|div|h[1-6])\b[^<>]*>\s*\Z", before[-400:], re.IGNORECASE)
    closed = re.match(r"\s*</(p|div|h[1-6])\s*>\n?", after, re.IGNORECASE)
    if opened and closed:
        return before[: len(before) - len(opened[0])] + after[closed.end() :]
    leading = re.match(r"\s*<br\s*/?>\s*|\s*\n\s*", after, re.IGNORECASE)
    if leading:
        return before + after[leading.end() :]
    trailing = re.search(r"\s*(?:<br\s*/?>|\n)\s*\Z", before[-400:], re.IGNORECASE)
    return (before[: len(before) - len(trailing[0])] if trailing else before) + after
