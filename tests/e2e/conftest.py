"""A real Chromium before a really served site."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# Playwright's loop runs in this thread, and Django would refuse the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.fail("Chromium is missing: `make test` installs it, or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(autouse=True)
def work_waits(settings) -> None:
    """As on a site: what a request leaves to the background is not done while the browser waits."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def work_off() -> None:
    """Do what waits, as the background worker would."""
    call_command("db_worker", queue_name="*", batch=True, startup_delay=False, reload=False, verbosity=0)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that knows nobody; what its console complains of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(told(message)) if is_complaint(message) else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def is_complaint(message: ConsoleMessage) -> bool:
    """The browser tells of refused requests too; that somebody else was first is an answer, no fault."""
    return message.type == "error" and "409 (Conflict)" not in message.text


def told(message: ConsoleMessage) -> str:
    return f"{message.text} {message.location.get('url', '')}"


def sign_in(page: Page, address: str, username: str, password: str) -> None:
    """Through the desk's own form."""
    page.goto(f"{address}/admin/login/?next=/admin/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url(f"{address}/admin/")
