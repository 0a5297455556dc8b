from typing import Any

from django.core.management.base import BaseCommand

from delivery import pings, webhooks
from delivery.outbox import tell_what_is_due


class Command(BaseCommand):
    """Meant for cron; where the worker runs beside the server it finds little to do."""

    help = "Tells search engines, hubs and webhooks what has changed, tries what failed again, forgets what is old."

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_what_is_due.func()
        taken, old = webhooks.send_due() + pings.send_due(), webhooks.prune() + pings.prune()
        self.stdout.write(f"{told} changes told, {taken} messages taken, {old} old ones forgotten.")
