"""Previews of issues: the real page with its contents, stored or typed, and nothing of it kept anywhere."""

import pytest
from django.test import Client
from django.urls import reverse

from publications.models import Issue, IssueEdition, IssueEntry
from seeds.factories import make_article, make_issue, make_series, make_user
from tests.accounts.desk_forms import form_of

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


@pytest.fixture
def draft(editions) -> Issue:
    inside = [make_article(title="Seen"), make_article(title="To come", published=False)]
    series = make_series(slug="letter", name="Letter")
    return make_issue(series=series, number=7, published=False, title="Seven", articles=inside, with_pdf=True)


def preview_of(issue: Issue, code: str = "en") -> str:
    return reverse("admin:publications_issue_preview", args=[issue.pk, code])


def form_page(issue: Issue) -> str:
    return f"{reverse('admin:publications_issue_change', args=[issue.pk])}?edition=en"


def test_preview_is_the_real_page_and_is_kept_nowhere(editor: Client, draft: Issue):
    response = editor.get(preview_of(draft))
    page = response.content.decode()
    assert "Preview: readers do not see this." in page
    assert "Seven</h1>" in page
    assert '<html lang="en" dir="ltr">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in response["Cache-Control"]
    assert editor.get("/en/publications/letter/7/").status_code == 404
    pdf = IssueEdition.objects.get().pdf.url
    assert f'href="{pdf}"' in page
    assert editor.get(pdf).status_code == 200


def test_preview_names_articles_to_come_and_links_those_that_readers_see(editor: Client, draft: Issue):
    page = editor.get(preview_of(draft)).content.decode()
    assert ">Seen</a></h3>" in page
    assert '<h3 class="contents__heading">To come</h3>' in page


def test_preview_shows_what_is_typed_in_its_order_and_saves_nothing(editor: Client, draft: Issue):
    before = list(IssueEntry.objects.values())
    sent = {
        **form_of(editor, form_page(draft)),
        "text-title": "Sevenfold",
        "text-lead": "<p>Typed</p><script>x</script>",
        "entries-TOTAL_FORMS": "4",
        "entries-0-DELETE": "on",
        "entries-1-position": "5",
        "entries-2-position": "1",
        "entries-2-heading": "From the window",
        "entries-3-position": "2",
        "entries-3-teaser": "Neither article nor heading",
    }
    page = editor.post(preview_of(draft), sent).content.decode()
    assert "Sevenfold</h1>" in page
    assert "<p>Typed</p>" in page
    assert "<script>x" not in page
    contents = page[page.index('<ol class="contents__list">') :]
    assert ">Seen<" not in contents
    assert "Neither" not in contents
    assert contents.index("From the window") < contents.index("To come")
    assert list(IssueEntry.objects.values()) == before
    assert IssueEdition.objects.get().title == "Seven"


def test_preview_of_half_a_form_is_no_error(editor: Client, draft: Issue):
    for sent in ({}, {"text-title": "X"}, {"entries-TOTAL_FORMS": "x"}, {"entries-TOTAL_FORMS": "9" * 9}):
        assert editor.post(preview_of(draft), sent).status_code == 200


def test_form_leads_to_its_preview(editor: Client, draft: Issue):
    assert f'formaction="{preview_of(draft)}"' in editor.get(form_page(draft)).content.decode()


def test_preview_is_for_members_of_the_edition_alone(client: Client, draft: Issue):
    assert client.get(preview_of(draft)).status_code == 302
    for user in (make_user(role="editor", editions=["fa"]), make_user(role=None)):
        client.force_login(user)
        assert b"Seven" not in client.get(preview_of(draft)).content
    client.force_login(make_user(role="contributor", editions=["en"]))
    assert "Seven</h1>" in client.post(preview_of(draft), {"text-title": "Mine"}).content.decode()


def test_preview_of_an_issue_without_the_editions_name_or_text(client: Client, editions):
    client.force_login(make_user(role="admin"))
    issue = make_issue(series=make_series(editions=["fa"]), editions=["en"], published=False)
    assert client.get(preview_of(issue)).status_code == 200
    assert client.get(preview_of(issue, "sq")).status_code == 404
