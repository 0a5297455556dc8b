from collections.abc import Iterator

import pytest

from tests.wordpress.files.old_site import OldSite, old_site
from wordpress.files.hosts import Limits

QUICK = Limits(attempts=3, wait=0.01, longest_wait=0.05, timeout=0.5, grace=0.3, slowest=5000, failures=1000)


@pytest.fixture
def site() -> Iterator[OldSite]:
    """An old site, running."""
    with old_site() as running:
        yield running


@pytest.fixture
def quick() -> Limits:
    """Limits with little patience."""
    return QUICK
