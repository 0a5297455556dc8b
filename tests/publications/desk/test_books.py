"""Books in the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editions.enums import State
from publications.models import Book
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_person
from seeds.factories.publications import make_book, make_series, pdf_bytes
from tests.accounts.desk_forms import edit, errors_of, fields_of

ADD = "admin:publications_book_add"
LIST = "admin:publications_book_changelist"

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


def page_of(book: Book) -> str:
    return reverse("admin:publications_book_change", args=[book.pk])


def test_book_is_made_with_authors_and_words_of_two_editions(editor: Client):
    first, second = make_person(), make_person()
    response = edit(
        editor,
        reverse(ADD),
        **{
            "series": str(make_series(kind="books").pk),
            "state": "published",
            "isbn": "978-0-306-40615-7",
            "year": "1998",
            "file": SimpleUploadedFile("book.pdf", pdf_bytes()),
            "title_en": "Gardens",
            "title_fa": "باغ‌ها",
            "publisher_fa": "نشر",
            "description_fa": "<p>کتاب</p><script>x</script>",
            "book_authors-TOTAL_FORMS": "2",
            "book_authors-0-person": str(first.pk),
            "book_authors-0-position": "2",
            "book_authors-1-person": str(second.pk),
            "book_authors-1-position": "1",
        },
    )
    assert response.status_code == 302, errors_of(response)
    book = Book.objects.get()
    assert (book.slug_en, book.slug_fa, book.slug_sq) == ("gardens", "باغ-ها", None)
    assert (book.isbn, book.year, book.publisher_fa, book.description_fa) == (
        "9780306406157",
        1998,
        "نشر",
        "<p>کتاب</p>",
    )
    assert book.published_at
    assert book.file_size
    assert [one.person for one in book.book_authors.all()] == [second, first]


def test_form_sent_back_unchanged_changes_nothing(editor: Client):
    book = make_book(with_pdf=True)
    before = Book.objects.values().get()
    edit(editor, page_of(book))
    assert {**Book.objects.values().get(), "updated_at": 0} == {**before, "updated_at": 0}


def test_new_file_is_measured(editor: Client):
    book = make_book()
    edit(editor, page_of(book), file=SimpleUploadedFile("book.pdf", pdf_bytes()))
    book.refresh_from_db()
    assert book.file_size == book.file.size


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"series": ""}, "series"),
        ({"isbn": "978-0-306-40615-8"}, "isbn"),
        ({"year": "1200"}, "year"),
        ({"year": "soon"}, "year"),
        ({"published_at_0": "0001-01-01", "published_at_1": "00:00:00"}, "published_at"),
        ({"published_at_0": "9999-12-31", "published_at_1": "23:59:59"}, "published_at"),
        ({"title_en": "x" * 500}, "title_en"),
        ({"title_en": "Taken"}, "slug_en"),
        ({"state": "published", "title_en": ""}, "title_en"),
    ],
)
def test_bad_input_is_one_message_with_what_was_typed(editor: Client, changes: dict, field: str):
    make_book(slug_en="taken")
    fields = {"series": str(make_series(kind="books").pk), "title_en": "Good", **changes}
    response = edit(editor, reverse(ADD), **fields)
    assert len(errors_of(response)) == 1
    assert list(response.context["adminform"].form.errors) == [field]
    kept = fields_of(response)
    assert {name: kept.get(name, [""]) for name in fields} == {name: [value] for name, value in fields.items()}
    assert Book.objects.count() == 1


def test_pdf_that_is_none_is_one_message_with_the_form_kept(editor: Client):
    book = make_book()
    response = edit(editor, page_of(book), title_en="Typed", file=SimpleUploadedFile("book.pdf", b"no pdf"))
    assert len(errors_of(response)) == 1
    assert fields_of(response)["title_en"] == ["Typed"]
    book.refresh_from_db()
    assert not book.file


def test_author_drafts_books_and_publishes_none(editions, client: Client):
    client.force_login(make_user(role="contributor", editions=["fa"]))
    series = make_series(kind="books")
    edit(client, reverse(ADD), series=str(series.pk), title_fa="کتاب", state="published")
    book = Book.objects.get()
    assert book.state == State.DRAFT
    assert client.post(page_of(make_book()), {"title_en": "Mine"}).status_code == 403


def test_list_asks_few_queries(editor: Client, django_assert_max_num_queries):
    series = make_series(kind="books")
    for _ in range(30):
        make_book(series=series)
    with django_assert_max_num_queries(12):
        assert len(editor.get(reverse(LIST)).context["cl"].result_list) == 30
