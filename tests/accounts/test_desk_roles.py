"""Every address of the desk, opened by every role. What a new model opens to whom has to be said here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.audit import record
from accounts.enums import AuditAction, NoticeKind
from accounts.models import Notice, NoticeMail, User
from delivery.models import Ping, Redirect, Webhook
from editions.models import Edition, HouseRule, MenuItem, Page, PageEdition
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_dossier, make_person, make_story, make_topic
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_book, make_issue, make_release, make_series
from wordpress.models import ImportRun

pytestmark = pytest.mark.usefixtures("files_dir")

# Who is somebody, at the desk of which editions.
PEOPLE: dict[str, dict[str, Any] | None] = {
    "anonymous": None,
    "reader": {"role": None},
    "newcomer": {"role": "contributor", "editions": []},
    "contributor": {"role": "contributor", "editions": ["en"]},
    "editor": {"role": "editor", "editions": ["en"]},
    "other": {"role": "editor", "editions": ["sq"]},
    "admin": {"role": "admin"},
}
PAGES = ("list", "add", "change", "history", "delete")

# Model -> what each may open, as initials of PAGES: list, add, change (or view), history, delete. A thing of each kind
# lies in the edition en, published, or shared by all.
NOTHING = "     "
TABLE: dict[str, dict[str, str]] = {
    "accounts.user": {"admin": "lachd"},
    # The entry is of the edition en.
    "accounts.auditentry": {"editor": "l ch ", "other": "l    ", "admin": "l ch "},
    "accounts.noticemail": {"admin": "l chd"},
    "editions.edition": {"admin": "l ch "},
    "editions.menuitem": {"admin": "lachd"},
    "editions.houserule": {"contributor": "l ch ", "editor": "l ch ", "other": "l    ", "admin": "lachd"},
    "delivery.redirect": {"admin": "lachd"},
    "delivery.webhook": {"admin": "lachd"},
    "delivery.ping": {"admin": "l chd"},
    "editions.page": {
        "newcomer": "l ch ",
        "contributor": "l ch ",
        "editor": "lach ",
        "other": "lach ",
        "admin": "lach ",
    },
    "articles.category": {"contributor": "l ch ", "editor": "lachd", "other": "lachd", "admin": "lachd"},
    "articles.topic": {"contributor": "lach ", "editor": "lachd", "other": "lachd", "admin": "lachd"},
    "articles.dossier": {"contributor": "l ch ", "editor": "lachd", "other": "lachd", "admin": "lachd"},
    "articles.person": {"contributor": "lach ", "editor": "lachd", "other": "lachd", "admin": "lachd"},
    "media_gallery.image": {"contributor": "lach ", "editor": "lachd", "other": "lachd", "admin": "lachd"},
    "media_gallery.mediaitem": {"contributor": "lach ", "editor": "lach ", "other": "lach ", "admin": "lach "},
    "publications.series": {"contributor": "l ch ", "editor": "lachd", "other": "lachd", "admin": "lachd"},
    "publications.issue": {
        "newcomer": "l ch ",
        "contributor": "l ch ",
        "editor": "lach ",
        "other": "lach ",
        "admin": "lach ",
    },
    "publications.release": {"contributor": "l ch ", "editor": "l ch ", "other": "l ch ", "admin": "lachd"},
    "publications.book": {"contributor": "lach ", "editor": "lach ", "other": "lach ", "admin": "lach "},
    "wordpress.importrun": {"admin": "l ch "},
}
# Walked by tests/articles/desk and tests/publications/desk, which know their buttons too.
ELSEWHERE = {"articles.story", "articles.article", "articles.correction", "publications.issueedition"}


def make_page() -> Page:
    page = Page.objects.create(key="about")
    PageEdition.objects.create(
        page=page, edition_id="en", title="About", slug="about", state="published", published_at="2026-01-01T10:00Z"
    )
    return page


def make_mail() -> NoticeMail:
    notice = Notice.objects.create(user=make_user(), kind=NoticeKind.REVIEW, about="Gardens", address="/admin/")
    return NoticeMail.objects.create(notice=notice)


MAKERS: dict[str, Callable[[], Model]] = {
    "accounts.user": lambda: make_user(role="contributor"),
    "accounts.auditentry": lambda: record(AuditAction.PUBLISH, make_article(), edition="en"),
    "accounts.noticemail": make_mail,
    "editions.edition": lambda: Edition.objects.get(pk="en"),
    "editions.menuitem": lambda: MenuItem.objects.create(label_en="Home", address="/en/"),
    "editions.page": make_page,
    "editions.houserule": lambda: HouseRule.objects.create(pattern="web site", edition_id="en"),
    "delivery.redirect": lambda: Redirect.objects.create(old_path="/a/", new_path="/b/"),
    "delivery.webhook": lambda: Webhook.objects.create(name="Other", address="https://example.org/"),
    "delivery.ping": lambda: Ping.objects.create(kind="hub", address="https://example.org/", told="https://a.org/"),
    "articles.category": make_category,
    "articles.topic": make_topic,
    "articles.dossier": make_dossier,
    "articles.person": make_person,
    "media_gallery.image": make_image,
    "media_gallery.mediaitem": make_media_item,
    "publications.series": make_series,
    "publications.issue": lambda: make_issue(editions=["en"]),
    "publications.release": make_release,
    "publications.book": make_book,
    "wordpress.importrun": lambda: ImportRun.objects.create(files=["old.xml"], edition_code="en"),
}


def addresses(label: str, thing: Model) -> dict[str, str]:
    name = f"admin:{label.replace('.', '_')}"
    return {
        "list": reverse(f"{name}_changelist"),
        "add": reverse(f"{name}_add"),
        **{page: reverse(f"{name}_{page}", args=[thing.pk]) for page in ("change", "history", "delete")},
    }


def sign_in(client: Client, who: str) -> User | None:
    fields = PEOPLE[who]
    if fields is None:
        return None
    user = make_user(**fields)
    client.force_login(user)
    return user


def test_every_model_of_the_desk_is_in_the_table():
    assert {model._meta.label_lower for model in admin.site._registry} == TABLE.keys() | ELSEWHERE
    assert MAKERS.keys() == TABLE.keys()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("label", TABLE)
def test_role_opens_what_the_table_says(editions, client: Client, label: str, who: str):
    thing = MAKERS[label]()
    sign_in(client, who)
    opened = ""
    for page, url in addresses(label, thing).items():
        status = client.get(url).status_code
        assert status in {200, 302, 403}, (page, status)
        opened += page[0] if status == 200 else " "
    assert opened == TABLE[label].get(who, NOTHING)


@pytest.mark.parametrize("who", ["anonymous", "reader", "newcomer", "contributor"])
@pytest.mark.parametrize("label", TABLE)
def test_what_a_role_may_not_change_no_post_changes(editions, client: Client, label: str, who: str):
    thing = MAKERS[label]()
    before = {row["pk" if "pk" in row else type(thing)._meta.pk.name]: row for row in type(thing).objects.values()}
    sign_in(client, who)
    allowed = TABLE[label].get(who, NOTHING)
    for page, url in addresses(label, thing).items():
        if page[0] in allowed and page in {"add", "change"}:
            continue
        client.post(url, {"post": "yes", "action": "delete_selected", "_selected_action": [str(thing.pk)]})
    after = {row["pk" if "pk" in row else type(thing)._meta.pk.name]: row for row in type(thing).objects.values()}
    assert before.items() <= after.items()


@pytest.mark.parametrize("who", ["newcomer", "contributor", "editor", "admin"])
def test_index_names_only_what_the_role_may_open(editions, client: Client, who: str):
    sign_in(client, who)
    response = client.get(reverse("admin:index"))
    models = [model for app in response.context["app_list"] for model in app["models"]]
    for model in models:
        assert client.get(model["admin_url"]).status_code == 200
        if model["add_url"]:
            assert client.get(model["add_url"]).status_code == 200
    named = {model["model"]._meta.label_lower for model in models} - ELSEWHERE
    assert named == {label for label, roles in TABLE.items() if "l" in roles.get(who, "")}


def test_index_begins_with_stories(editions, client: Client):
    sign_in(client, "admin")
    apps = client.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in apps] == [
        "articles",
        "media_gallery",
        "publications",
        "editions",
        "accounts",
        "delivery",
        "wordpress",
    ]
    assert apps[0]["models"][0]["object_name"] == "Story"


def test_autocomplete_is_closed_to_who_may_not_see_the_list(editions, client: Client):
    make_person(name_en="Ann")
    story = make_story()
    make_article(story=story)
    query = {"app_label": "articles", "model_name": "credit", "field_name": "person", "term": "Ann"}
    sign_in(client, "reader")
    assert client.get(reverse("admin:autocomplete"), query).status_code == 302
    sign_in(client, "newcomer")
    assert client.get(reverse("admin:autocomplete"), query).status_code == 403
