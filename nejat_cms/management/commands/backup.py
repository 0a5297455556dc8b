"""`backup FILE`: everything of the installation in one file (docs/operations.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nejat_cms.backups.archive import Reader, Unusable
from nejat_cms.backups.writing import back_up
from nejat_cms.engines import Unreachable, check_database


class Command(BaseCommand):
    help = "Writes database and files to one file, of one moment, while the site serves; then reads it through."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to write, such as site.backup")
        parser.add_argument("--overwrite", action="store_true", help="write over a file that is there")
        parser.add_argument(
            "--verify", action="store_true", help="write nothing: read a backup through and say its state"
        )

    def handle(self, *args: Any, file: Path, overwrite: bool, verify: bool, **options: Any) -> None:
        try:
            if not verify:
                self.write(file, overwrite=overwrite)
            self.say(Reader(file).manifest)
        except Unreachable as error:
            raise CommandError(str(error)) from None
        except Unusable as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or file} cannot be written: {error.strerror}.") from None

    def write(self, file: Path, *, overwrite: bool) -> None:
        if file.exists() and not overwrite:
            raise CommandError(f"{file} is there already: name another, or say --overwrite.")
        if not file.resolve().parent.is_dir():
            raise CommandError(f"{file.parent} is no folder.")
        check_database()
        made = back_up(file, self.stdout)
        for name in made.missing[:20]:
            self.stderr.write(f"Missing already: {name} is named by a row, and no file is there.")
        if len(made.missing) > 20:
            self.stderr.write(f"… and {len(made.missing) - 20:,} more.")
        self.stdout.write(f"{file}: {made.size / 1e6:,.1f} MB.")
        self.stdout.write(
            "It holds passwords' hashes, addresses of readers, webhooks' secrets"
            + (" and the secret key" if made.has_key else "")
            + ": keep it as you keep the server."
        )
        if not made.has_key:
            self.stdout.write("The secret key comes from SECRET_KEY and is not in it: keep that too.")

    def say(self, manifest: dict[str, Any]) -> None:
        rows = sum(one["rows"] for one in manifest["models"].values())
        files = manifest["files"]
        self.stdout.write(
            f"Whole: {rows:,} rows of {len(manifest['models'])} tables, {files['names']:,} files"
            f" ({files['contents']:,} different), as of {manifest['made_at']}."
        )
