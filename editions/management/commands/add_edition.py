"""`add_edition CODE`: a further edition, without forking the product's migrations (docs/editions.md)."""

from argparse import SUPPRESS
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from editions.added.adding import (
    EditionNotAdded,
    add,
    alone,
    check_code,
    check_database,
    check_is_new,
    new_edition,
    refresh,
)
from editions.added.columns import ColumnsNotMade, Written, make_missing
from editions.added.languages import Language, known_language, language_like
from editions.enums import Calendar, Digits, Direction


class Command(BaseCommand):
    help = (
        "Adds a language edition, hidden from readers at first; --refresh makes what a new version asks of added ones."
    )
    # After an upgrade the models may ask for columns that this command is about to make.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="?", help="the language's code, such as tr or pt-br")
        parser.add_argument("--name", help="the language's name in English; needed for one that Django does not know")
        parser.add_argument("--endonym", help="its name in its own language, as the switcher shows it")
        parser.add_argument("--direction", choices=Direction.values)
        parser.add_argument("--digits", choices=Digits.values)
        parser.add_argument("--calendar", choices=Calendar.values)
        parser.add_argument("--site-name", default="", help="the site's name in this edition")
        parser.add_argument("--time-zone", default="", help="such as Europe/Istanbul")
        parser.add_argument("--refresh", action="store_true", help="make what added editions lack, after an upgrade")
        parser.add_argument("--locked", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["code"]) is options["refresh"]:
            raise CommandError("Give the code of a language, such as tr, or --refresh.")
        try:
            if options["refresh"]:
                # The process that adds an edition holds the lock for the one that it starts.
                self.say_made(make_missing() if options["locked"] else refresh())
            else:
                with alone():
                    self.add(options["code"].strip().lower().replace("_", "-"), options)
        except (ColumnsNotMade, EditionNotAdded) as error:
            raise CommandError(str(error)) from error

    def say_made(self, written: list[Written]) -> None:
        for one in written:
            self.stdout.write(f"Made {one.name}.")
        if not written:
            self.stdout.write("Nothing is missing.")

    def add(self, code: str, options: dict[str, Any]) -> None:
        check_code(code)
        language = self.language(code, options)
        check_database()
        check_is_new(code)
        edition = new_edition(code, language, site_name=options["site_name"], time_zone=options["time_zone"])
        self.stdout.write(f"Adding {language.name} ({language.endonym}) …")
        add(edition, language)
        self.say_what_next(code, language)

    def language(self, code: str, options: dict[str, Any]) -> Language:
        """What is known of the language, bettered by the options."""
        name, endonym = options["name"], options["endonym"]
        language = known_language(code)
        if language is None:
            if not name:
                raise CommandError(
                    f"Django knows no language “{code}”."
                    " If the code is right, give its name: --name NAME --endonym NAME."
                )
            language = language_like(code, name, endonym or name)
        given = {
            key: " ".join(value.split())
            for key in ("name", "endonym", "direction", "digits", "calendar")
            if (value := options[key]) and value.strip()
        }
        return replace(language, **given)

    def say_what_next(self, code: str, language: Language) -> None:
        lines = [
            self.style.SUCCESS(f"The edition “{code}” ({language.endonym}) is there, hidden from readers."),
            "1. Restart the site, so that it knows the new columns.",
            "2. In the desk, name the menu, categories, series and people in it, and publish what it begins with.",
            f"3. Show it to readers: Editions, {language.endonym}, “shown to readers”.",
        ]
        shipped = {shipped for shipped, _name in settings.SHIPPED_LANGUAGES}
        if code not in shipped and not (Path(settings.BASE_DIR) / "locale" / code.replace("-", "_")).exists():
            lines.append(f"The pages' own words stay English until locale/ has {language.name} (docs/editions.md).")
        self.stdout.write("\n".join(lines))
