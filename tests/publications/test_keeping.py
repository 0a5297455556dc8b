"""PDFs of issues and books: readers fetch those of what is live, the desk also those of drafts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from editions.enums import State
from publications.models import Book, IssueEdition
from seeds.factories import PASSWORD, make_book, make_issue, make_series, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions", "files_dir")]

HOUR = timedelta(hours=1)


def made(**fields) -> IssueEdition:
    """An English issue with a PDF and these fields."""
    text = IssueEdition.objects.get(issue=make_issue(with_pdf=True))
    IssueEdition.objects.filter(pk=text.pk).update(**fields)
    return text


def signed_in(**fields) -> Client:
    client = Client()
    client.force_login(make_user(**fields))
    return client


def test_pdf_of_a_live_issue_is_for_everyone_and_asked_for_anew_after_minutes(client):
    answer = client.get(made().pdf.url)
    assert b"".join(answer).startswith(b"%PDF")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"state": State.DRAFT, "published_at": None}, 404),
        ({"published_at": timezone.now() + 99 * HOUR}, 404),
        ({"state": State.WITHDRAWN}, 410),
        ({"unpublish_at": timezone.now() - HOUR / 2}, 410),
    ],
)
def test_pdf_of_what_readers_do_not_see_is_for_members_of_its_edition(client, fields, status):
    address = made(**fields).pdf.url
    for stranger in (client, signed_in(role="editor", editions=["fa"]), signed_in(role=None)):
        answer = stranger.get(address)
        assert answer.status_code == status
        assert b"%PDF" not in answer.content
    for member in (signed_in(role="contributor", editions=["en"]), signed_in(role="admin")):
        for headers in ({}, {"range": "bytes=0-3"}):
            answer = member.get(address, headers=headers)
            assert b"".join(answer).startswith(b"%PDF")
            assert answer["Cache-Control"] == "private, no-store"


def test_what_the_browser_has_of_a_withdrawn_pdf_is_not_confirmed(client):
    text = made()
    known = client.get(text.pdf.url)["ETag"]
    IssueEdition.objects.update(state=State.WITHDRAWN)
    assert client.get(text.pdf.url, headers={"if-none-match": known}).status_code == 410


def test_withdrawn_pdf_says_so_in_the_language_of_its_edition(client):
    text = IssueEdition.objects.get(issue=make_issue(editions=["fa"], with_pdf=True))
    IssueEdition.objects.update(state=State.WITHDRAWN)
    assert '<html lang="fa" dir="rtl">' in client.get(text.pdf.url).content.decode()


def test_pdf_of_a_hidden_edition_is_hidden(client, editions):
    text = IssueEdition.objects.get(issue=make_issue(editions=["sq"], with_pdf=True))
    editions["sq"].is_visible = False
    editions["sq"].save()
    assert client.get(text.pdf.url).status_code == 404


def test_pdf_that_was_replaced_is_nobodys(client):
    text = made()
    old = text.pdf.url
    IssueEdition.objects.update(pdf="")
    assert client.get(old).status_code == 404
    assert signed_in(role="admin").get(old).status_code == 404


def test_other_spellings_of_the_address_lead_round_no_keeper(client):
    text = made(state=State.DRAFT, published_at=None)
    name = text.pdf.name.removeprefix("documents/")
    for path in (f"documents/./{name}", f"documents//{name}", f"images/../documents/{name}", f"./documents/{name}"):
        assert client.get(f"/files/{path}").status_code == 404
        assert client.get(f"/files/{path.replace('/', '%2f')}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 200),
        ({"state": State.DRAFT, "published_at": None}, 404),
        ({"published_at": timezone.now() + 99 * HOUR}, 404),
        ({"state": State.WITHDRAWN}, 410),
        ({"title_en": "", "slug_en": None}, 404),
    ],
)
def test_pdf_of_a_book_is_for_readers_while_an_edition_lists_it(client, fields, status):
    book = make_book(series=make_series(kind="books"), editions=["en"], with_pdf=True)
    Book.objects.update(**fields)
    assert client.get(book.file.url).status_code == status
    assert signed_in(role="contributor", editions=["fa"]).get(book.file.url).status_code == 200
    assert signed_in(role=None).get(book.file.url).status_code == status


def test_signing_in_is_asked_of_nobody_for_a_file(client):
    """What is hidden is not found: an address gives away neither the file nor that there is one."""
    hidden, missing = client.get(made(state=State.DRAFT).pdf.url), client.get("/files/documents/no.pdf")
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)


def test_members_password_is_what_opens(client):
    user = make_user(role="contributor", editions=["en"])
    address = made(state=State.DRAFT, published_at=None).pdf.url
    assert client.get(address).status_code == 404
    assert client.login(username=user.username, password=PASSWORD)
    assert client.get(address).status_code == 200
    user.is_active = False
    user.save()
    assert client.get(address).status_code == 404
