"""Who decides about files that belong to something which readers may not see yet, or no longer: folder by folder.

A room above registers itself for the folder of its uploads, so that this one knows no issues and no books. Folders
without a keeper (pictures and what is made of them) are for everyone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from editions.models import Edition


@dataclass(frozen=True)
class Access:
    """Whether readers may fetch a file; where they may no longer, `gone_in` is the edition that withdrew it."""

    is_open: bool
    gone_in: Edition | None = None


CLOSED = Access(is_open=False)
OPEN = Access(is_open=True)


@dataclass(frozen=True)
class Keeper:
    """`access(name)` of the file of that name, its folder included; `may_read(user, name)`: the desk's members who
    read it all the same. The user is asked for only where readers may not, so that open files know no visitor."""

    access: Callable[[str], Access]
    may_read: Callable[[Any, str], bool]


_KEEPERS: dict[str, Keeper] = {}


def register_keeper(folder: str, keeper: Keeper) -> None:
    """Let `keeper` decide about every file below the top folder of this name."""
    _KEEPERS[folder] = keeper


def keeper_of(name: str) -> Keeper | None:
    return _KEEPERS.get(name.partition("/")[0])
