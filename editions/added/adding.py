"""Adding an edition to an installation: its language, its columns and its row, all of them or none."""

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from editions.added.columns import LABEL, Written, make_missing
from editions.added.languages import Language, read_list, write_list
from editions.columns import column
from editions.models import Edition

CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class EditionNotAdded(Exception):
    """Why, in words for whoever runs the installation."""


@contextmanager
def alone() -> Iterator[None]:
    """Keep a second process out: two lists written at once would lose a language."""
    folder = Path(settings.ADDED_EDITIONS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EditionNotAdded(
                "Another edition is being added at this moment; try again when that is done."
            ) from None
        yield


def check_code(code: str) -> None:
    """Refuse what is no code, or one whose columns are another's."""
    if not CODE.fullmatch(code):
        raise EditionNotAdded(f"“{code}” is no language code; one looks like tr or pt-br.")
    taken = {column("", other): other for other in settings.MODELTRANSLATION_LANGUAGES if other != code}
    if other := taken.get(column("", code)):
        raise EditionNotAdded(f"“{code}” would share its columns with the edition “{other}”.")


def check_database() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise EditionNotAdded("The database is not up to date. Run migrate first, then this again.")


def check_is_new(code: str) -> None:
    """Refuse an edition that is there; one whose row alone is missing (a new, empty database) may be added."""
    if Edition.objects.filter(pk=code).exists():
        raise EditionNotAdded(f"The edition “{code}” is installed already.")


def new_edition(code: str, language: Language, *, site_name: str = "", time_zone: str = "") -> Edition:
    """The edition's row, not saved and hidden from readers; like the default edition until it has its own identity."""
    like = Edition.objects.order_by("-is_default", "position").first()
    last = Edition.objects.aggregate(last=Max("position"))["last"]
    edition = Edition(
        code=code,
        endonym=language.endonym,
        direction=language.direction,
        digits=language.digits,
        calendar=language.calendar,
        site_name=site_name or (like.site_name if like else "Nejat"),
        time_zone=time_zone or (like.time_zone if like else "UTC"),
        copyright_from=like.copyright_from if like else None,
        position=0 if last is None else last + 1,
        is_visible=False,
    )
    if like:
        edition.share_targets = like.share_targets
    try:
        edition.full_clean()
    except ValidationError as error:
        raise EditionNotAdded("; ".join(error.messages)) from None
    return edition


def add(edition: Edition, language: Language) -> None:
    """Install the edition's language, make its columns and save its row; where a step fails, undo those before it.

    Raises:
        EditionNotAdded: with the reason; the installation is as it was.
    """
    before_list, before_migration = read_list(), last_own_migration()
    code = edition.code
    try:
        if code not in settings.MODELTRANSLATION_LANGUAGES:
            write_list(f"{before_list}{code} {language.name}\n")
        make_columns()
        edition.save(force_insert=True)
    except BaseException:
        # Interrupted by hand, too, nothing may stay half done.
        write_list(before_list)
        undo_columns(before_migration)
        raise


def refresh() -> list[Written]:
    """Make what a new version of the product asks of added editions; returns the migrations it took.

    Raises:
        ColumnsNotMade, EditionNotAdded: with the reason; nothing has changed.
    """
    with alone():
        return make_missing()


def last_own_migration() -> str:
    """The last of this installation's own migrations, "zero" where there is none."""
    loader = MigrationExecutor(connection).loader
    return max((name for label, name in loader.disk_migrations if label == LABEL), default="zero")


def make_columns() -> None:
    """Make what is missing, in a new process: columns are made when the models are imported."""
    manage = Path(settings.BASE_DIR) / "manage.py"
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(manage), "add_edition", "--refresh", "--locked"],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    if done.returncode:
        raise EditionNotAdded(done.stderr.strip().removeprefix("CommandError: ") or "The columns could not be made.")


def undo_columns(before: str) -> None:
    """Take back migrations that came after `before`; they may have run, or only have been written."""
    folder = Path(settings.ADDED_EDITIONS_DIR) / "nejat_added_editions"
    later = [path for path in folder.glob("[0-9]*.py") if before == "zero" or path.stem > before]
    if later:
        call_command("migrate", LABEL, before, interactive=False, verbosity=0, skip_checks=True)
        for path in later:
            path.unlink(missing_ok=True)
