"""What no page may have: directions and colours in the wrong place, styles and scripts within the page.

Style sheets: logical properties and values only, since the house writes in both directions; no four-value shorthand,
whose second and fourth values are left and right; colours in tokens alone; `!important` in print, and in the desk
against what the admin's own scripts set.
Templates: no style attributes, no inline styles or scripts, no handlers (the site's content security policy would
refuse them), no script or style of another host.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PHYSICAL = re.compile(
    r"(left|right|top|bottom|width|height|(min|max)-(width|height)|overflow-[xy]"
    r"|(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)(-(width|style|color))?"
    r"|border-(top|bottom)-(left|right)-radius|contain-intrinsic-(width|height))"
)
PHYSICAL_VALUES = {"text-align", "float", "clear", "caption-side", "justify-content", "justify-items", "justify-self"}
SHORTHANDS = re.compile(r"(margin|padding|inset|border-(width|style|color|radius)|scroll-(margin|padding))")
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?<![-\w.\"'])(white|black|red|green|blue|gray|grey"
    r"|yellow|orange|purple|brown|pink|silver|gold|teal|navy|maroon|olive|lime|aqua|fuchsia)(?![-\w\"'(])",
    re.I,
)
# Where the design's colours are named; everything else uses the names. The desk adds to the admin's own names.
PALETTES = {"tokens.css", "print.css"}
DESK = ROOT / "static" / "desk"
DECLARATION = re.compile(r"(?:^|[{;])\s*(--[\w-]+|[a-z-]+)\s*:\s*([^;{}]+)(?=[;}]|$)", re.M)

INLINE = {
    "style attribute": re.compile(r"<[^>{}]*?\sstyle\s*=", re.I),
    "inline style sheet": re.compile(r"<style\b", re.I),
    "event handler": re.compile(r"<[a-z][^<>]*?\son[a-z]+\s*=\s*[\"']", re.I),
    "javascript: address": re.compile(r"=\s*[\"']?javascript:", re.I),
    "file of another host": re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=[\"']?(?:https?:)?//", re.I
    ),
    "style sheet of another host": re.compile(r"<link\b[^>]*rel=[\"']?stylesheet[^>]*href=[\"']?(?:https?:)?//", re.I),
}
SCRIPT = re.compile(r"<script\b((?:\{%.*?%\}|\{\{.*?\}\}|[^>])*)>", re.I | re.S)


def main() -> int:
    findings = [*sheets(), *templates()]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


def sheets() -> Iterator[str]:
    for path in sorted((ROOT / "static").rglob("*.css")):
        yield from (f"{path.relative_to(ROOT)}:{line}: {what}" for line, what in of_sheet(path))


def of_sheet(path: Path) -> Iterator[tuple[int, str]]:
    """Line and fault of each declaration that breaks a rule."""
    text = re.sub(r"/\*.*?\*/", blanked, path.read_text(encoding="utf-8"), flags=re.S)
    # A data: address holds semicolons and colours that are no declaration of ours.
    text = re.sub(r"url\([^)]*\)", blanked, text)
    for match in DECLARATION.finditer(text):
        name, value = match[1], match[2].strip()
        for fault in faults(path, name, value, in_print(text, match.start())):
            yield text.count("\n", 0, match.start(1)) + 1, fault


def faults(path: Path, name: str, value: str, printed: bool) -> Iterator[str]:
    if PHYSICAL.fullmatch(name):
        yield f"{name} is physical: use the logical property"
    if name in PHYSICAL_VALUES and re.search(r"\b(left|right)\b", value):
        yield f"{name}: {value} is physical: use start and end"
    if SHORTHANDS.fullmatch(name) and len(parts(value)) == 4:
        yield f"{name} with four values names left and right: use -block and -inline"
    if "!important" in value and not printed and not (path.name == "print.css" or path.is_relative_to(DESK)):
        yield f"{name}: !important outside print"
    if COLOUR.search(value) and not (name.startswith("--") and (path.name in PALETTES or path.is_relative_to(DESK))):
        yield f"{name}: {value}: colours are named in tokens.css"


def parts(value: str) -> list[str]:
    """The values of a shorthand: what stands in brackets is one."""
    value = value.replace("!important", "")
    while "(" in value and (flat := re.sub(r"\([^()]*\)", "", value)) != value:
        value = flat
    return value.split()


def in_print(text: str, position: int) -> bool:
    """Whether the position lies in an `@media print` block."""
    for match in re.finditer(r"@media[^{]*\bprint\b[^{]*\{", text):
        depth, end = 1, match.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        if match.end() <= position < end:
            return True
    return False


def blanked(match: re.Match[str]) -> str:
    """White space of the same lines, so that line numbers hold."""
    return re.sub(r"[^\n]", " ", match[0])


def templates() -> Iterator[str]:
    folders = [ROOT / "templates", *ROOT.glob("[a-z]*/templates")]
    for path in sorted(path for folder in folders for path in folder.rglob("*.html")):
        name = path.relative_to(ROOT)
        # Mail programs know nothing but inline styles.
        if "email" in name.parts:
            continue
        text = re.sub(r"\{#.*?#\}|<!--.*?-->", blanked, path.read_text(encoding="utf-8"), flags=re.S)
        for what, pattern in INLINE.items():
            yield from (
                f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {what}" for match in pattern.finditer(text)
            )
        for match in SCRIPT.finditer(text):
            if not re.search(r"\bsrc\s*=|application/(ld\+)?json|csp_nonce", match[1]):
                yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}: inline script"


if __name__ == "__main__":
    sys.exit(main())
