"""What every test may ask for, and what none may leave behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from delivery.redirects import missing
from editions import frame, memo, registry
from editions.models import Edition
from seeds.factories.editions import make_editions

# Databases and a busy machine make single examples slow now and then; that is no finding. The same examples every
# time: a run that fails must fail again.
hypothesis_settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=60)
hypothesis_settings.load_profile("suite")


def pytest_report_header(config: pytest.Config) -> str:
    database, kept = settings.DATABASES["default"]["ENGINE"], settings.CACHES["default"]["BACKEND"]
    return f"database: {database.rpartition('.')[2]}, cache: {kept.rpartition('.')[2]}"


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Every test begins with empty caches, in no language."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    frame._frames.clear()
    memo.forget()
    missing.forget_noted()
    registry.end_request()
    cache.clear()
    translation.deactivate()


@pytest.fixture
def editions(db: None) -> dict[str, Edition]:
    """The four shipped editions, by code."""
    return make_editions()


@pytest.fixture
def files_dir(settings, tmp_path: Path) -> Path:
    """An empty folder for uploads, of this test alone."""
    folder = tmp_path / "files"
    settings.MEDIA_ROOT = folder
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(folder), "base_url": "/files/"}},
    }
    return folder
