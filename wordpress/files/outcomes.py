"""What became of each file, and how far taking them over has come."""

import enum
from dataclasses import dataclass, field
from time import monotonic

from media_gallery.models import Image
from wordpress.files.attachments import Attachment


class Fate(enum.StrEnum):
    """What became of a file."""

    TAKEN = "taken"
    KNOWN = "known"
    MISSING = "missing"
    REFUSED = "refused"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attachment.

    Attributes:
        image: the picture of the library, where it is one that was taken or was there already.
        document: the name in the storage of any other file that was.
        kind: what the bytes are, such as `jpeg`, `pdf`, `mp4`; empty where none came.
        source: the address or path that they came from.
        size: in bytes.
        digest: SHA-256 of what came, in hexadecimal.
        reason: a sentence on why it was not taken; of one that was, what is not as it was there. Empty: nothing to say.
    """

    attachment: Attachment
    fate: Fate
    image: Image | None = None
    document: str = ""
    kind: str = ""
    source: str = ""
    size: int = 0
    digest: str = ""
    reason: str = ""

    @property
    def is_here(self) -> bool:
        return self.fate in {Fate.TAKEN, Fate.KNOWN}


@dataclass(slots=True)
class Progress:
    """How far it has come. `total` is None while it is not known."""

    total: int | None = None
    done: int = 0
    bytes: int = 0
    began: float = field(default_factory=monotonic)

    @property
    def seconds(self) -> float:
        return max(monotonic() - self.began, 0.001)

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.done / self.seconds

    @property
    def byte_rate(self) -> float:
        return self.bytes / self.seconds

    @property
    def seconds_left(self) -> float | None:
        """None while nothing can be said."""
        if self.total is None or not self.done:
            return None
        return max(self.total - self.done, 0) / self.rate
