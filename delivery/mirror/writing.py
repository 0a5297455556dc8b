"""The folder of a mirror: written where it differs, removed where nothing leads any more."""

import hashlib
import os
from pathlib import Path

from delivery.mirror.signing import OWN, SUMS


class NotOurs(Exception):
    """The folder holds something that is no mirror."""


def check_folder(folder: Path) -> None:
    """Make the folder, or see that it is a mirror: what lies in it beside the mirror would be removed.

    Raises:
        NotOurs: it holds other things.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / SUMS).exists() and not (folder / ".mirror").exists():
        raise NotOurs(f"{folder} is no mirror and not empty: name a folder of its own.")
    # So that a first run that was broken off can be run again.
    if not (folder / ".mirror").exists():
        (folder / ".mirror").touch()


def write(folder: Path, name: str, data: bytes) -> tuple[str, bool]:
    """Write a file where it differs; returns its SHA-256 and whether it was written."""
    path = folder / name
    digest = hashlib.sha256(data).hexdigest()
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return digest, False
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        pass
    make_way(folder, path)
    part = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
    return digest, True


def make_way(folder: Path, path: Path) -> None:
    """Folders above the file, where before a file may have been, and the other way round."""
    if path.is_dir() and not path.is_symlink():
        for inside in sorted(path.rglob("*"), reverse=True):
            inside.rmdir() if inside.is_dir() and not inside.is_symlink() else inside.unlink()
        path.rmdir()
    for parent in path.relative_to(folder).parents:
        if (folder / parent).is_file():
            (folder / parent).unlink()
    path.parent.mkdir(parents=True, exist_ok=True)


def remove_others(folder: Path, kept: set[str]) -> int:
    """Remove files that are not in the mirror any more, and folders that are empty then; returns how many files."""
    count = 0
    for where, _folders, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(where, name)
            relative = path.relative_to(folder).as_posix()
            if relative not in kept and relative not in OWN:
                path.unlink()
                count += 1
        if Path(where) != folder and not os.listdir(where):
            os.rmdir(where)
    return count
