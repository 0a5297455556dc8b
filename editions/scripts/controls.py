"""Characters that cannot be seen: which may stand in a text, which never do."""

import re

# Control characters, other than tab and line ends, are never text; nor are interlinear marks and non-characters.
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ufeff"
# Spaces without width break words where nobody sees it (only ZWNJ and ZWJ are spelling).
_WIDTHLESS = re.compile("[\u200b\u2060\u00ad]")
# Embeddings and overrides can make a text read otherwise than it is stored (CVE-2021-42574); isolates are the
# modern form, and the page sets direction by itself.
_OVERRIDES = "\u202a-\u202e"
_ISOLATES = "\u2066-\u2069"
# One look at a text for all of them: every text that is stored passes here, several times.
_STRIPPED = re.compile(f"[{_FORBIDDEN}{_OVERRIDES}{_ISOLATES}]")


def strip_controls(text: str) -> str:
    """`text` without control characters and bidirectional embeddings, overrides, isolates; ZWNJ, ZWJ, LRM, RLM stay."""
    return _STRIPPED.sub("", text)


def one_line(text: str) -> str:
    """A title: without controls and breaks that cannot be seen, its white space folded to single spaces."""
    return re.sub(r"\s+", " ", _WIDTHLESS.sub("", strip_controls(text))).strip()
