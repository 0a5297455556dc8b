"""Files of videos: readers fetch those of what is live, the desk also those of drafts."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from editions.enums import State
from media_gallery.enums import Kind
from media_gallery.models import MediaItem
from seeds.factories import make_media_item, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions", "files_dir")]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({}, 200), ({"state": State.DRAFT}, 404), ({"state": State.WITHDRAWN}, 410), ({"slug_en": None}, 404)],
)
def test_file_of_a_video_is_for_readers_while_an_edition_shows_it(client, fields, status):
    file = ContentFile(b"moving", name="bridge.mp4")
    item = make_media_item(kind=Kind.VIDEOS, editions=["en"], video_url="", video_file=file)
    MediaItem.objects.update(**fields)
    assert client.get(item.video_file.url).status_code == status
    member = Client()
    member.force_login(make_user(role="contributor", editions=["fa"]))
    answer = member.get(item.video_file.url, headers={"range": "bytes=0-3"})
    assert (answer.status_code, b"".join(answer)) == (206, b"movi")
