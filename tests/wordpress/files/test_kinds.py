"""A file is what its bytes are."""

import io
import zipfile

import pytest
from PIL import Image as Pillow

from wordpress.files.kinds import kind_of, kind_of_bytes, runs_something


def encoded(kind: str) -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", (8, 6), "teal").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF"])
def test_pictures_are_known_whatever_they_are_called(kind):
    assert kind_of_bytes(encoded(kind)[:4096], "page.html").name == kind.lower()


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.jpg", "pdf"),
        (b"\n\n%PDF-1.4\n", "a.pdf", "pdf"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "a.mp4", "mp4"),
        (b"\x00\x00\x00\x20ftypM4A \x00\x00\x02\x00", "a.m4a", "m4a"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "a.jpg", "heic"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif", "a.jpg", "avif"),
        (b"\x1a\x45\xdf\xa3\x01", "a.webm", "webm"),
        (b"ID3\x04\x00", "a.mp3", "mp3"),
        (b"\xff\xfb\x90\x64", "a.mp3", "mp3"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a.wav", "wav"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.jpg", "unknown"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", "a.mov", "mov"),
        (b"\x00\x00\x00\x08wide\x00\x00", "a.mov", "mov"),
        (b"RIFF\x24\x00\x00\x00AVI LIST", "a.avi", "avi"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", "a.wmv", "wmv"),
        (b"\x1f\x8b\x08\x00", "a.tar.gz", "gz"),
        (b"WEBVTT\n\n", "a.vtt", "vtt"),
        (b"CWS\x09", "a.swf", "unknown"),
        (b"<!DOCTYPE html><html>", "a.jpg", "html"),
        (b"  <html><body>404", "a.pdf", "html"),
        (b"not found <script>x()</script>", "a.txt", "html"),
        (b"\xef\xbb\xbf<?php echo 1;", "a.jpg", "program"),
        (b"MZ\x90\x00", "a.jpg", "program"),
        (b'<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg">', "a.svg", "svg"),
        (b"<svg:svg>", "a.png", "svg"),
        ("یک، دو\n".encode(), "a.csv", "csv"),
        (b"plain words", "a.txt", "txt"),
        (b"plain words", "a.jpg", "unknown"),
        (b"\x00\x01\x02", "a.txt", "unknown"),
        (b"", "a.jpg", "empty"),
    ],
)
def test_a_beginning_tells_the_kind(head, name, kind):
    assert kind_of_bytes(head, name).name == kind


@pytest.mark.parametrize(
    ("part", "kind"), [("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("a.txt", "zip")]
)
def test_documents_that_are_archives_are_looked_into(tmp_path, part, kind):
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "text")
    assert kind_of(path, "a.bin").name == kind


def test_open_documents_say_what_they_are(tmp_path):
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert kind_of(path).name == "odt"


def test_an_archive_that_is_cut_off_is_of_no_kind(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert kind_of(path).name == "unknown"


@pytest.mark.parametrize(
    "drawing",
    [
        b"<svg><script>x</script></svg>",
        b"<svg onload = 'x()'></svg>",
        b"<svg><a href='javascript:x()'/></svg>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        b"<svg><foreignObject/></svg>",
    ],
)
def test_drawings_that_run_something_are_known(drawing):
    assert runs_something(drawing)
    assert not runs_something(b"<svg><title>one thing on top</title><path d='M0 0'/></svg>")


@pytest.mark.timeout(30)
def test_a_hostile_beginning_comes_to_an_end():
    for hostile in (b"<!--" * 1024, b" " * 4096, b"<?xml ?>" * 512, b"<!doctype x>" * 341, b"<!-- -->" * 512):
        kind_of_bytes(hostile)
