"""How far a long command is: done, rate and time left, on one line of a terminal, elsewhere a line now and then."""

import time
from typing import Protocol

# Seconds between two looks at the clock's hand: on a terminal, and in a log.
SHOWN_EVERY, LOGGED_EVERY = 0.2, 15.0


class Out(Protocol):
    """A stream of text, or what a command writes to."""

    def write(self, text: str, /) -> object: ...

    def flush(self) -> object: ...


class Progress:
    """Counts steps of one piece of work, and says how far it is.

    Args:
        out: where it is said.
        what: the work, such as "Rows".
        total: how many steps there are; 0 where nobody knows.
        is_bytes: steps are bytes, and said as megabytes.
    """

    def __init__(self, out: Out, what: str, total: int = 0, *, is_bytes: bool = False) -> None:
        self.out, self.what, self.total = out, what, total
        self.unit = 1_000_000 if is_bytes else 1
        self.sign = " MB" if is_bytes else ""
        self.is_live = bool(getattr(out, "isatty", lambda: False)())
        self.done, self.started = 0, time.monotonic()
        self.said = self.started

    def step(self, steps: int = 1) -> None:
        self.done += steps
        now = time.monotonic()
        if now - self.said >= (SHOWN_EVERY if self.is_live else LOGGED_EVERY):
            self.said = now
            self._say(now)

    def end(self) -> None:
        """Say what it came to."""
        self._say(time.monotonic(), is_over=True)

    def seconds(self) -> float:
        return max(time.monotonic() - self.started, 0.001)

    def _say(self, now: float, *, is_over: bool = False) -> None:
        rate = self.done / max(now - self.started, 0.001)
        line = f"{self.what}: {self._number(self.done)}"
        if self.total and not is_over:
            line += f" of {self._number(self.total)}"
        line += f"{self.sign}, {self._number(rate)}{self.sign}/s"
        if is_over:
            line += f", {clock(now - self.started)} in all"
        elif self.total and rate:
            line += f", {clock(max(0, self.total - self.done) / rate)} left"
        end = "\n" if is_over or not self.is_live else ""
        self.out.write(f"\r\x1b[K{line}{end}" if self.is_live else f"{line}{end}")
        self.out.flush()

    def _number(self, steps: float) -> str:
        return f"{steps / self.unit:,.{1 if self.unit > 1 else 0}f}"


def clock(seconds: float) -> str:
    """12 s, 3:05 or 1:02:03."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
