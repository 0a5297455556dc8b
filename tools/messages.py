"""Collects the messages of code and templates into locale/ and compiles them; with --check, only says what is amiss.

What is amiss: a message that is not in the catalogues or no longer in the code, one without a translation or with one
that nobody has confirmed (fuzzy), a translation with other placeholders, a compiled catalogue that is older than its
text. Needs gettext.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
# What no reader or editor sees, and what others translate.
IGNORED = [".*", "var", "tests", "tools", "benchmarks", "docs", "deploy", "node_modules", "static/fonts"]


def main() -> int:
    if not shutil.which("msgfmt"):
        sys.exit("gettext is missing: run `tools/bootstrap test`, or install the package gettext.")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")
    import django
    from django.conf import settings

    django.setup()
    languages = [code for code, _ in settings.SHIPPED_LANGUAGES if code != "en"]
    if "--check" not in sys.argv[1:]:
        collect(LOCALE, languages, obsolete=False)
        for path in sorted(LOCALE.rglob("*.po")):
            compiled(path, path.with_suffix(".mo"))
        return 0
    if not any(LOCALE.rglob("*.po")):
        print("There are no catalogues in locale/ yet.")
        return 0
    with tempfile.TemporaryDirectory(prefix="nejat-messages-") as folder:
        # makemessages writes into the tree that it reads, so a check reads a copy.
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=left_out)
        os.chdir(copy)
        collect(copy / "locale", languages, obsolete=True)
        findings = [finding for code in languages for finding in amiss(copy / "locale" / code / "LC_MESSAGES", code)]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


def left_out(folder: str, names: list[str]) -> set[str]:
    """What a copy for collecting needs not."""
    if Path(folder) == ROOT:
        return {name for name in names if name.startswith(".") or name in IGNORED}
    return {name for name in names if Path(name).suffix not in {"", ".py", ".html", ".txt", ".js", ".po"}}


def collect(folder: Path, languages: list[str], *, obsolete: bool) -> None:
    """Write the catalogues of all languages, of code and templates and of the desk's scripts, into `folder`."""
    from django.conf import settings
    from django.core.management import call_command

    settings.LOCALE_PATHS = [str(folder)]
    for domain in ("django", "djangojs"):
        call_command(
            "makemessages",
            locale=languages,
            domain=domain,
            extensions=["html", "txt", "py"] if domain == "django" else ["js"],
            ignore_patterns=IGNORED,
            no_obsolete=not obsolete,
            no_wrap=True,
            add_location="file",
            verbosity=0,
        )


def amiss(folder: Path, code: str) -> Iterator[str]:
    """What is wrong with the freshly collected catalogues of one language."""
    for domain in ("django", "djangojs"):
        path = folder / f"{domain}.po"
        if not path.exists():
            continue
        kept = LOCALE / code / "LC_MESSAGES" / path.name
        for what, option in {"not translated": "--untranslated", "not confirmed (fuzzy)": "--only-fuzzy"}.items():
            yield from (f"{kept.relative_to(ROOT)}: {what}: {text}" for text in chosen(path, option))
        gone = chosen(path, "--only-obsolete") if "\n#~ msgid" not in read(kept) else []
        yield from (f"{kept.relative_to(ROOT)}: no longer used: {text}" for text in gone)
        checked = subprocess.run(["msgfmt", "--check-format", "-o", os.devnull, path], capture_output=True, text=True)
        yield from checked.stderr.replace(str(path), str(kept.relative_to(ROOT))).splitlines()
        yield from stale(kept)


def stale(path: Path) -> Iterator[str]:
    """Whether what is compiled says the same as its text."""
    binary = path.with_suffix(".mo")
    if not path.exists():
        return
    with tempfile.NamedTemporaryFile(suffix=".mo") as file:
        compiled(path, Path(file.name))
        if not binary.exists() or binary.read_bytes() != Path(file.name).read_bytes():
            yield f"{binary.relative_to(ROOT)}: not compiled from its text: run `make messages`"


def compiled(path: Path, target: Path) -> None:
    # Without a hash table, as every version of gettext writes the same then.
    subprocess.run(["msgfmt", "--no-hash", "-o", target, path], check=True)


def chosen(path: Path, option: str) -> list[str]:
    """The messages of a catalogue that `option` of msgattrib chooses."""
    command = ["msgattrib", option, "--no-wrap", "--force-po", path]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # A message of several lines begins with an empty one; the catalogue's head is empty throughout.
    found = re.findall(r'^(?:#~ )?msgid ((?:(?:#~ )?".*"\n)+)', text, re.M)
    return [message for block in found if (message := "".join(re.findall(r'"(.*)"\n', block)))]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
