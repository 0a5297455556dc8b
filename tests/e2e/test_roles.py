"""Each role at the desk in a real browser: what it is offered, and that drafts of other editions stay closed to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from articles.notes import add_note
from articles.revisions import article_to_write
from articles.services import save_article
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("editions")]

SECRET = {"en": "The orchard is for sale", "fa": "باغ فروشی است"}
OTHER = {"en": "fa", "fa": "en"}
# Role -> what stands on the page of a draft of one's own: hand it in, publish it; and the pages for releases and users.
OFFERED: dict[str, dict[str, bool]] = {
    "contributor": {"hands in": True, "publishes": False, "releases": False, "users": False},
    "translator": {"hands in": True, "publishes": False, "releases": False, "users": False},
    "editor": {"hands in": True, "publishes": True, "releases": False, "users": False},
    "publisher": {"hands in": True, "publishes": True, "releases": True, "users": False},
    "admin": {"hands in": True, "publishes": True, "releases": True, "users": True},
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Of somebody who tries what they may not: the browser's word on each refusal is meant here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(str(error)))
    yield opened
    context.close()


@pytest.fixture(params=["en", "fa"])
def code(request) -> str:
    return request.param


def draft(code: str, **fields: Any) -> Article:
    return make_article(
        edition=code,
        title=SECRET[code],
        body=f"<p>{SECRET[code]}</p>",
        published=False,
        slug=f"secret-{code}",
        **fields,
    )


def may_open(page: Page, address: str, code: str) -> bool:
    answer = page.goto(address)
    assert answer
    assert answer.status in {200, 403}
    # Who is refused is told so in their language, and led back.
    assert page.locator("html").get_attribute("dir") == ("rtl" if code == "fa" else "ltr")
    assert page.locator("#content a[href='/admin/']").count() == (1 if answer.status == 403 else 0)
    return answer.status == 200


@pytest.mark.parametrize("role", OFFERED)
def test_role_is_offered_what_it_may_do_in_its_edition(page: Page, live_server, code: str, role: str):
    user = make_user(role=role, username="ada", language=code, editions=[code])
    own = draft(code, created_by=user, story=make_story(created_by=user, category=make_category()))
    sign_in(page, live_server.url, "ada", PASSWORD)
    assert page.locator("html").get_attribute("dir") == ("rtl" if code == "fa" else "ltr")
    page.goto(f"{live_server.url}/admin/articles/story/{own.story_id}/change/?edition={code}")
    expect(page.locator(".editor .tiptap")).to_be_visible()
    found = {
        "hands in": page.locator("button[name=_stage][value=review]").count() == 1,
        "publishes": page.locator("button[name=_publish]").count() > 0,
        "releases": may_open(page, f"{live_server.url}/admin/publications/release/add/", code),
        "users": may_open(page, f"{live_server.url}/admin/accounts/user/", code),
    }
    assert found == OFFERED[role]


@pytest.mark.parametrize("role", ["contributor", "translator", "editor", "publisher"])
def test_draft_of_another_edition_stays_closed_to_every_role(page: Page, live_server, code: str, role: str):
    writer = make_user(role="editor", username="bea", editions=[OTHER[code]])
    hidden = draft(OTHER[code], created_by=writer, story=make_story(created_by=writer))
    at_work = article_to_write(hidden.pk)
    at_work.body += f"<p>{SECRET[OTHER[code]]}</p>"
    save_article(at_work, by=writer)
    add_note(hidden, text=SECRET[OTHER[code]], by=writer)
    make_user(role=role, username="ada", language=code, editions=[code])
    sign_in(page, live_server.url, "ada", PASSWORD)
    story, article = f"/admin/articles/story/{hidden.story_id}", f"/admin/articles/article/{hidden.pk}"
    refused = 0
    for path in (
        f"{story}/change/?edition={OTHER[code]}",
        f"{story}/history/",
        f"{article}/change/",
        f"{article}/translate/",
        f"{article}/revisions/",
        f"{article}/revisions/1/",
        f"{article}/revisions/compare/?old=1&new=now",
        f"{article}/notes/",
        f"{article}/preview/",
        "/admin/articles/article/",
        "/admin/board/",
        "/admin/calendar/",
        "/admin/notices/",
        "/admin/accounts/auditentry/",
        f"/{OTHER[code]}/articles/{hidden.slug}/",
    ):
        answer = page.request.get(f"{live_server.url}{path}")
        assert answer.status in {200, 403, 404}, path
        refused += answer.status != 200
        assert SECRET[OTHER[code]] not in answer.text(), path
    assert refused >= 6
    # Nor may it be written to, by who copies the form of a page of their own.
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    for path in (
        f"{story}/autosave/?edition={OTHER[code]}",
        f"{article}/notes/",
        f"{article}/stage/",
        f"{article}/links/",
        f"{article}/revisions/restore/",
    ):
        answer = page.request.post(
            f"{live_server.url}{path}",
            form={"csrfmiddlewaretoken": token, "note": "x", "to": "approved", "days": "1", "old": "1", "version": "1"},
            headers={"Referer": live_server.url},
        )
        assert answer.status == 403, path
    hidden.refresh_from_db()
    assert (hidden.stage, hidden.notes.count()) == ("writing", 1)
