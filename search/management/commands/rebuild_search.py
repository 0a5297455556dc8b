import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from search.rebuilding import rebuild


class Command(BaseCommand):
    help = (
        "Brings the search index up to date with all that is published, and reads PDFs that were not read yet; "
        "readers can search meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anew", action="store_true", help="write what has not changed too")

    def handle(self, *, anew: bool, **options: object) -> None:
        started, self._kind = time.monotonic(), ""
        written = rebuild(anew=anew, is_thorough=True, tell=self.progress)
        self.end_line()
        seconds = time.monotonic() - started
        self.stdout.write(f"{written:,} documents written in {seconds:.0f} s; the others were up to date.")

    def progress(self, kind: str, done: int) -> None:
        """A counting line a kind on a terminal; elsewhere a line now and then."""
        if self.stdout.isatty():
            if kind != self._kind:
                self.end_line()
            self.stdout.write(f"\r  {kind}: {done:,}", ending="")
            self.stdout.flush()
        elif kind != self._kind or done % 10_000 < 200:
            self.stdout.write(f"  {kind}: {done:,}")
        self._kind = kind

    def end_line(self) -> None:
        if self._kind and self.stdout.isatty():
            self.stdout.write("")
