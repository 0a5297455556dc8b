"""An old body as tokens: words, tags, blocks of the block editor, shortcodes.

Every sign is looked at a few times at most, whatever stands there.
"""

import re
from collections.abc import Generator, Iterator
from enum import Enum, auto
from typing import NamedTuple

from wordpress.text.names import ELEMENTS, SHORTCODES


class Kind(Enum):
    WORDS = auto()
    OPEN = auto()
    CLOSE = auto()
    # An element, a block or a shortcode without an end.
    VOID = auto()
    COMMENT = auto()


class Token(NamedTuple):
    """A piece of a body.

    Attributes:
        name: of an element; of a block with "wp:" before it, of a shortcode with "[".
        raw: the words, still with entities; the attributes; what a comment says.
        start, end: where it stands.
    """

    kind: Kind
    name: str
    raw: str
    start: int
    end: int


_SIGN = re.compile(r"[<\[]")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:_-]*+)")
# What stands in a tag after its name, as browsers read it: nothing of it is looked at twice.
_TAG_REST = re.compile(
    r"""(?:[\s/]++|=?[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|=)*+>""",
)
_BLOCK = re.compile(r"<!--\s+(/)?wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(?:(\{.*\})\s+)?(/)?-->", re.DOTALL)
_BLOCK_NAME = re.compile(r"<!--\s+(/?)wp:([a-z0-9_/-]+)")
_SHORTCODE_NAME = re.compile(r"\[(/?)([A-Za-z][A-Za-z0-9_-]{0,60})(?=[\s\]/=:])")
# These hold no elements of HTML, or only words.
_RAW = {
    name: re.compile(rf"</{name}[\s>/]", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "svg", "math")
}
# In these a shortcode is shown, not carried out.
_SHOWN = {"pre", "code"}
# A shortcode is no longer than this.
_LONGEST = 20_000


class _Nearest:
    """Where the next of a sign stands: asked for rising places, it looks at the text once."""

    def __init__(self, text: str, sign: str) -> None:
        self.text, self.sign, self.place = text, sign, -1

    def __call__(self, start: int) -> int:
        """Its place from `start` on; the length of the text where there is none."""
        if self.place < start:
            found = self.text.find(self.sign, start)
            self.place = len(self.text) if found < 0 else found
        return self.place


def _paired(text: str) -> set[int]:
    """Where blocks and shortcodes begin that have an end, and where these ends begin: each pair of the nearest."""
    pairs: set[int] = set()
    for pattern in (_SHORTCODE_NAME, _BLOCK_NAME):
        waiting: dict[str, list[int]] = {}
        for match in pattern.finditer(text):
            if text[match.start() - 1 : match.start()] == "[" or (match[1] and text.startswith("]]", match.end())):
                # Escaped.
                continue
            if not match[1]:
                waiting.setdefault(match[2].lower(), []).append(match.start())
            elif begun := waiting.get(match[2].lower()):
                pairs |= {begun.pop(), match.start()}
    return pairs


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.paired = _paired(text)
        self.comment_end, self.tag_end, self.bracket = _Nearest(text, "-->"), _Nearest(text, ">"), _Nearest(text, "]")
        # How many signs may still be looked at for ends of tags that never come.
        self.patience = 4 * len(text) + 10_000
        self.escaped: set[str] = set()
        self.ends = {name: _Nearest(text, f"</{name}") for name in _SHOWN}
        # Elements of words that have no end any more.
        self.endless: set[str] = set()
        self.shown = 0

    def tokens(self) -> Iterator[Token]:
        text, place, begun = self.text, 0, 0
        while match := _SIGN.search(text, place):
            start = match.start()
            token = self.tag(start) if match[0] == "<" else self.shortcode(start)
            if token is None:
                place = start + 1
                continue
            if start > begun:
                yield Token(Kind.WORDS, "", text[begun:start], begun, start)
            yield token
            place = begun = token.end
            if token.kind is Kind.OPEN and token.name in _RAW:
                place = begun = yield from self.raw_words(token)
            elif token.kind is Kind.OPEN and token.name in _SHOWN and self.ends[token.name](place) < len(text):
                self.shown += 1
            elif token.kind is Kind.CLOSE and token.name in _SHOWN:
                self.shown = max(0, self.shown - 1)
        if begun < len(text):
            yield Token(Kind.WORDS, "", text[begun:], begun, len(text))

    def raw_words(self, token: Token) -> Generator[Token, None, int]:
        """The words up to the end of an element that holds words only."""
        found = None if token.name in self.endless else _RAW[token.name].search(self.text, token.end)
        if not found:
            self.endless.add(token.name)
        # Without an end it would take the whole text with it.
        end = found.start() if found else token.end
        yield Token(Kind.WORDS, "", self.text[token.end : end], token.end, end)
        if not found:
            yield Token(Kind.CLOSE, token.name, "", end, end)
        return end

    def tag(self, start: int) -> Token | None:
        if self.text.startswith("<!--", start):
            return self.comment(start)
        if self.text.startswith(("<!", "<?"), start):
            end = self.tag_end(start) + 1
            return Token(Kind.COMMENT, "", self.text[start:end], start, end) if end <= len(self.text) else None
        match = _TAG_NAME.match(self.text, start)
        if match is None:
            return None
        name = match[1].lower()
        if name not in ELEMENTS and not {":", "-"} & set(name):
            # "<someone@example.org>", "x<y": words.
            return None
        behind = self.end_of_tag(match.end())
        if behind is None:
            return None
        end = behind
        raw = self.text[match.end() : end - 1]
        if self.text[start + 1] == "/":
            return Token(Kind.CLOSE, name, "", start, end)
        is_void = ELEMENTS.get(name, False) or (raw.endswith("/") and (name == "iframe" or name not in ELEMENTS))
        return Token(Kind.VOID if is_void else Kind.OPEN, name, raw, start, end)

    def end_of_tag(self, place: int) -> int | None:
        nearest = self.tag_end(place)
        if nearest == len(self.text):
            return None
        if self.patience > 0:
            found = _TAG_REST.match(self.text, place)
            if found:
                return found.end()
            self.patience -= len(self.text) - place
        return nearest + 1

    def comment(self, start: int) -> Token | None:
        end = self.comment_end(start + 2) + 3
        if end > len(self.text):
            # It never ends: what it holds is for readers after all.
            return Token(Kind.COMMENT, "", "", start, start + 4)
        match = _BLOCK.fullmatch(self.text, start, end) if self.text.find("wp:", start, start + 40) > 0 else None
        if match is None:
            return Token(Kind.COMMENT, "", self.text[start + 4 : end - 3], start, end)
        name = "wp:" + match[2].removeprefix("core/")
        is_void = bool(match[4]) or start not in self.paired
        kind = Kind.CLOSE if match[1] else Kind.VOID if is_void else Kind.OPEN
        return Token(kind, name, match[3] or "", start, end)

    def shortcode(self, start: int) -> Token | None:
        match = _SHORTCODE_NAME.match(self.text, start)
        if match is None:
            return self.escape(start) if self.text.startswith("[[", start) else None
        name, end = match[2].lower(), self.end_of_shortcode(match.end())
        if end is None or self.shown:
            return None
        if match[1]:
            if self.text.startswith("]]", end - 1) and name in self.escaped:
                return Token(Kind.WORDS, "", self.text[start:end], start, end + 1)
            return Token(Kind.CLOSE, f"[{name}", "", start, end) if start in self.paired else None
        raw = self.text[match.end() : end - 1]
        if not self.is_shortcode(name, raw, start):
            return None
        is_open = start in self.paired and not raw.endswith("/")
        return Token(Kind.OPEN if is_open else Kind.VOID, f"[{name}", raw, start, end)

    def escape(self, start: int) -> Token | None:
        """ "[[gallery]]" and "[[caption]…[/caption]]" are the words "[gallery]" and "[caption]…[/caption]"."""
        match = _SHORTCODE_NAME.match(self.text, start + 1)
        end = self.end_of_shortcode(match.end()) if match and not match[1] else None
        if match is None or end is None:
            return None
        name, is_whole = match[2].lower(), self.text.startswith("]", end)
        if not is_whole and name not in SHORTCODES:
            return None
        if not is_whole:
            self.escaped.add(name)
        elif not self.is_shortcode(name, self.text[match.end() : end - 1], start):
            return None
        return Token(Kind.WORDS, "", self.text[start + 1 : end], start, end + is_whole)

    def is_shortcode(self, name: str, raw: str, start: int) -> bool:
        """Whether brackets are a shortcode's; "[sic]" and "[photo by Ann]" are words."""
        return (
            name in SHORTCODES or start in self.paired or "=" in raw or raw.endswith("/") or "_" in name or "-" in name
        )

    def end_of_shortcode(self, place: int) -> int | None:
        """Behind the bracket that ends it, which stands within no quotes."""
        end = self.bracket(place)
        if end == len(self.text) or end - place > _LONGEST:
            return None
        another = self.text.find("[", place, end)
        if another > 0 and '"' not in self.text[place:another]:
            return None
        self.patience -= end - place
        if self.patience < 0 or self.text.count('"', place, end) % 2 == 0:
            return end + 1
        quote = self.text.find('"', end, place + _LONGEST)
        self.patience -= _LONGEST
        further = self.text.find("]", quote, place + _LONGEST) if quote > 0 else -1
        if further > 0 and self.text.count('"', place, further) % 2 == 0:
            return further + 1
        return end + 1


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a body, in order."""
    return _Reader(text).tokens()
