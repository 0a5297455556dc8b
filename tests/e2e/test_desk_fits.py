"""The desk's forms on narrow and wide screens, in both directions: nothing is cut off or stands beside its name."""

import pytest
from playwright.sync_api import Page

from editions.models import SocialLink
from seeds.factories import PASSWORD, make_article, make_editions, make_image, make_issue, make_series, make_user
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}

# What a field of the rows within a form reaches out of: the page, or a box that cuts it off.
FIELDS = ":is(.inline-group, .composer) :is(input, select, textarea):not([type=hidden])"
CUT_OFF = (
    f"""() => [...document.querySelectorAll("{FIELDS}")]"""
    + """
  .filter((field) => field.offsetParent && !field.closest(".empty-form"))
  .filter((field) => {
    const own = field.getBoundingClientRect()
    for (let box = field.parentElement; box; box = box.parentElement) {
      const limits = box.getBoundingClientRect()
      const cuts = box === document.documentElement || getComputedStyle(box).overflowX !== "visible"
      if (cuts && (own.left < limits.left - 1 || own.right > limits.right + 1)) return true
    }
    return false
  }).map((field) => field.name)"""
)
SHOWN = (
    f"""() => [...document.querySelectorAll("{FIELDS}")]"""
    + """
  .filter((field) => field.offsetParent && !field.closest(".empty-form")).length"""
)


@pytest.fixture
def desk(page: Page, live_server) -> Page:
    """The desk as an admin opens it, with an issue, social links and roles to look at."""
    editions = make_editions()
    articles = [make_article(edition=code) for code in ("en", "fa")]
    make_issue(series=make_series(), editions=["en", "fa"], articles=articles, pk=1)
    SocialLink.objects.create(edition=editions["en"], name="Telegram", address="https://example.org/" + "a" * 90)
    make_user(role="editor", editions=["en", "fa"], username="erin", pk=900)
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    return page


def speak(page: Page, code: str) -> None:
    page.select_option("select[name=language]", code)
    page.click("form:has(select[name=language]) button")


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize(
    "path",
    [
        "publications/issue/1/change/?edition=fa",
        "publications/issue/add/?edition=en",
        "editions/edition/en/change/",
        "accounts/user/900/change/",
    ],
)
def test_rows_within_a_form_fit_the_screen(desk: Page, live_server, path: str, language: str):
    speak(desk, language)
    for size in SIZES.values():
        desk.set_viewport_size(size)
        desk.goto(f"{live_server.url}/admin/{path}")
        assert desk.evaluate(SHOWN) > 0
        assert desk.evaluate(CUT_OFF) == []
        assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_fields_above_each_other_say_what_they_are(desk: Page, live_server):
    desk.goto(f"{live_server.url}/admin/publications/issue/1/change/?edition=en")
    desk.click("[data-entry] summary")
    for name in ("heading", "teaser"):
        field, label = desk.locator(f"#id_entries-0-{name}"), desk.locator(f"label[for=id_entries-0-{name}]")
        assert label.is_visible()
        assert label.bounding_box()["y"] < field.bounding_box()["y"]
    desk.click("[data-add=own]")
    assert desk.locator("label[for=id_entries-1-teaser]").is_visible()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_label_of_a_choice_stands_above_it(desk: Page, live_server, language: str):
    speak(desk, language)
    for size in SIZES.values():
        desk.set_viewport_size(size)
        desk.goto(f"{live_server.url}/admin/publications/issue/1/change/?edition={language}")
        label, field = desk.locator("label[for=id_series]").bounding_box(), desk.locator("#id_series").bounding_box()
        assert label["y"] + label["height"] <= field["y"] + 1


def test_words_about_the_focal_point_stand_below_the_picture(desk: Page, live_server):
    desk.goto(f"{live_server.url}/admin/media_gallery/image/{make_image().pk}/change/")
    picture = desk.locator(".focal").bounding_box()
    words = desk.locator(".focal ~ .help, .focal + *").first.bounding_box()
    assert words["y"] >= picture["y"] + picture["height"] - 1
