"""Previews of standing pages: the real page, with what is stored or what is typed, and nothing of it kept anywhere."""

import pytest
from django.test import Client
from django.urls import reverse

from editions.enums import State
from editions.models import Page, PageEdition
from seeds.factories import make_user
from tests.accounts.desk_forms import form_of

BANNER = "Preview: readers do not see this."


@pytest.fixture
def draft(editions) -> PageEdition:
    page = Page.objects.create(key="about")
    return PageEdition.objects.create(page=page, edition_id="en", title="About us", slug="about", body="<p>Stored</p>")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


def preview_of(text: PageEdition, code: str = "en") -> str:
    return reverse("admin:editions_page_preview", args=[text.page_id, code])


def form_page(text: PageEdition) -> str:
    return f"{reverse('admin:editions_page_change', args=[text.page_id])}?edition=en"


def test_preview_is_the_real_page_and_is_kept_nowhere(editor: Client, draft: PageEdition):
    response = editor.get(preview_of(draft))
    page = response.content.decode()
    assert BANNER in page
    assert "About us</h1>" in page
    assert "<p>Stored</p>" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert editor.get(draft.get_absolute_url()).status_code == 404


def test_form_leads_to_its_preview(editor: Client, draft: PageEdition):
    assert f'formaction="{preview_of(draft)}"' in editor.get(form_page(draft)).content.decode()
    PageEdition.objects.all().delete()
    assert "/preview/" not in editor.get(form_page(draft)).content.decode()


def test_preview_shows_what_is_typed_cleaned_and_saves_nothing(editor: Client, draft: PageEdition):
    sent = {**form_of(editor, form_page(draft)), "text-title": "New", "text-body": "<p>Typed</p><script>x</script>"}
    page = editor.post(preview_of(draft), sent).content.decode()
    assert "New</h1>" in page
    assert "<p>Typed</p>" in page
    assert "<script>x" not in page
    draft.refresh_from_db()
    assert (draft.title, draft.body) == ("About us", "<p>Stored</p>")


@pytest.mark.parametrize("wrong", [{"text-title": ""}, {"text-slug": "articles"}, {"text-published_at": "soon"}])
def test_preview_of_what_cannot_be_saved_shows_what_it_can(editor: Client, draft: PageEdition, wrong: dict):
    sent = {**form_of(editor, form_page(draft)), "text-body": "<p>Typed</p>", **wrong}
    assert "<p>Typed</p>" in editor.post(preview_of(draft), sent).content.decode()


def test_members_who_may_not_write_see_the_stored_draft_whatever_they_send(client: Client, draft: PageEdition):
    client.force_login(make_user(role="contributor", editions=["en"]))
    page = client.post(preview_of(draft), {"text-title": "Mine"}).content.decode()
    assert "About us</h1>" in page
    assert f'href="{preview_of(draft)}"' in client.get(form_page(draft)).content.decode()


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_preview_is_for_members_of_the_edition_alone(client: Client, draft: PageEdition, state: str):
    PageEdition.objects.update(state=state)
    assert client.get(preview_of(draft)).status_code == 302
    for user in (make_user(role="editor", editions=["fa"]), make_user(role=None)):
        client.force_login(user)
        answer = client.get(preview_of(draft), follow=True)
        assert b"Stored" not in answer.content
        assert client.post(preview_of(draft), {"text-title": "Mine"}).status_code in {302, 403}


@pytest.mark.parametrize("code", ["fa", "xx", "%00"])
def test_preview_of_what_is_not_begun_is_404(client: Client, draft: PageEdition, code: str):
    client.force_login(make_user(role="admin"))
    assert client.get(preview_of(draft, code)).status_code == 404
