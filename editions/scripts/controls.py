"""Characters that cannot be seen: which may stand in a text, which never do."""

import re

# Control characters, other than tab and line ends, are never text; nor are interlinear marks and non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ufeff]")
# Spaces without width break words where nobody sees it (only ZWNJ and ZWJ are spelling).
_WIDTHLESS = re.compile("[\u200b\u2060\u00ad]")
# Embeddings and overrides can make a text read otherwise than it is stored (CVE-2021-42574); isolates are the
# modern form, and the page sets direction by itself.
_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")


def strip_controls(text: str) -> str:
    """`text` without control characters and bidirectional embeddings, overrides, isolates; ZWNJ, ZWJ, LRM, RLM stay."""
    return _ISOLATES.sub("", _OVERRIDES.sub("", _FORBIDDEN.sub("", text)))


def one_line(text: str) -> str:
    """A title: without controls and breaks that cannot be seen, its white space folded to single spaces."""
    return re.sub(r"\s+", " ", _WIDTHLESS.sub("", strip_controls(text))).strip()
