"""How pages are kept: what an installation says of it (docs/operations.md)."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """The settings of the page cache.

    Attributes:
        folder: of everything on disk; processes of a machine meet there.
        build: what is served (builds.py).
        memory, disk: bytes, each process's and the machine's; 0 on disk: none.
        redis: its address, where nodes share pages; "": they do not.
        site: the site's own host, with its port where browsers name it, and whether it is reached by https.
        standard: headers that a server in front sets by itself on pages that it serves from the disk.
    """

    folder: Path
    build: str
    memory: int
    disk: int = 0
    redis: str = ""
    site: tuple[str, bool] = ("", False)
    standard: frozenset[tuple[str, str]] = field(default_factory=frozenset)
