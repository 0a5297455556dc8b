"""Letters that look right and are another language's."""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding
from editions.lint.letters import ARABIC, ARABIC_WORD, TATWEEL
from editions.lint.run import Run

# Persian has its own yeh and kaf; the others come from keyboards of Urdu and Kurdish. U+06C0 is, by its canonical
# decomposition, another letter than heh: heh with hamza above is two characters (ISIRI 6219).
_TO_PERSIAN = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ہ": "ه", "ە": "ه", "ھ": "ه", "ۀ": "ه\u0654", "ۂ": "ه\u0654",
}  # fmt: skip
_TO_ARABIC = {"ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه", "ۀ": "ه", "ۂ": "ه"}
_PERSIAN_WRONG = re.compile(f"[{''.join(_TO_PERSIAN)}]")
_ARABIC_WRONG = re.compile(f"[{''.join(_TO_ARABIC)}]")
# At the end of these the dotless alef maqsura is right.
_MAQSURA = """
على إلى حتى متى لدى سوى مدى أخرى الأخرى إحدى كبرى الكبرى صغرى الصغرى موسى عيسى مصطفى ليلى سلمى يحيى منى هدى ذكرى
بنى رأى أعطى اشترى انتهى مضى جرى بقى مستشفى المستشفى مقهى المقهى مبنى المبنى معنى المعنى قرى القرى مرسى ملتقى
""".split()
_MAQSURA_TYPED = {word.replace("ى", "ی"): word for word in _MAQSURA}
_STRETCHED = re.compile(f"[{ARABIC}]{TATWEEL}+(?=[{ARABIC}])")


def foreign_letters(run: Run, facts: Facts) -> Iterator[Finding]:
    """Arabic letters in Persian, Persian ones in Arabic; a word with several is one finding."""
    if facts.base not in {"fa", "ar"}:
        return
    wrong, mend = (_PERSIAN_WRONG, _persian) if facts.base == "fa" else (_ARABIC_WRONG, _arabic)
    for word in ARABIC_WORD.finditer(run.free):
        if wrong.search(word[0]):
            yield Finding("letters", word.start(), word.end(), f"letters-{facts.base}", mend(word[0]))


def _persian(word: str) -> str:
    return "".join(_TO_PERSIAN.get(letter, letter) for letter in word)


def _arabic(word: str) -> str:
    return _MAQSURA_TYPED.get(word) or "".join(_TO_ARABIC.get(letter, letter) for letter in word)


def tatweel(run: Run, facts: Facts) -> Iterator[Finding]:
    """Letters drawn out. After a prefix before a sign or another script (الـ, بـ) tatweel is right and stays."""
    if not facts.is_arabic_script:
        return
    done = -1
    for match in _STRETCHED.finditer(run.free):
        if match.start() < done:
            continue
        start, done = run.around(match.start(), match.end())
        told = re.sub(f"(?<=[{ARABIC}]){TATWEEL}+(?=[{ARABIC}])", "", run.text[start:done])
        yield Finding("tatweel", start, done, "tatweel", told)
