"""Language tags of runs of text: which are well formed (BCP 47), and which way they are written."""

import re

# RFC 5646, 2.1, without extensions and private use: language, script, region, variants.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE | re.ASCII,
)
# Languages that are written from right to left where their tag names no script, and scripts that always are (CLDR).
_RTL_LANGUAGES = frozenset(
    "ae ar arc arz bal bgn ckb dv fa glk he ks lki lrc luz mzn nqo pnb prs ps sd sdh skr syr ug ur yi".split()
)
_RTL_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())


def tidy_tag(tag: str) -> str | None:
    """The tag in the usual letters ("FA-ir" is "fa-IR"); None for one that is not well formed."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return None
    parts = [match["language"].lower()]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + match["variants"].lower()


def direction_of(tag: str) -> str:
    """ "rtl" or "ltr": how a language is written, by the script that its tag names, else by its usual one."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return "ltr"
    script = (match["script"] or "").lower()
    is_rtl = script in _RTL_SCRIPTS if script else match["language"].lower() in _RTL_LANGUAGES
    return "rtl" if is_rtl else "ltr"
