"""Listening to an article. The browser of these tests has no voices, so one is put into it that only notes what it is
to say; what reads, marks, pauses and stops is the page's own."""

import pytest
from playwright.sync_api import Page, expect

from seeds.factories import make_article, make_editions

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TEXTS = {"en": ("The bridge", "It stood. It fell."), "fa": ("پل", "پل ماند. پل افتاد.")}
VOICES = """(language) => {
  window.said = []
  const listeners = []
  let voices = []
  let current = null
  const speech = {
    getVoices: () => voices,
    addEventListener: (_, listener) => listeners.push(listener),
    speak: (one) => { window.said.push(one.text); window.voice = one.lang; current = one },
    cancel: () => { const one = current; current = null; if (one) setTimeout(() => one.onend?.({}), 0) },
  }
  Object.defineProperty(window, "speechSynthesis", { value: speech })
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  window.come = () => { voices = [{ lang: `${language}-XX`, default: true }]; listeners.forEach((one) => one()) }
  window.ended = () => { const one = current; current = null; one.onend({}) }
}"""


def listening(page: Page, address: str, code: str, *, voice: str = "", come_late: bool = True) -> None:
    begins = "" if come_late else "; come()"
    page.add_init_script(f"({VOICES})({(voice or code)!r}){begins}")
    title, text = TEXTS[code]
    body = (
        f"<h2>{title} 2</h2><p>{text}</p><table><tbody><tr><td>17</td></tr></tbody></table><ul><li>{title} 3</li></ul>"
    )
    article = make_article(edition=code, title=title, standfirst=f"{title} 1", body=body)
    page.goto(address + article.get_absolute_url())


@pytest.mark.parametrize("code", TEXTS)
def test_article_is_read_in_order_and_the_paragraph_is_marked(page: Page, live_server, code: str):
    make_editions()
    listening(page, live_server.url, code)
    expect(page.locator("[data-listen]")).to_be_hidden()
    # Voices come late.
    page.evaluate("come()")
    page.locator("[data-listen] button").first.click()
    title, text = TEXTS[code]
    first, second = text.split(". ")
    wanted = [title, f"{title} 1", f"{title} 2", f"{first}.", second, f"{title} 3"]
    for number, words in enumerate(wanted, 1):
        assert len(page.evaluate("said")) == number
        assert page.evaluate("said.at(-1)") == words
        expect(page.locator(".is-read")).to_have_count(1)
        expect(page.locator(".is-read[aria-current=true]")).to_contain_text(words)
        page.evaluate("ended()")
    expect(page.locator(".is-read")).to_have_count(0)
    assert len(page.evaluate("said")) == len(wanted)
    assert page.evaluate("voice") == f"{code}-XX"


def test_voices_that_are_there_already_are_used(page: Page, live_server):
    make_editions()
    listening(page, live_server.url, "en", come_late=False)
    expect(page.locator("[data-listen] button").first).to_be_visible()


def test_pausing_goes_on_with_the_same_sentence(page: Page, live_server):
    make_editions()
    listening(page, live_server.url, "en")
    page.evaluate("come()")
    play, stop = page.locator("[data-listen] button").first, page.locator("[data-listen] button").last
    expect(stop).to_be_hidden()
    play.focus()
    page.keyboard.press("Enter")
    expect(play).to_have_text("Pause")
    page.evaluate("ended()")
    page.keyboard.press("Enter")
    expect(play).to_have_text("Go on")
    expect(page.locator(".is-read")).to_have_count(1)
    page.keyboard.press("Enter")
    assert page.evaluate("said") == ["The bridge", "The bridge 1", "The bridge 1"]
    stop.focus()
    page.keyboard.press("Enter")
    expect(play).to_have_text("Listen")
    expect(play).to_be_focused()
    expect(page.locator(".is-read")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(play).to_have_text("Listen")


def test_no_button_where_no_voice_speaks_the_language(page: Page, live_server):
    make_editions()
    listening(page, live_server.url, "fa", voice="en")
    page.evaluate("come()")
    expect(page.locator("[data-listen]")).to_be_hidden()
    expect(page.locator("[data-listen] button")).to_have_count(0)


def test_reading_ends_with_the_page(page: Page, live_server):
    make_editions()
    listening(page, live_server.url, "en")
    page.evaluate("come()")
    page.locator("[data-listen] button").first.click()
    page.evaluate("() => { window.cancelled = 0; speechSynthesis.cancel = () => { window.cancelled += 1 } }")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("cancelled") == 1
