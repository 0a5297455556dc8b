from argparse import ArgumentParser
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError

from nejat_cms import preparing
from nejat_cms.backups.archive import Unusable
from nejat_cms.backups.restoring import finish_earlier
from nejat_cms.engines import Unreachable, check_engines


class Command(BaseCommand):
    help = "Brings static files and the database up to date; does only what is to be done."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="demo content, into an empty database only")

    def handle(self, *, demo: bool, **options: object) -> None:
        try:
            check_engines()
        except Unreachable as error:
            raise CommandError(str(error)) from None
        try:
            is_finished = finish_earlier()
        except Unusable as error:
            raise CommandError(str(error)) from None
        if is_finished:
            raise CommandError("A restore that had been broken off has been carried through. Start again.")
        self.step("Static files collected.", preparing.collect_static)
        with preparing.one_at_a_time():
            self.step("Database brought up to date.", preparing.migrate)
            if demo:
                preparing.seed()
            self.step("Search index built.", preparing.index)

    def step(self, done: str, work: Callable[[], bool]) -> None:
        if work():
            self.stdout.write(done)
