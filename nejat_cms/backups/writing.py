"""Making a backup."""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from delivery.progress import Out, Progress
from nejat_cms import environment
from nejat_cms.backups.archive import FILES, KEY, MIRROR_KEY, Unusable, Writer, blob_name
from nejat_cms.backups.contents import kept_fields, kept_models
from nejat_cms.backups.files import digest_of, kept_names
from nejat_cms.backups.snapshot import count_rows, one_moment, rows


@dataclass
class Made:
    """What a backup came to.

    Attributes:
        missing: names of files that rows have and the storage does not.
    """

    rows: int
    files: int
    contents: int
    size: int
    has_key: bool
    missing: list[str]


def back_up(path: Path, out: Out) -> Made:
    """Write everything to `path`, which is there only once it is whole.

    Raises:
        Unusable: the database is not that of this version.
    """
    if applied() != known_migrations():
        raise Unusable("The database is not up to date. Run migrate first, then this again.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            part.chmod(0o600)
            made = _write(Writer(file), out)
        made.size = part.stat().st_size
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return made


def applied() -> set[tuple[str, str]]:
    """The migrations that the database has, of apps that are installed."""
    loader = MigrationExecutor(connection).loader
    return {key for key in loader.applied_migrations if key[0] in loader.migrated_apps}


def known_migrations() -> set[tuple[str, str]]:
    return set(MigrationExecutor(connection).loader.graph.nodes)


def _write(writer: Writer, out: Out) -> Made:
    noted: set[str] = set()
    with one_moment():
        moment = timezone.now()
        migrations = sorted(applied())
        models = kept_models()
        progress = Progress(out, "Rows", sum(map(count_rows, models)))
        counts: dict[str, dict[str, Any]] = {}
        for model in models:
            label = model._meta.label_lower
            count = writer.lines(f"rows/{label}.jsonl.gz", _told(rows(model, noted=noted), progress))
            counts[label] = {"rows": count, "columns": [field.attname for field in kept_fields(model)]}
        progress.end()
    files = _write_files(writer, out)
    has_key = _write_folder(writer)
    writer.close(
        {
            "id": uuid.uuid4().hex,
            "made_at": moment.isoformat(),
            "site": settings.SITE_URL,
            "database": connection.vendor,
            "migrations": [list(one) for one in migrations],
            "models": counts,
            "files": {"names": len(files), "contents": len(set(files.values()))},
        }
    )
    total = sum(one["rows"] for one in counts.values())
    return Made(total, len(files), len(set(files.values())), 0, has_key, sorted(noted - files.keys()))


def _told(found: Iterator[Any], progress: Progress) -> Iterator[Any]:
    for one in found:
        yield one
        progress.step()


def _write_files(writer: Writer, out: Out) -> dict[str, str]:
    """Write what uploads hold, each content once, and then their names; returns the digest of each name."""
    progress = Progress(out, "Files", is_bytes=True)
    found: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for name in kept_names():
        try:
            digest, size = digest_of(name), default_storage.size(name)
        except FileNotFoundError:
            # Deleted since the folder was listed, and no row has it any more.
            continue
        if digest not in sizes:
            with default_storage.open(name) as file:
                written = writer.part(blob_name(digest), file, size, progress.step)
            if written != digest:
                raise Unusable(f"{name} was written to while it was read. Nothing is kept; run this again.")
            sizes[digest] = size
        found[name] = digest
    writer.lines(FILES, ({"name": name, "sha256": found[name], "size": sizes[found[name]]} for name in sorted(found)))
    progress.end()
    return found


def _write_folder(writer: Writer) -> bool:
    """Added editions, and the keys that are kept in DATA_DIR; whether the secret key was."""
    folder = Path(settings.ADDED_EDITIONS_DIR)
    for path in added_files(folder):
        with path.open("rb") as file:
            writer.part(f"editions/{path.relative_to(folder).as_posix()}", file, path.stat().st_size)
    keys = [path for path in (Path(settings.DATA_DIR) / name for name in own_keys()) if path.exists()]
    for path in keys:
        with path.open("rb") as file:
            writer.part(path.name, file, path.stat().st_size)
    return any(path.name == KEY for path in keys)


def own_keys() -> list[str]:
    """The keys that this installation keeps itself."""
    return [MIRROR_KEY] if environment.text("SECRET_KEY") else [KEY, MIRROR_KEY]


def added_files(folder: Path) -> list[Path]:
    """The list of added languages and their migrations."""
    return sorted([*folder.glob("languages.txt"), *folder.glob("nejat_added_editions/*.py")])
