"""The desk is whole in its languages: no word of the stock admin is left in English."""

import gettext
from pathlib import Path

import django
import pytest
from django.conf import settings

PACKAGES = ("contrib/admin", "contrib/auth")
# What only a command line says.
NOT_SHOWN = {'The app "%s" could not be found.'}


def words(package: str, domain: str) -> list[str | tuple[str, int]]:
    """The messages of a package as its English catalogue names them; one with a plural as gettext keys it."""
    path = Path(django.__file__).parent / package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return []
    found: list[str | tuple[str, int]] = []
    context, plural, text, reading = "", False, "", ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("msgctxt "):
            context = line[9:-1] + "\x04"
        elif line.startswith("msgid "):
            text, reading = line[7:-1], "msgid"
        elif line.startswith("msgid_plural "):
            plural, reading = True, ""
        elif line.startswith("msgstr"):
            reading = ""
        elif line.startswith('"') and reading:
            text += line[1:-1]
        elif not line and text:
            message = context + text.encode().decode("unicode_escape").encode("latin-1").decode()
            found.append((message, 1) if plural else message)
            context, plural, text = "", False, ""
        elif not line:
            context, plural, text = "", False, ""
    return found


@pytest.mark.parametrize("code", [code for code, _name in settings.SHIPPED_LANGUAGES if code != "en"])
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_word_of_the_stock_admin_is_translated(code: str, domain: str):
    folders = [Path(django.__file__).parent / package / "locale" for package in PACKAGES]
    catalogues = [gettext.translation(domain, f, [code], fallback=True) for f in [*settings.LOCALE_PATHS, *folders]]
    asked = {word for package in PACKAGES for word in words(package, domain)} - NOT_SHOWN
    assert len(asked) > 20
    known = {word for catalogue in catalogues for word in getattr(catalogue, "_catalog", {})}
    assert sorted(str(word) for word in asked - known) == []
