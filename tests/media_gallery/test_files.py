"""Uploads as browsers and players fetch them."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 4
DIGEST = "ab" * 32
A_DAY, FOR_EVER = "public, max-age=86400", "public, max-age=31536000, immutable"


@pytest.fixture
def put(files_dir):
    """Put a file into the folder of uploads."""

    def write(name: str, content: bytes = CONTENT) -> Path:
        path = files_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return write


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("name", "kind", "disposition", "cache"),
    [
        (f"images/ab/{DIGEST}.jpg", "image/jpeg", "inline", FOR_EVER),
        (f"r/ab/{DIGEST[2:20]}-640.avif", "image/avif", "inline", FOR_EVER),
        (f"r/ab/{DIGEST[2:20]}-640.webp", "image/webp", "inline", FOR_EVER),
        ("issues/newsletter-4.pdf", "application/pdf", "inline", A_DAY),
        ("issues/NEWSLETTER-4.PDF", "application/pdf", "inline", A_DAY),
        ("clips/bridge.mp4", "video/mp4", "inline", A_DAY),
        ("clips/پل.webm", "video/webm", "inline", A_DAY),
        ("old/page.html", "application/octet-stream", "attachment", A_DAY),
        ("old/drawing.svg", "application/octet-stream", "attachment", A_DAY),
        ("old/script.js", "application/octet-stream", "attachment", A_DAY),
        ("old/archive.tar.gz", "application/octet-stream", "attachment", A_DAY),
        ("old/no-ending", "application/octet-stream", "attachment", A_DAY),
    ],
)
def test_kind_disposition_and_lifetime_follow_the_name(client, put, name, kind, disposition, cache):
    put(name)
    response = client.get(f"/files/{name}")
    assert response.status_code == 200
    assert body_of(response) == CONTENT
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == disposition
    assert response["Cache-Control"] == cache
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_no_upload_may_run_anything(client, put):
    for name in ("a.jpg", "a.html", "a.svg", "a.mp4"):
        put(name)
        assert client.get(f"/files/{name}")["Content-Security-Policy"] == "default-src 'none'; sandbox"
    put("a.pdf")
    assert "sandbox" not in client.get("/files/a.pdf").get("Content-Security-Policy", "")


@pytest.mark.parametrize(
    "path",
    [
        "../db.sqlite3",
        "images/../../secret_key",
        "..%2f..%2fsecret_key",
        "%2e%2e/secret_key",
        "..\\secret_key",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "images/a.jpg%00.png",
        "%00",
        ".hidden",
        "images/.hidden/a.jpg",
        "images",
        "images/",
        "missing.jpg",
        "a" * 5000,
    ],
)
def test_address_that_names_no_upload_is_404(client, editions, put, files_dir, path):
    put("images/a.jpg")
    put(".hidden")
    put("images/.hidden/a.jpg")
    (files_dir.parent / "secret_key").write_text("secret")
    assert client.get(f"/files/{path}").status_code == 404


def test_link_that_leads_out_of_the_folder_is_404(client, editions, put, files_dir):
    put("a.jpg")
    outside = files_dir.parent / "secret_key"
    outside.write_text("secret")
    (files_dir / "way-out.jpg").symlink_to(outside)
    assert client.get("/files/way-out.jpg").status_code == 404


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=1000-", 1000, 1023),
        ("bytes=1000-99999", 1000, 1023),
        ("bytes=-24", 1000, 1023),
        ("bytes=-99999", 0, 1023),
    ],
)
def test_player_gets_the_part_that_it_asks_for(client, put, asked, first, last):
    put("clips/a.mp4")
    response = client.get("/files/clips/a.mp4", headers={"range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/1024"
    assert response["Content-Length"] == str(last - first + 1)
    assert response["Content-Type"] == "video/mp4"
    assert body_of(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_part_beyond_the_end_is_416(client, put, asked):
    put("clips/a.mp4")
    response = client.get("/files/clips/a.mp4", headers={"range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */1024"
    assert "Cache-Control" not in response


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "bytes=9-3", "bytes=-", "bytes=a-b", "lines=1-2", "", "bytes=" + "9" * 40 + "-"]
)
def test_range_that_cannot_be_read_gives_the_whole(client, put, asked):
    put("clips/a.mp4")
    response = client.get("/files/clips/a.mp4", headers={"range": asked})
    assert response.status_code == 200
    assert body_of(response) == CONTENT


def test_part_of_an_empty_file_is_416(client, put):
    put("clips/a.mp4", b"")
    assert client.get("/files/clips/a.mp4", headers={"range": "bytes=0-"}).status_code == 416


def test_part_of_a_file_that_has_changed_is_the_whole_new_one(client, put):
    put("clips/a.mp4")
    etag = client.get("/files/clips/a.mp4")["ETag"]
    headers = {"range": "bytes=0-9", "if-range": etag}
    assert client.get("/files/clips/a.mp4", headers=headers).status_code == 206
    put("clips/a.mp4", b"another, longer than ten bytes")
    assert client.get("/files/clips/a.mp4", headers=headers).status_code == 200


def test_what_the_browser_has_is_not_sent_again(client, put):
    put("a.jpg")
    first = client.get("/files/a.jpg")
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-none-match": f'"other", W/{first["ETag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": first["Last-Modified"]},
    ):
        again = client.get("/files/a.jpg", headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]


def test_changed_file_is_sent_though_its_date_is_old(client, put):
    put("a.jpg")
    first = client.get("/files/a.jpg")
    headers = {"if-none-match": '"other"', "if-modified-since": first["Last-Modified"]}
    assert client.get("/files/a.jpg", headers=headers).status_code == 200
    assert client.get("/files/a.jpg", headers={"if-modified-since": "no date"}).status_code == 200


def test_head_says_the_same_without_the_file(client, put):
    put("clips/a.mp4")
    got, head = client.get("/files/clips/a.mp4"), client.head("/files/clips/a.mp4", headers={"range": "bytes=0-9"})
    assert head.status_code == 200
    assert body_of(head) == b""
    assert {name: head[name] for name in got.headers} == dict(got.headers)


def test_nothing_can_be_sent_to_a_file(client, put):
    put("a.jpg")
    assert client.post("/files/a.jpg").status_code == 405
