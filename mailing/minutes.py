"""What rooms above have to look at about once a minute, while a sender is at work."""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)
_hooks: list[Callable[[], object]] = []


def register_minute(hook: Callable[[], object]) -> None:
    """Have `hook` called about once a minute; in the `ready()` of a room above. It may be called by several senders."""
    if hook not in _hooks:
        _hooks.append(hook)


def run_minute() -> None:
    """Call them all; one that fails stops no other, and nothing that is sent."""
    for hook in _hooks:
        try:
            hook()
        except Exception:
            logger.exception("What is looked at each minute failed: %s", hook.__qualname__)
