"""The library of pictures with a real browser: many uploads at once, what the crops keep, pictures into a text."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from accounts.models import User
from articles.models import Article
from media_gallery.models import Image
from media_gallery.pictures import focus_classes
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.editions import make_editions
from tests.e2e.conftest import sign_in
from tests.media_gallery.pictures import encoded, scene, stored_scene

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ADD, LIST = "/admin/media_gallery/image/add/", "/admin/media_gallery/image/"


@pytest.fixture
def tolerant(browser: Browser) -> Iterator[Page]:
    """A page on which the network may complain: what is refused or broken off is meant here, errors of scripts not."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def enter(page: Page, address: str, language: str = "en") -> User:
    make_editions()
    user = make_user(role="editor", username="erin", language=language)
    sign_in(page, address, "erin", PASSWORD)
    return user


def picture(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def row(page: Page, name: str):
    return page.locator(".upload", has_text=name)


COUNT_SENT = """
window.atOnce = window.mostAtOnce = 0
const send = XMLHttpRequest.prototype.send
XMLHttpRequest.prototype.send = function (body) {
  window.mostAtOnce = Math.max(window.mostAtOnce, ++window.atOnce)
  this.addEventListener("readystatechange", () => this.readyState === 4 && window.atOnce--)
  send.call(this, body)
}
"""


@pytest.mark.parametrize("language", ["en", "fa"])
def test_many_are_uploaded_with_progress_and_each_end_is_told(tolerant: Page, live_server, language: str):
    page = tolerant
    known, alike = stored_scene(1), stored_scene(2)
    enter(page, live_server.url, language)
    page.add_init_script(COUNT_SENT)
    page.goto(live_server.url + ADD)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
    files = [picture(f"new {number}.jpg", encoded(scene(10 + number))) for number in range(4)]
    files += [
        picture("known.jpg", encoded(scene(1))),
        picture("alike.jpg", encoded(scene(2), quality=40)),
        picture("letter.jpg", b"no picture"),
    ]
    page.set_input_files("#id_files", files=files)
    expect(page.locator(".upload[data-end]")).to_have_count(len(files))
    expect(page.locator(".upload[data-end=stored]")).to_have_count(5)
    assert page.evaluate("[atOnce, mostAtOnce]") == [0, 2]
    bars = page.locator(".upload progress")
    assert bars.count() == len(files)
    labels = bars.evaluate_all("bars => bars.map(bar => bar.ariaLabel)")
    assert all(file["name"] in label for file, label in zip(files, labels, strict=True))
    assert bars.evaluate_all("bars => bars.every(bar => bar.value === bar.max)")
    expect(row(page, "known.jpg")).to_have_attribute("data-end", "known")
    expect(row(page, "known.jpg").locator("a")).to_have_attribute("href", re.compile(f"/{known.pk}/change/$"))
    looks_like = row(page, "alike.jpg").locator(".upload__alike a")
    expect(looks_like).to_have_attribute("href", re.compile(f"/{alike.pk}/change/$"))
    expect(row(page, "letter.jpg")).to_have_attribute("data-end", "refused")
    expect(page.locator(".uploads__summary")).to_contain_text("7")
    assert Image.objects.count() == 2 + 5


def test_upload_that_breaks_off_is_tried_again_and_the_others_are_kept(tolerant: Page, live_server):
    page = tolerant
    enter(page, live_server.url)
    page.goto(live_server.url + ADD)
    broken: list[Route] = []

    def break_first(route: Route) -> None:
        if broken:
            route.continue_()
        else:
            broken.append(route)
            route.abort()

    page.route("**/library/upload/", break_first)
    page.set_input_files("#id_files", files=[picture(f"{n}.jpg", encoded(scene(n))) for n in range(3)])
    expect(page.locator(".upload[data-end=stored]")).to_have_count(2)
    failed = page.locator(".upload[data-end=failed]")
    expect(failed).to_have_count(1)
    assert Image.objects.count() == 2
    failed.locator(".upload__retry").click()
    expect(page.locator(".upload[data-end=stored]")).to_have_count(3)
    assert Image.objects.count() == 3


# A file that is dropped exists only in the page: it is made there.
DROP = """([selector, bytes]) => {
  const transfer = new DataTransfer()
  transfer.items.add(new File([new Uint8Array(bytes)], "dropped.jpg", { type: "image/jpeg" }))
  const target = document.querySelector(selector)
  const box = target.getBoundingClientRect()
  const at = { bubbles: true, cancelable: true, dataTransfer: transfer, clientX: box.x + 20, clientY: box.y + 20 }
  for (const name of ["dragenter", "dragover", "drop"]) target.dispatchEvent(new DragEvent(name, at))
}"""


def test_pictures_are_dropped_on_the_list(page: Page, live_server):
    enter(page, live_server.url)
    page.goto(live_server.url + LIST)
    page.evaluate(DROP, [".uploads__hint", list(encoded(scene(1)))])
    expect(page.locator(".upload[data-end=stored]")).to_have_count(1)
    assert Image.objects.get().title == "dropped"


def test_crops_follow_the_focal_point_by_click_and_by_key(page: Page, live_server):
    image = stored_scene(1)
    enter(page, live_server.url, "fa")
    page.goto(f"{live_server.url}{LIST}{image.pk}/change/")
    crops = page.locator(".crops img")
    expect(crops).to_have_count(5)
    assert crops.first.evaluate("image => getComputedStyle(image).objectPosition") == "50% 50%"
    box = page.locator(".focal img").bounding_box()
    assert box
    # A place in a picture is physical, also in a page that runs from right to left.
    page.mouse.click(box["x"] + box["width"] * 0.21, box["y"] + box["height"] * 0.9)
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("21", "90")
    positions = crops.evaluate_all("images => images.map(image => getComputedStyle(image).objectPosition)")
    assert set(positions) == {"20% 90%"}
    ratios = crops.evaluate_all("images => images.map(image => (image.offsetWidth / image.offsetHeight).toFixed(2))")
    assert ratios == ["1.50", "1.78", "1.00", "0.80", "0.75"]
    expect(page.locator(".focal__marker")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowUp")
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("20", "80")
    assert crops.first.evaluate("image => getComputedStyle(image).objectPosition") == "20% 80%"
    page.click("[name=_continue]")
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (20, 80)


def test_page_rounds_the_focal_point_as_the_site_does(page: Page, live_server):
    image = stored_scene(1)
    enter(page, live_server.url)
    page.goto(f"{live_server.url}{LIST}{image.pk}/change/")
    for value in range(101):
        page.fill("#id_focal_x", str(value))
        image.focal_x = value
        expect(page.locator(".crops img").first).to_have_class(f"picture__img {focus_classes(image)}".strip())


def test_picture_dropped_into_a_text_is_uploaded_and_stands_there(page: Page, live_server):
    enter(page, live_server.url)
    article = make_article(story=make_story(), edition="fa", body="<p>یک</p><p>دو</p>", published=False)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=fa")
    page.locator(".editor .tiptap p").first.wait_for()
    page.evaluate(DROP, [".editor .tiptap p", list(encoded(scene(1)))])
    expect(page.locator(".editor .editor-picture img")).to_be_visible()
    written = page.locator("textarea.rich-text").first.input_value()
    number = Image.objects.get().pk
    assert re.sub(r' data-(?!image)[a-z-]+="[^"]*"| id="[^"]*"', "", written).startswith(
        f'<p>یک</p><figure class="picture" data-image="{number}">'
    )
    expect(page.locator(".editor__uploading")).to_have_count(0)
    page.locator("[name=_save], [name=_draft]").first.click()
    page.wait_for_load_state()
    assert f'data-image="{number}"' in Article.objects.get(pk=article.pk).body


def test_upload_that_looks_like_another_lets_one_choose(page: Page, live_server):
    first = stored_scene(1)
    enter(page, live_server.url)
    page.goto(f"{live_server.url}/admin/articles/story/add/?edition=en")
    page.locator(".picture-choice button").first.click()
    page.set_input_files("dialog input[type=file]", files=[picture("again.jpg", encoded(scene(1), quality=40))])
    choices = page.locator("dialog .library__choice")
    expect(choices).to_have_count(2)
    expect(page.locator("dialog .library__message")).to_contain_text("look alike")
    choices.nth(1).click()
    assert page.locator(".picture-choice input").first.input_value() == str(first.pk)
