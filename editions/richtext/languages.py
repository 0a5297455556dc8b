"""The languages that the editor offers for words that are not in the text's own."""

from django.utils.text import capfirst
from django.utils.translation import get_language_info

from editions import registry
from editions.models import Edition

# Besides those of the editions; any other can be named by its code.
OTHERS = ("en", "ar", "fa", "sq", "ckb", "de", "el", "es", "fr", "he", "it", "mk", "ru", "tr", "ur")


def languages_for(edition: Edition) -> list[tuple[str, str]]:
    """(code, name in the language of the desk) of each, the edition's own first."""
    codes = dict.fromkeys((edition.code, *registry.all_editions(), *OTHERS))
    return [(code, name_of(code)) for code in codes]


def name_of(code: str) -> str:
    """A language's name in the active language; of one that Django does not know, its edition's own, else its code."""
    try:
        return capfirst(str(get_language_info(code)["name_translated"]))
    except KeyError:
        known = registry.all_editions().get(code)
        return known.endonym if known else code
