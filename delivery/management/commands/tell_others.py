from typing import Any

from django.core.management.base import BaseCommand

from delivery.outbox import tell_what_is_due
from delivery.webhooks import prune, send_due


class Command(BaseCommand):
    """Meant for cron; where the worker runs beside the server it finds little to do."""

    help = "Tells search engines, hubs and webhooks what has changed, tries what failed again, forgets what is old."

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_what_is_due.func()
        self.stdout.write(f"{told} changes told, {send_due()} messages taken, {prune()} old ones forgotten.")
