"""Exports of WordPress (WXR 1.0, 1.1, 1.2) as a stream of plain values, in bounded memory.

What is broken is said and passed over: a `Broken` comes where an item should have been, and the rest goes on.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo
from html import unescape
from pathlib import Path

from wordpress.wxr.building import UnusableError, author_of, item_of, term_of
from wordpress.wxr.elements import MalformedError, parse, without_controls
from wordpress.wxr.items import Author, Item, Site, Term
from wordpress.wxr.opening import NotAnExportError, OpenedExport
from wordpress.wxr.pieces import DoctypeError, Piece, Pieces

_NUMBER = re.compile(rb"<wp:post_id>\s*(?:<!\[CDATA\[)?\s*([0-9]{1,18})")
_KIND = re.compile(rb"<wp:post_type>\s*(?:<!\[CDATA\[)?\s*([\w-]{1,60})")
_TITLE = re.compile(rb"<title>\s*(?:<!\[CDATA\[)?(.{0,300}?)(?:\]\]>|</title>)", re.DOTALL)
_IMAGE = re.compile(r"<image>.*?</image>", re.DOTALL)
# So far into a file something must say that it is an export.
HEADER = 1 << 16


@dataclass(frozen=True, slots=True)
class Broken:
    """What could not be read: an item, an author, a term, or (`what` is "file") all that came after it."""

    what: str
    reason: str
    number: int = 0
    kind: str = ""
    title: str = ""


type Thing = Site | Author | Term | Item | Broken


class Export:
    """One export file. Reading it gives its `Site` first, then all else as it comes.

    Args:
        zone: that of moments which the file gives without one.
        wanted: which items are read, by their places from 0 on; the others are passed over.

    Attributes:
        n_controls: how many control characters were left out so far.
        n_items: how many items lie before the one that was read last.
    """

    def __init__(self, path: Path, *, zone: tzinfo = UTC, wanted: Callable[[int], bool] = lambda number: True) -> None:
        self.path, self.zone, self.wanted = path, zone, wanted
        self.n_controls = 0
        self.n_items = -1
        self._file = OpenedExport(path)

    @property
    def size(self) -> int:
        return self._file.size

    @property
    def position(self) -> int:
        """How far it has been read, in bytes of the file as it lies there."""
        return self._file.position

    def __iter__(self) -> Iterator[Thing]:
        """Raises NotAnExportError where it is none."""
        try:
            yield from self._things()
        except DoctypeError:
            raise NotAnExportError(
                f"{self.path} has definitions of its own (DOCTYPE), which no export of WordPress has; it is not read."
            ) from None
        finally:
            self._file.close()

    def _things(self) -> Iterator[Thing]:
        pieces = Pieces(self._file)
        header = b""
        site: Site | None = None
        tail = b""
        for piece in pieces:
            if not piece.name:
                tail = piece.data
                if site is None:
                    header += piece.data
                    self._check(header, is_whole=False)
                continue
            if site is None:
                site = self._site(header)
                yield site
            tail = b""
            if piece.name == "item":
                self.n_items += 1
                if not self.wanted(self.n_items):
                    continue
            if not piece.is_whole:
                yield self._broken(piece, "the file ends in the middle of it")
                yield Broken("file", "the file ends too early: what came after is missing")
                return
            yield self._read(piece, pieces)
        if site is None:
            yield self._site(header)
            tail = header
        if self._file.is_cut or b"</channel" not in tail:
            yield Broken("file", "the file ends too early: what came after is missing")

    def _check(self, header: bytes, *, is_whole: bool) -> None:
        is_export = b"<rss" in header and (b"wordpress.org/export/" in header or b"<wp:wxr_version>" in header)
        if not is_export and (is_whole or len(header) > HEADER):
            raise NotAnExportError(f"{self.path} is no export of WordPress (WXR, as Tools → Export writes it).")

    def _site(self, header: bytes) -> Site:
        self._check(header, is_whole=True)
        clean, _count = without_controls(header)
        text = _IMAGE.sub("", clean.decode("utf-8", "replace"))

        def words(name: str) -> str:
            found = re.search(rf"<{name}>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</{name}>", text, re.DOTALL)
            return (found[1] if found[1] is not None else unescape(found[2])).strip() if found else ""

        return Site(
            title=words("title"),
            link=words("wp:base_blog_url") or words("link"),
            base=words("wp:base_site_url"),
            language=words("language"),
            version=words("wp:wxr_version"),
        )

    def _read(self, piece: Piece, pieces: Pieces) -> Thing:
        data, n_controls = without_controls(piece.data)
        self.n_controls += n_controls
        try:
            element = parse(data)
            if piece.name == "item":
                return item_of(element, self.zone)
            return author_of(element) if piece.name == "wp:author" else term_of(element)
        except MalformedError as error:
            if piece.name == "item":
                piece = Piece(piece.name, pieces.give_back(piece.data))
            return self._broken(piece, str(error))
        except UnusableError as error:
            return self._broken(piece, str(error))

    def _broken(self, piece: Piece, reason: str) -> Broken:
        number, kind, title = _NUMBER.search(piece.data), _KIND.search(piece.data), _TITLE.search(piece.data)
        return Broken(
            piece.name.removeprefix("wp:"),
            reason,
            int(number[1]) if number else 0,
            kind[1].decode("utf-8", "replace") if kind else "",
            " ".join(title[1].decode("utf-8", "replace").split()) if title else "",
        )
