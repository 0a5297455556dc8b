"""Opens what lies on disk from before, as far as it can be proved to be true still."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from delivery.changes.positions import Position
from delivery.changes.recent import Recent
from delivery.pages.disk import Disk
from delivery.pages.entry import Page

# How far the purges of some process of this machine have come, as a position in the log.
FOLLOWED = "followed"
_LOG = "log"
_BOOT, _BOOT_ID = "boot", Path("/proc/sys/kernel/random/boot_id")


def open_disk(folder: Path, limit: int, is_standard: Callable[[Page], bool]) -> Disk:
    """The disk of a build, with whatever lies there; nothing may be served of it before `forget_outdated`.

    Raises:
        OSError, sqlite3.Error: the disk is of no use.
    """
    try:
        return Disk(folder, limit, is_standard)
    except sqlite3.DatabaseError:
        # It was cut off in the middle of something, as by a power failure.
        for path in folder.iterdir():
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
        return Disk(folder, limit, is_standard)


def forget_outdated(disk: Disk, recent: Recent, log: str) -> None:
    """Leave the pages of which nothing has changed, by what `recent` remembers of the log.

    Changes that come meanwhile have to purge the disk already: what was looked at before them is not looked at again.

    Args:
        log: which it is (`delivery.changes.log.identity`): positions in another say nothing here.
    """
    boot = _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else ""
    if not boot or (disk.index.state(_BOOT), disk.index.state(_LOG)) != (boot, log):
        # Nothing was forced to the disk before the machine went down: what is there may be anything.
        disk.clear()
        disk.index.set_state(_BOOT, boot)
        disk.index.set_state(_LOG, log)
        return
    try:
        followed = Position.of(disk.index.state(FOLLOWED))
    except ValueError:
        disk.clear()
        return
    if recent.is_outdated((), followed):
        disk.clear()
    else:
        # True up to where purges had come, or, if it was made later, up to what its own reads saw.
        disk.forget(lambda tags, own: recent.is_outdated(tags, followed) and recent.is_outdated(tags, Position.of(own)))
