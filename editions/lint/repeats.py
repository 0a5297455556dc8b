"""The same word twice."""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding
from editions.lint.letters import MARKS, WORD, ZWNJ
from editions.lint.run import Run

_TWICE = re.compile(
    rf"(?<![\w{MARKS}{ZWNJ}’'-])(?P<word>{WORD.pattern})(?: +)(?P=word)(?![\w{MARKS}{ZWNJ}’'-])", re.IGNORECASE
)
# What may be said twice.
_MAY = {
    "en": frozenset("had that is very so no ha bye long many really far again knock tick there well do in on".split()),
    "sq": frozenset("të i e u pak herë shumë rrallë vende kohë dalë ngadalë njëra dora gjithë ka po jo copë".split()),
}
# In Persian and Arabic doubling is a way of speaking (کم کم, شيئا): only words that carry nothing are told.
_ONLY = {
    "fa": frozenset("و در از به که را با این آن برای تا است یا اما اگر نیز شد بود می های".split()),
    "ar": frozenset("في من على إلى أن إن هذا هذه الذي التي عن مع كان كانت أو ثم قد لم لن".split()),
}


def doubled_words(run: Run, facts: Facts) -> Iterator[Finding]:
    for match in _TWICE.finditer(run.free):
        word = match["word"]
        second = match[0][-len(word) :]
        folded = word.casefold()
        if word[0].isdigit() or folded in _MAY.get(facts.base, ()):
            continue
        # Baden Baden and Pago Pago are names.
        if word[0].isupper() and second[0].isupper():
            continue
        if facts.is_arabic_script and folded not in _ONLY.get(facts.base, ()):
            continue
        yield Finding("repeats", match.start(), match.end(), "repeats", word)
