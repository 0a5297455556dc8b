"""Findings that are left as they are: kept with the text, by those who write it; and which fields are looked at."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.left_alone import MAX_WORDS, MOST, leave, left_in
from accounts.models import LeftAlone, User
from editions.models import Page, PageEdition
from publications.enums import EntryKind
from publications.models import IssueEntry
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_book, make_issue, make_series
from tests.accounts.roles import make_member

pytestmark = pytest.mark.usefixtures("editions", "files_dir")

FOUND = {"rule": "foreign-letters", "words": "كتاب"}


def address(thing: Any, code: str = "fa") -> str:
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_language"
    return f"{reverse(name, args=[thing.pk])}?edition={code}"


def page_of(thing: Any, code: str = "fa") -> str:
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    return f"{reverse(name, args=[thing.pk])}?edition={code}"


@pytest.fixture
def story():
    return make_article(story=make_story(category=make_category()), edition="fa", published=False).story


def test_what_is_left_is_left_on_the_next_opening_of_that_text_alone(client: Client, story):
    client.force_login(make_user(role="editor"))
    for _twice in range(2):
        assert client.post(address(story), FOUND).status_code == 204
    assert client.get(page_of(story)).context["lint"]["left"] == {"fa": [["foreign-letters", "كتاب"]]}
    other = make_article(story=make_story(), edition="fa", published=False).story
    assert client.get(page_of(other)).context["lint"]["left"] == {}
    assert client.post(address(story), {"again": "1"}).status_code == 204
    assert client.get(page_of(story)).context["lint"]["left"] == {}


def test_editions_of_a_thing_leave_each_their_own(client: Client):
    item = make_media_item(image=make_image())
    client.force_login(make_user(role="editor"))
    client.post(address(item, "fa"), FOUND)
    client.post(address(item, "ar"), {"rule": "x", "words": "y"})
    client.post(address(item, "ar"), {"again": "1"})
    assert left_in(item) == {"fa": [["foreign-letters", "كتاب"]]}


def test_words_that_cannot_be_seen_are_kept_as_they_are_and_a_long_run_by_its_beginning(story):
    leave(story, edition="fa", rule="x", words="می\u200c\u200cروم")
    leave(story, edition="fa", rule="x", words="😀" * 300)
    assert left_in(story)["fa"] == [["x", "می\u200c\u200cروم"], ["x", "😀" * MAX_WORDS]]


@pytest.mark.parametrize(
    "sent", [{}, {"rule": "x"}, {"words": "x"}, {"rule": "x" * 41, "words": "x"}, {"rule": " ", "words": "x"}]
)
def test_what_is_no_finding_is_refused(client: Client, story, sent: dict[str, str]):
    client.force_login(make_user(role="editor"))
    assert client.post(address(story), sent).status_code == 400
    assert not LeftAlone.objects.exists()


def test_no_text_has_them_without_number(client: Client, story):
    row = {"kind": "articles.story", "number": story.pk, "edition_id": "fa", "rule": "x"}
    LeftAlone.objects.bulk_create(LeftAlone(**row, words=str(number)) for number in range(MOST))
    client.force_login(make_user(role="editor"))
    assert client.post(address(story), FOUND).status_code == 409
    assert client.post(address(story), {"rule": "x", "words": "7"}).status_code == 204
    assert LeftAlone.objects.count() == MOST


def test_address_answers_to_nothing_else(client: Client, story):
    client.force_login(make_user(role="editor"))
    assert client.get(address(story)).status_code == 405
    assert client.post(address(story, "xx"), FOUND).status_code == 404
    assert client.post(address(story).replace(str(story.pk), "999999"), FOUND).status_code == 404


def test_they_go_with_what_they_were_left_in(client: Client, story):
    leave(story, edition="fa", **FOUND)
    client.force_login(make_user(role="editor"))
    client.post(reverse("admin:articles_story_delete", args=[story.pk]), {"post": "yes"})
    assert not LeftAlone.objects.exists()


# Who leaves something in the Persian draft of another, and in the Persian words of a draft of a media item.
MAY = {
    "anonymous": (False, False),
    "reader": (False, False),
    "contributor": (False, True),
    "translator": (False, True),
    "editor": (True, True),
    "editor elsewhere": (False, False),
    "editor of another section": (False, True),
    "admin": (True, True),
}


def person(who: str) -> User | None:
    if who == "anonymous":
        return None
    if who == "editor of another section":
        return make_member("editor", "fa", sections=[make_category()])
    role = {"reader": None, "editor elsewhere": "editor"}.get(who, who)
    return make_user(role=role, editions=["en"] if who == "editor elsewhere" else ["fa"])


@pytest.mark.parametrize("who", MAY)
def test_only_who_writes_the_words_leaves_something_in_them(client: Client, story, who: str):
    if user := person(who):
        client.force_login(user)
    item = make_media_item(image=make_image(), published=False)
    of_article, of_item = MAY[who]
    assert (client.post(address(story), FOUND).status_code == 204) is of_article
    assert (client.post(address(item), FOUND).status_code == 204) is of_item
    assert LeftAlone.objects.count() == of_article + of_item


# Which fields are looked at.


def linted(client: Client, address: str) -> dict[str, str]:
    """Names of the fields that take part, with their editions."""
    page = client.get(address).content.decode()
    fields = re.findall(r"<(?:input|textarea)[^>]*>", page)
    found = {}
    for field in fields:
        if code := re.search(r'data-lint="(\w+)"', field):
            found[re.search(r'name="([^"]+)"', field)[1]] = code[1]
            assert f'lang="{code[1]}"' in field
    return {name: code for name, code in found.items() if "__prefix__" not in name}


def things() -> dict[str, tuple[Any, set[str]]]:
    """Things with texts of one edition at a time, and the fields of them that are looked at."""
    page = Page.objects.create(key="contact")
    PageEdition.objects.create(page=page, edition_id="fa", title="تماس", slug="contact", body="<p>ما</p>")
    issue = make_issue(series=make_series(), editions=["fa"])
    IssueEntry.objects.create(text=issue.texts.get(), kind=EntryKind.OWN, heading="سرآغاز")
    return {
        "article": (make_article(edition="fa").story, {"article-title", "article-standfirst", "article-body"}),
        "page": (page, {"text-title", "text-body"}),
        "issue": (issue, {"text-title", "text-lead", "entries-0-heading", "entries-0-teaser"}),
    }


@pytest.mark.parametrize("which", ["article", "page", "issue"])
def test_words_of_an_editions_text_are_looked_at_and_no_address(client: Client, which: str):
    thing, names = things()[which]
    client.force_login(make_user(role="editor"))
    found = linted(client, page_of(thing))
    assert {name for name in found if not name.startswith("entries-") or name in names} == names
    assert set(found.values()) == {"fa"}
    assert 'id="language"' in client.get(page_of(thing)).content.decode()


SHARED = {
    "picture": (lambda: make_image(), {"alt", "caption"}),
    "media item": (lambda: make_media_item(image=make_image()), {"title", "text"}),
    "book": (lambda: make_book(), {"title", "subtitle", "description"}),
    "category": (lambda: make_category(), {"name", "description"}),
    "series": (lambda: make_series(), {"name", "description"}),
}


@pytest.mark.parametrize("which", SHARED)
def test_words_of_shared_things_are_looked_at_in_ones_own_editions(client: Client, which: str):
    make, names = SHARED[which]
    thing = make()
    client.force_login(make_user(role="editor", editions=["fa", "sq"]))
    assert linted(client, page_of(thing)) == {f"{name}_{code}": code for name in names for code in ("fa", "sq")}
    assert client.get(page_of(thing)).context["lint"]["leftAddress"] == address(thing).partition("?")[0]


def test_who_only_reads_is_told_of_nothing(client: Client, story):
    client.force_login(make_user(role="contributor", editions=["fa"]))
    assert linted(client, page_of(story)) == {}
    assert "lint" not in client.get(page_of(story)).context
