"""Take away what readers sent and is not kept: rejected comments, spam, old messages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from readers.retention import prune


class Command(BaseCommand):
    help = "Deletes rejected comments, spam, messages, wishes and unconfirmed subscriptions older than they are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--spam-days", type=int, metavar="DAYS", help="instead of KEEP_SPAM_DAYS")
        parser.add_argument("--message-days", type=int, metavar="DAYS", help="instead of KEEP_MESSAGES_DAYS")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in ("spam_days", "message_days"):
            if options[name] is not None and not 1 <= options[name] <= 36_500:
                raise CommandError("Give a number of days from 1 to 36500.")
        counts = prune(spam_days=options["spam_days"], message_days=options["message_days"])
        self.stdout.write(
            f"{counts['comments']} comments, {counts['spam']} spam messages, {counts['messages']} messages, "
            f"{counts['wishes']} wishes, {counts['subscribers']} addresses of subscribers deleted."
        )
