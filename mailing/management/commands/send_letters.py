import gc
import signal
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from mailing.sender import Sender


class Command(BaseCommand):
    help = (
        "Sends what is to be mailed, until it is stopped. As many as are wanted may run, on any machine that reaches"
        " the database; each letter is sent by one of them."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due and end")
        parser.add_argument("--connections", type=int, help="kept open to the mail server (MAIL_CONNECTIONS)")

    def handle(self, *, once: bool, connections: int | None, **options: object) -> None:
        # What was loaded until here stays: it need not be walked each time that memory is tidied up.
        gc.collect()
        gc.freeze()
        sender = Sender(lanes=connections, once=once)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sender.stop())
        sender.run()
