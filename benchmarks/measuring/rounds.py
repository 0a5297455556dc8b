"""Measuring by turns: every subject once a round, so that what slows the machine for a while slows them all."""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.measuring.loading import Sample


@dataclass(frozen=True)
class Figure:
    """Median of the rounds, with the least and the most of them."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{shown(self.median)} ({shown(self.least)}–{shown(self.most)})"


def figure(values: list[float]) -> Figure:
    return Figure(statistics.median(values), min(values), max(values))


def ratio(values: list[float], reference: list[float]) -> Figure:
    """What stands to the reference of the same round as what: pair by pair, so that a slow round counts for both.

    A round in which the reference took less than can be measured says nothing and is left out.
    """
    pairs = [value / other for value, other in zip(values, reference, strict=True) if other]
    return figure(pairs) if pairs else Figure(float("nan"), float("nan"), float("nan"))


def interleaved(subjects: Mapping[str, Callable[[], Sample]], rounds: int) -> dict[str, list[Sample]]:
    """Every subject once a round; the order turns, so that none is always first."""
    names = list(subjects)
    found: dict[str, list[Sample]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            found[name].append(subjects[name]())
    return found


def shown(number: float) -> str:
    """A number with as many digits as it bears: three, and no fraction from a hundred on."""
    if number != number:  # not a number
        return "–"
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}" if abs(number) >= 0.1 else f"{number:.3f}"
