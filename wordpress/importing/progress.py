"""How far a run has come, for whoever watches it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Step:
    """One step of a run.

    Attributes:
        name: what is being done, for people.
        of: how many there are in all, None where nobody knows; in what `unit` says.
    """

    name: str
    of: int | None = None
    unit: str = ""
    done: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.done / max(time.monotonic() - self.began, 0.001)

    @property
    def seconds_left(self) -> float | None:
        if not self.of or not self.done:
            return None
        return max(self.of - self.done, 0) / self.rate


Watch = Callable[[Step], None]


def nobody(_step: Step) -> None:
    """Watches nothing."""
