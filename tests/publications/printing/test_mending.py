"""What WeasyPrint lacks is set right: remove the mending once this passes without it."""

from pathlib import Path
from typing import Any

import pytest

from publications.printing.mending import mend_line_breaks
from publications.printing.needs import printable

pytestmark = pytest.mark.skipif(bool(printable()), reason="Pango is missing")

FONTS = Path(__file__).parents[3] / "static" / "fonts"
# Millimetres, at which the line after the first word would hold "سال ۱۳۸۲ (برابر با 2003) در" but for its last space.
WIDTH = 40.7
TEXT = (
    "کتابخانهٔ کوچک <strong>روستا</strong> از سال ۱۳۸۲ (برابر با 2003) در <em>خانهٔ قدیمی</em> آقای نجار باز است، و "
    'هر هفته <a href="x">بیش از چهل نفر</a> به آن سر می‌زنند.'
)


def lines_of(box: Any) -> list[float]:
    """Widths of lines, in pixels."""
    if type(box).__name__ == "LineBox":
        return [box.width]
    return [width for child in getattr(box, "children", []) for width in lines_of(child)]


def test_line_is_not_broken_after_its_first_word(monkeypatch):
    from weasyprint import HTML
    from weasyprint.layout import inline

    # What the mending changes is as it was after this test.
    monkeypatch.setattr(inline, "split_first_line", inline.split_first_line)
    mend_line_breaks()
    font = (FONTS / "vazirmatn.woff2").as_uri()
    style = f"""@font-face {{ font-family: V; src: url({font}); font-weight: 400 700 }}
        @page {{ size: {WIDTH}mm 200mm; margin: 0 }} body {{ margin: 0; font: 10.5pt/1.8 V }}"""
    html = f'<html lang="fa" dir="rtl"><style>{style}</style><p>{TEXT}'
    lines = [width for page in HTML(string=html).render().pages for width in lines_of(page._page_box)]
    assert len(lines) > 3
    assert min(lines[:-1]) > 0.6 * WIDTH / 25.4 * 96
