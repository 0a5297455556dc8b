"""Another file for a picture that stays what it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from media_gallery import renditions
from media_gallery.fingerprints import distance, fingerprint_of
from media_gallery.lookalikes import NEAR
from media_gallery.models import Image
from media_gallery.pictures import image_url, rendition_name
from media_gallery.renditions import make_renditions
from media_gallery.services import KnownPictureError, replace_file
from media_gallery.uploads import store_image
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.media import jpeg, make_image
from tests.media_gallery.pictures import encoded, scene, stored_scene

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


@pytest.fixture
def author(editions, client: Client) -> Client:
    client.force_login(make_user(role="contributor", editions=["en"]))
    return client


def upload(content: bytes, name: str = "new.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def page_of(image: Image) -> str:
    return reverse("admin:media_gallery_image_replace", args=[image.pk])


def send(client: Client, image: Image, content: bytes, focus: str = "keep") -> Any:
    return client.post(page_of(image), {"file": upload(content), "focus": focus})


def in_text(image: Image, **fields: Any) -> Any:
    return make_article(body=f'<figure class="picture" data-image="{image.pk}"></figure>', **fields)


@pytest.mark.parametrize(("focus", "point"), [("keep", (10, 80)), ("reset", (50, 50))])
def test_new_file_keeps_everything_but_the_file(
    editor: Client, django_capture_on_commit_callbacks, focus: str, point: tuple[int, int]
):
    image = stored_scene(1)
    Image.objects.update(title="Boat", alt_fa="قایق", focal_x=10, focal_y=80)
    make_renditions(image)
    old_names = [image.file.name, rendition_name(image.digest, 320, "webp")]
    before = Image.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert send(editor, image, encoded(scene(2, (400, 300))), focus).status_code == 302
    after = Image.objects.get()
    assert (after.title, after.alt_fa) == ("Boat", "قایق")
    assert (after.width, after.height) == (400, 300)
    assert (after.focal_x, after.focal_y) == point
    assert after.digest != before.digest
    assert distance(after.fingerprint or 0, fingerprint_of(scene(2))) <= NEAR
    # The background's work of this test is done at once.
    assert after.renditions["webp"] == [320]
    assert default_storage.exists(after.file.name)
    assert not any(default_storage.exists(name) for name in old_names)
    assert LogEntry.objects.get().get_change_message() == "Changed file."


def test_readers_see_the_new_file_at_once(editor: Client):
    image = make_image()
    article = in_text(image)
    address = article.get_absolute_url()
    assert image_url(image, 960) in editor.get(address).content.decode()
    send(editor, image, jpeg())
    html = editor.get(address).content.decode()
    assert image_url(image, 960) not in html
    assert image_url(Image.objects.get(), 960) in html


def test_file_that_another_picture_has_is_refused_with_a_link(editor: Client):
    content = jpeg()
    image, other = make_image(), store_image(file=upload(content))
    response = send(editor, image, content)
    (message,) = response.context["form"].errors["file"]
    assert reverse("admin:media_gallery_image_change", args=[other.pk]) in message
    assert Image.objects.get(pk=image.pk).digest == image.digest


def test_same_file_is_refused(editor: Client):
    content = jpeg()
    image = store_image(file=upload(content))
    assert len(send(editor, image, content).context["form"].errors["file"]) == 1
    assert default_storage.exists(image.file.name)


@pytest.mark.parametrize("content", [b"no picture", b""])
def test_what_is_no_picture_replaces_nothing(editor: Client, content: bytes):
    image = make_image()
    response = send(editor, image, content)
    assert len(response.context["form"].errors["file"]) == 1
    assert Image.objects.get().digest == image.digest
    assert default_storage.exists(image.file.name)


def test_failed_write_leaves_the_old_file_and_no_new_one(editions, monkeypatch, files_dir):
    image = make_image()
    files = sorted(path.name for path in files_dir.rglob("*.jpg"))

    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Image, "save", fails)
    with pytest.raises(RuntimeError):
        replace_file(image=image, file=upload(jpeg()), keeps_focus=True)
    assert sorted(path.name for path in files_dir.rglob("*.jpg")) == files


def test_old_file_stays_where_somebody_uploaded_it_again(editions, django_capture_on_commit_callbacks):
    content = encoded(scene(1))
    image = store_image(file=upload(content))
    make_renditions(image)
    with django_capture_on_commit_callbacks() as callbacks:
        replace_file(image=image, file=upload(jpeg()), keeps_focus=True)
        again = store_image(file=upload(content))
    make_renditions(again)
    for callback in callbacks:
        callback()
    again.refresh_from_db()
    assert default_storage.exists(again.file.name)
    assert all(
        default_storage.exists(rendition_name(again.digest, width, kind))
        for kind, widths in again.renditions.items()
        for width in widths
    )


def test_renditions_of_the_old_file_that_come_late_are_dropped(editions, monkeypatch):
    image = stored_scene(1)
    stale = Image.objects.get()
    write = renditions.write_rendition

    def replaced_meanwhile(*args: Any) -> None:
        write(*args)
        if Image.objects.get().digest == stale.digest:
            replace_file(image=image, file=upload(encoded(scene(2))), keeps_focus=True)

    monkeypatch.setattr(renditions, "write_rendition", replaced_meanwhile)
    make_renditions(stale)
    current = Image.objects.get()
    assert not default_storage.exists(rendition_name(stale.digest, 320, "jpeg"))
    assert all(
        default_storage.exists(rendition_name(current.digest, width, kind))
        for kind, widths in current.renditions.items()
        for width in widths
    )


def test_picture_of_another_is_known_to_the_service(editions):
    content = jpeg()
    image, other = make_image(), store_image(file=upload(content))
    with pytest.raises(KnownPictureError) as caught:
        replace_file(image=image, file=upload(content), keeps_focus=True)
    assert caught.value.image == other


# Who may.


def test_author_replaces_what_no_reader_sees(author: Client):
    image = make_image()
    in_text(image, published=False)
    assert send(author, image, jpeg()).status_code == 302
    assert Image.objects.get().digest != image.digest


@pytest.mark.parametrize("days", [-1, 1])
def test_author_replaces_nothing_that_readers_see_or_will(author: Client, days: int):
    image = make_image()
    in_text(image, published_at=timezone.now() + timedelta(days=days))
    answer = author.get(page_of(image))
    assert answer.status_code == 403
    assert "only editors" in answer.content.decode()
    assert send(author, image, jpeg()).status_code == 403
    assert Image.objects.get().digest == image.digest


@pytest.mark.parametrize("who", ["anonymous", "reader", "newcomer"])
def test_who_is_no_member_replaces_nothing(editions, client: Client, who: str):
    image = make_image()
    if who != "anonymous":
        client.force_login(make_user(role="contributor", editions=[]) if who == "newcomer" else make_user())
    assert client.get(page_of(image)).status_code in {302, 403}
    assert send(client, image, jpeg()).status_code in {302, 403}
    assert Image.objects.get().digest == image.digest


def test_page_of_no_picture_is_404(editor: Client):
    assert editor.get(reverse("admin:media_gallery_image_replace", args=[999])).status_code == 404
