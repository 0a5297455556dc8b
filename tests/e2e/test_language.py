"""The language lint and the checklist, while somebody writes in a real browser."""

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.enums import AuditAction
from accounts.models import AuditEntry
from articles.models import Article
from editions.models import HouseRule, PageEdition
from editions.models import Page as Page_
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_book, make_issue, make_series
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("files_dir")]

MARKS = ".editor .tiptap .finding"


def open_story(page: Page, live_server, article: Article, **user: str) -> Locator:
    """The editor's text, with the first check done."""
    make_user(**{"role": "publisher", "username": "paria", **user})
    sign_in(page, live_server.url, "paria", PASSWORD)
    with page.expect_response("**/language/check/"):
        page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition={article.edition_id}")
    text = page.locator(".editor .tiptap")
    text.wait_for()
    return text


def checked(page: Page) -> None:
    """The check that follows the last key has come back."""
    page.wait_for_event("response", lambda answer: answer.url.endswith("/language/check/"))


def fix_at_caret(page: Page) -> None:
    page.keyboard.press("Alt+Enter")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_arabic_letter_in_persian_is_marked_fixed_by_a_key_and_undone(page: Page, live_server, language: str):
    article = make_article(edition="fa", body="<p>باغ</p>", published=False)
    text = open_story(page, live_server, article, language=language)
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" خوبي 😀 كتاب")
    checked(page)
    expect(page.locator(MARKS)).to_have_text(["خوبي", "كتاب"])
    entries = page.locator("#language .lint__entry")
    expect(entries).to_have_count(2)
    expect(entries.first.locator(".lint__words bdi")).to_have_attribute("lang", "fa")
    # Nothing is rewritten by itself.
    assert text.inner_text() == "باغ خوبي 😀 كتاب"

    fix_at_caret(page)
    expect(text).to_have_text("باغ خوبي 😀 کتاب")
    expect(page.locator(MARKS)).to_have_text(["خوبي"])
    page.keyboard.press("Control+z")
    expect(text).to_have_text("باغ خوبي 😀 كتاب")
    page.keyboard.press("Control+y")
    expect(text).to_have_text("باغ خوبي 😀 کتاب")

    page.keyboard.press("Alt+Period")
    fix_at_caret(page)
    expect(text).to_have_text("باغ خوبی 😀 کتاب")
    expect(entries).to_have_count(0)
    fix_at_caret(page)
    expect(page.locator("#language [role=status]")).not_to_be_empty()


def test_a_button_that_is_held_while_the_next_check_comes_back_still_acts(page: Page, live_server):
    article = make_article(edition="fa", body="<p>كتاب</p>", published=False)
    text = open_story(page, live_server, article)
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" خوبي")
    page.locator("#language .lint__entry", has_text="كتاب").locator(".lint__button", has_text="Fix").first.hover()
    page.mouse.down()
    checked(page)
    page.mouse.up()
    expect(text).to_have_text("کتاب خوبي")
    expect(page.locator("#language .lint__words")).to_have_text(["خوبي"])


BODY = (
    "<p>😀 <strong>كتا</strong>ب و 𝒳 <a href='https://example.org/a,b?c'>https://example.org/a,b?c</a></p>"
    "<ul><li><p>یک</p><ul><li><p>دو<br>كم</p></li></ul></li></ul>"
    "<figure class='picture' data-image='{number}'><figcaption>عكس</figcaption></figure>"
    "<blockquote><p>كتاب ديگران</p></blockquote>"
    "<table><tbody><tr><th><p>سر</p></th><th><p>می روم</p></th></tr></tbody></table>"
    "<p><code>كد</code> <bdi lang='ar'>كتاب جديد</bdi> می‌رود ,</p>"
)


def test_marks_stand_under_the_right_words_in_lists_captions_and_tables(page: Page, live_server):
    article = make_article(edition="fa", body=BODY.format(number=make_image().pk), published=False)
    text = open_story(page, live_server, article)
    words = page.locator("#language .lint__words")
    expect(words).to_have_text(["كتاب", "كم", "عكس", "می\u00a0روم", "\u00a0,", ","])
    for entry in range(4):
        words.nth(entry).click()
        assert text.evaluate("() => getSelection().toString()") == words.nth(entry).inner_text().replace("\u00a0", " ")

    page.locator("#language .lint__button", has_text="Fix all").first.click()
    expect(words).to_have_text(["می\u00a0روم", "\u00a0,", ","])
    # What was bold, and what others said, is as it was.
    body = page.locator("textarea.rich-text").input_value()
    assert "<strong>کتا</strong>ب" in body
    assert "كتاب ديگران" in body
    text.focus()
    page.keyboard.press("Control+z")
    expect(words.first).to_have_text("كتاب")
    assert "<strong>كتا</strong>ب" in page.locator("textarea.rich-text").input_value()


def test_title_is_checked_and_fixed_too_and_its_own_undo_takes_it_back(page: Page, live_server):
    article = make_article(edition="fa", title="كتاب", published=False)
    open_story(page, live_server, article)
    title = page.locator("[name=article-title]")
    below = page.locator(".story__field--title .lint__list--below")
    expect(below.locator(".lint__words")).to_have_text("كتاب")
    title.click()
    page.keyboard.press("End")
    fix_at_caret(page)
    expect(title).to_have_value("کتاب")
    page.keyboard.press("Control+z")
    expect(title).to_have_value("كتاب")


def test_foreign_words_are_given_the_language_they_seem_to_be_in_and_the_bar_offers_others(page: Page, live_server):
    article = make_article(edition="fa", body="<p>در Royal Botanic Garden بود</p>", published=False)
    text = open_story(page, live_server, article)
    page.locator("#language .lint__button", has_text="Fix").click()
    expect(text.locator("bdi[lang=en]")).to_have_text("Royal Botanic Garden")
    languages = page.locator(".toolbar__languages")
    expect(languages).to_be_focused()
    expect(languages).to_have_value("en")
    languages.select_option("fr")
    expect(text.locator("bdi[lang=fr]")).to_have_text("Royal Botanic Garden")
    checked(page)
    expect(page.locator(MARKS)).to_have_count(0)


def test_a_rule_of_the_house_is_told_with_its_reason_and_may_be_left(page: Page, live_server):
    article = make_article(body="<p>Our web site and the web site</p>", published=False)
    HouseRule.objects.create(pattern="web site", replacement="website", message="One word in our house.")
    open_story(page, live_server, article)
    entries = page.locator("#language .lint__entry")
    expect(entries).to_have_count(2)
    expect(entries.first).to_contain_text("One word in our house.")
    entries.first.locator(".lint__button", has_text="Leave").click()
    expect(entries).to_have_count(0)
    expect(page.locator(MARKS)).to_have_count(0)


def test_publishing_waits_for_the_words_of_a_picture(page: Page, live_server):
    image = make_image(alt_en="", credit_en="Somebody")
    body = f'<p>First</p><figure class="picture" data-image="{image.pk}"><figcaption></figcaption></figure><p>Last</p>'
    article = make_article(story=make_story(category=make_category()), body=body, published=False)
    text = open_story(page, live_server, article, role="editor")
    point = page.locator("#checks .checks__entry--blocking")
    expect(point).to_contain_text("no alternative text")
    expect(page.locator("#checks [role=status]")).to_contain_text("1 point")
    point.locator("button").click()
    expect(text).to_be_focused()
    assert text.evaluate("element => element.editor.state.selection.$from.node(1).attrs.image") == str(image.pk)

    page.locator(".story__field--title textarea").fill("Typed just now")
    page.click("[name=_publish]")
    expect(page.locator(".errorlist").first).to_contain_text("Not published")
    expect(page.locator(".story__field--title textarea")).to_have_value("Typed just now")
    assert page.locator("[name=_all_the_same]").count() == 0

    with page.context.expect_page() as opened:
        page.locator("#checks .checks__link").click()
    picture = opened.value
    picture.locator("[name=alt_en]").evaluate("input => (input.value = 'Two people under a tree')")
    picture.locator("[name=_save]").first.click()
    picture.wait_for_load_state()
    picture.close()

    page.click("[name=_publish]")
    expect(page.locator(".messagelist .success")).to_contain_text("published")
    stored = Article.objects.get(pk=article.pk)
    assert (stored.state, stored.title) == ("published", "Typed just now")


def test_publisher_ticks_a_box_to_publish_all_the_same(page: Page, live_server):
    article = make_article(published=False)
    open_story(page, live_server, article)
    assert page.locator("[name=_all_the_same]").count() == 0
    page.click("[name=_publish]")
    page.check("[name=_all_the_same]")
    page.click("[name=_publish]")
    expect(page.locator(".messagelist .success")).to_contain_text("published")
    assert AuditEntry.objects.get(action=AuditAction.OVERRIDE).detail["points"] == ["category"]


def test_what_was_left_stays_left_for_everybody_and_is_told_of_again_when_asked_for(page: Page, live_server):
    article = make_article(edition="fa", title="كتاب", body="<p>كتاب و باغ خوبي</p>", published=False)
    open_story(page, live_server, article)
    body_entries = page.locator("#language .lint__entry", has=page.locator(".lint__kind:text-is('Mistake')"))
    expect(body_entries).to_have_count(2)
    with page.expect_response("**/language/?edition=fa"):
        body_entries.first.locator(".lint__button", has_text="Leave").click()
    # The same words by the same rule, wherever they stand in this article.
    expect(page.locator(".lint__list--below .lint__words")).to_have_count(0)
    expect(page.locator("#language .lint__words")).to_have_text(["خوبي"])

    stranger = page.context.browser.new_context().new_page()
    make_user(role="editor", username="omid")
    sign_in(stranger, live_server.url, "omid", PASSWORD)
    with stranger.expect_response("**/language/check/"):
        stranger.goto(page.url)
    expect(stranger.locator("#language .lint__words")).to_have_text(["خوبي"])
    expect(stranger.locator("#language .lint__note--left")).to_contain_text("1 left")
    stranger.locator("#language .lint__note--left button").click()
    expect(stranger.locator("#language .lint__words")).to_have_text(["كتاب", "كتاب", "خوبي"])
    stranger.context.close()


def test_what_was_left_before_the_first_save_is_still_left_after_it(page: Page, live_server, editions):
    make_user(role="editor", username="paria", editions=["fa"])
    sign_in(page, live_server.url, "paria", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/add/?edition=fa")
    page.locator(".editor .tiptap").wait_for()
    page.fill("[name=article-title]", "كتاب")
    below = page.locator(".story__field--title .lint__list--below")
    below.locator(".lint__button", has_text="Leave").click()
    expect(below).to_be_hidden()
    with page.expect_navigation(), page.expect_response("**/language/?edition=fa"):
        page.click("[name=_save]")
    expect(page.locator(".lint__note--left")).to_be_visible()
    page.reload()
    expect(page.locator(".lint__note--left")).to_be_visible()
    expect(page.locator("#language .lint__words")).to_have_count(0)


def opened(page: Page, live_server, thing, code: str = "fa") -> None:
    """The thing's page at the desk, in Persian, with the first check done."""
    make_user(role="admin", username="paria", language="fa")
    sign_in(page, live_server.url, "paria", PASSWORD)
    name = f"{thing._meta.app_label}/{thing._meta.model_name}"
    with page.expect_response("**/language/check/"):
        page.goto(f"{live_server.url}/admin/{name}/{thing.pk}/change/?edition={code}")


def fix_in(page: Page, name: str, told: str) -> None:
    """The field's finding is listed below it, and its key puts it right."""
    field = page.locator(f"[name={name}]")
    below = page.locator(f"#id_{name}-findings")
    expect(below.locator(".lint__words")).to_have_count(1)
    field.click()
    field.press("End")
    fix_at_caret(page)
    expect(field).to_have_value(told)
    expect(below).to_be_hidden()


def test_captions_and_alternative_texts_are_checked_each_in_its_own_language(page: Page, live_server, editions):
    image = make_image(alt_fa="كتاب", caption_fa="باغ خوبي", alt_ar="كتاب", alt_sq="Kopshti eshte", credit_fa="كتاب")
    opened(page, live_server, image)
    expect(page.locator(".lint__words")).to_have_text(["كتاب", "خوبي", "eshte"])
    expect(page.locator(".lint__words bdi").last).to_have_attribute("lang", "sq")
    fix_in(page, "alt_fa", "کتاب")
    fix_in(page, "caption_fa", "باغ خوبی")
    fix_in(page, "alt_sq", "Kopshti është")


def test_titles_and_texts_of_media_books_pages_and_issues_are_checked(page: Page, live_server, editions):
    item = make_media_item(image=make_image(), title_fa="كتاب", text_fa="باغ خوبي")
    opened(page, live_server, item)
    fix_in(page, "title_fa", "کتاب")
    expect(page.locator(".lint__words")).to_have_text(["خوبي"])

    about = Page_.objects.create(key="contact")
    PageEdition.objects.create(page=about, edition_id="fa", title="كتاب", slug="contact", body="<p>باغ خوبي</p>")
    page.goto(f"{live_server.url}/admin/editions/page/{about.pk}/change/?edition=fa")
    expect(page.locator("#language .lint__words")).to_have_text(["كتاب", "خوبي"])
    expect(page.locator(MARKS)).to_have_text(["خوبي"])
    page.locator("#language .lint__words").last.click()
    fix_at_caret(page)
    expect(page.locator(".editor .tiptap")).to_have_text("باغ خوبی")

    issue = make_issue(series=make_series(), editions=["fa"])
    page.goto(f"{live_server.url}/admin/publications/issue/{issue.pk}/change/?edition=fa")
    # A row that is added is looked at as those that were there.
    page.locator("[data-add=section]").click()
    page.keyboard.type("كتاب")
    expect(page.locator("#id_entries-0-heading-findings .lint__words")).to_have_text("كتاب")

    book = make_book(title_fa="كتاب")
    page.goto(f"{live_server.url}/admin/publications/book/{book.pk}/change/")
    fix_in(page, "title_fa", "کتاب")
