"""Taking the old site's files over: fetched side by side, kept one after the other."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from wordpress.files.attachments import Attachment
from wordpress.files.outcomes import Outcome, Progress


class Store:
    """Takes files from a folder, from the web, or from nowhere.

    Args:
        folder: the old site's folder of uploads, or one that has it within; None: there is none.
        download: whether what is not in the folder is fetched from its address.
        private_hosts: hosts that may be asked though they are of no public network, as somebody said who may: those of
            an old site in the house. An export's own word does not count.
        by: who is named as having uploaded the pictures.
        workers: how many files are fetched side by side.
        spool: where files lie until they are kept; what a broken run left there is used by the next.
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        download: bool = True,
        private_hosts: Iterable[str] = (),
        by: Any = None,
        workers: int = 6,
        spool: Path | None = None,
    ) -> None:
        raise NotImplementedError

    def take(
        self,
        attachments: Iterable[Attachment],
        *,
        total: int | None = None,
        tell: Callable[[Progress], None] | None = None,
    ) -> Iterator[Outcome]:
        """What became of each attachment, in the order in which they are done; every one gets its outcome.

        Kept in the caller's thread, each in a transaction of its own. `tell` hears after each.
        """
        raise NotImplementedError
