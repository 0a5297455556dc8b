"""Brings an installation up to date before it serves; each step knows when nothing is to be done."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from delivery.changes.triggers.installing import install
from editions.added.adding import refresh
from editions.added.columns import added_codes
from editions.models import Edition
from nejat_cms import staticfiles
from publications.covers.making import draw_rest_later
from publications.reading.words import read_rest_later
from search.rebuilding import is_behind, rebuild

STAMP = "static.stamp"
# One number for all who would prepare a database at the same time (PostgreSQL's advisory locks).
_LOCK = 7_310_473


def collect_static() -> bool:
    """Collect, hash and compress the static files, unless they are those of the last time; whether it did."""
    stamp = Path(settings.DATA_DIR) / STAMP
    state = static_state()
    if stamp.exists() and stamp.read_text() == state and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)
    return True


def static_state() -> str:
    """A hash over name, size and time of every static file, and of the code that bundles and hashes them."""
    found = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for path in sorted({*_sources(), Path(staticfiles.__file__)}):
        kept = path.stat()
        found.update(f"{path}\0{kept.st_size}\0{kept.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _sources() -> list[Path]:
    paths = [part for part in staticfiles.FOLDER.rglob("*") if part.is_file()]
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            for folder, _folders, names in os.walk(storage.path("")):
                paths += [Path(folder, name) for name in names]
    return paths


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Machines that share a database are often started together: whoever comes second waits, and finds it done.

    SQLite has one machine, where the port that `serve` takes keeps a second one away.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def migrate() -> bool:
    """Apply what is not applied yet, and make what a new version asks of added editions; whether there was anything."""
    executor = MigrationExecutor(connection)
    is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if is_behind:
        call_command("migrate", interactive=False, verbosity=0)
    made = refresh() if added_codes() else []
    # What is declared of the tables may have changed, though they have not.
    is_telling = install()
    return is_behind or bool(made) or is_telling


def index() -> bool:
    """Build the search index where it is empty or folds words in an older way; whether it did. PDFs that nobody has
    read yet the worker reads."""
    is_built = is_behind() and rebuild() > 0
    read_rest_later()
    draw_rest_later()
    return is_built


def seed() -> bool:
    """Put the demo content into a database without editions, where the `seed` command exists; whether it did."""
    if "seed" not in get_commands() or Edition.objects.exists():
        return False
    call_command("seed")
    return True
