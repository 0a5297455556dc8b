"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

# A word is letters, digits, marks that combine with them, and the joiners of Arabic script; all else stands alone.
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
                    r"\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u1ab0-\u1aff\u20d0-\u20ff\u200c\u200d])+|\s+|.",
                    re.S)  # fmt: skip
# Of longer texts, or of texts with less in common, old and new are told whole.
LONG = 4000
ALIKE = 0.2


def word_diff(old: str, new: str) -> list[tuple[str, str]]:
    """Runs of text with what became of them: "=" kept, "-" taken out, "+" put in. Plain text: escape it where drawn."""
    if old == new:
        return [("=", new)] if new else []
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if max(len(before), len(after)) > LONG or matcher.quick_ratio() < ALIKE:
        return [run for run in (("-", old), ("+", new)) if run[1]]
    runs: list[tuple[str, str]] = []
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            runs.append(("=", "".join(after[new_start:new_end])))
            continue
        if old_end > old_start:
            runs.append(("-", "".join(before[old_start:old_end])))
        if new_end > new_start:
            runs.append(("+", "".join(after[new_start:new_end])))
    return runs
