"""The time of a site, and a database that is asked outside transactions of the test."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone

from tests.delivery.pages.edits import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that is put forward by hand, for the site and for what follows its changes."""
    seconds = time.time
    made = Clock(seconds)

    def shown() -> float:
        return made.now

    monkeypatch.setattr(timezone, "now", lambda: datetime.fromtimestamp(made.now, UTC))
    monkeypatch.setattr(time, "time", shown)
    for name, module in list(sys.modules.items()):
        if name.startswith("delivery.") and getattr(module, "time", None) is seconds:
            monkeypatch.setattr(module, "time", shown)
    return made


@pytest.fixture
def lasting_connection() -> Iterator[None]:
    """As Django's own test client has it: requests leave the connection of the test alone."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
