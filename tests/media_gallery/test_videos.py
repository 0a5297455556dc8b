"""Videos: which addresses are known, and which files."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media_gallery.videos import check_video_file, check_video_url, parse_video

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
VIMEO = "https://player.vimeo.com/video/1084537?dnt=1"
APARAT = "https://www.aparat.com/video/video/embed/videohash/Ab3dE/vt/frame"
PEERTUBE = "https://tube.example.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.fixture(autouse=True)
def agreed_hosts(settings):
    settings.PEERTUBE_HOSTS = ["tube.example.org"]


@pytest.mark.parametrize(
    ("url", "provider", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube", YOUTUBE),
        ("https://youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=9", "YouTube", YOUTUBE),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube", YOUTUBE),
        ("http://youtu.be/dQw4w9WgXcQ?si=abc", "YouTube", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "YouTube", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ", "YouTube", YOUTUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", "YouTube", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "YouTube", YOUTUBE),
        ("  https://WWW.YouTube.com/watch?v=dQw4w9WgXcQ  ", "YouTube", YOUTUBE),
        ("https://vimeo.com/1084537", "Vimeo", VIMEO),
        ("https://vimeo.com/channels/staffpicks/1084537", "Vimeo", VIMEO),
        ("https://player.vimeo.com/video/1084537", "Vimeo", VIMEO),
        ("https://vimeo.com/1084537/ab12cd34ef", "Vimeo", VIMEO + "&h=ab12cd34ef"),
        ("https://player.vimeo.com/video/1084537?h=ab12cd34ef", "Vimeo", VIMEO + "&h=ab12cd34ef"),
        ("https://www.aparat.com/v/Ab3dE", "Aparat", APARAT),
        ("https://www.aparat.com/v/Ab3dE/some-title", "Aparat", APARAT),
        ("https://www.aparat.com/video/video/embed/videohash/Ab3dE/vt/frame", "Aparat", APARAT),
        (f"https://tube.example.org/w/{UUID}", "PeerTube", PEERTUBE),
        (f"https://tube.example.org/videos/watch/{UUID}", "PeerTube", PEERTUBE),
        (f"https://tube.example.org/videos/embed/{UUID}", "PeerTube", PEERTUBE),
    ],
)
def test_known_address_leads_to_its_player(url, provider, player):
    video = parse_video(url)
    assert video is not None
    assert (video.provider, video.player) == (provider, player)
    # The page that a reader without script is led to is known too, and is the same video.
    assert parse_video(video.page) == video


@pytest.mark.parametrize(
    "url",
    [
        "",
        "dQw4w9WgXcQ",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=../../evil",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/playlist?list=PL1234567890",
        "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
        "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/about",
        "https://vimeo.com/١٢٣",
        "https://www.aparat.com/Ab3dE",
        "https://www.aparat.com/v/",
        "https://tube.example.org/about",
        "https://tube.example.org/a/somebody",
        f"https://other.example.org/w/{UUID}",
        "https://[broken/watch?v=dQw4w9WgXcQ",
    ],
)
def test_any_other_address_is_no_video(url):
    assert parse_video(url) is None
    with pytest.raises(ValidationError, match="no video address that is known here"):
        check_video_url(url)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42"),
        ("A.MP4", b"\x00\x00\x00\x18ftypisom"),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01"),
    ],
)
def test_file_that_is_a_video_is_taken_and_can_still_be_read(name, start):
    file = ContentFile(start + bytes(100), name)
    check_video_file(file)
    assert file.read(4) == start[:4]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.mp4", b"<html><script>"),
        ("a.webm", b"\x00\x00\x00\x18ftypmp42"),
        ("a.html", b"\x00\x00\x00\x18ftypmp42"),
        ("a.mov", b"\x00\x00\x00\x14ftypqt  "),
        ("a.mp4", b""),
    ],
)
def test_any_other_file_is_no_video(name, start):
    with pytest.raises(ValidationError, match="must be MP4 or WebM"):
        check_video_file(ContentFile(start + bytes(100) if start else b"", name))
