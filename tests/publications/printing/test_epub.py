"""EPUBs: well-formed, whole, in the edition's direction; checked by EPUBCheck if it is there."""

import io
import os
import subprocess
import zipfile
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest

from media_gallery.models import Image
from publications.models import IssueEntry
from publications.printing.epub.book import make_epub
from publications.printing.keeping import texts
from seeds.factories import make_article, make_issue, make_story
from tests.publications.printing.samples import WORDS, make_picture, make_sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions", "files_dir")]

OPF, XHTML = "{http://www.idpf.org/2007/opf}", "{http://www.w3.org/1999/xhtml}"


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def pages_of(book: zipfile.ZipFile) -> dict[str, ElementTree.Element]:
    return {name: ElementTree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")}  # noqa: S314


def words_of(book: zipfile.ZipFile) -> str:
    return " ".join(" ".join(" ".join(page.itertext()) for page in pages_of(book).values()).split())


@pytest.mark.parametrize("code", list(WORDS))
def test_book_is_whole_and_goes_in_the_direction_of_its_edition(code, editions):
    book = opened(make_epub(make_sample(code)))
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
    package = ElementTree.fromstring(book.read("EPUB/package.opf"))  # noqa: S314
    direction = editions[code].direction
    spine = package.find(f"{OPF}spine")
    assert spine.get("page-progression-direction") == direction
    items = {item.get("id"): item for item in package.find(f"{OPF}manifest")}
    listed = {f"EPUB/{item.get('href')}" for item in items.values()}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(book.namelist())
    assert {ref.get("idref") for ref in spine} <= set(items)
    assert [item.get("href") for item in items.values() if item.get("properties") == "cover-image"]
    for name, page in pages_of(book).items():
        assert (page.get("lang"), page.get("dir")) == (code, direction), name
        for link in page.iter(f"{XHTML}a"):
            target, _, anchor = link.get("href").partition("#")
            if not target.startswith("http"):
                file = str(PurePosixPath("EPUB") / target) if target else name
                assert file in book.namelist()
                assert not anchor or any(one.get("id") == anchor for one in pages_of(book)[file].iter())
        for picture in page.iter(f"{XHTML}img"):
            assert f"EPUB/{picture.get('src')}" in book.namelist()
            assert picture.get("alt")
    features = [meta.text for meta in package.iter(f"{OPF}meta")]
    assert {"textual", "visual", "alternativeText", "none"} <= set(features)


def test_same_issue_is_the_same_bytes():
    text = make_sample("fa")
    assert make_epub(text) == make_epub(text)


def test_hostile_and_broken_html_is_well_formed_and_harmless():
    body = (
        '<p onclick="x()">One<br>two &amp; <a href="/en/articles/">three</a></p><script>alert(1)</script>'
        "<p>\x0b unclosed <em>four</p><figure class='picture' data-image='999999'></figure><p>a &lt; b &amp;amp; c</p>"
    )
    text = make_sample("en", body=body, title="Less < than & “more” " + "x" * 270)
    book = opened(make_epub(text))
    words = words_of(book)
    assert "a < b &amp; c" in words
    piece = book.read("EPUB/article-4000.xhtml").decode()
    assert 'href="http' in piece
    assert 'href="/' not in piece


def test_issue_without_anything_in_it_is_a_book():
    issue = make_issue(title="Bare")
    book = opened(make_epub(texts().get(issue=issue)))
    assert "Bare" in words_of(book)


def test_picture_whose_file_is_lost_or_broken_is_left_out():
    text = make_sample("en")
    image = Image.objects.get()
    image.file.storage.delete(image.file.name)
    book = opened(make_epub(text))
    assert not [name for name in book.namelist() if "pictures/" in name]
    assert "A library on two wheels" in words_of(book)
    image.file.storage.save(image.file.name, io.BytesIO(b"no picture at all"))
    assert not [name for name in opened(make_epub(text)).namelist() if "pictures/" in name]


def test_articles_that_readers_do_not_see_are_not_in_it():
    text = make_sample("en")
    secret = make_article(title="Secret", body="<p>Not yet</p>", story=make_story(), published=False)
    IssueEntry.objects.create(text=text, article=secret, position=2)
    words = words_of(opened(make_epub(text)))
    assert "Secret" not in words
    assert "Not yet" not in words


def test_picture_of_a_kind_that_books_do_not_show_becomes_one_that_they_do():
    text = make_sample("en")
    image = make_picture()
    Image.objects.filter(pk=image.pk).update(renditions={})
    names = opened(make_epub(text)).namelist()
    assert [name for name in names if name.endswith((".jpg", ".png"))]


@pytest.mark.once
@pytest.mark.skipif(not os.environ.get("EPUBCHECK"), reason="EPUBCHECK names no epubcheck.jar")
@pytest.mark.parametrize("code", list(WORDS))
def test_epubcheck_finds_nothing(code, tmp_path):
    file = tmp_path / "issue.epub"
    file.write_bytes(make_epub(make_sample(code)))
    checked = ["java", "-jar", os.environ["EPUBCHECK"], "--failonwarnings", str(file)]
    done = subprocess.run(checked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
