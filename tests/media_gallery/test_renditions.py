"""Smaller and modern copies of pictures."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from PIL import Image as Pillow

from media_gallery.models import Image
from media_gallery.pictures import rendition_name
from media_gallery.renditions import make_renditions, missing_widths, render_image, wanted_widths
from media_gallery.uploads import store_image
from tests.media_gallery.pictures import encoded, stored_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]


def rendition(image: Image, width: int, kind: str) -> Pillow.Image:
    with image.file.storage.open(rendition_name(image.digest, width, kind)) as file:
        picture = Pillow.open(file)
        picture.load()
    return picture


def test_every_format_has_its_widths_and_none_beyond_the_original():
    image = stored_image(700, 350)
    assert make_renditions(image) == []
    image.refresh_from_db()
    assert image.renditions == {"jpeg": [320], "webp": [320, 640], "avif": [320, 640]}
    for kind, name in (("webp", "WEBP"), ("avif", "AVIF")):
        made = rendition(image, 640, kind)
        assert (made.size, made.format) == ((640, 320), name)
    assert rendition(image, 320, "jpeg").info.get("progressive")


def test_picture_smaller_than_all_widths_has_each_format_in_its_own():
    image = stored_image(100, 80)
    make_renditions(image)
    assert image.renditions == {"jpeg": [100], "webp": [100], "avif": [100]}


def test_no_width_is_larger_than_the_original():
    assert wanted_widths(959, (320, 960)) == [320]
    assert wanted_widths(960, (320, 960)) == [320, 960]


def test_renditions_are_ordered_when_the_upload_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        image = stored_image()
    assert image.renditions == {}
    for callback in callbacks:
        callback()
    image.refresh_from_db()
    assert image.renditions["avif"] == [320, 640]


def test_running_again_makes_only_what_is_missing(files_dir):
    image = stored_image()
    make_renditions(image)
    kept = files_dir / rendition_name(image.digest, 320, "webp")
    kept.write_bytes(b"as it was")
    image.renditions = {**image.renditions, "avif": [640]}
    image.save()
    assert missing_widths(image) == {"avif": [320]}
    assert make_renditions(image) == []
    assert missing_widths(image) == {}
    assert kept.read_bytes() == b"as it was"


def test_failure_of_one_width_leaves_the_others(files_dir):
    image = stored_image()
    # A folder where the file should be: it cannot be written.
    (files_dir / rendition_name(image.digest, 320, "webp") / "in the way").mkdir(parents=True)
    assert make_renditions(image) == ["webp 320"]
    image.refresh_from_db()
    assert image.renditions == {"jpeg": [320], "webp": [640], "avif": [320, 640]}


def test_leftover_of_a_run_that_was_cut_off_is_replaced(files_dir):
    image = stored_image()
    leftover = files_dir / rendition_name(image.digest, 320, "jpeg")
    leftover.parent.mkdir(parents=True)
    leftover.write_bytes(b"half a pic")
    make_renditions(image)
    assert rendition(image, 320, "jpeg").size[0] == 320
    assert len(list(leftover.parent.glob("*-320*.jpg"))) == 1


def test_words_written_meanwhile_are_kept():
    image = stored_image()
    Image.objects.filter(pk=image.pk).update(alt_en="A bridge")
    make_renditions(image)
    image.refresh_from_db()
    assert image.alt_en == "A bridge"
    assert image.renditions


def test_image_deleted_meanwhile_needs_none():
    image = stored_image()
    number = image.pk
    image.delete()
    assert render_image.func(number) == []


def test_transparency_becomes_paper_in_jpeg_and_stays_elsewhere():
    data = encoded(Pillow.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG")
    image = store_image(file=SimpleUploadedFile("glass.png", data))
    make_renditions(image)
    assert rendition(image, 320, "jpeg").getpixel((5, 5)) == (255, 255, 255)
    assert rendition(image, 320, "webp").getpixel((5, 5))[3] == 0


def test_command_makes_what_is_missing_and_names_what_failed():
    fine, broken = stored_image(), stored_image(colour="red")
    broken.file.storage.delete(broken.file.name)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 renditions of 2 pictures"):
        call_command("make_renditions", "--missing", stdout=out)
    assert "1/2 teal\n2/2 red: failed original" in out.getvalue()
    fine.refresh_from_db()
    assert fine.renditions["avif"] == [320, 640]


def test_command_without_missing_makes_all_anew(files_dir):
    image = stored_image()
    make_renditions(image)
    spoilt = files_dir / rendition_name(image.digest, 320, "webp")
    spoilt.write_bytes(b"spoilt")
    call_command("make_renditions", stdout=io.StringIO())
    assert rendition(image, 320, "webp").size[0] == 320
