"""Every rule of the language lint, on what it should tell and on what it should leave alone."""

import pytest

from editions.lint.finding import Facts, Finding, Severity
from editions.lint.lint import RULES, lint
from editions.lint.run import Run
from editions.lint.words import messages

FACTS = {"en": Facts("en"), "sq": Facts("sq"), "ar": Facts("ar", "arab"), "fa": Facts("fa", "arabext")}
ZWNJ, LRM, RLM = "\u200c", "\u200e", "\u200f"


def found(text: str, code: str, **run: object) -> list[Finding]:
    return lint(Run(text, **run), FACTS[code])  # type: ignore[arg-type]


def mended(text: str, code: str, **run: object) -> str:
    """The text after the fix key was pressed at every finding that offers one, the last first."""
    for finding in reversed(found(text, code, **run)):
        if finding.replacement is not None:
            text = text[: finding.start] + finding.replacement + text[finding.end :]
    return text


# (edition, wrong, right): each is told, and its fix gives what is right.
WRONG = [
    # Letters.
    ("fa", "كتاب خوبي بود", "کتاب خوبی بود"),
    ("fa", "حتى او", "حتی او"),
    ("fa", "خانۀ ما", "خانه\u0654 ما"),
    ("fa", "بہار", "بهار"),
    ("ar", "کتاب جدید", "كتاب جديد"),
    ("ar", "علی الطاولة", "على الطاولة"),
    ("ar", "هذا کثیر", "هذا كثير"),
    # Half-spaces: apart.
    ("fa", "نمی خواهم بروم", "نمی‌خواهم بروم"),
    ("fa", "من می روم", "من می‌روم"),
    ("fa", "او می‌گوید می آید.", "او می‌گوید می‌آید."),
    ("fa", "کتاب ها را", "کتاب‌ها را"),
    ("fa", "خانه های قدیمی", "خانه‌های قدیمی"),
    ("fa", "دوست هایشان آمدند", "دوست‌هایشان آمدند"),
    ("fa", "بزرگ ترین شهر", "بزرگ‌ترین شهر"),
    ("fa", "باغی بزرگ تر از این", "باغی بزرگ‌تر از این"),
    ("fa", "آن‌ها رفته اند", "آن‌ها رفته‌اند"),
    ("fa", "نامه ای نوشت", "نامه‌ای نوشت"),
    ("fa", "خسته ام", "خسته‌ام"),
    # Half-spaces: written on.
    ("fa", "نمیخواهم", "نمی‌خواهم"),
    ("fa", "باران میبارید و باد میوزید", "باران می‌بارید و باد می‌وزید"),
    ("fa", "میروم و میگویند", "می‌روم و می‌گویند"),
    ("fa", "کتابهای قدیمی", "کتاب‌های قدیمی"),
    ("fa", "شهری بزرگتر", "شهری بزرگ‌تر"),
    # Half-spaces: something else in its place, doubled, astray.
    ("fa", f"می{RLM}روم", "می‌روم"),
    ("fa", f"می{LRM}روم", "می‌روم"),
    ("fa", "می¬روم", "می‌روم"),
    ("fa", "می\u200bروم", "می‌روم"),
    ("fa", "می\u200c\u200cروم", "می‌روم"),
    ("fa", "کتاب\u200c خوب", "کتاب خوب"),
    ("fa", "کتاب\u200c، قلم", "کتاب، قلم"),
    ("fa", "\u200cکتاب", "کتاب"),
    ("fa", "یک \u200c دو", "یک دو"),
    # Joiners and hidden characters where none belong.
    ("ar", "كتاب\u200cها", "كتابها"),
    ("en", "half\u200cspace", "halfspace"),
    ("en", "zero\u200bwidth and soft\u00adhyphen", "zerowidth and softhyphen"),
    # Signs.
    ("fa", "کتاب, قلم; کجا?", "کتاب، قلم؛ کجا؟"),
    ("ar", "كتاب, قلم; أين?", "كتاب، قلم؛ أين؟"),
    ("fa", "با WordPress, کار می‌کند", "با WordPress، کار می‌کند"),
    ("fa", "۵,۰۰۰ نفر", "۵٬۰۰۰ نفر"),
    ("en", "a book، a pen؛ where؟", "a book, a pen; where?"),
    ("sq", "një libër، një laps", "një libër, një laps"),
    # Digits.
    ("fa", "در سال 1404 بود", "در سال ۱۴۰۴ بود"),
    ("fa", "در سال ١٤٠٤ بود", "در سال ۱۴۰۴ بود"),
    ("fa", "سال ۱4۰۴", "سال ۱۴۰۴"),
    ("fa", "12,500 نفر و 3.5 متر", "۱۲٬۵۰۰ نفر و ۳٫۵ متر"),
    ("ar", "سنة ۱۴۴۵", "سنة ١٤٤٥"),
    ("ar", "سنة 1445", "سنة ١٤٤٥"),
    ("en", "in ۲۰۲۴", "in 2024"),
    ("sq", "më ٣٫٥ metra", "më 3.5 metra"),
    # Directions.
    ("en", "ac\u202ecess", "access"),
    ("fa", "متن \u2067بسته\u2069 است", "متن بسته است"),
    ("en", f"a{LRM}b", "ab"),
    ("en", f"{RLM}Start", "Start"),
    ("ar", f"كت{RLM}اب", "كتاب"),
    ("fa", f"C{LRM}{LRM}++ زبان", f"C{LRM}++ زبان"),
    # Tatweel, spaces, repeats.
    ("fa", "سلـــام بر همه", "سلام بر همه"),
    ("ar", "محمـد", "محمد"),
    ("fa", "کتاب ، قلم .", "کتاب، قلم."),
    ("en", "a book , a pen .", "a book, a pen."),
    ("en", "two  spaces", "two spaces"),
    ("en", "the the garden", "the garden"),
    ("fa", "از از خانه", "از خانه"),
    ("ar", "في في البيت", "في البيت"),
    ("sq", "një një libër", "një libër"),
    # Quotes.
    ("en", 'She said "yes" and left.', "She said “yes” and left."),
    ("sq", 'Ajo tha "po" dhe iku.', "Ajo tha „po” dhe iku."),
    ("sq", "Ajo tha “po” dhe iku.", "Ajo tha „po” dhe iku."),
    ("fa", 'گفت "بله" و رفت.', "گفت «بله» و رفت."),
    ("ar", 'قال “نعم” ومضى.', "قال «نعم» ومضى."),
    # Albanian.
    ("sq", "Kjo eshte nje shtepi.", "Kjo është një shtëpi."),
    ("sq", "Cfare po ben? Shume mire.", "Çfarë po ben? Shumë mirë."),
    ("sq", "Perdoret per te gjithe.", "Përdoret për te gjithë."),
    ("sq", "S’ESHTE kështu.", "S’ËSHTË kështu."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "wrong", "right"), WRONG)
def test_what_is_wrong_is_told_and_its_fix_is_right(code: str, wrong: str, right: str):
    assert mended(wrong, code) == right


@pytest.mark.parametrize(("code", "wrong", "right"), WRONG)
def test_what_was_fixed_is_not_told_again(code: str, wrong: str, right: str):
    assert [finding.key for finding in found(right, code) if finding.replacement] == []


RIGHT = [
    # Words that look like a verb, a plural, a comparative, and are none.
    ("fa", "میدان بزرگ شهر و میلاد و میز و میوه"),
    ("fa", "تنها بهای آن انتهای راه بود؛ آنها نان تر و چشم تر داشتند"),
    ("fa", "مردم می‌دانند که ای کاش به ده ای نمی‌رفتند"),
    ("fa", "خانهٔ ما، نامهٔ او و راه‌هایی که می‌روند"),
    ("fa", "این کار را دیگر نمی‌کنم. می ناب در جام بود"),
    ("fa", "کم‌کم، کم کم و آرام آرام رفت"),
    ("fa", "نزدیک‌تر، دورتر، بهتر، بیشتر و کمتر"),
    # Signs and digits of another script within their own.
    ("fa", "نشانی آن https://example.org/a,b;c?d=1 است"),
    ("fa", "به info@example.org بنویسید یا +98 21 5555 0147 را بگیرید"),
    ("fa", "شماره‌اش ۰۲۱-۵۵۵۵-۰۱۴۷ است"),
    ("fa", "کاغذ A4 و Windows 11 و mp3"),
    ("fa", "WordPress می‌گوید: C, D"),
    ("fa", "پانزده درصد و ۱۵٪ و ۳٫۵ و ۵٬۰۰۰"),
    ("fa", "دوازدهم، «گفت: برو!» و رفت…"),
    ("ar", "الـ«كتاب» بـ ٢٠ درهمًا سنة ١٤٤٥هـ"),
    ("ar", "إلى المستشفى على مهل، أليس كذلك؟"),
    ("en", "The word «كتاب، وقلم» stands here"),
    ("en", "It cost 5,000 in 2024; was it worth it?"),
    ("en", 'A 12" ruler, and … an ellipsis . . . here'),
    ("en", "He had had enough, and that that was so in Baden Baden."),
    ("en", "See example.org, or write to a.b@example.org"),
    ("en", f"in Arabic: سلام!{RLM} and on"),
    ("sq", "Ne e dimë se te shtëpia ka një qe. Ai vete atje, nëpër shkolle të re, pas një pune."),
    ("sq", "Njeri i mirë; gjera të gjera; neni: nen 5; pare të vogla; [eshte]"),
    ("sq", "„Po”, tha ajo, «mirë» dhe “jo"),
    ("sq", "për të të thënë"),
]


@pytest.mark.parametrize(("code", "text"), RIGHT)
def test_what_is_right_is_left_alone(code: str, text: str):
    told = [(finding.key, text[finding.start : finding.end]) for finding in found(text, code)]
    assert [one for one in told if one[0] not in {"foreign", "quotes"}] == []


@pytest.mark.parametrize("code", FACTS)
def test_what_the_markup_says_is_another_language_or_code_is_left_alone(code: str):
    text = "كتاب, 12 ي the the eshte"
    assert found(text, code, kept=((0, len(text)),)) == []
    assert found(text, code, is_verbatim=True) == []


@pytest.mark.parametrize("code", FACTS)
def test_direction_controls_are_errors_even_in_quotations_and_code(code: str):
    text = "if x\u202e: y"
    for run in ({"kept": ((0, len(text)),)}, {"is_verbatim": True}):
        [finding] = found(text, code, **run)
        assert (finding.severity, finding.key) == (Severity.ERROR, "direction-controls")
        assert finding.replacement == "x:"


def test_several_foreign_words_want_a_language_and_a_name_does_not():
    [finding] = found("او در Royal Botanic Garden کار می‌کند", "fa")
    assert (finding.rule, finding.language, finding.replacement) == ("foreign", "en", None)
    assert found("او با WordPress کار می‌کند", "fa") == []
    assert [one.language for one in found("The words کتاب‌های گمشده and كتب كثيرة", "en")] == ["fa", "ar"]
    # A title has no markup to say it with.
    assert found("او در Royal Botanic Garden کار می‌کند", "fa", is_plain=True) == []


def test_doubtful_albanian_words_are_told_only_where_a_paragraph_has_no_dots_at_all():
    bare = (
        "Kur erdhi dimri i gjate, banoret u mblodhen te sheshi dhe folen per ate qe ndodhi ne mal, "
        "se askush nuk e dinte."
    )
    assert {"te", "qe", "ne", "se"} <= {bare[one.start : one.end] for one in found(bare, "sq")}
    assert found("Te sheshi, ne e dimë.", "sq") == []


def test_a_language_that_is_not_known_gets_only_the_rules_of_all():
    facts = Facts("de-at")
    assert [one.key for one in lint(Run('Das  Haus , "ja"'), facts)] == ["spaces", "space-before", "quotes", "quotes"]
    assert lint(Run("שלום, עולם"), Facts("he")) == []
    assert lint(Run("Que dit-il ?"), Facts("fr")) == []


def test_every_finding_has_its_words():
    told = messages()
    for code, wrong, _right in WRONG:
        for finding in found(wrong, code):
            assert told[finding.key]


def test_rules_stand_an_empty_text_and_one_of_nothing_but_signs():
    for facts in FACTS.values():
        for text in ("", " ", "\ufffc", "…", "\u200c", '"', "\n\n", "😀", "\ud83d"):
            assert all(list(rule(Run(text), facts)) is not None for rule in RULES)


def test_a_space_on_the_wrong_side_of_an_arabic_sign_is_told_and_changes_sides():
    text = "خوب ،بد"
    (one,) = lint(Run(text), Facts("fa"))
    assert text[: one.start] + one.replacement + text[one.end :] == "خوب، بد"
    assert lint(Run("خوب، بد"), Facts("fa")) == []
