import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.enums import Role
from seeds.loading.archive import load_archive
from seeds.loading.demo import is_empty, load_demo


class Command(BaseCommand):
    """Demo content, into an empty database only; with --articles, a large archive besides."""

    help = "Put the demo into an empty database; with --articles N, that many articles per edition besides."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=0, metavar="N", help="further articles per edition")

    def handle(self, *args: Any, articles: int, **options: Any) -> None:
        if not 0 <= articles <= 5_000_000:
            raise CommandError("--articles takes a number from 0 to 5,000,000.")
        if is_empty():
            self.seed_demo()
        elif not articles:
            self.stdout.write("There is content already: the demo goes into an empty database only.")
        if articles:
            started = time.monotonic()
            made = load_archive(articles, tell=self.progress)
            self.end_line()
            seconds = time.monotonic() - started
            self.stdout.write(f"{made:,} articles in {seconds:.0f} s ({made / max(seconds, 0.01):,.0f} a second).")

    def seed_demo(self) -> None:
        given = os.environ.get("DEMO_PASSWORD", "")
        password = load_demo(password=given, tell=self.say, progress=self.progress)
        self.say("")
        self.stdout.write(f"The demo is there. Users: {', '.join(['admin', *Role.values])}.")
        # A password that was given is known; only one made here must be told.
        self.stdout.write("Their password is DEMO_PASSWORD's." if given else f"Their password: {password}")

    def say(self, what: str) -> None:
        self.end_line()
        if what:
            self.stdout.write(f"{what} …")

    def progress(self, done: int, of: int) -> None:
        """A counting line on a terminal; elsewhere a line now and then."""
        if self.stdout.isatty():
            self._is_counting = True
            self.stdout.write(f"\r  {done:,} of {of:,}", ending="")
            self.stdout.flush()
        elif done == of or done % max(1, of // 4) == 0:
            self.stdout.write(f"  {done:,} of {of:,}")

    def end_line(self) -> None:
        if getattr(self, "_is_counting", False):
            self.stdout.write("")
            self._is_counting = False
