"""QR codes on paper. The digests are of symbols that independent readers have read back."""

import hashlib
import xml.etree.ElementTree as ET

import pytest

from delivery.qr import QUIET, qr_rows, qr_svg

READ_BACK = {
    "a": (21, "e8ab680854e4019c"),
    "https://example.org/s/a7Kq": (25, "c2ca9ca3a3cfb8ff"),
    "https://news.example.org/s/mAbCdEf-fa" + "x" * 60: (41, "4851efa09e9c016b"),
    "x" * 213: (57, "f8a692e420006d88"),
}


@pytest.mark.parametrize("text", READ_BACK)
def test_symbols_are_those_that_readers_have_read(text):
    rows = qr_rows(text)
    said = "\n".join("".join("01"[dark] for dark in row) for row in rows)
    assert (len(rows), hashlib.sha256(said.encode()).hexdigest()[:16]) == READ_BACK[text]


def test_longest_text_has_its_end():
    with pytest.raises(ValueError, match="214 bytes"):
        qr_rows("x" * 214)


def test_picture_shows_the_symbol_with_its_light_margin():
    rows, picture = qr_rows("https://example.org/s/a7Kq"), ET.fromstring(qr_svg("https://example.org/s/a7Kq"))  # noqa: S314
    size = len(rows) + 2 * QUIET
    assert picture.get("viewBox") == f"0 0 {size} {size}"
    drawn = [[False] * size for _ in range(size)]
    for part in picture[1].get("d").strip("M").split("M"):
        place, _, rest = part.partition("h")
        column, row = (int(one) for one in place.split())
        for step in range(int(rest.split("v")[0])):
            drawn[row][column + step] = True
    assert [row[QUIET:-QUIET] for row in drawn[QUIET:-QUIET]] == rows
    assert sum(map(sum, drawn)) == sum(map(sum, rows))
