"""Removes texts that were kept while writing and led to nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.autosaves import KEPT_FOR, prune_autosaves
from articles.presence import prune_presences


class Command(BaseCommand):
    """Meant for cron, once a day. What was saved, published, imported or named stays for good."""

    help = "Remove texts that were kept while writing, never saved and not named, after a time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=KEPT_FOR.days, help=f"after so many days ({KEPT_FOR.days})")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        total = 0
        for total, left in prune_autosaves(days=days):
            self.stdout.write(f"{total} removed, {left} to go")
        prune_presences()
        self.stdout.write(f"{total} texts were removed.")
