"""Writes static/css/fallbacks.css: faces of the reader's own machine with the measures of ours.

    .venv/bin/python tools/fallback_fonts.py [--check]

A row of the table is a face; it says how wide our text is by its width in the local face. What is above and below the
base line follows from that: `ascent-override` and `descent-override` are taken before `size-adjust`. How the factors
were measured stands in static/fonts/README.md. `--check` writes nothing, and ends with 1 where the file is another.
"""

import sys
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).resolve().parent.parent / "static" / "css" / "fallbacks.css"
HEAD = (
    "/* Made by tools/fallback_fonts.py, where the figures stand: faces of the machine with the measures of ours. */\n"
)
# Our faces: ascent and descent, in hundredths of the size that style sheets ask for (their own size-adjust included).
OURS = {"serif": (103.6, 33.5), "vazirmatn": (99.5, 52.1), "naskh": (119.7, 71.0)}
# A local face that has Latin letters too is used for those of Arabic script alone.
ARABIC = "U+0-40, U+600-6FF, U+2000-206F"


class Face(NamedTuple):
    """A local face: its family in our style sheets, its names, whose place it takes, and the width of ours by its."""

    family: str
    names: tuple[str, ...]
    ours: str
    factor: float
    weight: str = ""
    is_arabic: bool = False


FACES = (
    Face("Serif Local", ("Georgia",), "serif", 105.4),
    Face("Serif Local 2", ("Times New Roman", "Liberation Serif", "Tinos"), "serif", 115.6),
    # DejaVu stands in on Linux, Noto Serif on Android.
    Face("Serif Local 3", ("DejaVu Serif",), "serif", 90.3),
    Face("Serif Local 4", ("Noto Serif", "NotoSerif-Regular"), "serif", 100.6),
    Face("Display Local", ("Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"), "serif", 100, "400 700"),
    Face("Display Local 2", ("DejaVu Serif Bold",), "serif", 75.3, "400 700"),
    Face("Display Local 3", ("Noto Serif Bold", "NotoSerif-Bold"), "serif", 83.8, "400 700"),
    Face("Arabic Local", ("Tahoma", "Arial"), "vazirmatn", 100),
    Face("Arabic Local 2", ("DejaVu Sans",), "vazirmatn", 90, "400", is_arabic=True),
    Face("Arabic Local 2", ("DejaVu Sans Bold",), "vazirmatn", 78, "700", is_arabic=True),
    Face(
        "Arabic Local 3",
        ("Noto Naskh Arabic UI", "Noto Naskh Arabic", "NotoNaskhArabic-Regular"),
        "vazirmatn",
        106.9,
        "400",
        is_arabic=True,
    ),
    Face(
        "Arabic Local 3",
        ("Noto Naskh Arabic UI Bold", "Noto Naskh Arabic Bold", "NotoNaskhArabic-Bold"),
        "vazirmatn",
        101.9,
        "700",
        is_arabic=True,
    ),
    Face("Arabic Local 4", ("Noto Sans Arabic", "NotoSansArabic-Regular"), "vazirmatn", 96.7, "400", is_arabic=True),
    Face("Arabic Local 4", ("Noto Sans Arabic Bold", "NotoSansArabic-Bold"), "vazirmatn", 89.6, "700", is_arabic=True),
    # Words in bold are few in a text; headlines are in Vazirmatn.
    Face("Naskh Local", ("Noto Naskh Arabic", "NotoNaskhArabic-Regular"), "naskh", 112, "400 700", is_arabic=True),
    Face("Naskh Local 2", ("DejaVu Sans",), "naskh", 95.5, "400", is_arabic=True),
    Face("Naskh Local 2", ("DejaVu Sans Bold",), "naskh", 81.8, "700", is_arabic=True),
)


def rule(face: Face) -> str:
    ascent, descent = OURS[face.ours]
    lines = [
        f'font-family: "{face.family}"',
        "src: " + ", ".join(f'local("{name}")' for name in face.names),
        f"font-weight: {face.weight}" if face.weight else "",
        f"size-adjust: {face.factor:g}%" if face.factor != 100 else "",
        f"ascent-override: {100 * ascent / face.factor:.1f}%".replace(".0%", "%"),
        f"descent-override: {100 * descent / face.factor:.1f}%".replace(".0%", "%"),
        "line-gap-override: 0%",
        f"unicode-range: {ARABIC}" if face.is_arabic else "",
    ]
    return "@font-face {\n" + "".join(f"  {line};\n" for line in lines if line) + "}\n"


def main() -> int:
    css = "\n".join([HEAD.rstrip("\n"), *(rule(face).rstrip("\n") + "\n" for face in FACES)])
    if "--check" not in sys.argv[1:]:
        PATH.write_text(css, encoding="utf-8")
        return 0
    if PATH.exists() and PATH.read_text(encoding="utf-8") == css:
        return 0
    sys.stderr.write(f"{PATH.name} is not what tools/fallback_fonts.py makes: run it.\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
