"""The demo's texts, which are right: few findings; and the same texts spoilt, where most of it is found."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from editions.lint.blocks import blocks_of
from editions.lint.finding import Facts
from editions.lint.lint import lint
from editions.lint.run import Run
from seeds.loading import texts

FACTS = {"en": Facts("en"), "sq": Facts("sq"), "ar": Facts("ar", "arab"), "fa": Facts("fa", "arabext")}
# Findings allowed in a thousand words.
BOUND = 0.2


def runs_of(code: str) -> list[Run]:
    runs = []
    for path in sorted((texts.CONTENT / code / "stories").glob("*.html")):
        told = texts.story(code, Path(path).stem)
        fields = (told.title, told.standfirst, told.picture_alt, told.picture_caption)
        runs += [Run(field, is_plain=True) for field in fields if field]
        runs += [block.run for block in blocks_of(told.body)]
    for text in strings(texts.site(code)):
        runs += [block.run for block in blocks_of(text)] if "<" in text else [Run(text, is_plain=True)]
    return runs


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "slug":
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("code", FACTS)
def test_the_demos_own_words_have_next_to_no_findings(code: str):
    runs = runs_of(code)
    words = sum(len(run.text.split()) for run in runs)
    told = [(one.key, run.text[one.start : one.end]) for run in runs for one in lint(run, FACTS[code])]
    assert words > 14_000
    assert len(told) * 1000 / words <= BOUND, told


def share_found(code: str, spoil: Callable[[str], str], spoilt: re.Pattern[str], rule: str) -> float:
    """Of the places that `spoil` has spoilt, and that `spoilt` finds again, the part that the rule tells."""
    places = told = 0
    for run in runs_of(code):
        if run.is_verbatim:
            continue
        text = spoil(run.text)
        spans = [(one.start, one.end) for one in lint(Run(text), FACTS[code]) if one.rule == rule]
        for match in spoilt.finditer(text):
            places += 1
            told += any(start <= match.start() < end for start, end in spans)
    assert places > 40, places
    return told / places


def test_arabic_letters_in_persian_are_all_found():
    spoil = str.maketrans("یک", "يك")
    assert share_found("fa", lambda text: text.translate(spoil), re.compile("[يك]"), "letters") == 1


def test_persian_letters_in_arabic_are_all_found():
    spoil = str.maketrans("يك", "یک")
    assert share_found("ar", lambda text: text.translate(spoil), re.compile("[یک]"), "letters") == 1


@pytest.mark.parametrize(
    ("put", "spoilt", "part"),
    [
        (" ", r"\bن?می (?=\w)", 0.9),
        ("", r"\bن?می(?:ر|ک|گ|د|ش|خ)\w+", 0.6),
        ("\u200f", "\u200f", 1),
        ("\u200c\u200c", "\u200c\u200c", 1),
    ],
)
def test_half_spaces_that_were_spoilt_are_mostly_found(put: str, spoilt: str, part: float):
    assert share_found("fa", lambda text: text.replace("\u200c", put), re.compile(spoilt), "half-space") >= part


def test_latin_signs_in_arabic_script_are_all_found():
    spoil = str.maketrans("،؛؟", ",;?")
    for code in ("ar", "fa"):
        assert share_found(code, lambda text: text.translate(spoil), re.compile("[,;?]"), "signs") > 0.98


def test_albanian_without_its_dots_is_found_in_every_paragraph():
    spoil = str.maketrans("ëçËÇ", "ecEC")
    paragraphs = [run for run in runs_of("sq") if len(run.text.split()) > 12 and "ë" in run.text]
    told = [bool(lint(Run(run.text.translate(spoil)), FACTS["sq"])) for run in paragraphs]
    assert sum(told) / len(told) > 0.97
