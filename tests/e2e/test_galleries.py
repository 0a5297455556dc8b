"""Galleries in a text: chosen from the library, put in order, given captions; and as readers see them."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.editions import make_editions
from tests.e2e.conftest import sign_in
from tests.media_gallery.pictures import stored_image

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def picture(number: int, caption: str = "") -> str:
    return f'<figure class="picture" data-image="{number}"><figcaption>{caption}</figcaption></figure>'


def gallery(*pictures: str, caption: str = "") -> str:
    return f'<figure class="gallery">{"".join(pictures)}<figcaption>{caption}</figcaption></figure>'


@pytest.fixture
def images(live_server):
    make_editions()
    colours = ("teal", "navy", "olive")
    return [stored_image(70 + place, 40, colour, alt_en=colour, title=colour) for place, colour in enumerate(colours)]


def opened(page: Page, address: str, body: str) -> Article:
    article = make_article(story=make_story(), edition="en", title="Bells", slug="bells", body=body)
    make_user(role="admin", username="ada")
    sign_in(page, address, "ada", PASSWORD)
    page.goto(f"{address}/admin/articles/story/{article.story_id}/change/?edition=en")
    page.locator(".editor .tiptap").wait_for()
    return article


def press(page: Page, name: str) -> None:
    page.locator(f".toolbar [data-name={name}]").first.click()


def written(page: Page) -> str:
    return without_ids(page.locator("textarea.rich-text").first.input_value())


def test_gallery_is_chosen_captioned_ordered_and_kept(page: Page, live_server, images):
    opened(page, live_server.url, "<p>Text</p>")
    first, second, third = images
    page.locator(".editor .tiptap p").last.click()
    page.keyboard.press("End")
    press(page, "gallery")
    insert = page.locator(".library__insert")
    expect(insert).to_be_disabled()
    for image in (first, second):
        page.locator(f".library__choice[data-id='{image.pk}']").click()
    # One that was chosen by mistake is let go of.
    page.locator(f".library__choice[data-id='{third.pk}']").click()
    page.locator(f".library__choice[data-id='{third.pk}']").click()
    expect(page.locator(".library__choice[aria-pressed=true]")).to_have_count(2)
    expect(insert).to_have_text("Insert (2)")
    insert.click()
    page.keyboard.type("Below")
    assert written(page) == f"<p>Text</p>{gallery(picture(first.pk), picture(second.pk))}<p>Below</p>"
    # The caption of the first, then that of all.
    page.locator("figure.gallery .editor-picture__caption").first.click()
    page.keyboard.type("One")
    page.locator("figure.gallery > figcaption").click()
    page.keyboard.type("All of them")
    expect(page.locator(".toolbar [data-name=removePicture]").first).to_be_hidden()
    press(page, "addPictures")
    page.locator(f".library__choice[data-id='{third.pk}']").click()
    insert.click()
    shown = (picture(first.pk, "One"), picture(second.pk), picture(third.pk))
    assert written(page) == f"<p>Text</p>{gallery(*shown, caption='All of them')}<p>Below</p>"
    page.locator("figure.gallery img").first.click()
    expect(page.locator(".toolbar [data-name=pictureEarlier]").first).to_be_hidden()
    press(page, "pictureLater")
    press(page, "pictureLater")
    assert written(page) == (
        f"<p>Text</p>{gallery(picture(second.pk), picture(third.pk), picture(first.pk, 'One'), caption='All of them')}"
        "<p>Below</p>"
    )
    page.locator("figure.gallery img").nth(1).click()
    press(page, "removePicture")
    after = f"<p>Text</p>{gallery(picture(second.pk), picture(first.pk, 'One'), caption='All of them')}<p>Below</p>"
    assert written(page) == after
    with page.expect_navigation():
        page.locator("[name=_save]").first.click()
    page.locator(".editor .tiptap figure.gallery").wait_for()
    assert written(page) == after
    assert page.locator("textarea.rich-text").first.input_value().count("data-block") == 3


def test_gallery_survives_the_editor_and_is_removed_as_a_whole(page: Page, live_server, images):
    body = (
        f"<p>Text</p>{gallery(picture(images[0].pk, '<em>One</em>'), picture(images[1].pk), caption='All')}<p>End</p>"
    )
    article = opened(page, live_server.url, body)
    kept = article.body
    page.locator(".editor .tiptap > p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    assert page.locator("textarea.rich-text").first.input_value().split("<") == kept.split("<")
    page.locator("figure.gallery > figcaption").click()
    press(page, "removeGallery")
    assert written(page) == "<p>Text</p><p>End</p>"


@pytest.mark.parametrize("width", [1280, 390])
def test_pictures_stand_beside_each_other_and_fit(page: Page, live_server, images, width):
    body = gallery(*(picture(one.pk, f"Said of {one.pk}") for one in images), caption="All")
    article = make_article(edition="en", title="Bells", slug="bells", body=body)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + article.get_absolute_url())
    boxes = [one.bounding_box() for one in page.locator(".pictures > .figure").all()]
    tops = [round(box["y"]) for box in boxes]
    assert tops == ([tops[0]] * 3 if width == 1280 else [tops[0], tops[0], tops[2]])
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".pictures img").first.evaluate("one => getComputedStyle(one).objectFit") == "cover"
