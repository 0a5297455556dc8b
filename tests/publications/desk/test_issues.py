"""Issues and series in the desk."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from delivery.models import Redirect
from editions.enums import State
from publications.models import Issue, IssueEdition, IssueEntry, Series
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.publications import make_issue, make_series, pdf_bytes
from tests.accounts.desk_forms import edit, errors_of, fields_of, form_of, send

ADD = "admin:publications_issue_add"
LIST = "admin:publications_issue_changelist"

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en", "fa"]))
    return client


@pytest.fixture
def author(editions, client: Client) -> Client:
    client.force_login(make_user(role="contributor", editions=["en"]))
    return client


def page_of(issue: Issue, code: str = "en") -> str:
    return f"{reverse('admin:publications_issue_change', args=[issue.pk])}?edition={code}"


def pdf(name: str = "issue.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_bytes() if content is None else content, "application/pdf")


def problems_of(response) -> list[str]:
    errors = response.context["text_form"].errors if response.context["text_form"] else {}
    return [*errors_of(response), *(message for messages in errors.values() for message in messages)]


def test_issue_is_made_with_one_editions_text_and_contents_in_one_form(editor: Client):
    series, article = make_series(), make_article(edition="fa")
    response = edit(
        editor,
        f"{reverse(ADD)}?edition=fa",
        **{
            "series": str(series.pk),
            "number": "7",
            "issued_on": "2026-03-01",
            "text-title": "شمارهٔ هفت",
            "text-lead": "<p>سخن</p>",
            "text-pdf": pdf(),
            "entries-TOTAL_FORMS": "2",
            "entries-0-position": "1",
            "entries-0-article": str(article.pk),
            "entries-1-position": "0",
            "entries-1-heading": "سرمقاله",
            "entries-1-teaser": "کوتاه",
            "_publish": "1",
        },
    )
    assert response.status_code == 302, problems_of(response)
    text = IssueEdition.objects.get()
    assert (text.issue.number, text.edition_id, text.state, text.title) == (7, "fa", State.PUBLISHED, "شمارهٔ هفت")
    assert text.pdf.name.endswith(".pdf")
    assert text.pdf_size
    assert text.created_by is not None
    assert [str(entry) for entry in text.entries.all()] == ["سرمقاله", article.title]


def test_form_sent_back_unchanged_changes_nothing(editor: Client):
    issue = make_issue(editions=["en"], with_pdf=True, articles=[make_article()])
    before = IssueEdition.objects.values().get()
    assert edit(editor, page_of(issue)).status_code == 302
    assert IssueEdition.objects.values().get() == before
    assert IssueEntry.objects.count() == 1


def test_entries_of_one_edition_leave_those_of_another(editor: Client):
    english, persian = make_article(), make_article(edition="fa")
    issue = make_issue(editions=["en", "fa"], articles=[english, persian])
    edit(editor, page_of(issue, "fa"), **{"entries-0-DELETE": "on"})
    assert [entry.article for entry in IssueEntry.objects.all()] == [english]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text-title": "x" * 500}, 1),
        ({"text-title": ""}, 1),
        ({"number": "0"}, 1),
        ({"number": ""}, 1),
        ({"issued_on": "2026-13-45"}, 1),
        ({"issued_on": "0001-01-01"}, 1),
        ({"issued_on": "0621-01-01"}, 1),
        ({"issued_on": "9999-12-31"}, 1),
        ({"text-published_at": "3024-01-01T10:00"}, 1),
        ({"entries-TOTAL_FORMS": "1", "entries-0-teaser": "Neither article nor heading"}, 1),
    ],
)
def test_bad_input_is_one_message_and_nothing_is_saved(editor: Client, changes: dict, told: int):
    series = make_series()
    fields = {"series": str(series.pk), "number": "7", "issued_on": "2026-03-01", "text-title": "Seven"}
    response = edit(editor, f"{reverse(ADD)}?edition=en", **{**fields, **changes, "_publish": "1"})
    assert len(problems_of(response)) == told
    kept = fields_of(response)
    assert {name: kept.get(name, [""])[0] for name in changes} == changes
    assert not Issue.objects.exists()
    assert not IssueEdition.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("issue.pdf", b"no pdf"), ("issue.txt", None), ("issue.pdf", b"%PDF-1.7\nbroken")]
)
def test_pdf_that_is_none_is_one_message_with_the_form_kept(editor: Client, name: str, content: bytes | None):
    issue = make_issue(editions=["en"], with_pdf=True)
    stored = IssueEdition.objects.get().pdf.name
    response = edit(editor, page_of(issue), **{"text-title": "Typed", "text-pdf": pdf(name, content)})
    assert len(problems_of(response)) == 1
    assert list(response.context["text_form"].errors) == ["pdf"]
    assert fields_of(response)["text-title"] == ["Typed"]
    assert IssueEdition.objects.get().pdf.name == stored


def test_stored_pdf_that_is_gone_does_not_stand_in_the_way(editor: Client):
    issue = make_issue(editions=["en"], with_pdf=True)
    text = IssueEdition.objects.get()
    text.pdf.storage.delete(text.pdf.name)
    assert edit(editor, page_of(issue), **{"text-title": "New"}).status_code == 302
    assert IssueEdition.objects.get().title == "New"


def test_number_is_taken_once_in_a_series(editor: Client):
    issue = make_issue(editions=["en"])
    response = edit(editor, reverse(ADD), series=str(issue.series_id), number=str(issue.number), issued_on="2026-03-01")
    assert len(problems_of(response)) == 1
    assert Issue.objects.count() == 1


def test_issue_is_filed_under_a_periodical_only(editor: Client):
    books, letter = make_series(kind="books"), make_series()
    offered = editor.get(reverse(ADD)).context["adminform"].form.fields["series"].queryset
    assert set(offered) == {letter}
    fields = {"series": str(books.pk), "number": "7", "issued_on": "2026-03-01", "text-title": "Seven"}
    response = edit(editor, f"{reverse(ADD)}?edition=en", **fields)
    assert len(problems_of(response)) == 1
    assert not Issue.objects.exists()
    with pytest.raises(ValidationError, match="issues belong to a periodical"):
        Issue(series=books, number=7, issued_on=date(2026, 3, 1)).full_clean()


def test_fault_of_the_shared_fields_does_not_stop_who_may_not_mend_it(author: Client):
    issue = make_issue(series=make_series(kind="books"), editions=[], issued_on=date(1, 1, 1))
    assert edit(author, page_of(issue), **{"text-title": "Mine"}).status_code == 302
    assert IssueEdition.objects.get().title == "Mine"


def test_new_number_leaves_redirects_of_all_editions(editor: Client):
    issue = make_issue(editions=["en", "sq"], series=make_series(slug="letter"), number=4)
    edit(editor, page_of(issue), number="5")
    assert set(Redirect.objects.values_list("old_path", "new_path")) == {
        ("/en/publications/letter/4/", "/en/publications/letter/5/"),
        ("/sq/publications/letter/4/", "/sq/publications/letter/5/"),
    }


def test_article_of_another_edition_cannot_be_an_entry(editor: Client):
    issue, persian = make_issue(editions=["en"]), make_article(edition="fa")
    response = edit(editor, page_of(issue), **{"entries-TOTAL_FORMS": "1", "entries-0-article": str(persian.pk)})
    assert len(problems_of(response)) == 1
    assert not IssueEntry.objects.exists()


def test_search_for_entries_finds_articles_of_the_edition_only(editor: Client):
    english, _persian = make_article(title="Gardens"), make_article(edition="fa", title="Gardens")
    query = {"app_label": "publications", "model_name": "issueentry", "field_name": "article", "term": "gard"}
    found = editor.get(f"{reverse('admin:autocomplete')}?edition=en", {**query, "edition": "en"}).json()["results"]
    assert [one["id"] for one in found] == [str(english.pk)]
    assert "?edition=en" in editor.get(page_of(make_issue(editions=["en"]))).content.decode()


def test_two_editors_of_two_editions_lose_nothing(editor: Client):
    issue = make_issue(editions=["en", "fa"])
    english, persian = form_of(editor, page_of(issue, "en")), form_of(editor, page_of(issue, "fa"))
    send(editor, page_of(issue, "en"), english, **{"text-title": "Seven", "number": "70"})
    send(editor, page_of(issue, "fa"), persian, **{"text-title": "هفت"})
    assert dict(issue.texts.values_list("edition_id", "title")) == {"en": "Seven", "fa": "هفت"}
    issue.refresh_from_db()
    assert issue.number == 70


def test_author_writes_own_draft_and_neither_publishes_nor_shapes(author: Client):
    issue = make_issue(editions=[])
    assert author.get(reverse(ADD)).status_code == 403
    edit(author, page_of(issue), **{"text-title": "Mine", "number": "99", "text-published_at": "2026-01-01T10:00"})
    text = IssueEdition.objects.get()
    assert (text.title, text.state, text.published_at) == ("Mine", State.DRAFT, None)
    assert Issue.objects.get().number != 99
    assert author.post(page_of(issue), {"_publish": "1", "text-title": "Mine"}).status_code == 403


def test_author_does_not_write_what_another_wrote_or_what_is_published(author: Client):
    draft, public = make_issue(editions=["en"], published=False), make_issue(editions=["en"])
    for issue in (draft, public):
        assert author.get(page_of(issue)).context["text_form"] is None
        assert author.post(page_of(issue), {"text-title": "Mine"}).status_code == 403


def test_editor_of_another_edition_publishes_nothing_there(editor: Client):
    issue = make_issue(editions=["sq"], published=False)
    assert editor.post(page_of(issue, "sq"), {"_publish": "1"}).status_code == 403
    edit(editor, page_of(issue, "sq"), **{"text-title": "Mine", "entries-TOTAL_FORMS": "1", "entries-0-heading": "X"})
    assert IssueEdition.objects.get().title != "Mine"
    assert not IssueEntry.objects.exists()


def test_list_says_where_each_edition_stands_in_few_queries(editor: Client, django_assert_max_num_queries):
    series = make_series()
    for _ in range(20):
        make_issue(series=series, editions=["en"])
    with django_assert_max_num_queries(12):
        html = editor.get(reverse(LIST)).content.decode()
    assert html.count("standing--published") == 20
    assert html.count("standing--none") == 60


def test_series_keeps_its_address_and_is_named_per_edition(editor: Client):
    series = make_series(slug="letter", name_fa="خبرنامه")
    edit(editor, reverse("admin:publications_series_change", args=[series.pk]), name_sq="Letra", slug="other")
    series = Series.objects.get()
    assert (series.slug, series.name_fa, series.name_sq) == ("letter", "خبرنامه", "Letra")


def test_series_with_issues_is_not_deleted(editor: Client):
    issue = make_issue(editions=["en"])
    url = reverse("admin:publications_series_delete", args=[issue.series_id])
    assert str(issue) in editor.get(url).content.decode()
    editor.post(url, {"post": "yes"})
    assert Series.objects.exists()
