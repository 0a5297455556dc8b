"""Mail what the contact form took and no server has taken yet."""

from typing import Any

from django.core.management.base import BaseCommand

from mailing.sender import send_all_due
from readers.mails import post_message, unsent


class Command(BaseCommand):
    help = "Mails messages of the contact form that could not be mailed before."

    def handle(self, *args: Any, **options: Any) -> None:
        messages = unsent()
        for message in messages:
            post_message(message)
        send_all_due()
        left = {message.pk for message in unsent()}
        sent = sum(message.pk not in left for message in messages)
        self.stdout.write(f"{sent} of {len(messages)} messages mailed.")
