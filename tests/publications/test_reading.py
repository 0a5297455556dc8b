"""The words of PDFs: read in every script and whatever order a file has them in, within limits, and found by search."""

import io
import re
from functools import cache

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from fpdf import FPDF

from publications.enums import ReadingState
from publications.models import Book, IssueEdition, PdfWords
from publications.reading import words
from publications.reading.lines import Letter, in_reading_order, text_of_page
from publications.reading.words import read, read_rest_later
from search.models import Entry
from search.services import refresh_things
from seeds.factories import make_book, make_issue, pdf_bytes
from seeds.factories.accounts import make_user
from seeds.pdf import FILES, LATIN, SCRIPTS, font
from tests.search.finding import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]


@cache
def pdf_saying(*pages: str, code: str = "en", password: str = "") -> bytes:
    """A PDF with these pages, shaped as an edition's are."""
    document = FPDF()
    document.add_font("Text", "", font(FILES.get(code, LATIN), 400))
    script, language = SCRIPTS.get(code, ("Latn", None))
    direction = "rtl" if code in SCRIPTS else "ltr"
    document.set_text_shaping(True, direction=direction, script=script, language=language)
    for page in pages:
        document.add_page()
        document.set_font("Text", size=12)
        document.multi_cell(0, 8, page)
    if password:
        document.set_encryption(owner_password=password, user_password=password)
    return bytes(document.output())


def pdf_of_unknown_letters() -> bytes:
    """A PDF whose font says of every letter that it is one of its own."""
    document = FPDF()
    document.set_compression(False)
    document.add_font("Text", "", font(LATIN, 400))
    document.add_page()
    document.set_font("Text", size=12)
    document.cell(text="Quince")
    return re.sub(rb"(<[0-9A-F]{4}> )<00", rb"\1<E0", bytes(document.output()))


def kept(content: bytes, name: str = "documents/one.pdf") -> PdfWords:
    return read(default_storage.save(name, ContentFile(content)))


def seen(text: str, *, base: float = 0, left: float = 0, size: float = 10, number: int = 0) -> list[Letter]:
    """Letters as they are seen from left to right, half their size wide; spaces are gaps alone."""
    letters = []
    for at, sign in enumerate(text):
        if sign != " ":
            start = left + at * size / 2
            letters.append(Letter(sign, start, start + size / 2, base, size, number + at))
    return letters


# What is read.


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The quince tree, 12,500 of them (first edition)."),
        ("sq", "Përralla e çelësit të humbur."),
        ("ar", "وصل إلى المكتبة (طبعة أولى) للأذن والأحذية لا غير"),
        ("fa", "این لالایی در سال ۱۳۹۸ حالا پلاک خانه است."),
    ],
)
def test_text_is_read_as_it_was_written(code: str, text: str):
    row = kept(pdf_saying(text, code=code))
    assert (row.state, row.pages, row.text) == (ReadingState.READ, 1, text)


def test_half_spaces_are_lost_and_yet_such_words_are_found():
    make_issue(title="شمارهٔ یک", editions=["fa"])
    text = IssueEdition.objects.get()
    text.pdf.save("one.pdf", ContentFile(pdf_saying("کتاب‌ها را می‌خوانیم", code="fa")))
    assert read(text.pdf.name).text == "کتابها را میخوانیم"
    refresh_things([text.issue])
    assert found("می‌خوانیم کتاب‌ها", "fa") == ["شمارهٔ یک"]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("ﺔﺒﺘﻜﻤﻟﺍ ﻰﻟﺇ ﻞﺻﻭ", id="forms in the order of the eye"),
        pytest.param("وصل إلى المكتبة"[::-1], id="letters in the order of the eye"),
    ],
)
@pytest.mark.parametrize("is_backwards", [True, False])
def test_order_of_the_file_does_not_tell(drawn: str, is_backwards: bool):
    letters = seen(drawn)
    numbers = range(len(letters))[:: -1 if is_backwards else 1]
    letters = [letter._replace(number=number) for letter, number in zip(letters, numbers, strict=True)]
    assert text_of_page(sorted(letters, key=lambda one: one.number)) == "وصل إلى المكتبة"


def test_lines_of_two_columns_are_not_read_across():
    right = [*seen("لوأ", base=100, left=200, number=0), *seen("ناث", base=88, left=200, number=10)]
    left = [*seen("ثلاث"[::-1], base=101, left=20, number=20), *seen("عبار", base=89, left=20, number=30)]
    assert text_of_page([*right, *left]).split("\n") == ["أول", "ثان", "ثلاث", "رابع"]


def test_marks_stay_with_the_letters_above_which_they_stand():
    letters = seen("باتك")
    above = [Letter("\u0650", 16, 18, 3, 10, 20), Letter("\u064c", 1, 3, -2, 10, 21)]
    assert text_of_page([*letters, *above]) == "كِتابٌ"


@pytest.mark.parametrize(
    ("drawn", "is_base_rtl", "text"),
    [
        ("Linux 2.0 ـم", True, "مـ Linux 2.0"),
        ("12,500 ددع", True, "عدد 12,500"),
        ("١٩٩٨/٠٣ خيرات", True, "تاريخ ١٩٩٨/٠٣"),
        ("the word باتك here", False, "the word كتاب here"),
        ("the 5 بتك 3 here", False, "the 5 كتب 3 here"),
        ("only English", True, "only English"),
    ],
)
def test_what_is_seen_from_left_to_right_is_put_in_the_order_of_reading(drawn: str, is_base_rtl: bool, text: str):
    assert "".join(in_reading_order(list(drawn), is_base_rtl=is_base_rtl)) == text


# What cannot be read, and how far.


def test_what_cannot_be_read_is_named_and_harms_nothing(monkeypatch):
    assert kept(pdf_bytes()).state == ReadingState.EMPTY
    assert kept(b"%PDF-1.7 nothing").state == ReadingState.BROKEN
    assert kept(pdf_saying("Quince", password="secret")).state == ReadingState.LOCKED
    assert kept(pdf_of_unknown_letters()).state == ReadingState.UNKNOWN
    assert read("documents/gone.pdf").state == ReadingState.MISSING
    monkeypatch.setattr(words, "SECONDS", 0)
    monkeypatch.setattr(words, "GRACE", 0.01)
    row = kept(pdf_saying("Too slow"))
    assert (row.state, row.text) == (ReadingState.BROKEN, "")


def test_long_files_are_read_so_far_and_no_further(monkeypatch):
    monkeypatch.setattr(words, "MOST_PAGES", 2)
    row = kept(pdf_saying("One", "Two", "Three"))
    assert (row.state, row.pages, row.text) == (ReadingState.CUT, 3, "One\nTwo")
    monkeypatch.setattr(words, "MOST_CHARACTERS", 4)
    row = kept(pdf_saying("Quince"))
    assert (row.state, row.text) == (ReadingState.CUT, "Quin")


def test_file_that_was_uploaded_again_is_not_read_again():
    first = kept(pdf_saying("Quince"))
    PdfWords.objects.filter(pk=first.pk).update(text="As it was read then")
    again = kept(pdf_saying("Quince"))
    assert (again.text, again.name == first.name) == ("As it was read then", False)


# What is found.


def issue_with(content: bytes, **fields) -> IssueEdition:
    text = IssueEdition.objects.get(issue=make_issue(**fields))
    text.pdf.save("one.pdf", ContentFile(content))
    return text


def test_issue_and_book_are_found_by_their_pdfs_once_those_are_read(django_capture_on_commit_callbacks):
    text = issue_with(pdf_saying("Nothing here", "A medlar in the old orchard"), title="Number one")
    book = make_book(title="The book", editions=["en", "sq"])
    book.file.save("two.pdf", ContentFile(pdf_saying("Quinces and medlars")))
    with django_capture_on_commit_callbacks(execute=True):
        refresh_things([text.issue, book])
        assert found("medlar") == []
        assert set(PdfWords.objects.values_list("state", flat=True)) == {ReadingState.WAITING}
    assert sorted(found("medlar")) == ["Number one", "The book"]
    assert found("medlars", "sq") == ["The book"]
    assert found('"in the old orchard"') == ["Number one"]


def test_results_show_where_a_pdf_says_it(client: Client, django_capture_on_commit_callbacks):
    text = issue_with(pdf_saying("Filler words. " * 300, "Then came a medlar, at last."), title="Number one")
    with django_capture_on_commit_callbacks(execute=True):
        refresh_things([text.issue])
    page = client.get("/en/search/", {"q": "medlar"}).content.decode()
    assert "Then came a <mark>medlar</mark>, at last." in page


def test_another_file_brings_its_own_words(django_capture_on_commit_callbacks):
    text = issue_with(pdf_saying("A medlar"), title="Number one")
    with django_capture_on_commit_callbacks(execute=True):
        refresh_things([text.issue])
    text.pdf.save("two.pdf", ContentFile(pdf_saying("A quince")))
    with django_capture_on_commit_callbacks(execute=True):
        refresh_things([text.issue])
    assert (found("medlar"), found("quince")) == ([], ["Number one"])
    text.pdf = ""
    text.save()
    refresh_things([text.issue])
    assert found("quince") == []


def test_draft_s_pdf_is_not_read_before_it_is_published(django_capture_on_commit_callbacks):
    text = issue_with(pdf_saying("A medlar"), title="Number one", published=False)
    with django_capture_on_commit_callbacks(execute=True):
        refresh_things([text.issue])
        read_rest_later()
    assert not PdfWords.objects.exists()


def test_rebuilding_reads_what_was_not_read_says_how_far_it_is_and_forgets_what_is_gone():
    issue_with(pdf_saying("A medlar"), title="Number one")
    gone = kept(pdf_saying("Gone"), "documents/gone.pdf")
    said = io.StringIO()
    call_command("rebuild_search", stdout=said)
    assert "issue, files: 1" in said.getvalue()
    assert found("medlar") == ["Number one"]
    assert not PdfWords.objects.filter(name=gone.name).exists()
    before = Entry.objects.get(kind="issue").digest
    PdfWords.objects.update(version=0, text="")
    call_command("rebuild_search", stdout=said)
    assert Entry.objects.get(kind="issue").digest == before


def test_after_an_update_the_worker_reads_what_stands_there_already(django_capture_on_commit_callbacks):
    issue_with(pdf_saying("A medlar"), title="Number one")
    with django_capture_on_commit_callbacks(execute=True):
        assert read_rest_later() == 1
    assert found("medlar") == ["Number one"]
    assert read_rest_later() == 0


def test_desk_says_what_search_knows_of_a_pdf(client: Client, editions):
    client.force_login(make_user(role="admin"))
    book = make_book()
    book.file.save("two.pdf", ContentFile(pdf_bytes()))
    address = reverse("admin:publications_book_change", args=[book.pk])
    said = str(ReadingState.EMPTY.label)
    assert said not in client.get(address).content.decode()
    read(Book.objects.get().file.name)
    assert said in client.get(address).content.decode()
    text = issue_with(pdf_saying("A medlar"))
    read(text.pdf.name)
    page = client.get(reverse("admin:publications_issue_change", args=[text.issue_id]) + "?edition=en")
    assert str(ReadingState.READ.label) in page.content.decode()
