import email
import email.policy
import mailbox
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mailing.bounces import take_bounce

# One report; no mail server writes larger ones.
LARGEST = 20 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Takes reports of mail that came back: one on standard input, as a mail server hands it to a command, or all of"
        " an mbox file, a Maildir, or a folder of .eml files. What is no report is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, help="mbox file, Maildir or folder; nothing: standard input")

    def handle(self, *, path: Path | None, **options: object) -> None:
        if path is not None and not path.exists():
            raise CommandError(f"There is no {path}.")
        n_read = n_taken = 0
        for mail in mails_of(path):
            n_read += 1
            n_taken += take_bounce(mail)
        self.stdout.write(f"{n_read} mails read, {n_taken} of them reports of letters that came back.")


def mails_of(path: Path | None) -> Iterator[Message]:
    if path is None:
        yield email.message_from_bytes(sys.stdin.buffer.read(LARGEST))
    elif path.is_dir() and (path / "cur").is_dir():
        yield from mailbox.Maildir(path, create=False)
    elif path.is_dir():
        for file in sorted(path.glob("*.eml")):
            yield email.message_from_bytes(file.read_bytes()[:LARGEST])
    elif path.suffix == ".eml":
        yield email.message_from_bytes(path.read_bytes()[:LARGEST])
    else:
        yield from mailbox.mbox(path, create=False)
