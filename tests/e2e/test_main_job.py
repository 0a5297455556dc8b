"""The main job on real input: one story, four editions, a photograph as a camera makes it, read as a reader."""

import io

import pytest
from PIL import Image as Pillow
from playwright.sync_api import Page, expect

from articles.models import Article, Story
from media_gallery.models import Image
from seeds.drawing import draw_photograph
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_category
from seeds.factories.editions import make_editions
from seeds.loading import texts
from tests.e2e.conftest import sign_in, work_off

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# One of the demo's long texts, told in all four editions.
KEY = "the-bridge-that-was-moved"
DIRECTIONS = {"en": "ltr", "ar": "rtl", "fa": "rtl", "sq": "ltr"}
GPS, ORIENTATION = 0x8825, 0x0112


@pytest.fixture(scope="module")
def photograph() -> bytes:
    """Twelve megapixels lying on their side, with the place where they were taken."""
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    buffer = io.BytesIO()
    draw_photograph((4000, 3000)).save(buffer, "JPEG", quality=90, exif=exif)
    return buffer.getvalue()


def plain_paragraphs(code: str) -> list[str]:
    """The text of the edition's paragraphs without any markup within them."""
    body = texts.story(code, KEY).body
    found = [part.partition("</p>")[0] for part in body.split("<p>")[1:]]
    return [one for one in found if "<" not in one and "&" not in one]


def write(page: Page, code: str) -> None:
    """Type the edition's article; its paragraphs are pasted as text."""
    told = texts.story(code, KEY)
    page.fill("[name=article-title]", told.title)
    page.fill("[name=article-standfirst]", told.standfirst)
    text = page.locator(".editor .tiptap")
    text.click()
    for paragraph in plain_paragraphs(code):
        page.keyboard.insert_text(paragraph)
        page.keyboard.press("Enter")


def test_a_story_is_written_in_four_editions_and_read_in_each(page: Page, live_server, photograph: bytes):
    make_editions()
    category = make_category(name_en="Heritage", name_ar="تراث", name_fa="میراث", name_sq="Trashëgimi")
    make_user(role="editor", username="erin")
    sign_in(page, live_server.url, "erin", PASSWORD)

    page.goto(f"{live_server.url}/admin/articles/story/add/?edition=en")
    write(page, "en")
    page.select_option("[name=category]", str(category.pk))
    page.locator(".picture-choice button").first.click()
    file = {"name": "bridge.jpg", "mimeType": "image/jpeg", "buffer": photograph}
    page.set_input_files("dialog input[type=file]", files=[file])
    expect(page.locator(".picture-choice__image")).to_be_visible()
    describe(Image.objects.get())
    page.click("[name=_publish]")
    expect(page.locator(".messagelist .success")).to_contain_text("published")
    story = Story.objects.get()

    for code in ("ar", "fa", "sq"):
        page.click(f".strip__link:has([lang={code}])")
        assert page.locator("[name=article-title]").get_attribute("dir") == DIRECTIONS[code]
        write(page, code)
        page.click("[name=_publish]")
        expect(page.locator(".messagelist .success")).to_contain_text("published")

    assert Article.objects.live().filter(story=story).count() == 4
    image = Image.objects.get()
    assert (image.width, image.height) == (3000, 4000)
    with Pillow.open(image.file.path) as kept:
        assert dict(kept.getexif()) == {}

    work_off()
    page.context.clear_cookies()
    for code, direction in DIRECTIONS.items():
        read(page, live_server.url, code, direction)
        address = Article.objects.get(story=story, edition=code).get_absolute_url()
        assert page.url == live_server.url + address
        assert page.locator("head link[rel=alternate][hreflang]").count() == len(DIRECTIONS) + 1


def describe(image: Image) -> None:
    """The picture's words in all editions; without them nothing is published."""
    for code in DIRECTIONS:
        setattr(image, f"alt_{code}", texts.story(code, KEY).picture_alt)
        setattr(image, f"credit_{code}", "Tomas Lindqvist")
    image.save()


def read(page: Page, address: str, code: str, direction: str) -> None:
    """From the front page to the article, as a reader of the edition."""
    told = texts.story(code, KEY)
    page.goto(f"{address}/{code}/")
    page.locator("main h2 a", has_text=told.title).first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("dir") == direction
    expect(page.locator("h1")).to_have_text(told.title)
    prose = page.locator(".prose")
    for paragraph in plain_paragraphs(code):
        expect(prose).to_contain_text(paragraph)
    picture = page.locator(".article picture img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert page.locator(".article picture source[type='image/avif']").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
