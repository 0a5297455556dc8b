"""Articles kept for offline in a real browser: kept, read without a connection, and removed without a trace."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article
from editions.enums import State
from seeds.factories import make_article, make_editions, make_image, make_story
from tests.e2e.looking import axe_findings

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TITLES = {"en": "The bridge", "fa": "پل"}
CACHES = "() => caches.keys()"
REGISTRATIONS = "() => navigator.serviceWorker.getRegistrations().then((all) => all.length)"


@pytest.fixture
def articles(files_dir) -> dict[str, Article]:
    make_editions()
    image = make_image(width=900, height=600)
    body = f'<p>A long way down.</p><figure class="picture" data-image="{image.pk}"></figure><p>And up.</p>'
    return {
        code: make_article(edition=code, title=title, body=body, story=make_story(image=image))
        for code, title in TITLES.items()
    }


@pytest.fixture
def quiet_page(page: Page) -> Page:
    """Without a connection the browser complains of every request that failed: that is what is tested."""
    page.context.set_default_timeout(15_000)
    opened = page.context.new_page()
    opened.set_default_timeout(15_000)
    return opened


def keep(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-keep] button").click()
    # The offered act is now the other one.
    expect(page.locator("[data-keep] a")).to_be_visible()


@pytest.mark.parametrize("code", TITLES)
def test_kept_article_is_read_without_a_connection(quiet_page: Page, live_server, articles, code: str):
    page, article = quiet_page, articles[code]
    keep(page, live_server.url + article.get_absolute_url())
    page.goto(f"{live_server.url}/{code}/")
    page.context.set_offline(True)

    page.goto(live_server.url + article.get_absolute_url())
    expect(page.locator("h1")).to_have_text(article.title)
    # With its style, its letters and its picture, though the window asks for it in another width.
    page.wait_for_function("() => [...document.fonts].some((font) => font.status === 'loaded')")
    shown = "[...document.querySelectorAll('article .picture__img')]"
    page.wait_for_function(f"() => {shown}.every((one) => one.naturalWidth > 0)")

    page.goto(f"{live_server.url}/{code}/articles/some-other/")
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("[data-kept-lost]")).to_be_visible()
    expect(page.locator(".kept a")).to_have_text(article.title)
    page.locator(".kept a").click()
    expect(page.locator("h1")).to_have_text(article.title)


@pytest.mark.parametrize("code", TITLES)
def test_nothing_is_left_once_the_last_is_removed(quiet_page: Page, live_server, articles, code: str):
    page = quiet_page
    for article in articles.values():
        keep(page, live_server.url + article.get_absolute_url())
    page.goto(f"{live_server.url}/{code}/offline/")
    expect(page.locator(".kept li")).to_have_count(2)
    # Each title in its own language, the newest first.
    expect(page.locator(".kept a").first).to_have_attribute("lang", "fa")
    expect(page.locator(".kept a").first).to_have_attribute("dir", "rtl")
    assert axe_findings(page) == []
    page.locator(".kept button").first.click()
    expect(page.locator(".kept li")).to_have_count(1)
    assert page.evaluate(REGISTRATIONS) == 1
    page.locator(".kept button").click()
    expect(page.locator("[data-kept-none]")).to_be_visible()
    page.wait_for_function("() => caches.keys().then((names) => !names.length)")
    page.wait_for_function("() => navigator.serviceWorker.getRegistrations().then((all) => !all.length)")
    assert page.context.cookies() == []


def test_nothing_is_registered_before_it_is_asked_for(quiet_page: Page, live_server, articles):
    page = quiet_page
    page.goto(live_server.url + articles["en"].get_absolute_url())
    expect(page.locator("[data-keep] button")).to_be_visible()
    assert page.evaluate(REGISTRATIONS) == 0
    assert page.evaluate(CACHES) == []


def test_button_removes_what_it_kept(quiet_page: Page, live_server, articles):
    page = quiet_page
    keep(page, live_server.url + articles["en"].get_absolute_url())
    page.reload()
    button = page.locator("[data-keep] button")
    expect(button).to_have_text("Remove from this device")
    button.click()
    expect(button).to_have_text("Keep for offline")
    assert page.evaluate(CACHES) == []


def test_correction_and_withdrawal_reach_what_is_kept(quiet_page: Page, live_server, articles):
    page, article = quiet_page, articles["en"]
    path = article.get_absolute_url()
    keep(page, live_server.url + path)
    Article.objects.filter(pk=article.pk).update(title="The mended bridge", updated_at=timezone.now())
    page.goto(live_server.url + path)
    page.wait_for_function(
        "(path) => caches.match(path).then((kept) => kept.text()).then((text) => text.includes('mended'))", arg=path
    )
    Article.objects.filter(pk=article.pk).update(state=State.WITHDRAWN)
    page.goto(live_server.url + path)
    page.wait_for_function("() => caches.keys().then((names) => !names.some((name) => name.includes('kept')))")


def test_worker_leaves_the_desk_alone(quiet_page: Page, live_server, articles):
    page = quiet_page
    keep(page, live_server.url + articles["en"].get_absolute_url())
    answer = page.goto(f"{live_server.url}/admin/login/")
    assert answer is not None
    assert not answer.from_service_worker
    stored = "() => caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat())"  # noqa: E501
    assert not [path for path in page.evaluate(stored) if path.startswith(("/admin", "/preview"))]
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{live_server.url}/admin/login/")


def test_no_button_where_the_browser_cannot(browser, live_server, articles):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + articles["en"].get_absolute_url())
    expect(page.locator(".tools button")).to_have_count(0)
    context.close()
