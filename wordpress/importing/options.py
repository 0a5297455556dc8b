"""What somebody asked for when they started an import."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """How to import.

    Attributes:
        edition: code of the edition of what names no language.
        folder: the old site's folder of uploads; None: there is none.
        download: whether files are fetched from the old site.
        dry_run: whether everything is undone at the end.
        mapping: where what goes; None: posts become articles, pages standing pages.
        private_hosts: hosts inside the house that files may be fetched from.
        processes: how many convert texts beside the one that writes; None: as many as are worth it here.
    """

    files: tuple[Path, ...]
    edition: str
    folder: Path | None = None
    download: bool = True
    dry_run: bool = False
    mapping: Path | None = None
    private_hosts: tuple[str, ...] = field(default=())
    processes: int | None = None

    @property
    def takes_files(self) -> bool:
        """Files are written before anything can be undone, so a run that only tries takes none."""
        return (self.folder is not None or self.download) and not self.dry_run
