"""The uploads of the site, wherever they are kept: a folder or a bucket."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage

# Made when somebody asks for them (media_gallery/share_cards).
MADE_ON_DEMAND = ("cards/",)
BLOCK = 1024 * 1024


def is_kept(name: str) -> bool:
    return not name.startswith(MADE_ON_DEMAND)


def kept_names(storage: Storage = default_storage) -> Iterator[str]:
    """The names of all uploads and renditions, in no order that means anything."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            folders, names = storage.listdir(folder)
        except FileNotFoundError:
            # A site that has no file yet has no folder for them; another may have gone while we walk.
            continue
        prefix = f"{folder}/" if folder else ""
        waiting += [prefix + name for name in sorted(folders, reverse=True) if name]
        yield from (name for name in (prefix + name for name in sorted(names) if name) if is_kept(name))


def digest_of(name: str, storage: Storage = default_storage) -> str:
    """The SHA-256 of what the file holds."""
    found = hashlib.sha256()
    with storage.open(name) as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def is_same(name: str, size: int, digest: str) -> bool:
    """Whether the storage has this file with this content."""
    return default_storage.exists(name) and default_storage.size(name) == size and digest_of(name) == digest


def stage(folder: Path, name: str, blocks: Iterator[bytes]) -> None:
    """Write a file where `move_in` finds it, or straight into a bucket that has none of this name.

    A file more than the database knows does no harm; a bucket cannot rename, and may be larger than our disk.
    """
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for block in blocks:
            file.write(block)
    if not settings.FILES_ARE_LOCAL and not default_storage.exists(name):
        put(path, name)


def put(path: Path, name: str) -> None:
    """Take a staged file into the storage under exactly this name."""
    if settings.FILES_ARE_LOCAL:
        target = Path(default_storage.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        # A rename where both are on one file system, as they are unless somebody arranged it otherwise.
        shutil.move(path, target)
        return
    if default_storage.exists(name):
        default_storage.delete(name)
    with path.open("rb") as file:
        default_storage.save(name, File(file))
    path.unlink()


def move_in(folder: Path) -> None:
    """Take all staged files into the storage; may be broken off and run again."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            put(path, path.relative_to(folder).as_posix())


def remove_others(wanted: set[str], tell: Callable[[str], None] = lambda name: None) -> int:
    """Delete uploads that the restored site does not have; returns how many."""
    others = [name for name in kept_names() if name not in wanted]
    for name in others:
        default_storage.delete(name)
        tell(name)
    return len(others)
