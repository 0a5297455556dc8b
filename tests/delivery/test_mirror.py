"""The mirror: every page that readers reach, as files that lead to each other."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article
from delivery.mirror.addresses import Address, read, relative
from delivery.mirror.crawling import make_mirror
from delivery.mirror.rewriting import rewrite
from delivery.mirror.signing import PUBLIC, SIGNATURE, SUMS, private_key, public_pem, short, sums_of
from delivery.mirror.writing import NotOurs, check_folder, write
from editions.enums import State
from seeds.factories.articles import make_article
from seeds.factories.editions import make_editions
from tests.site_wide.world import build_world

_LINK = re.compile(r"""<(?:a|img|source|script|link)\b[^>]*?\s(?:href|src)="([^"]*)\"""")


@pytest.fixture
def mirror(db, tmp_path: Path, files_dir: Path, settings) -> Path:
    """The mirror of a site with something at every address."""
    settings.DATA_DIR = tmp_path
    build_world()
    folder = tmp_path / "mirror"
    made = make_mirror(folder, io.StringIO())
    assert not made.failed
    return folder


def file_of(article: Article) -> str:
    return read(article.get_absolute_url(), "/")[0].file


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Of each file when it was written and what it holds."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.timeout(1800)
def test_mirror_is_whole_changes_only_with_the_site_and_can_be_verified(mirror, tmp_path):
    """One walk for all of it: a world of four editions takes its time to be drawn."""
    before = state(mirror)

    # Every link leads to a file, or away from the mirror to a whole address.
    dead = []
    for name, (_time, data) in before.items():
        if not name.endswith(".html") or name.endswith("404.html"):
            continue
        for link in map(unescape, _LINK.findall(data.decode())):
            parts = urlsplit(link)
            if parts.scheme or link.startswith("#"):
                continue
            assert not link.startswith("/"), f"{name}: {link}"
            target = (mirror / name).parent / unquote(parts.path)
            if not target.is_file():
                dead.append(f"{name}: {link}")
    assert not dead

    # All articles of all editions, their lists to the last page, feeds, sitemaps, assets, uploads.
    for article in Article.objects.live():
        assert file_of(article) in before
    older = [name for name in before if re.fullmatch(r"en/articles/before-[^/]+/index\.html", name)]
    assert older
    assert {
        "index.html",
        "404.html",
        "fa/404.html",
        "en/feed/index.xml",
        "en/feed.json",
        "sitemap.xml",
    } <= before.keys()
    assert any(name.startswith("files/") for name in before)
    assert any(name.endswith(".woff2") for name in before)

    # Nothing that asks a server, and no scripts but the search's.
    for name, (_time, data) in before.items():
        if name.endswith(".html"):
            html = data.decode()
            assert 'method="post"' not in html
            assert "?lite" not in html
            scripts = [one for one in re.findall(r"<script\b[^>]*>", html) if "ld+json" not in one]
            assert len(scripts) == name.endswith("search/index.html"), name
    assert not any(name.startswith(("admin/", "api/", "preview/")) for name in before)

    # From the second page of a list one comes back to the first.
    second = Address("/en/articles/", "1-1")
    html = rewrite('<a rel="prev" href="/en/articles/?after=5-5">Newer</a>', second, Address("/en/articles/")).text
    assert 'href="../index.html"' in html

    # A second making writes nothing.
    again = make_mirror(mirror, io.StringIO())
    assert (again.written, again.removed) == (0, 0)
    assert state(mirror) == before

    # What is new is written, what is withdrawn is removed.
    gone = Article.objects.in_edition("sq").live().order_by("published_at").first()
    Article.objects.filter(pk=gone.pk).update(state=State.WITHDRAWN)
    made = make_article(edition="sq", title="E re", published_at=timezone.now())
    third = make_mirror(mirror, io.StringIO())
    after = state(mirror)
    assert third.written
    assert file_of(made) in after
    assert file_of(gone) not in after
    assert after["en/feed/index.xml"] == before["en/feed/index.xml"]

    # Verified, then spoiled in each way.
    out = io.StringIO()
    call_command("verify_mirror", str(mirror), stdout=out)
    assert "all as they were signed" in out.getvalue()
    (mirror / "en/index.html").write_bytes(after["en/index.html"][1] + b" ")
    (mirror / "fa/index.html").unlink()
    (mirror / "en/added.html").write_text("added")
    out = io.StringIO()
    with pytest.raises(CommandError, match="3 of"):
        call_command("verify_mirror", str(mirror), stdout=out)
    said = out.getvalue()
    assert "changed: en/index.html" in said
    assert "missing: fa/index.html" in said
    assert "added: en/added.html" in said

    # Made anew, it is right again, and what was added is gone.
    make_mirror(mirror, io.StringIO())
    call_command("verify_mirror", str(mirror), stdout=io.StringIO())
    assert not (mirror / "en/added.html").exists()

    # Sums that were changed along are not what was signed.
    sums = (mirror / "SHA256SUMS").read_text()
    (mirror / "SHA256SUMS").write_text(sums.replace(sums[:64], "0" * 64))
    with pytest.raises(CommandError, match="signature"):
        call_command("verify_mirror", str(mirror), stdout=io.StringIO())


def test_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(NotOurs):
        check_folder(tmp_path)
    assert (tmp_path / "letters.txt").exists()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        (Address("/en/"), "en/index.html"),
        (Address("/fa/articles/پل-قدیم/"), "fa/articles/پل-قدیم/index.html"),
        (Address("/en/articles/", "123-4"), "en/articles/before-123-4/index.html"),
        (Address("/en/feed/"), "en/feed/index.xml"),
        (Address("/en/feed/atom/"), "en/feed/atom/index.xml"),
        (Address("/en/feed.json"), "en/feed.json"),
        (Address("/files/images/a.jpg"), "files/images/a.jpg"),
    ],
)
def test_address_has_its_file(address, file):
    assert address.file == file


def test_name_that_no_file_system_takes_is_shortened_to_one_of_its_own():
    one, two = (Address(f"/fa/articles/{'پل' * 100}{end}/").file for end in "ab")
    assert one != two
    assert all(len(part.encode()) <= 255 for part in one.split("/"))


@pytest.mark.parametrize(
    "link",
    ["/admin/", "/api/v1/", "/s/abc", "/en/tell/12/", "https://elsewhere.example/", "mailto:a@example.org", "//host/x",
     "/en/../../etc/passwd", "/preview/token/"],
)  # fmt: skip
def test_what_needs_a_server_or_lies_elsewhere_has_no_file(link):
    assert read(link, "/en/")[0] is None


def test_links_are_relative_and_percent_encoded():
    assert relative("fa/articles/پل/index.html", "en/articles/a/index.html").startswith("../../../fa/articles/%D9%BE")
    assert relative("en/a b?c#d.html", "en/x.html") == "a%20b%3Fc%23d.html"


def test_form_is_replaced_by_a_sentence_that_leads_to_the_site():
    html = '<form class="form" method="post" action="/en/contact/"><input name="q" value="a > b"></form><p>After</p>'
    text = rewrite(html, Address("/en/contact/"), None).text
    assert "<form" not in text
    assert f"{site.SITE_URL}/en/contact/" in text
    assert text.endswith("<p>After</p>")
    # Also where the mirror has an address of its own, and for what has no file there.
    html = f'<link rel="canonical" href="{site.SITE_URL}/en/"><a href="/s/abc">Short</a><form method="post"></form>'
    text = rewrite(html, Address("/en/"), None, own="https://mirror.example.org").text
    assert '<link rel="canonical" href="https://mirror.example.org/en/">' in text
    assert f'<a href="{site.SITE_URL}/s/abc">' in text
    assert f'<a href="{site.SITE_URL}/en/"' in text


def test_pictures_of_all_widths_lead_into_the_mirror():
    html = '<img src="/files/a.jpg" srcset="/files/a-320.jpg 320w, /files/a-960.jpg 960w" alt="x > y">'
    found = rewrite(html, Address("/en/"), None)
    assert 'srcset="../files/a-320.jpg 320w, ../files/a-960.jpg 960w"' in found.text
    assert {one.path for one in found.leads_to} == {"/files/a.jpg", "/files/a-320.jpg", "/files/a-960.jpg"}


@pytest.mark.django_db(transaction=True)
def test_mirror_made_by_several_processes_names_its_own_address(tmp_path, files_dir, settings):
    settings.DATA_DIR = tmp_path
    make_editions()
    make_mirror(tmp_path / "mirror", io.StringIO(), own="https://mirror.example.org/copy", processes=2)
    text = (tmp_path / "mirror" / "sitemap.xml").read_text()
    assert "https://mirror.example.org/copy/" in text
    assert site.SITE_URL not in text
    assert 'href="/copy/en/index.html"' in (tmp_path / "mirror" / "404.html").read_text()


def test_mirror_on_the_web_is_verified_file_by_file(tmp_path, settings):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    folder = tmp_path / "mirror"
    digests = {}
    for name in ("index.html", "fa/articles/پل/index.html", "files/a b.pdf"):
        digests[name] = write(folder, name, name.encode())[0]
    key = private_key()
    sums = sums_of(digests)
    for name, data in ((SUMS, sums), (SIGNATURE, key.sign(sums)), (PUBLIC, public_pem(key.public_key()))):
        write(folder, name, data)
    with served(folder) as address:
        out = io.StringIO()
        call_command("verify_mirror", address, stdout=out)
        assert "3 files, all as they were signed" in out.getvalue()
        (folder / "files/a b.pdf").write_text("another")
        (folder / "index.html").unlink()
        out = io.StringIO()
        with pytest.raises(CommandError, match="2 of 3 files"):
            call_command("verify_mirror", address, "--key", short(key.public_key()), stdout=out)
        assert "changed: files/a b.pdf" in out.getvalue()
        assert "missing: index.html" in out.getvalue()
        other = short(Ed25519PrivateKey.generate().public_key())
        with pytest.raises(CommandError, match="signature is not of"):
            call_command("verify_mirror", address, "--key", other, stdout=io.StringIO())


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def test_what_is_no_mirror_cannot_be_verified(tmp_path):
    with pytest.raises(CommandError, match="no mirror"):
        call_command("verify_mirror", str(tmp_path), stdout=io.StringIO())
