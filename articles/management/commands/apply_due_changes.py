"""Publishes changes whose moment has come, for installations without a background worker."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Article
from articles.pending import apply_due_changes


class Command(BaseCommand):
    """Meant for cron; where the worker runs beside the server it finds nothing to do."""

    help = "Publish every change to a published article whose moment has come."

    def handle(self, *args: Any, **options: Any) -> None:
        applied = apply_due_changes()
        for article in Article.objects.filter(pk__in=applied.published).only("title", "edition_id"):
            self.stdout.write(f"published: {article.edition_id} {article.title}")
        for article in Article.objects.filter(pk__in=applied.waiting).only("title", "edition_id"):
            self.stderr.write(f"waits, its page at the desk says why: {article.edition_id} {article.title}")
        self.stdout.write(f"{len(applied.published)} published, {len(applied.waiting)} left waiting.")
