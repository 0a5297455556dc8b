"""nginx and Caddy with the configuration that is printed for them: they serve what they may, and nothing else."""

import pytest

from delivery.encodings import decode
from delivery.proxies import standard
from tests.nejat_cms.proxying.conftest import CSS, PAGE, PICTURE, Front, store

SLOW = pytest.mark.once
pytestmark = [SLOW]
# What servers say of themselves and of one answer.
OWN = {"date", "server", "connection", "content-length", "etag", "cache-status", "accept-ranges", "keep-alive"}


@pytest.mark.parametrize("path", ["/en/", "/fa/articles/%D9%BE%D9%84/", "/en/?utm_source=x&fbclid=1"])
@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip", ""])
def test_stored_page_has_the_bytes_and_headers_that_the_site_answers_with(front: Front, path, encoding):
    answer = front.get(path, Accept_Encoding=encoding)
    assert answer.status == 200
    assert not front.asked
    assert (decode(encoding, answer.body) if encoding else answer.body) == PAGE
    told = {name: value for name, value in answer.headers.items() if name not in OWN}
    expected = {name.lower(): value for name, value in standard.headers().items()}
    assert told == expected | ({"content-encoding": encoding} if encoding else {})
    head = front.get(path, "HEAD", Accept_Encoding=encoding)
    assert (head.status, head.body) == (200, b"")
    # Caddy says no length of what is compressed.
    assert head.headers.get("content-length", str(len(answer.body))) == str(len(answer.body))


@pytest.mark.parametrize(
    ("path", "kind"), [("/en/feed/", "application/rss+xml"), ("/en/feed/atom/", "application/atom+xml")]
)
@pytest.mark.parametrize("encoding", ["br", ""])
def test_stored_feed_is_served_as_what_it_is(front: Front, path, kind, encoding):
    answer = front.get(path, Accept_Encoding=encoding)
    assert not front.asked
    assert (decode(encoding, answer.body) if encoding else answer.body) == PAGE
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert front.get("/fa/feed/", Accept_Encoding=encoding).is_from_site


def test_browser_that_has_the_page_gets_304(front: Front):
    etag = front.get("/en/", Accept_Encoding="br").headers["etag"]
    again = front.get("/en/", Accept_Encoding="br", If_None_Match=etag)
    assert (again.status, again.body) == (304, b"")
    assert front.get("/en/", Accept_Encoding="br", If_None_Match='"another"').status == 200


def test_time_of_a_file_is_no_reason_for_304(front: Front):
    assert front.get("/en/", Accept_Encoding="br", If_Modified_Since="Thu, 26 Nov 2099 20:20:26 GMT").status == 200


def test_page_that_is_purged_is_the_sites_at_once_and_a_new_one_served_at_once(front: Front):
    folder = front.data_dir / "pages" / "live" / "www" / "en"
    assert not front.get("/en/", Accept_Encoding="br").is_from_site
    for file in folder.glob("index.*"):
        file.unlink()
    assert front.get("/en/", Accept_Encoding="br").is_from_site
    store(folder, PAGE + b"<p>new")
    assert decode("br", front.get("/en/", Accept_Encoding="br").body) == PAGE + b"<p>new"


def test_page_without_the_encoding_that_is_asked_for_is_the_sites(nginx_front: Front):
    (nginx_front.data_dir / "pages" / "live" / "www" / "en" / "index.html.br").unlink()
    assert nginx_front.get("/en/", Accept_Encoding="br").is_from_site


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "a=1; sessionid=xyz"},
        {"Authorization": "Basic eDp5"},
        {"Range": "bytes=0-10"},
        {"If-Match": '"x"'},
        {"If-Unmodified-Since": "Thu, 26 Nov 2026 20:20:26 GMT"},
        {"Accept-Encoding": "br;q=0.1, gzip"},
        {"Host": "localhost"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_whoever_asks_in_another_way_gets_the_sites_own_answer(front: Front, headers):
    if "Host" in headers and front.get("/en/", **headers).status in {200, 404, 421} and not front.asked:
        # Caddy answers to the names of its configuration alone; on a site by https the other names have a block.
        return
    assert front.get("/en/", **headers).is_from_site
    told = front.asked[-1][2]
    assert told["x-forwarded-proto"] == "http"
    assert told["x-forwarded-for"] == "127.0.0.1"
    assert told["host"] == headers.get("Host", front.host)


@pytest.mark.parametrize(
    "path", ["/en/?q=1", "/en/?lite", "/en/?before=1-2", "/en/?utm_source=x&q=1", "/fa/none/", "/"]
)
def test_other_addresses_are_the_sites(front: Front, path):
    assert front.get(path).is_from_site
    assert front.asked[-1][:2] == ("GET", path)


def test_what_is_sent_goes_to_the_site(front: Front):
    assert front.get("/en/", "POST", Content_Length="0").is_from_site


@pytest.mark.parametrize(
    "path",
    [
        "/en",
        "//en/",
        "/en//",
        "/en/../en/",
        "/en/./",
        "/x/..%2fen/",
        "/en/%2e%2e/en/",
        "/en/index.html",
        "/en/index.html.br",
        "/index.sqlite3",
        "/.none/en/",
        "/pages/live/www/en/",
        "/db.sqlite3",
        "/static/../db.sqlite3",
        "/static/%2e%2e/db.sqlite3",
        "/files/../db.sqlite3",
        "/files/documents/draft.pdf",
        "/files/images/../documents/draft.pdf",
        "/files/images/%2e%2e/documents/draft.pdf",
        "/files/images/aa/page.html",
        "/files/images/.hidden/x.png",
        "/static/css/site.css",
    ],
)
def test_hostile_and_closed_addresses_reach_the_site_as_they_were_sent(front: Front, path):
    answer = front.get(path)
    assert b"secret" not in answer.body
    assert PAGE not in answer.body
    if answer.is_from_site:
        assert front.asked[-1][1] == path
    else:
        assert answer.status in {301, 308, 400, 404}


def test_link_among_pictures_leads_nowhere(nginx_front: Front):
    assert b"secret" not in nginx_front.get("/files/images/link.png").body


def test_pictures_are_served_for_good_and_run_nothing(front: Front):
    answer = front.get(f"/{PICTURE}")
    assert not answer.is_from_site
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_static_files_are_served_compressed_and_for_good(front: Front, encoding):
    answer = front.get("/static/css/site.0123456789ab.css", Accept_Encoding=encoding)
    assert not answer.is_from_site
    assert (decode(encoding, answer.body) if encoding else answer.body) == CSS
    assert answer.headers.get("content-encoding", "") == encoding
    assert answer.headers["cache-control"] == "max-age=315360000, public, immutable"
    assert answer.headers["content-type"].replace('"', "") == "text/css; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"
