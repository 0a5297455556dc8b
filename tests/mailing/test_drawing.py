"""How mails are drawn: styles in elements, text that stands right in either direction."""

import re

import pytest

from mailing.drawing import block_attributes
from mailing.drawing.plain import LRM, RLM, plain_mail
from mailing.drawing.styles import styles_of

# Names that mail programs do not know, Outlook's first of all.
UNKNOWN = re.compile(r"var\(|inline-size|block-size|(margin|padding|border)-(inline|block)|\brem\b|:is\(|:where\(")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("sq", "ltr"), ("fa", "rtl"), ("ar", "rtl")])
def test_styles_have_names_that_mail_programs_know(language: str, direction: str):
    styles = styles_of(language, direction)
    for sheet in (styles.inline, styles.phone, styles.dark):
        assert not UNKNOWN.search(sheet)
        assert sheet.count("{") == sheet.count("}")


def test_start_is_left_in_one_direction_and_right_in_the_other():
    assert "padding-right:16px" in styles_of("en", "ltr").inline
    assert "padding-left:16px" in styles_of("fa", "rtl").inline
    assert 'align="right"' in block_attributes("fa", "rtl")
    assert 'dir="ltr" align="left"' in block_attributes("en", "ltr")


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_arabic_script_ends_in_fonts_that_all_have_and_is_never_slanted(language: str):
    sheet = styles_of(language, "rtl").inline
    families = re.findall(r"font-family:([^;]+)", sheet)
    assert families
    assert all(family.endswith("Tahoma, Arial, sans-serif") for family in families)
    assert "italic" not in sheet


def test_dark_colours_are_those_of_the_site_and_win_over_what_stands_in_the_elements():
    dark = styles_of("en", "ltr").dark
    assert "@media (prefers-color-scheme:dark){" in dark
    assert ".sheet{background-color:#171614 !important;" in dark
    assert "[data-ogsc] .title{color:#ebe7df !important;}" in dark


def test_edition_with_its_own_accent_has_it_light_and_dark():
    own, plain = styles_of("en", "ltr", "#7a1f5c"), styles_of("en", "ltr")
    assert "#7a1f5c" in own.inline
    assert "#7a1f5c" not in own.dark
    assert own.dark != plain.dark


def test_each_line_begins_with_a_strong_character_of_its_direction():
    text = "12 articles\n«نقل» و باقی\n\n\n(brackets)\nhttps://example.org/fa/\nدر این شماره"
    assert plain_mail(text, "rtl").split("\n") == [
        f"{RLM}12 articles",
        f"{RLM}«نقل» و باقی",
        "",
        f"{RLM}(brackets)",
        "https://example.org/fa/",
        "در این شماره",
        "",
    ]
    assert plain_mail("12 articles\nArticles", "ltr") == f"{LRM}12 articles\nArticles\n"


def test_lines_are_folded_between_words_and_half_spaces_stay():
    word = "نام\u200cها"
    lines = plain_mail(" ".join([word] * 40), "rtl").strip().split("\n")
    assert len(lines) > 2
    assert all(len(line) <= 72 for line in lines)
    assert " ".join(lines) == " ".join([word] * 40)


def test_address_is_never_folded():
    address = "https://example.org/" + "a" * 120
    assert address in plain_mail(f"Read it here:\n{address}", "ltr").split("\n")
