"""The mirror, opened from a folder: no server, no network."""

import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from delivery.mirror.crawling import make_mirror
from editions.scripts import folding
from seeds.factories.articles import make_article
from seeds.factories.editions import make_editions

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS = {
    "en": "Stories, boxes and don't: the co-operate news of 12,500 naïve cafés, O'Neil's lens ﬁne",
    "ar": "والدين الكتاب وبالكتاب أُمّ الـــكتاب ءاب مدرسة إلى ١٢٬٥٠٠ ألوان ﷲ",
    "fa": "می روم کتاب ها کتاب‌هایی نمی‌خواهم گلها انتها ۱۲٬۵۰۰ كتابي خانهٔ آینه‌ها",
    "sq": "Tiranë-së çelësi është shqipëri 12,500 İstanbul Straße",
}


@pytest.fixture
def folder(tmp_path: Path, files_dir: Path, settings) -> Path:
    settings.DATA_DIR = tmp_path
    make_editions()
    make_article(edition="fa", title="باغ‌های کهن", body="<p>آب و سنگ</p>")
    make_article(edition="fa", title="آب", body="<p>کوزه</p>")
    make_article(edition="en", title="The old gardens", body="<p>Water and stone.</p>")
    make_mirror(tmp_path / "mirror", io.StringIO())
    return tmp_path / "mirror"


def test_pages_lead_to_each_other_and_the_search_finds_without_a_server(folder, page: Page):
    failures: list[str] = []
    page.on("requestfailed", lambda request: failures.append(request.url))
    page.goto((folder / "fa/search/index.html").as_uri())
    box = page.get_by_role("searchbox")
    # Spelled apart and with Arabic letters, as readers do.
    box.fill("باغ هاي كهن")
    expect(page.get_by_role("heading", name="باغ‌های کهن")).to_be_visible()
    box.fill("آب")
    # What has the word in its title comes first.
    expect(page.locator("[data-results] h3")).to_have_text(["آب", "باغ‌های کهن"])
    box.fill("آب -کوزه")
    expect(page.locator("[data-results] h3")).to_have_text(["باغ‌های کهن"])
    page.get_by_role("link", name="باغ‌های کهن").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("باغ‌های کهن")
    page.get_by_role("link", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert not failures


def test_script_folds_words_as_the_index_was_folded(folder, page: Page):
    for code, text in WORDS.items():
        page.goto((folder / code / "search/index.html").as_uri())
        page.wait_for_function("() => Boolean(window.nejatFold)")
        got = json.loads(
            page.evaluate("text => JSON.stringify(nejatFold(text).map(one => [one.forms, one.parts]))", text)
        )
        want = [[list(word.forms), [list(part) for part in word.parts]] for word in folding.words_of(text, code)]
        assert got == want, code
