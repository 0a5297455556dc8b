"""`verify_mirror DIR|URL`: whether a mirror is what was signed (docs/operations.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from delivery.mirror.signing import BadKey, key_path, private_key, read_key, short
from delivery.mirror.verifying import Unverifiable, verify


class Command(BaseCommand):
    help = "Compares a mirror with its signed sums and names every file that was changed, is missing or was added."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mirror", help="a folder or an address")
        parser.add_argument("--key", default="", help="the public key, as one line or a file; else this installation's")

    def handle(self, *args: Any, mirror: str, key: str, **options: Any) -> None:
        try:
            known = self.key(key)
            verdict = verify(mirror, self.stdout, known)
        except (BadKey, Unverifiable) as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{mirror} cannot be read: {error}.") from None
        for word, names in (("changed", verdict.changed), ("missing", verdict.missing), ("added", verdict.added or [])):
            for name in names:
                self.stdout.write(f"{word}: {name}")
        if not verdict.is_signed:
            raise CommandError(f"The signature is not of {short(verdict.key)}: this is not what that key has signed.")
        if not verdict.is_right:
            count = len(verdict.changed) + len(verdict.missing) + len(verdict.added or [])
            raise CommandError(f"{count:,} of {verdict.files:,} files are not as they were signed.")
        self.stdout.write(f"{verdict.files:,} files, all as they were signed with {short(verdict.key)}.")
        if known is None:
            self.stdout.write("That is the mirror's own key: compare it with the one you were told (--key).")
        if verdict.added is None:
            self.stdout.write("Files that a server has beside these cannot be seen from here.")

    def key(self, given: str) -> Any:
        """The key that was given, else this installation's; None where it has none."""
        if given:
            path = Path(given)
            return read_key(path.read_bytes() if path.is_file() else given.encode())
        return private_key().public_key() if key_path().exists() else None
