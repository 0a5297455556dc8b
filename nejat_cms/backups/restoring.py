"""Restoring a backup: looked through, staged beside the site, loaded in one transaction, moved into place.

What is staged lies in `DATA_DIR/restoring`. A restore that is broken off before its transaction is committed has
changed nothing, and what it staged is thrown away; one that is broken off after it is carried through, by the next
`restore` or the next start. Which of the two it was the database says.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.text import capfirst

from delivery.progress import Out, Progress
from nejat_cms.backups import files, loading
from nejat_cms.backups.archive import FILES, KEY, MIRROR_KEY, Reader, Unusable, blob_name
from nejat_cms.backups.contents import OF_EVERY_SITE, kept_models
from nejat_cms.backups.snapshot import count_rows
from nejat_cms.backups.writing import added_files, own_keys


def staging() -> Path:
    return Path(settings.DATA_DIR) / "restoring"


@contextmanager
def alone() -> Iterator[None]:
    """Keep a second restore out."""
    with (Path(settings.DATA_DIR) / "restoring.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable("Another restore is running; try again when it is done.") from None
        yield


@dataclass(frozen=True)
class Held:
    """What a site holds, and would lose."""

    rows: dict[str, int]
    files: int
    size: int

    def __bool__(self) -> bool:
        return bool(self.rows or self.files)

    def __str__(self) -> str:
        parts = [f"{count:,} {name}" for name, count in self.rows.items()]
        if self.files:
            parts.append(f"{self.files:,} files ({self.size / 1e6:,.1f} MB)")
        return ", ".join(parts)


def held() -> Held:
    """What the site has now; through tables, and what every site has, are not told."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    rows = {}
    for model in kept_models():
        meta = model._meta
        if meta.auto_created or meta.label_lower in OF_EVERY_SITE or meta.db_table not in there:
            continue
        if count := count_rows(model):
            rows[capfirst(str(meta.verbose_name_plural)).lower()] = count
    names = list(files.kept_names())
    return Held(rows, len(names), sum(default_storage.size(name) for name in names))


def restore(reader: Reader, out: Out) -> None:
    """Put the backup in the place of what the site has. The caller has asked whether that may be lost.

    Raises:
        Unusable: it cannot be done; the site is as it was.
    """
    if is_other_languages(reader):
        _load_elsewhere(reader, out)
    else:
        load_staged(reader, out)
    finish()


def is_other_languages(reader: Reader) -> bool:
    """Whether the backup's added editions are others than this process has begun with."""
    folder = Path(settings.ADDED_EDITIONS_DIR)
    here = {path.relative_to(folder).as_posix(): path.read_bytes() for path in added_files(folder)}
    there = {name.removeprefix("editions/"): reader.content(name) for name in _editions(reader)}
    return _telling(here) != _telling(there)


def _telling(contents: dict[str, bytes]) -> dict[str, bytes]:
    """Without empty files: the package's `__init__`, and a list of no language."""
    return {name: text for name, text in contents.items() if text.strip()}


def _editions(reader: Reader) -> list[str]:
    return sorted(name for name in reader.places if name.startswith("editions/"))


def _load_elsewhere(reader: Reader, out: Out) -> None:
    """Load in a process that begins with the backup's languages: columns are made when the models are imported."""
    folder = staging() / "editions-to-load"
    shutil.rmtree(staging(), ignore_errors=True)
    _stage_editions(reader, folder)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(reader.path), "--staged"]
    out.flush()
    done = subprocess.run(  # noqa: S603
        command, env={**os.environ, "EDITIONS_DIR": str(folder)}, stderr=subprocess.PIPE, text=True, check=False
    )
    # One that ended badly after its transaction was committed has restored the site all the same.
    if done.returncode and not finish():
        lines = done.stderr.strip().splitlines() or ["The process that loads it ended."]
        raise Unusable(lines[-1].removeprefix("CommandError: "))


def load_staged(reader: Reader, out: Out) -> None:
    """Lay ready and load; what `_load_elsewhere` starts a process for."""
    loading.check_version(reader)
    mark = uuid.uuid4().hex
    _stage(reader, mark, out)
    loading.load(reader, mark, out)


def _stage(reader: Reader, mark: str, out: Out) -> None:
    """Lay ready what will be moved, and check that there is nothing in the backup that has no place."""
    folder = staging()
    for old in folder.glob("*"):
        if old.name != "editions-to-load":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    (folder / "files").mkdir(parents=True, exist_ok=True)
    _stage_editions(reader, folder / "editions")
    for name in own_keys():
        if name in reader.places:
            (folder / name).touch(mode=0o600)
            (folder / name).write_bytes(reader.content(name))
    total = sum(size for name, (_start, size) in reader.places.items() if name.startswith("blobs/"))
    progress = Progress(out, "Files", total, is_bytes=True)
    with (folder / "names").open("w", encoding="utf-8") as names:
        for row in reader.lines(FILES):
            name, digest, size = _checked(row["name"]), row["sha256"], row["size"]
            names.write(json.dumps(name) + "\n")
            if not files.is_same(name, size, digest):
                files.stage(folder / "files", name, reader.blocks(blob_name(digest)))
            progress.step(size)
    progress.end()
    (folder / "journal").write_text(mark)


def _stage_editions(reader: Reader, folder: Path) -> None:
    (folder / "nejat_added_editions").mkdir(parents=True, exist_ok=True)
    for name in _editions(reader):
        path = folder / _checked(name.removeprefix("editions/"))
        path.write_bytes(reader.content(name))
    (folder / "nejat_added_editions" / "__init__.py").touch()


def _checked(name: str) -> str:
    """A name that leads out of its folder is in no backup of ours."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in name:
        raise Unusable(f"The backup is damaged: a file is called {name!r}.")
    return name


def finish_earlier() -> bool:
    """`finish`, for a start of the site: refuses where a restore is running.

    Raises:
        Unusable: one is.
    """
    if not staging().exists():
        return False
    with alone():
        return finish()


def finish() -> bool:
    """Carry through what a committed restore has left to do, or throw away what one that was broken off has staged.

    Returns:
        Whether the site is another now, so that a process that has read its languages or its key must begin anew.
    """
    folder = staging()
    journal = folder / "journal"
    if not folder.exists():
        return False
    if not (journal.exists() and loading.was_committed(journal.read_text().strip())):
        shutil.rmtree(folder)
        return False
    files.move_in(folder / "files")
    with (folder / "names").open(encoding="utf-8") as names:
        files.remove_others({json.loads(line) for line in names})
    if (folder / "editions").exists():
        # Old migrations' compiled files go with the folder.
        shutil.rmtree(settings.DATA_DIR / "editions", ignore_errors=True)
        shutil.copytree(folder / "editions", settings.DATA_DIR / "editions", dirs_exist_ok=True)
    for name in (KEY, MIRROR_KEY):
        if (folder / name).exists():
            os.replace(folder / name, Path(settings.DATA_DIR) / name)
    shutil.rmtree(folder)
    return True
