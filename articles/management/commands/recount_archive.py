"""Counts anew how many articles each month and day of the archive has."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.archive.keeping import recount
from editions.models import Edition


class Command(BaseCommand):
    """For an edition whose time zone has changed, or articles that were written by something else than the site.

    It may run at any time; who publishes meanwhile waits.
    """

    help = "Count anew how many articles each month and day of every edition's archive has."

    def handle(self, *args: Any, **options: Any) -> None:
        for edition in Edition.objects.all():
            articles, wrong = recount(edition)
            self.stdout.write(f"{edition.code}: {articles:,} articles; {wrong:,} months and days put right.")
