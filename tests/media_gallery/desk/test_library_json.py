"""The library as the desk's scripts ask for it."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from media_gallery.models import Image, LibraryTag
from seeds.factories.accounts import make_user
from seeds.factories.media import jpeg, make_image
from tests.media_gallery.pictures import encoded, scene, stored_scene

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def member(editions, client: Client) -> Client:
    client.force_login(make_user(role="contributor", editions=["fa"]))
    return client


def send(client: Client, content: bytes, name: str = "boat.jpg") -> Any:
    return client.post(reverse("library-upload"), {"file": SimpleUploadedFile(name, content, "image/jpeg")})


def test_upload_is_stored_described_and_in_the_history(member: Client):
    answer = send(member, jpeg())
    image = Image.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": image.pk,
        "title": "boat",
        "thumbnail": answer.json()["thumbnail"],
        "address": reverse("admin:media_gallery_image_change", args=[image.pk]),
        "known": False,
        "alike": [],
    }
    assert LogEntry.objects.get().object_id == str(image.pk)


def test_same_content_again_is_known(member: Client):
    content = jpeg()
    first, second = send(member, content).json(), send(member, content, "other.jpg")
    assert (second.status_code, second.json()["id"], second.json()["known"]) == (200, first["id"], True)
    assert LogEntry.objects.count() == 1


def test_upload_names_what_it_looks_like(member: Client):
    first = stored_scene(1)
    answer = send(member, encoded(scene(1), quality=40)).json()
    assert [one["id"] for one in answer["alike"]] == [first.pk]
    assert answer["id"] != first.pk


@pytest.mark.parametrize("content", [b"no picture", b""])
def test_refusal_is_one_sentence(member: Client, content: bytes):
    answer = send(member, content)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Image.objects.exists()


def test_upload_without_a_file_is_one_sentence(member: Client):
    answer = member.post(reverse("library-upload"))
    assert (answer.status_code, answer.json()["error"]) == (400, "Choose at least one picture.")


def test_list_finds_tags_and_goes_on_by_key(member: Client):
    images = [make_image(name=f"Boat {number}") for number in range(30)]
    first = member.get(reverse("library"), {"q": "boat"}).json()
    rest = member.get(reverse("library"), {"q": "boat", "before": first["next"]}).json()
    assert [one["id"] for one in first["images"] + rest["images"]] == [image.pk for image in images[::-1]]
    images[3].tags.add(LibraryTag.objects.create(name="harbour"))
    assert [one["id"] for one in member.get(reverse("library"), {"q": "harbour"}).json()["images"]] == [images[3].pk]


@pytest.mark.parametrize("query", ["\x00", "%", "_" * 300, "a b c d e f g h i j k", "'--"])
def test_hostile_questions_are_answered(member: Client, query: str):
    assert member.get(reverse("library"), {"q": query, "before": query}).status_code == 200


@pytest.mark.parametrize("who", ["anonymous", "reader", "newcomer"])
def test_who_is_no_member_uploads_nothing(editions, client: Client, who: str):
    if who != "anonymous":
        client.force_login(make_user(role="contributor", editions=[]) if who == "newcomer" else make_user())
    assert send(client, jpeg()).status_code == 403
    assert not Image.objects.exists()
    listing = client.get(reverse("library")).status_code
    assert listing == (200 if who == "newcomer" else 403)


def test_upload_is_refused_without_the_form_s_token(editions):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role="editor", editions=["en"]))
    assert send(client, jpeg()).status_code == 403
    assert client.get(reverse("library-upload")).status_code == 405
