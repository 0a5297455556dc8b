"""What an editor publishes, readers see: through `serve`, its two web workers and their page cache."""

import pytest
from playwright.sync_api import Page, expect

from tests.delivery.pages.running import PASSWORD, make_running
from tests.e2e.conftest import sign_in

# On an installation of its own, whatever the engine of the tests is.
pytestmark = [pytest.mark.e2e, pytest.mark.once]
LIST = "/en/articles/"


def test_what_an_editor_publishes_is_there_for_readers_at_once(page: Page, tmp_path):
    running = make_running(tmp_path / "site")
    with running.serving():
        running.warm(LIST)
        running.warm("/sq/")
        sign_in(page, running.url, "olga", PASSWORD)
        page.goto(f"{running.url}/admin/articles/story/add/?edition=en")
        page.fill("[name=article-title]", "The lighthouse")
        page.locator(".editor .tiptap").click()
        page.keyboard.insert_text("It has been dark for a year.")
        page.select_option("[name=category]", label="Heritage")
        page.click("[name=_publish]")
        expect(page.locator(".messagelist .success")).to_contain_text("published")
        # Each connection goes to either worker: neither has the old list any more.
        told = [running.get(LIST) for _ in range(40)]
        assert all("The lighthouse" in text for _came, text in told)
        assert [came for came, _text in told].count("fwd=miss; stored") <= 1
        assert {running.get("/sq/")[0] for _ in range(10)} == {"hit"}

        # The same browser, signed in, and a reader in another one.
        page.goto(f"{running.url}{LIST}")
        expect(page.locator("main h2", has_text="The lighthouse")).to_be_visible()
        page.context.clear_cookies()
        answer = page.goto(f"{running.url}{LIST}")
        assert answer is not None
        assert answer.headers["cache-status"] == "nejat; hit"
        assert answer.headers["content-encoding"] == "br"
        expect(page.locator("main h2", has_text="The lighthouse")).to_be_visible()
