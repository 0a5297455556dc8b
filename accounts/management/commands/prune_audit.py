"""Take old entries off the audit log, where a law or a rule of the house asks for it."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import AuditEntry


class Command(BaseCommand):
    help = "Deletes entries of the audit log that are older than a number of days. Without --yes it only counts them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than", type=int, required=True, metavar="DAYS")
        parser.add_argument("--yes", action="store_true", help="delete them")

    def handle(self, *args: Any, **options: Any) -> None:
        days = options["older_than"]
        if not 30 <= days <= 36_500:
            raise CommandError("Give a number of days from 30 to 36500.")
        old = AuditEntry.objects.filter(at__lt=timezone.now() - timedelta(days=days))
        if options["yes"]:
            number, _by_model = old.delete()
            self.stdout.write(f"{number} entries deleted.")
        else:
            self.stdout.write(f"{old.count()} entries would be deleted; --yes deletes them.")
