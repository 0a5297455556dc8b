"""Which of our editions an item of an old site belongs to: by its language's name, else by its address.

Polylang's languages are terms, whose description holds the locale; WPML's stand in the meta that its exporter adds;
without either the address may say it (`/fa/…`, `?lang=fa`), which is believed only on sites that show another trace of
several languages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from wordpress.serialised import read_array
from wordpress.wxr.items import Item, Site, Term

# Codes by which languages are called that have another by BCP 47: ISO 639-2, countries, what was usual.
ALIASES = {
    "al": "sq", "alb": "sq", "sqi": "sq", "aln": "sq", "als": "sq",
    "per": "fa", "fas": "fa", "pes": "fa", "prs": "fa", "ir": "fa", "farsi": "fa", "persian": "fa",
    "ara": "ar", "arb": "ar", "ary": "ar", "arq": "ar", "arz": "ar", "arabic": "ar",
    "eng": "en", "english": "en", "albanian": "sq", "shqip": "sq",
    "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru",
    "tur": "tr", "kur": "ku", "ckb": "ckb", "urd": "ur", "heb": "he", "iw": "he", "in": "id", "nb": "no", "nn": "no",
    "cz": "cs", "gr": "el", "jp": "ja", "kr": "ko", "ua": "uk", "dk": "da", "cn": "zh",
}  # fmt: skip
# Meta of posts and terms in which WPML's own exporter, and those that move from it, write a language.
LANGUAGE_KEYS = ("_wpml_import_language_code", "_wpml_language", "wpml_language", "wpml_media_lang", "_icl_lang")
_TRACES = ("_wpml", "wpml_", "_icl_", "icl_")
_CODE = re.compile(r"[a-z]{2,8}(?:[-_][a-z0-9]{1,8})*", re.I)


def edition_for(language: str, codes: Iterable[str]) -> str:
    """The edition of those with `codes` that a language's name means: `fa_IR`, `sq`, `al`, `ar-SA`; empty for none."""
    known = {code.lower(): code for code in codes}
    name = language.strip().lower().replace("_", "-")
    if not _CODE.fullmatch(name):
        return ""
    while name:
        for one in (name, ALIASES.get(name, "")):
            if one in known:
                return known[one]
        name = name.rpartition("-")[0]
    return ""


@dataclass
class Languages:
    """What an old site calls its languages, and the editions that stand for them.

    Attributes:
        codes: of the editions here.
        locales: slug of a language of the old site -> its locale, where one is told.
        is_multilingual: whether the export shows that the site has several languages.
        home: the path at which the old site stands, which says nothing of an item's language.
    """

    codes: tuple[str, ...]
    locales: dict[str, str] = field(default_factory=dict)
    is_multilingual: bool = False
    home: str = "/"

    def edition(self, slug: str) -> str:
        """The edition of a language of the old site: by its locale, since its slug is whatever somebody typed."""
        locale = self.locales.get(slug.lower(), "")
        return (edition_for(locale, self.codes) if locale else "") or edition_for(slug, self.codes)


def read_languages(terms: Iterable[Term], *, site: Site | None = None, codes: Iterable[str] | None = None) -> Languages:
    """What the terms of an export tell of languages.

    Args:
        codes: of the editions here; None: all that are installed.
    """
    found = Languages(tuple(settings.MODELTRANSLATION_LANGUAGES if codes is None else codes))
    if site is not None:
        found.home = urlsplit(site.link).path.rstrip("/") + "/"
    for term in terms:
        if term.taxonomy in {"language", "term_language"}:
            found.is_multilingual = True
            locale = read_array(term.description).get("locale")
            if isinstance(locale, str):
                found.locales[term.slug.removeprefix("pll_").lower()] = locale
        elif term.taxonomy in {"post_translations", "term_translations", "translation_priority"}:
            found.is_multilingual = True
    return found


def language_of(item: Item, languages: Languages) -> str:
    """The language of an item in the old site's words, such as `fa`; empty where nothing names one."""
    for term in item.terms_of("language"):
        return term.slug
    for key in LANGUAGE_KEYS:
        if name := item.meta_of(key):
            return name
    return language_of_address(item, languages)


def language_of_address(item: Item, languages: Languages) -> str:
    """The language that an item's address names, where it is one that an edition here is in."""
    parts = urlsplit(item.link)
    asked = parse_qs(parts.query).get("lang", [""])[0]
    if languages.edition(asked):
        return asked
    if not languages.is_multilingual and not any(key.startswith(_TRACES) for key, _value in item.meta):
        return ""
    first = parts.path.removeprefix(languages.home.rstrip("/")).strip("/").partition("/")[0]
    return first if languages.edition(first) else ""


def edition_of(item: Item, languages: Languages, default: str) -> str:
    """The code of the edition that an item belongs to.

    Args:
        default: of an item that names no language.

    Returns:
        Empty for one in a language that no edition here is in (`language_of` names it).
    """
    name = language_of(item, languages)
    return languages.edition(name) if name else default
