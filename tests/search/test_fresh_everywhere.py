"""Whatever is done at the desk, the index is at once what building it anew would make of it."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from editions.models import Page
from media_gallery.enums import Kind
from search.models import Entry
from search.rebuilding import rebuild
from seeds.factories import (
    make_article,
    make_book,
    make_category,
    make_dossier,
    make_image,
    make_issue,
    make_media_item,
    make_person,
    make_topic,
    pdf_bytes,
)
from seeds.factories.accounts import make_user
from tests.accounts.desk_forms import edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]


@pytest.fixture
def site(editions, client: Client) -> SimpleNamespace:
    """One of everything that search knows, published, and its index."""
    client.force_login(make_user(role="admin"))
    image, person, topic = make_image(), make_person(name="Mira Halvorsen"), make_topic(name="Preserves")
    above = make_category(name="Kitchen")
    category = make_category(name="Ovens", parent=above)
    article = make_article(title="Quince jam", category=category, authors=[person], topics=[topic], image=image)
    draft = make_article(edition="fa", story=article.story, title="مربا", published=False)
    issue, book = make_issue(title="Quince number"), make_book(title="Quince book", authors=[person])
    page = Page.objects.create(key="about")
    address = f"{reverse('admin:editions_page_change', args=[page.pk])}?edition=en"
    edit(client, address, _publish="1", **{"text-title": "Our cellar", "text-body": "<p>Barrels.</p>"})
    things = SimpleNamespace(
        **{"image": image, "person": person, "topic": topic, "above": above, "category": category},
        **{"article": article, "draft": draft, "issue": issue, "book": book, "page": page, "series": issue.series},
        item=make_media_item(title="Quince tree", image=image),
        album=make_media_item(title="Quinces", kind=Kind.PHOTOS),
        dossier=make_dossier(name="Orchards", stories=[article.story]),
        client=client,
    )
    rebuild()
    return things


def change(thing: str, **values: object) -> Callable[[SimpleNamespace], Model]:
    def act(site: SimpleNamespace) -> Model:
        row = getattr(site, thing)
        edition = "?edition=en" if thing in {"issue", "page"} else ""
        answer = edit(site.client, address_of(row, "change") + edition, **values)
        assert answer.status_code == 302, (thing, values)
        return row

    return act


def delete(thing: str) -> Callable[[SimpleNamespace], Model]:
    def act(site: SimpleNamespace) -> Model:
        row = getattr(site, thing)
        site.client.post(address_of(row, "delete"), {"post": "yes"})
        assert not type(row).objects.filter(pk=row.pk).exists(), thing
        return row

    return act


def bulk(thing: str, action: str, **values: str) -> Callable[[SimpleNamespace], Model]:
    def act(site: SimpleNamespace) -> Model:
        row = getattr(site, thing)
        row = getattr(row, "story", row)
        names = row._meta
        address = reverse(f"admin:{names.app_label}_{names.model_name}_changelist")
        site.client.post(address, {"action": action, "_selected_action": [str(row.pk)], "post": "yes", **values})
        return row

    return act


def address_of(row: Model, what: str) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{what}", args=[row.pk])


# What is done, and whether the index changes by it. (What is published is withdrawn before it may be deleted; texts
# keep the mark of a topic that is deleted, which means nothing then.)
ACTS = {
    "article withdrawn from the list": (bulk("article", "withdraw", edition="en"), True),
    "article published from the list": (bulk("article", "publish", edition="fa"), False),
    "person renamed": (change("person", name_en="Mira Lindgren"), True),
    "person given another address": (change("person", slug_en="mira-l"), True),
    "topic renamed": (change("topic", name_en="Pantry"), True),
    "category renamed": (change("category", name_en="Stoves"), False),
    "category moved": (change("category", parent=""), False),
    "caption changed": (change("image", caption_en="A basket of medlars"), True),
    "alternative text changed": (change("image", alt_fa="سبد"), True),
    "item's title changed": (change("item", title_en="A tree"), True),
    "item withdrawn": (bulk("item", "withdraw"), True),
    "album withdrawn": (bulk("album", "withdraw"), True),
    "book's title changed": (change("book", title_en="A book"), True),
    "book withdrawn": (bulk("book", "withdraw"), True),
    "book's author taken away": (change("book", **{"book_authors-0-DELETE": "on"}), True),
    "series renamed": (change("series", name_en="The Orchard"), True),
    "series without a name": (change("series", name_en=""), True),
    "issue's title changed": (change("issue", **{"text-title": "Medlars"}), True),
    "issue withdrawn": (change("issue", _withdraw="1"), True),
    "page's text changed": (change("page", **{"text-body": "<p>Casks.</p>"}), True),
    "page withdrawn": (change("page", _withdraw="1"), True),
    "dossier renamed": (change("dossier", name_en="Gardens"), True),
    "dossier deleted": (delete("dossier"), True),
}


@pytest.mark.parametrize("name", ACTS)
def test_index_is_what_a_rebuild_would_make(site: SimpleNamespace, name: str):
    act, does_change = ACTS[name]
    before = rows()
    act(site)
    after = rows()
    assert rebuild() == 0
    assert rows() == after
    assert (after != before) is does_change


def test_years_follow_when_an_edition_s_calendar_changes(site: SimpleNamespace, django_capture_on_commit_callbacks):
    before = rows()
    with django_capture_on_commit_callbacks(execute=True):
        edit(site.client, reverse("admin:editions_edition_change", args=["en"]), calendar="jalali")
        assert rows() == before
    after = rows()
    assert after != before
    assert rebuild() == 0
    assert rows() == after


def test_pdf_of_an_issue_changed_at_the_desk_is_known(site: SimpleNamespace, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change("issue", **{"text-pdf": ContentFile(pdf_bytes(), name="one.pdf")})(site)
    after = rows()
    assert rebuild(is_thorough=True) == 0
    assert rows() == after


def rows() -> set[tuple[str, int, str, str, int]]:
    return set(Entry.objects.values_list("kind", "key", "edition", "digest", "place"))
