"""Mail what the contact form took and no server has taken yet."""

from typing import Any

from django.core.management.base import BaseCommand

from readers.mails import mail_message, unsent


class Command(BaseCommand):
    help = "Mails messages of the contact form that could not be mailed before."

    def handle(self, *args: Any, **options: Any) -> None:
        keys = unsent()
        sent = sum(bool(mail_message.func(key)) for key in keys)
        self.stdout.write(f"{sent} of {len(keys)} messages mailed.")
