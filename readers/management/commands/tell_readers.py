"""Tell readers of translations that they wished for, for installations without a background worker."""

from typing import Any

from django.core.management.base import BaseCommand

from mailing.sender import send_all_due
from readers.wish_mails import tell_all


class Command(BaseCommand):
    """Meant for cron; where the worker runs beside the server it finds nothing to do."""

    help = "Mails everyone who waits for a translation that is published by now."

    def handle(self, *args: Any, **options: Any) -> None:
        count = tell_all()
        send_all_due()
        self.stdout.write(f"{count} readers told.")
