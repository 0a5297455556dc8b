"""Styles for mail: what static/css/mail.css says, as mail programs understand it.

They know no custom property, few logical ones, and many drop style sheets: every value is written into its element
(css-inline). What cannot be written there is kept in style elements of its own: what a phone's width changes, and the
colours of the dark, which follow from the light ones by the names in static/css/tokens.css.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from editions.accent import dark_partner

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
_VAR = re.compile(r"var\((--[\w-]+)\)")
_REM = re.compile(r"(?<![\w.])(\d*\.?\d+)rem\b")
_COLOURS = {"color", "background-color", "border", "border-block-end", "border-inline"}
_SIZES = {
    "inline-size": "width",
    "block-size": "height",
    "max-inline-size": "max-width",
    "max-block-size": "max-height",
}


@dataclass(frozen=True)
class Styles:
    """`inline`: a sheet to write into elements; `phone` and `dark`: sheets to keep as they are."""

    inline: str
    phone: str
    dark: str


@dataclass(frozen=True)
class Rule:
    selector: str
    declarations: tuple[tuple[str, str], ...]


@lru_cache(maxsize=64)
def styles_of(language: str, direction: str, accent: str = "") -> Styles:
    """The styles of a mail.

    Args:
        direction: "ltr" or "rtl".
        accent: an edition's own colour, `#rrggbb`; "": the design's.
    """
    sheet = _read("mail.css")
    ground, narrow = _split(sheet)
    light, dark = _palettes(accent)
    words = _words(ground, language)
    rules = [rule for rule in _rules(ground) if not rule.selector.startswith(":root")]
    inline = "".join(_written(rule, {**light, **words}, direction) for rule in rules)
    phone = "".join(_written(rule, {**light, **words}, direction, kept=True) for rule in _rules(narrow))
    coloured = [coloured for rule in rules if (coloured := _colours_of(rule)).declarations]
    night = "".join(_written(rule, {**dark, **words}, direction, kept=True) for rule in coloured)
    # Outlook on the web and its apps mark with an attribute what they have darkened.
    outlook = "".join(
        _written(Rule(f"[data-ogsc] {rule.selector}", rule.declarations), {**dark, **words}, direction, kept=True)
        for rule in coloured
    )
    return Styles(
        inline=inline,
        phone=f"@media (max-width:480px){{{phone}}}",
        dark=f":root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{night}}}{outlook}",
    )


def _read(name: str) -> str:
    path = Path(settings.BASE_DIR) / "static" / "css" / name
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def _split(sheet: str) -> tuple[str, str]:
    """What stands outside of media queries, and what stands in the one there is."""
    ground, _, rest = sheet.partition("@media")
    narrow = rest.partition("{")[2].rpartition("}")[0]
    return ground, narrow


def _palettes(accent: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the light and of the dark by their names."""
    light_part, _, dark_part = _read("tokens.css").partition("@media (prefers-color-scheme: dark)")
    light = dict(_TOKEN.findall(light_part.partition("}")[0]))
    dark = {**light, **dict(_TOKEN.findall(dark_part.partition("}")[0]))}
    light["--accent"] = accent or light["--accent-light"]
    dark["--accent"] = dark_partner(accent) if accent else light["--accent-dark"]
    return light, dark


def _words(sheet: str, language: str) -> dict[str, str]:
    """The tokens of a language: those of all, and over them its own."""
    found: dict[str, str] = {}
    for selector, body in _RULE.findall(sheet):
        if selector.strip() in {":root", f":root:lang({language.partition('-')[0]})"}:
            found |= dict(_TOKEN.findall(body))
    return found


def _rules(sheet: str) -> list[Rule]:
    return [
        Rule(
            selector.strip(),
            tuple(
                (name.strip(), value.strip())
                for name, _colon, value in (part.partition(":") for part in body.split(";"))
                if value
            ),
        )
        for selector, body in _RULE.findall(sheet)
    ]


def _colours_of(rule: Rule) -> Rule:
    """What of a rule is colour: a line around something keeps its width, and gets another colour."""
    kept = []
    for name, value in rule.declarations:
        if name in _COLOURS and (found := _VAR.search(value)):
            kept.append((name if name in {"color", "background-color"} else "border-color", found[0]))
    return Rule(rule.selector, tuple(kept))


def _written(rule: Rule, tokens: dict[str, str], direction: str, *, kept: bool = False) -> str:
    loud = " !important" if kept else ""
    lines = [
        f"{name}:{_value(value, tokens, direction)}{loud};"
        for logical, value in rule.declarations
        for name, value in _physical(logical, value, direction)
    ]
    return f"{rule.selector}{{{''.join(lines)}}}\n"


def _value(value: str, tokens: dict[str, str], direction: str) -> str:
    while _VAR.search(value):
        value = _VAR.sub(lambda found: tokens[found[1]], value)
    return _REM.sub(lambda found: f"{float(found[1]) * 16:g}px", value)


def _physical(name: str, value: str, direction: str) -> list[tuple[str, str]]:
    """A logical declaration as mail programs know it."""
    if name in _SIZES:
        return [(_SIZES[name], value)]
    found = re.fullmatch(r"(margin|padding|border)-(block|inline)(?:-(start|end))?", name)
    if found is None:
        return [(name, value)]
    kind, axis, side = found.groups()
    near, far = ("top", "bottom") if axis == "block" else _sides(direction)
    if side:
        return [(f"{kind}-{near if side == 'start' else far}", value)]
    # A line has one value, of several words; a space has one or two.
    first, last = (value, value) if kind == "border" or " " not in value else value.split()
    return [(f"{kind}-{near}", first), (f"{kind}-{far}", last)]


def _sides(direction: str) -> tuple[str, str]:
    return ("right", "left") if direction == "rtl" else ("left", "right")
