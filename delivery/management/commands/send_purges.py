import gc
import signal
from argparse import ArgumentParser
from datetime import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from delivery.proxies.asking import NotTakenError
from delivery.proxies.chosen import Chosen
from delivery.proxies.keys import EVERYTHING, to_purge
from delivery.proxies.sender import Sender
from delivery.proxies.state import report
from delivery.proxies.telling import purge


class Command(BaseCommand):
    help = (
        "Tells the proxy or CDN of PURGE_URL which pages are no longer true, until it is stopped. `serve` starts it;"
        " where several machines do, one works and the others wait."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--once", action="store_true", help="tell what has changed, and end")
        what.add_argument("--everything", action="store_true", help="purge all pages now, and end")
        what.add_argument("--status", action="store_true", help="say how far it is, and end; 1 where purges fail")

    def handle(self, *, once: bool, everything: bool, status: bool, **options: object) -> None:
        chosen = settings.PURGE
        if chosen is None:
            raise CommandError("PURGE_URL is not set: there is no proxy to tell.")
        if status:
            return self.say_status()
        if everything:
            return self.purge_everything(chosen)
        # What was loaded until here stays: it need not be walked each time that memory is tidied up.
        gc.collect()
        gc.freeze()
        sender = Sender(once=once)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sender.stop())
        sender.run()
        if once and sender.waiting.is_failing:
            raise CommandError("Not all purges were taken; the next run sends them again.")

    def purge_everything(self, chosen: Chosen) -> None:
        try:
            purge(chosen, to_purge([EVERYTHING]))
        except NotTakenError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("All pages are purged.")

    def say_status(self) -> None:
        known = report()
        if known is None:
            raise CommandError("No sender of purges has run yet.")
        self.stdout.write(f"{'Running' if known.is_running else 'Not running'}, {known.waiting} keys waiting.")
        told = shown(known.told_at) if known.told_at else "never"
        self.stdout.write(f"Last purge taken: {told}; {known.keys} keys in {known.calls} calls altogether.")
        if known.failing_since:
            raise CommandError(f"Purges fail since {shown(known.failing_since)}: {known.answer}")
        if not known.is_running:
            raise CommandError("No sender of purges runs.")


def shown(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M:%S}"
