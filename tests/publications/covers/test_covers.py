"""Covers that the site makes: drawn, or the first page of a PDF."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from media_gallery.pictures import image_url
from publications.covers.making import covered, draw_rest_later, make_cover
from publications.covers.shown import cover_of
from publications.models import Issue, IssueEdition
from seeds.factories import make_image, make_issue, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir", "editions")]


def text_of(issue: Issue, code: str = "en") -> IssueEdition:
    return covered().get(issue=issue, edition=code)


def file_of(text: IssueEdition) -> str:
    return text.drawn_cover["file"]


@pytest.mark.parametrize("code", ["en", "ar", "fa", "sq"])
def test_cover_is_drawn_in_each_edition_with_its_own_words(code: str):
    issue = make_issue(series=make_series(), editions=[code], cover=make_image(), cover_from="made")
    text = text_of(issue, code)
    assert cover_of(text) == issue.cover
    assert make_cover(text)
    shown = cover_of(text_of(issue, code))
    assert shown is not None
    assert (shown.pk, shown.width, shown.height) == (None, 1200, 1600)
    with default_storage.open(file_of(text)) as file:
        assert Pillow.open(file).size == (1200, 1600)
    assert image_url(shown, 320).endswith("-320.jpg")


def test_cover_is_made_anew_when_a_part_of_it_changes_and_the_old_files_go():
    issue = make_issue(series=make_series(), cover_from="made")
    text = text_of(issue)
    assert make_cover(text)
    assert not make_cover(text_of(issue))
    old = file_of(text)
    for changes in ({"title": "Another"}, {}):
        IssueEdition.objects.filter(pk=text.pk).update(**(changes or {"title": "Third"}))
        assert make_cover(text_of(issue))
        assert not default_storage.exists(old)
        old = file_of(text_of(issue))
    Issue.objects.update(number=77)
    assert make_cover(text_of(issue))
    make_series()
    assert not make_cover(text_of(issue))


def test_cover_that_is_made_is_no_change_of_the_text():
    issue = make_issue(series=make_series(), cover_from="made")
    before = text_of(issue).updated_at
    make_cover(text_of(issue))
    assert text_of(issue).updated_at == before


def test_first_page_of_a_pdf_is_the_cover_where_none_is_given():
    issue = make_issue(series=make_series(), with_pdf=True)
    text = text_of(issue)
    assert cover_of(text) is None
    assert make_cover(text)
    shown = cover_of(text_of(issue))
    assert shown is not None
    assert (shown.width, shown.height) == (1200, 1800)
    # Another file, another page; until that is drawn there is none.
    IssueEdition.objects.update(pdf="documents/other.pdf")
    assert cover_of(text_of(issue)) is None


def test_picture_of_the_library_stands_before_the_pdfs_page():
    issue = make_issue(series=make_series(), with_pdf=True, cover=make_image())
    assert not make_cover(text_of(issue))
    assert cover_of(text_of(issue)) == issue.cover


@pytest.mark.parametrize("content", [b"", b"no pdf at all", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"\xff" * 4000])
def test_broken_pdf_gives_no_cover_and_is_not_tried_again(content: bytes, caplog):
    issue = make_issue(series=make_series())
    text = text_of(issue)
    text.pdf.save("broken.pdf", ContentFile(content))
    assert not make_cover(text_of(issue))
    assert cover_of(text_of(issue)) is None
    assert "could be drawn" in caplog.text
    caplog.clear()
    assert not make_cover(text_of(issue))
    assert caplog.text == ""


def test_pdf_that_is_gone_gives_no_cover():
    issue = make_issue(series=make_series(), with_pdf=True)
    text = text_of(issue)
    default_storage.delete(text.pdf.name)
    assert not make_cover(text)


def test_title_that_no_face_has_leaves_the_picture_as_it_is():
    issue = make_issue(series=make_series(), title="漢字", cover=make_image(), cover_from="made")
    assert not make_cover(text_of(issue))
    assert cover_of(text_of(issue)) == issue.cover


def test_those_that_lack_one_are_found_when_the_site_starts():
    make_issue(series=make_series(), with_pdf=True)
    make_issue(series=make_series(), cover_from="made")
    make_issue(series=make_series(), cover=make_image())
    assert draw_rest_later() == 2
    for text in covered():
        make_cover(text)
    assert draw_rest_later() == 0


def test_pages_show_it_with_words_for_those_who_hear_it(client):
    issue = make_issue(series=make_series(slug="letter", name="Letter"), number=3, title="Three", cover_from="made")
    make_cover(text_of(issue))
    for path in ("/en/publications/letter/3/", "/en/publications/letter/", "/en/publications/", "/en/"):
        assert file_of(text_of(issue)).rpartition("-")[0] in client.get(path).content.decode(), path
    page = client.get("/en/publications/letter/3/").content.decode()
    assert 'alt="Cover: Letter, Three"' in page
    assert 'width="1200" height="1600"' in page
    assert io.BytesIO(client.get("/files/" + file_of(text_of(issue))).getvalue()).read(2) == b"\xff\xd8"
