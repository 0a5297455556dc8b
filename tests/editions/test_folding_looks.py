"""Where a form may stand in a text, looked for without folding all its words."""

import re

import pytest

from editions.scripts.folding import fold, pattern_of
from tests.search.meetings import MEET


@pytest.mark.parametrize(
    ("form", "spelling"),
    [
        ("cafe", "CAFÉ"),
        ("cafe", "cafe\u0301"),
        ("email", "e-mail"),
        ("کتاب", "كِتَابٌ"),
        ("کتاب", "ﻛﺘﺎﺏ"),
        ("مدرسه", "مـــدرسة"),
        ("قاری", "قارئ"),
        ("سما", "سماء"),
        ("1998", "١٩٩٨"),
        ("میروم", "می‌روم"),
        ("shqiperi", "Shqipëri"),
    ],
)
def test_form_is_seen_in_its_spellings(form: str, spelling: str):
    assert re.search(pattern_of(form), spelling)


def test_nearly_all_spellings_that_meet_are_seen():
    """The others are found by folding word by word: letters that fold to several, endings, parts written apart."""
    seen = 0
    for language, text, typed in MEET:
        forms = [form for word in typed.split() for form in fold(word, language).all_forms]
        seen += any(re.search(pattern_of(form), text) for form in forms)
    assert seen >= len(MEET) * 0.85
