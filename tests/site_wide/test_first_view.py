"""What a reader waits for: the page and its style sheets, as they are sent, of the demo in four editions."""

import gzip
import re
from collections.abc import Iterator
from html import unescape

import brotli
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from whitenoise.compress import Compressor

from media_gallery.models import Image
from nejat_cms.staticfiles import bundled_css, bundles
from seeds.loading.demo import load_demo
from tests.seeds.test_demo import paint_small

# The first ten packets of a connection (RFC 6928), and what a list may be as text alone.
MOST_BYTES = 14 * 1024
MOST_BYTES_LITE = 5 * 1024
CODES = ("en", "ar", "fa", "sq")
# As large pictures have them: small ones, quickly painted, would be offered in fewer widths.
RENDITIONS = {"avif": [320, 640, 960, 1280], "webp": [320, 640, 960, 1280], "jpeg": [960, 1280]}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo in a transaction that lasts for this module's tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(password="x", tell=lambda what: None, progress=lambda done, of: None, painter=paint_small)
        Image.objects.update(renditions=RENDITIONS)
        yield
        transaction.set_rollback(True)


def decoded(sent: bytes, encoding: str) -> str:
    return (brotli.decompress(sent) if encoding == "br" else gzip.decompress(sent)).decode()


def sheet_bytes(address: str, encoding: str) -> int:
    """A style sheet as WhiteNoise keeps it compressed."""
    name = address.removeprefix(settings.STATIC_URL)
    text = bundled_css(name) if name in bundles() else (settings.BASE_DIR / "static" / name).read_text()
    compress = Compressor.compress_brotli if encoding == "br" else Compressor.compress_gzip
    return len(compress(text.encode()))


def first_view(path: str, encoding: str) -> int:
    """Bytes of the page and of the sheets that it waits for; print's is fetched afterwards."""
    response = Client().get(path, headers={"Accept-Encoding": encoding})
    assert response.status_code == 200, path
    assert response.headers["Content-Encoding"] == encoding
    # Sheets further down hold up only what stands below them.
    head = decoded(response.content, encoding).partition("</head>")[0]
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', head)
    assert sheets, path
    return len(response.content) + sum(sheet_bytes(sheet, encoding) for sheet in sheets)


def articles_of(code: str) -> list[str]:
    page = Client().get(f"/{code}/articles/").content.decode()
    return [unescape(link) for link in re.findall(r'<h2 class="card__title[^"]*"><a href="([^"]+)"', page)]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("code", CODES)
def test_first_view_is_within_the_first_packets(demo, db, code, encoding):
    paths = [f"/{code}/", f"/{code}/articles/", *articles_of(code)]
    assert len(paths) == 14
    sizes = {path: first_view(path, encoding) for path in paths}
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


@pytest.mark.parametrize("code", CODES)
def test_list_as_text_alone_is_within_five_kilobytes(demo, db, code):
    assert first_view(f"/{code}/articles/?lite", "gzip") <= MOST_BYTES_LITE


def test_print_is_waited_for_by_no_screen(demo, db):
    page = Client().get("/fa/").content.decode()
    sheets = re.findall(r"<link rel=\"stylesheet\"[^>]*>", page)
    assert 'media="print"' in sheets[-1]
    assert all("media" not in sheet for sheet in sheets[:-1])
