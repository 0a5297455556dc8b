"""Bodies that our own export wrote (wordpress/exporting/blocks.py), read back as what they were.

A block that carries our mark is HTML of ours in the clothes of WordPress's editor, edited there or not: its clothes are
taken off, and it is sanitised as all else. Blocks without the mark, which somebody has added there, are converted as
those of any site.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from wordpress.text.around import Around, Leftover, Notes, Shown
from wordpress.told import CAPTION, CREDIT_CLASS, FORM, LANGUAGE, MARK, SHOWN

_COMMENT = re.compile(r"<!--\s+(/?)wp:([a-z][a-z0-9_/-]*)\s+(?:(\{[^\n]{0,8000}?\})\s+)?(/?)-->")
_NOTE = re.compile(r'<sup\b[^<>]*\bdata-fn="([^"<>]*)"[^<>]*>.{0,400}?</sup>', re.DOTALL)
_ISOLATED = re.compile(r"<(/?)bdo\b([^<>]*)>")
_LANGUAGE = re.compile(r'\blang="([^"<>]*)"')
_HREF = re.compile(r'(<a\b[^<>]*?\bhref=")([^"<>]*)(")')
_CREDIT = re.compile(rf'\s*<small class="{CREDIT_CLASS}">.{{0,2000}}?</small>', re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b[^<>]*>(.{0,20000}?)</figcaption>", re.DOTALL)
_CELL = re.compile(r"(<t[dh]\b[^<>]*>)(.{0,50000}?)(</t[dh]>)", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_NUMBER = re.compile(r' data-image="(\d{1,18})"')
_FIGURE = re.compile(r'<figure\b[^<>]* data-image="(\d{1,18})"[^<>]*>')
_ID = re.compile(r"[a-z0-9]{10}")
_PLAIN = {"paragraph", "heading", "separator", "code", "preformatted", "html"}


class _OtherError(Exception):
    """It is no block of ours, or has become another."""


@dataclass
class Piece:
    """A block as it stands in a body.

    Attributes:
        parts: what stands in it, other blocks among words.
        start, end: its place in the body.
    """

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    parts: list["Piece | str"] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def said(self) -> dict[str, Any]:
        told = self.attributes.get("metadata")
        return told if isinstance(told, dict) else {}

    def tell(self, name: str) -> str:
        value = self.said.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def words(self) -> str:
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def blocks(self) -> list["Piece"]:
        return [part for part in self.parts if isinstance(part, Piece)]


def is_marked(body: str) -> bool:
    return f'"{MARK}":"' in body


def pieces_of(body: str) -> list[Piece | str]:
    """The blocks of a body, and what stands between them."""
    root = Piece("")
    stack, place = [root], 0
    for found in _COMMENT.finditer(body):
        stack[-1].parts.append(body[place : found.start()])
        place = found.end()
        name = found[2].removeprefix("core/")
        if found[1]:
            if len(stack) > 1 and stack[-1].name == name:
                stack.pop().end = found.end()
            continue
        piece = Piece(name, _read(found[3]), start=found.start(), end=found.end())
        stack[-1].parts.append(piece)
        if not found[4]:
            stack.append(piece)
    stack[-1].parts.append(body[place:])
    for one in stack[1:]:
        one.end = len(body)
    return root.parts


def _read(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@dataclass
class Reader:
    """Reads one body; `others` converts what is not ours."""

    around: Around
    others: Callable[[str], tuple[str, list[Leftover], list[Shown]]]
    notes: Notes = field(default_factory=Notes)

    def read(self, body: str) -> str:
        """The body in our form, not sanitised yet."""
        self._texts = _notes_of(self.around.meta("footnotes"))
        out: list[str] = []
        waiting: list[str] = []
        for part in pieces_of(body):
            html = self._ours(part) if isinstance(part, Piece) else None
            if html is None:
                waiting.append(part if isinstance(part, str) else body[part.start : part.end])
                continue
            self._flush(waiting, out)
            out.append(html)
        self._flush(waiting, out)
        return "".join(out)

    def _flush(self, waiting: list[str], out: list[str]) -> None:
        source = "".join(waiting)
        waiting.clear()
        if source.strip():
            html, leftovers, shown = self.others(source)
            out.append(html)
            self.notes.leftovers += leftovers
            self.notes.pictures += shown

    def _ours(self, piece: Piece) -> str | None:
        """A block of ours, "" of one that is for readers of WordPress alone; None of any other."""
        if piece.name == "footnotes":
            return ""
        if MARK not in piece.said:
            return None
        if piece.tell(MARK) == SHOWN:
            return ""
        pictures = len(self.notes.pictures)
        try:
            return self._lines(self._block(piece))
        except _OtherError:
            del self.notes.pictures[pictures:]
            return None

    def _block(self, piece: Piece) -> str:
        match piece.name:
            case "list":
                return self._list(piece)
            case "quote" | "pullquote":
                return self._quote(piece)
            case "table":
                return self._table(piece)
            case "image":
                return self._image(piece)
            case "gallery":
                return self._gallery(piece)
            case "embed":
                return self._embed(piece)
        if piece.name not in _PLAIN or piece.blocks:
            raise _OtherError
        if piece.name == "html":
            return self._html(piece)
        if piece.name == "paragraph" and (language := piece.tell(LANGUAGE)):
            return self._in_language(piece, language)
        return _named(piece.words.strip("\n"), piece.tell(MARK))

    def _html(self, piece: Piece) -> str:
        """Plain HTML, with the pictures in it."""
        html = piece.words.strip("\n")
        for found in _FIGURE.finditer(html):
            self._see(int(found[1]))

        def number(found: re.Match[str]) -> str:
            kept = self.around.picture(number=int(found[1]), address="")
            return f' data-image="{kept.number}"' if kept else ""

        return _named(_NUMBER.sub(number, html), piece.tell(MARK) if piece.tell(FORM) != "words" else "")

    def _in_language(self, piece: Piece, language: str) -> str:
        inner = re.fullmatch(r"\s*<p\b([^<>]*)>\s*<bdo\b[^<>]*>(.*)</bdo>\s*</p>\s*", piece.words, re.DOTALL)
        if inner is None:
            # Somebody has taken the language away, or has put words beside it.
            return _named(piece.words.strip("\n"), piece.tell(MARK))
        kind = re.search(r'class="[^"]*"', inner[1])
        said = f" {kind[0]}" if kind else ""
        return _named(f'<p{said} lang="{escape(language)}">{inner[2]}</p>', piece.tell(MARK))

    def _list(self, piece: Piece) -> str:
        tag = "ol" if piece.attributes.get("ordered") else "ul"
        start = piece.attributes.get("start")
        said = f' start="{start}"' if isinstance(start, int) and tag == "ol" else ""
        return f"<{tag}{said}>{''.join(self._item(one) for one in piece.blocks)}</{tag}>"

    def _item(self, piece: Piece) -> str:
        inner = re.fullmatch(r"\s*<li\b[^<>]*>(.*)</li>\s*", piece.words, re.DOTALL)
        if piece.name != "list-item" or inner is None or any(one.name != "list" for one in piece.blocks):
            raise _OtherError
        line = inner[1]
        words = line if piece.tell(FORM) == "bare" else f"<p>{line}</p>"
        return f"<li{_id(piece.tell(MARK))}>{words}{''.join(self._list(one) for one in piece.blocks)}</li>"

    def _quote(self, piece: Piece) -> str:
        is_pull = piece.name == "pullquote" or "pullquote" in str(piece.attributes.get("className", "")).split()
        if piece.name == "pullquote":
            found = re.search(r"<blockquote\b[^<>]*>(.*)</blockquote>", piece.words, re.DOTALL)
            inside = found[1] if found else ""
        else:
            if "<cite" in piece.words:
                raise _OtherError
            inside = "".join(self._block(one) for one in piece.blocks)
        if piece.tell(FORM) == "bare" and (only := re.fullmatch(r"\s*<p>(.*)</p>\s*", inside, re.DOTALL)):
            inside = only[1]
        kind = ' class="pullquote"' if is_pull else ""
        return f"<blockquote{_id(piece.tell(MARK))}{kind}>{inside}</blockquote>"

    def _table(self, piece: Piece) -> str:
        found = _TABLE.search(piece.words)
        if found is None or _CAPTION.search(piece.words) or "<thead" in found[0] or "<tfoot" in found[0]:
            raise _OtherError
        table = found[0]
        if piece.tell(FORM) != "bare":
            table = _CELL.sub(lambda cell: f"{cell[1]}<p>{cell[2]}</p>{cell[3]}", table)
        return _named(table, piece.tell(MARK))

    def _image(self, piece: Piece) -> str:
        number = piece.attributes.get("id")
        kept = self._see(number) if isinstance(number, int) else None
        if kept is None:
            raise _OtherError
        own = piece.tell(CAPTION)
        found = _CAPTION.search(piece.words)
        words = _CREDIT.sub("", found[1]) if found else ""
        if own:
            # The library's own caption, drawn beneath it; one that somebody has written there instead is the text's.
            words = words if unescape(words).strip() != kept.caption.strip() else ""
        kind = "picture picture--wide" if piece.attributes.get("align") in {"wide", "full"} else "picture"
        caption = "" if own == "none" and not words else f"<figcaption>{words}</figcaption>"
        figure = f'<figure{_id(piece.tell(MARK))} class="{kind}" data-image="{kept.number}">'
        return f"{figure}{caption}</figure>"

    def _gallery(self, piece: Piece) -> str:
        if any(one.name != "image" for one in piece.blocks):
            raise _OtherError
        figures = "".join(self._image(one) for one in piece.blocks)
        found = _CAPTION.search(piece.words)
        caption = f"<figcaption>{found[1]}</figcaption>" if found else ""
        return f'<figure{_id(piece.tell(MARK))} class="gallery">{figures}{caption}</figure>'

    def _see(self, number: int) -> Any:
        kept = self.around.picture(number=number, address="")
        self.notes.pictures.append(Shown(kept, number, ""))
        return kept

    def _embed(self, piece: Piece) -> str:
        address = piece.attributes.get("url")
        if not isinstance(address, str) or not address.startswith(("http://", "https://")):
            raise _OtherError
        found = _CAPTION.search(piece.words)
        caption = f"<figcaption>{found[1]}</figcaption>" if found else ""
        link = f'<a href="{escape(address)}">{escape(address, quote=False)}</a>'
        return f'<figure{_id(piece.tell(MARK))} class="embed">{link}{caption}</figure>'

    # What stands in lines.

    def _lines(self, html: str) -> str:
        def note(found: re.Match[str]) -> str:
            return f'<span class="footnote">{self._texts.get(unescape(found[1]), "")}</span>'

        html = _NOTE.sub(note, html) if "data-fn=" in html else html
        html = _ISOLATED.sub(_isolated, html) if "bdo" in html else html
        return _HREF.sub(self._link, html)

    def _link(self, found: re.Match[str]) -> str:
        address = unescape(found[2])
        own = self.around.own(address)
        new = own if own != address else self.around.file(address) or address
        return f"{found[1]}{escape(self.around.link(new))}{found[3]}"


def _isolated(found: re.Match[str]) -> str:
    if found[1]:
        return "</bdi>"
    language = _LANGUAGE.search(found[2])
    return f'<bdi lang="{language[1]}">' if language else "<bdi>"


def _notes_of(text: str) -> dict[str, str]:
    try:
        told = json.loads(text or "[]")
    except ValueError:
        return {}
    notes = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return {str(one.get("id", "")): str(one.get("content", "")) for one in notes}


def _id(value: str) -> str:
    return f' data-block="{value}"' if _ID.fullmatch(value) else ""


def _named(html: str, value: str) -> str:
    """HTML whose first element gets the id of its block."""
    if not _id(value):
        return html
    return re.sub(r"\A(\s*<[a-z][a-z0-9]*)", rf"\1{_id(value)}", html)
