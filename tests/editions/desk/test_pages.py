"""Standing pages in the desk: one edition's text at a time."""

import pytest
from django.test import Client
from django.urls import reverse

from delivery.models import Redirect
from editions.enums import State
from editions.models import Page, PageEdition
from seeds.factories.accounts import make_user
from tests.accounts.desk_forms import edit, fields_of, form_of, send

LIST = "admin:editions_page_changelist"


@pytest.fixture
def page(editions) -> Page:
    return Page.objects.create(key="about")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en", "fa"]))
    return client


def address(page: Page, code: str) -> str:
    return f"{reverse('admin:editions_page_change', args=[page.pk])}?edition={code}"


def write(page: Page, code: str = "en", **fields) -> PageEdition:
    defaults = {"title": f"About {code}", "slug": "about", "state": State.DRAFT}
    return PageEdition.objects.create(page=page, edition_id=code, **{**defaults, **fields})


def problems_of(response) -> list[str]:
    assert response.status_code == 200, response.status_code
    return [message for errors in response.context["text_form"].errors.values() for message in errors]


def test_text_of_one_edition_is_begun_and_saved_as_draft(editor: Client, page: Page):
    response = edit(editor, address(page, "fa"), **{"text-title": "دربارهٔ ما", "text-body": "<p>ما</p>"})
    assert response.status_code == 302
    assert response.url.endswith("?edition=fa")
    text = PageEdition.objects.get()
    assert (text.edition_id, text.slug, text.state, text.body) == ("fa", "درباره-ما", State.DRAFT, "<p>ما</p>")


def test_button_publishes_and_another_withdraws(editor: Client, page: Page):
    write(page)
    edit(editor, address(page, "en"), _publish="1")
    text = PageEdition.objects.get()
    assert text.state == State.PUBLISHED
    assert text.published_at
    edit(editor, address(page, "en"), _withdraw="1")
    text.refresh_from_db()
    assert text.state == State.WITHDRAWN


def test_fields_are_written_in_their_edition_whatever_the_interface(editor: Client, page: Page):
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    html = editor.get(address(page, "fa")).content.decode()
    for name in ("title", "slug", "body"):
        tag = html.split(f'name="text-{name}"')[1].split(">")[0]
        assert 'lang="fa"' in tag
        assert 'dir="rtl"' in tag


def test_two_editors_of_two_editions_lose_nothing(editor: Client, page: Page):
    write(page, "en")
    write(page, "fa", slug="درباره")
    english, persian = form_of(editor, address(page, "en")), form_of(editor, address(page, "fa"))
    send(editor, address(page, "en"), english, **{"text-title": "About us"})
    send(editor, address(page, "fa"), persian, **{"text-title": "ما"})
    assert dict(page.texts.values_list("edition_id", "title")) == {"en": "About us", "fa": "ما"}


def test_what_somebody_else_saved_meanwhile_is_shown_not_overwritten(editor: Client, page: Page):
    write(page)
    mine = form_of(editor, address(page, "en"))
    edit(editor, address(page, "en"), **{"text-title": "Theirs"})
    response = send(editor, address(page, "en"), mine, **{"text-title": "Mine"})
    assert len(problems_of(response)) == 1
    assert "Theirs" in response.content.decode()
    again = fields_of(response)
    assert again["text-title"] == ["Mine"]
    assert send(editor, address(page, "en"), again).status_code == 302
    assert PageEdition.objects.get().title == "Mine"


def test_begun_by_somebody_else_meanwhile_is_no_crash(editor: Client, page: Page):
    mine = form_of(editor, address(page, "en"))
    write(page)
    response = send(editor, address(page, "en"), mine, **{"text-title": "Mine"})
    assert len(problems_of(response)) == 1
    assert PageEdition.objects.get().title == "About en"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text-title": "x" * 500}, "title"),
        ({"text-title": "", "text-slug": "about-us"}, "title"),
        ({"text-title": "Good", "text-slug": "no address!"}, "slug"),
        ({"text-title": "Good", "text-slug": "archive"}, "slug"),
        ({"text-title": "Good", "text-slug": "taken"}, "slug"),
        ({"text-title": "Good", "text-published_at": "3024-01-01T10:00"}, "published_at"),
        ({"text-title": "Good", "text-published_at": "tomorrow"}, "published_at"),
    ],
)
def test_bad_input_is_one_message_with_what_was_typed(editor: Client, page: Page, changes: dict, field: str):
    write(Page.objects.create(key="other"), slug="taken")
    response = edit(editor, address(page, "en"), **changes)
    assert len(problems_of(response)) == 1
    assert list(response.context["text_form"].errors) == [field]
    kept = fields_of(response)
    assert {name: kept[name] for name in changes} == {name: [value] for name, value in changes.items()}
    assert not page.texts.exists()


def test_title_of_controls_and_overrides_is_cleaned(editor: Client, page: Page):
    edit(editor, address(page, "en"), **{"text-title": "About\u202e\x07  us"})
    assert PageEdition.objects.get().title == "About us"


def test_shared_fields_are_saved_without_beginning_a_text(editor: Client, page: Page):
    edit(editor, address(page, "en"), position="7")
    page.refresh_from_db()
    assert page.position == 7
    assert not page.texts.exists()


def test_new_address_of_published_page_leaves_a_redirect(editor: Client, page: Page):
    write(page, state=State.PUBLISHED, published_at="2026-01-01T10:00Z")
    edit(editor, address(page, "en"), **{"text-slug": "about-us"})
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path) == ("/en/about/", "/en/about-us/")


def test_moments_are_typed_in_the_time_of_the_edition(editor: Client, page: Page):
    write(page, "fa", slug="درباره")
    edit(editor, address(page, "fa"), **{"text-published_at": "2026-01-01T12:00"}, _publish="1")
    assert PageEdition.objects.get().published_at.isoformat() == "2026-01-01T08:30:00+00:00"
    assert form_of(editor, address(page, "fa"))["text-published_at"] == ["2026-01-01T12:00"]


def test_editor_of_another_edition_reads_only_and_publishes_nothing(editor: Client, page: Page):
    write(page, "sq", body="<p>Ne</p>")
    response = editor.get(address(page, "sq"))
    assert response.context["text_form"] is None
    assert "<p>Ne</p>" not in response.content.decode()
    assert editor.post(address(page, "sq"), {"_publish": "1", "text-title": "Tjetër"}).status_code == 403
    edit(editor, address(page, "sq"), **{"text-title": "Tjetër"})
    assert PageEdition.objects.get().title == "About sq"


def test_author_reads_pages_and_writes_none(editions, page: Page, client: Client):
    write(page, body="<p>We</p>")
    client.force_login(make_user(role="contributor", editions=["en"]))
    response = client.get(address(page, "en"))
    assert "<p>We</p>" in response.content.decode()
    assert client.post(address(page, "en"), {"text-title": "Mine"}).status_code == 403
    assert client.get(reverse("admin:editions_page_add")).status_code == 403


def test_only_admins_delete_and_only_what_was_never_published(editor: Client, page: Page, client: Client):
    text = write(page)
    delete = reverse("admin:editions_page_delete", args=[page.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 403
    editor.force_login(make_user(role="admin"))
    text.state, text.published_at = State.PUBLISHED, "2026-01-01T10:00Z"
    text.save()
    assert editor.post(delete, {"post": "yes"}).status_code == 403
    PageEdition.objects.update(state=State.DRAFT)
    assert editor.post(delete, {"post": "yes"}).status_code == 302
    assert not Page.objects.exists()


def test_list_says_where_each_edition_stands(editor: Client, django_assert_max_num_queries):
    for number in range(20):
        write(Page.objects.create(key=f"page-{number}"), slug=f"page-{number}")
    with django_assert_max_num_queries(10):
        html = editor.get(reverse(LIST)).content.decode()
    assert html.count("standing--draft") == 20
    assert html.count("standing--none") == 60
