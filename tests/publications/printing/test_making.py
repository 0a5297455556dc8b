"""The files of an issue are made by the worker, kept whole, and closed while they hold what readers do not see."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from articles.models import Article
from editions.enums import State
from media_gallery.models import Image
from publications.enums import PrintState
from publications.models import IssueEdition, IssueEntry, PdfWords, Printing, Series
from publications.printing import making, needs
from publications.printing.child import Files
from publications.printing.keeping import ask, keep, keep_pdf, print_by_itself, texts
from publications.printing.making import NotMadeError, draw_pdf
from publications.printing.needs import printable
from publications.printing.outdated import digest_of
from publications.printing.parts import read_issue
from search.services import refresh
from seeds.factories import make_article, make_issue, make_user
from seeds.factories.publications import pdf_bytes
from tests.publications.printing.pdfs import pages_of
from tests.publications.printing.samples import make_sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions", "files_dir")]
needs_pango = pytest.mark.skipif(bool(printable()), reason="Pango is missing")


def made(**fields: Any) -> IssueEdition:
    """An issue of one article, as if its files had been made."""
    article = make_article(title="Inside")
    text = texts().get(issue=make_issue(articles=[article], title="Seven"))
    for kind in ("pdf", "epub"):
        keep(text, kind, pdf_bytes())
    values = {"state": PrintState.MADE, "articles": [article.pk], "digest": digest_of(text), "pages": 1, **fields}
    Printing.objects.create(text=text, made_at=article.published_at, **values)
    return texts().get(pk=text.pk)


def member(**fields: Any) -> Client:
    client = Client()
    client.force_login(make_user(**fields))
    return client


def act(text: IssueEdition, name: str = "print", *more: int) -> str:
    return reverse(f"admin:publications_issue_{name}", args=[text.issue_id, text.edition_id, *more])


# Drawing.


@needs_pango
def test_worker_makes_both_files_and_says_so():
    """What would break a page is in it: hostile HTML, a lost picture, a title of 300 letters, two directions."""
    body = '<script>alert(1)</script><p>Fine <em>«باغ و آب»</em> words<img src="file:///etc/passwd"></p>'
    text = make_sample("en", title="Long " * 59 + "title", body=body)
    lost = Image.objects.get()
    lost.file.storage.delete(lost.file.name)
    assert ask(text)
    keep_pdf.call(text.pk)
    text.refresh_from_db()
    printing = Printing.objects.get()
    assert (printing.state, text.pdf_is_made, text.pdf_size) == (PrintState.MADE, True, text.pdf.size)
    assert "1" in printing.fault
    assert printing.digest == digest_of(texts().get(pk=text.pk))
    pages = pages_of(text.pdf.read())
    assert len(pages) == printing.pages == 3
    assert "«باغ و آب»" in pages[2]
    assert "alert" not in " ".join(pages)
    assert default_storage.exists(text.epub.name)
    # Search knows its articles by themselves.
    refresh("issue", [text.pk])
    assert not PdfWords.objects.exists()


@needs_pango
def test_empty_issue_is_a_cover_and_its_imprint():
    found = draw_pdf(read_issue(texts().get(issue=make_issue(title="Bare"))), shown=1)
    assert found.pages == 2
    assert found.shown[0].startswith(b"\x89PNG")


def test_child_opens_files_of_the_issue_and_of_ours_alone(tmp_path):
    files = Files(tmp_path)
    assert files.read("css/sheet.css")[1] == "text/css"
    assert files.read("fonts/vazirmatn.woff2")[1] == "font/ttf"
    for name in ("/etc/passwd", "../secret", "css/../../../manage.py", "file:///etc/passwd", "pictures/1-5.jpg", ""):
        with pytest.raises((OSError, ValueError)):
            files.read(name)


def test_child_that_fails_or_takes_too_long_is_told_in_words(monkeypatch, tmp_path):
    with pytest.raises(NotMadeError, match="log"):
        making.drawn(tmp_path / "nothing", 0)
    monkeypatch.setattr(making, "PATIENCE", 0.01)
    with pytest.raises(NotMadeError, match="too long"):
        making.drawn(tmp_path, 0)


def test_without_pango_the_epub_is_made_and_the_desk_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(needs, "LIBRARIES", (("surely-none", "libsurely-none.so.0"),))
    text = make_sample("en")
    ask(text)
    keep_pdf.call(text.pk)
    text.refresh_from_db()
    assert (Printing.objects.get().state, bool(text.epub), bool(text.pdf)) == (PrintState.FAILED, True, False)
    page = (
        member(role="admin")
        .get(f"{reverse('admin:publications_issue_change', args=[text.issue_id])}?edition=en")
        .content.decode()
    )
    assert "apt-get install libpango-1.0-0" in page
    assert "surely-none" in page


# Keeping.


def test_uploaded_pdf_is_never_replaced():
    text = texts().get(issue=make_issue(with_pdf=True))
    before = text.pdf.name
    keep(text, "pdf", b"%PDF-ours")
    text.refresh_from_db()
    assert (text.pdf.name, text.pdf_is_made) == (before, False)
    ask(text)
    keep_pdf.call(text.pk)
    text.refresh_from_db()
    assert (text.pdf.name, bool(text.epub)) == (before, True)


def test_made_anew_takes_the_place_of_what_was_made(django_capture_on_commit_callbacks):
    text = made()
    old = text.pdf.name
    with django_capture_on_commit_callbacks(execute=True):
        keep(text, "pdf", pdf_bytes())
    text.refresh_from_db()
    assert text.pdf.name != old
    assert not default_storage.exists(old)
    assert default_storage.exists(text.pdf.name)


def test_upload_ends_what_was_made():
    text = made()
    text.pdf = ContentFile(pdf_bytes(), name="own.pdf")
    text.save()
    assert not text.pdf_is_made


def test_changes_make_it_out_of_date():
    text = made()
    before = digest_of(text)
    Article.objects.update(version=99)
    after = digest_of(text)
    IssueEntry.objects.update(heading="Another")
    assert len({before, after, digest_of(text)}) == 3


def test_is_asked_for_once_until_it_is_made():
    text = make_sample("en")
    assert ask(text)
    assert not ask(text)


def test_series_that_prints_itself_orders_what_is_published_and_has_changed():
    text = made()
    print_by_itself([text.pk])
    assert Printing.objects.get().state == PrintState.MADE
    Series.objects.update(is_printed=True)
    print_by_itself([text.pk])
    assert Printing.objects.get().state == PrintState.MADE
    IssueEntry.objects.update(heading="Another")
    IssueEdition.objects.update(state=State.DRAFT)
    print_by_itself([text.pk])
    assert Printing.objects.get().state == PrintState.MADE
    IssueEdition.objects.update(state=State.PUBLISHED)
    print_by_itself([text.pk])
    assert Printing.objects.get().state == PrintState.WAITING


# Readers.


def test_issue_page_offers_both_with_their_sizes(client):
    text = made()
    page = client.get(text.get_absolute_url()).content.decode()
    assert f'href="{text.epub.url}" type="application/epub+zip"' in page
    assert "EPUB, 1 KB" in page
    assert text.pdf.url in page
    answer = client.get(text.epub.url)
    assert answer["Content-Type"] == "application/epub+zip"


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_file_with_an_article_that_readers_do_not_see_is_closed(client, state):
    text = made()
    Article.objects.update(state=state)
    page = client.get(text.get_absolute_url()).content.decode()
    for file in (text.pdf, text.epub):
        assert file.url not in page
        assert client.get(file.url).status_code == 404
        assert member(role="editor", editions=["fa"]).get(file.url).status_code == 404
        assert member(role="editor", editions=["en"]).get(file.url).status_code == 200
    said = (
        member(role="admin")
        .get(f"{reverse('admin:publications_issue_change', args=[text.issue_id])}?edition=en")
        .content.decode()
    )
    assert "Closed to readers" in said


# The desk.


def test_panel_orders_the_files_and_shows_pages():
    text = made()
    editor = member(role="editor", editions=["en"])
    answer = editor.post(act(text))
    assert answer.status_code == 302
    assert answer["Location"].endswith("?edition=en#paper")
    assert Printing.objects.get().state == PrintState.WAITING
    picture = editor.get(act(text, "paper", 1))
    assert picture["Content-Type"] == "image/png"
    assert "no-store" in picture["Cache-Control"]
    assert editor.get(act(text, "paper", 2)).status_code == 404
    assert act(text, "paper", 1) in editor.get(act(text, "sheets")).content.decode()
    assert editor.get(act(text, "paper", 99)).status_code == 404
    assert editor.get(act(text)).status_code == 405


@pytest.mark.parametrize("who", [{"role": "editor", "editions": ["fa"]}, {"role": None}, None])
def test_others_neither_order_nor_see(who):
    text = made()
    IssueEdition.objects.update(state=State.DRAFT, published_at=None)
    client = member(**who) if who else Client()
    for answer in (client.post(act(text)), client.get(act(text, "paper", 1)), client.get(act(text, "sheets"))):
        assert answer.status_code in {302, 403}
        assert "image/png" not in answer["Content-Type"]
    assert Printing.objects.get().state == PrintState.MADE
