"""The menu of an edition, and what its entries can lead to.

An app above registers the kinds of targets it has; so the ground floor knows none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import capfirst

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class TargetKind:
    """A kind of target: its name for editors, its (key, label) choices, and the address of a key in an edition.

    `address(key, edition)` gives None where the edition has no such thing.
    """

    label: "StrOrPromise"
    choices: "Callable[[], Iterable[tuple[str, StrOrPromise]]]"
    address: Callable[[str, str], str | None]


_KINDS: dict[str, TargetKind] = {}


def register_target_kind(name: str, kind: TargetKind) -> None:
    """Let menu entries lead to `name:key` (called by an app's `ready`)."""
    _KINDS[name] = kind


def target_choices() -> "list[tuple[str, list[tuple[str, StrOrPromise]]]]":
    """Grouped choices for the form: [(kind's label, [("kind:key", label), …]), …]."""
    return [
        (capfirst(str(kind.label)), [(f"{name}:{key}", label) for key, label in kind.choices()])
        for name, kind in _KINDS.items()
    ]


def target_address(target: str, edition: str) -> str | None:
    """The path of `target` in the edition, or None where the edition has no such thing."""
    name, _, key = target.partition(":")
    kind = _KINDS.get(name)
    return kind.address(key, edition) if kind else None


@dataclass
class Entry:
    """A menu entry as an edition shows it."""

    label: str
    address: str | None
    children: list["Entry"] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """Where its own entries lead."""
        return [child.address for child in self.children if child.address]
