"""What every test may ask for, and what none may leave behind."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from editions import frame, registry
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


# For tests marked e2e: a real browser.


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium, once for all; `make test` installs it."""
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        pytest.fail("No Chromium: run `make test`, which says how to get it, or set CHROMIUM to its path.")
    # Playwright keeps an event loop in this thread; the tests' own queries are synchronous all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture(scope="session")
def bundled_styles() -> None:
    """The site's style sheet, where the test server finds it."""
    from nejat_cms.staticfiles import BUNDLE, bundled_css

    path = settings.BUNDLE_DIR / BUNDLE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bundled_css(), encoding="utf-8")


@pytest.fixture
def site(live_server, bundled_styles) -> str:
    """The address of a running site, without a slash at its end."""
    return live_server.url


@pytest.fixture
def page(browser, site) -> Iterator:
    """A fresh page of a fresh browser profile: `page.goto("/en/")`."""
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()
