"""Reads the text of one PDF, given on standard input, and writes what it found as JSON.

A process of its own: whatever a file does to the library that reads it, it does to nobody else. It has no settings
and no database.

    python -m publications.reading.child PAGES CHARACTERS SECONDS < FILE
"""

import ctypes
import json
import re
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2
from pypdfium2 import raw

from publications.reading.lines import Letter, is_rtl, plain, text_of_page

# Memory of the whole process, in bytes.
MEMORY = 1536 * 1024 * 1024
# A hyphen that pdfium takes for one of a broken word, or a soft one, with the end of its line.
_BROKEN = re.compile("[\x02\u00ad\ufffe]\\s*")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\uffff]")
# Signs of a font that does not say which letters it draws.
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")


def read(data: bytes, *, pages: int, characters: int, seconds: float) -> dict[str, Any]:
    """Text and numbers of pages; the beginning of what is longer than any of the limits."""
    end = time.monotonic() + seconds
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "locked" if "password" in str(error).lower() else "broken"}
    texts: list[str] = []
    length = number = unread = 0
    with closing(document):
        total = len(document)
        while number < min(total, pages) and length < characters and time.monotonic() < end:
            try:
                text = page_text(document[number])
            except pypdfium2.PdfiumError:
                text, unread = "", unread + 1
            number += 1
            length += len(text)
            texts.append(text)
    whole = "\n".join(text for text in texts if text)
    return {
        "pages": total,
        "read": number - unread,
        "is_cut": number < total or length > characters,
        "unknown": len(_UNKNOWN.findall(whole)) / max(1, len(whole)),
        "text": _UNKNOWN.sub("", whole)[:characters],
    }


def page_text(page: Any) -> str:
    """A page's words with single spaces."""
    with closing(page), closing(page.get_textpage()) as found:
        text = found.get_text_range()
        if is_rtl(text):
            text = text_of_page(letters_of(found.raw))
    text = _BROKEN.sub("", plain(text))
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def letters_of(found: Any) -> Iterator[Letter]:
    """The letters of a page; those that stand upright in it, whatever its own turn."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for number in range(raw.FPDFText_CountChars(found)):
        code = raw.FPDFText_GetUnicode(found, number)
        if code in {0, 10, 13} or raw.FPDFText_HasUnicodeMapError(found, number) == 1:
            continue
        raw.FPDFText_GetCharOrigin(found, number, x, y)
        raw.FPDFText_GetLooseCharBox(found, number, box)
        if box.left == box.right and chr(code).isspace():
            # One that pdfium put in, where a space would be in a line from left to right.
            continue
        size = raw.FPDFText_GetFontSize(found, number)
        yield Letter(chr(code), box.left, box.right, y.value, size, number)


def main(arguments: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pages, characters, seconds = map(int, arguments)
    found = read(sys.stdin.buffer.read(), pages=pages, characters=characters, seconds=seconds)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
