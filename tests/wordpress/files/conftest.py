from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.wordpress.files.old_site import OldSite, old_site
from wordpress.files.hosts import Limits

# A busy machine is slow now and then: only tests of slowness have little patience.
QUICK = Limits(attempts=3, wait=0.01, longest_wait=0.05, timeout=10, grace=20, failures=1000)
IMPATIENT = replace(QUICK, attempts=2, timeout=0.4, grace=0.2, slowest=5000)


@pytest.fixture
def site() -> Iterator[OldSite]:
    """An old site, running."""
    with old_site() as running:
        yield running


@pytest.fixture
def quick() -> Limits:
    """Limits that try again at once."""
    return QUICK


@pytest.fixture
def impatient() -> Limits:
    """Limits that give up what is slow."""
    return IMPATIENT
