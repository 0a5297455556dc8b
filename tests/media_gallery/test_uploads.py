"""Pictures on their way into the library."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from PIL import Image as Pillow
from PIL import ImageCms

from media_gallery.fields import PictureField
from media_gallery.models import Image
from media_gallery.uploads import store_image

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
CLOCKWISE = 6


def encoded(picture: Pillow.Image, kind: str = "JPEG", **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def upload(data: bytes, name: str = "picture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def stored(image: Image) -> Pillow.Image:
    with image.file.storage.open(image.file.name) as file:
        picture = Pillow.open(file)
        picture.load()
    return picture


def png_of_size(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def files_in(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_agreed_format_is_taken_and_measured(files_dir, kind):
    image = store_image(file=upload(encoded(Pillow.new("RGB", (60, 40), "teal"), kind), f"a.{kind.lower()}"))
    image.refresh_from_db()
    assert (image.width, image.height) == (60, 40) == stored(image).size
    assert image.file.name.startswith(f"images/{image.digest[:2]}/{image.digest}.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"this is a text", id="text"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', id="svg"),
        pytest.param(b"%PDF-1.7\n", id="pdf"),
        pytest.param(encoded(Pillow.effect_noise((300, 300), 80))[:-2000], id="cut off"),
        pytest.param(encoded(Pillow.new("RGB", (8, 8)), "BMP"), id="bmp"),
        pytest.param(encoded(Pillow.new("RGB", (8, 8)), "TIFF"), id="tiff"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, id="broken header"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(files_dir, data):
    with pytest.raises(ValidationError) as caught:
        store_image(file=upload(data))
    assert caught.value.messages == ["This file is no picture that can be opened: JPEG, PNG, WebP, AVIF or GIF."]
    assert not Image.objects.exists()
    assert files_in(files_dir) == []


@pytest.mark.django_db
def test_bomb_of_a_hundred_megapixels_is_refused_from_its_header(files_dir):
    with pytest.raises(ValidationError, match="100 megapixels; at most 80"):
        store_image(file=upload(png_of_size(10_000, 10_000)))
    assert files_in(files_dir) == []


@pytest.mark.django_db
def test_bomb_beyond_all_measure_is_refused(files_dir):
    with pytest.raises(ValidationError, match="pixels"):
        store_image(file=upload(png_of_size(60_000, 60_000)))


@pytest.mark.django_db
def test_file_that_is_too_heavy_is_refused(files_dir, settings):
    settings.IMAGE_MAX_BYTES = 1_048_576
    with pytest.raises(ValidationError, match="larger than 1 MB"):
        store_image(file=upload(encoded(Pillow.new("RGB", (8, 8))) + b"\x00" * 1_048_576))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_camera_are_stripped(files_dir, kind):
    exif = Pillow.Exif()
    exif[MAKE] = "Secret Camera"
    exif[GPS] = {1: "N", 2: (35.0, 41.0, 0.0)}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Secret Place</x:xmpmeta>'
    more = {"xmp": xmp} if kind != "PNG" else {}
    data = encoded(Pillow.new("RGB", (40, 30), "red"), kind, exif=exif.tobytes(), **more)
    assert b"Secret" in data
    image = store_image(file=upload(data))
    with image.file.storage.open(image.file.name) as file:
        kept = file.read()
    assert b"Secret" not in kept
    assert b"Exif" not in kept
    assert not Pillow.open(io.BytesIO(kept)).getexif()


@pytest.mark.django_db
def test_comment_of_a_jpeg_is_stripped(files_dir):
    image = store_image(file=upload(encoded(Pillow.new("RGB", (8, 8)), comment=b"Secret")))
    assert "comment" not in stored(image).info


@pytest.mark.django_db
def test_picture_is_turned_upright(files_dir):
    picture = Pillow.new("RGB", (40, 20), "white")
    picture.paste("red", (0, 0, 10, 20))
    exif = Pillow.Exif()
    exif[ORIENTATION] = CLOCKWISE
    image = store_image(file=upload(encoded(picture, exif=exif.tobytes(), quality=95)))
    assert (image.width, image.height) == (20, 40)
    red, green, _blue = stored(image).getpixel((10, 3))
    assert red > 200
    assert green < 60


@pytest.mark.django_db
def test_broken_orientation_is_no_reason_to_refuse(files_dir):
    data = encoded(Pillow.new("RGB", (40, 20)), exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff garbage")
    assert store_image(file=upload(data)).width == 40


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_picture_is_kept_at_4096_on_its_long_side(files_dir, kind):
    image = store_image(file=upload(encoded(Pillow.new("RGB", (3000, 6000), "navy"), kind)))
    assert (image.width, image.height) == (2048, 4096) == stored(image).size


@pytest.mark.django_db
def test_same_bytes_twice_give_the_same_image(files_dir):
    data = encoded(Pillow.new("RGB", (30, 20), "green"))
    first = store_image(file=upload(data, "one.jpg"))
    count = len(files_in(files_dir))
    assert store_image(file=upload(data, "two.jpg")) == first
    assert Image.objects.count() == 1
    assert len(files_in(files_dir)) == count


@pytest.mark.django_db
def test_file_goes_when_the_row_cannot_be_made(files_dir):
    with connection.execute_wrapper(refuse_inserts), pytest.raises(DatabaseError):
        store_image(file=upload(encoded(Pillow.new("RGB", (8, 8)))))
    assert files_in(files_dir) == []
    assert not Image.objects.exists()


def refuse_inserts(execute, sql, params, many, context):
    if sql.startswith("INSERT"):
        raise DatabaseError("The disk is full.")
    return execute(sql, params, many, context)


@pytest.mark.django_db
def test_two_uploads_of_the_same_at_once_end_in_one_image(files_dir):
    data = encoded(Pillow.new("RGB", (30, 20), "olive"))
    first = store_image(file=upload(data))
    looks = iter([True])

    def blind_at_first(execute, sql, params, many, context):
        """The second upload looks for its twin just before the first one is there."""
        if sql.startswith("SELECT") and next(looks, False):
            params = tuple("0" * 64 if value == first.digest else value for value in params)
        return execute(sql, params, many, context)

    count = len(files_in(files_dir))
    with connection.execute_wrapper(blind_at_first):
        assert store_image(file=upload(data)) == first
    assert len(files_in(files_dir)) == count


@pytest.mark.django_db
def test_transparency_survives_whatever_the_format(files_dir):
    glass = Pillow.new("RGBA", (20, 20), (200, 0, 0, 0))
    for kind in ("PNG", "WEBP", "AVIF"):
        assert stored(store_image(file=upload(encoded(glass, kind)))).getpixel((5, 5))[3] == 0


@pytest.mark.django_db
def test_palette_with_a_transparent_colour_keeps_it(files_dir):
    picture = Pillow.new("P", (20, 20), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    image = store_image(file=upload(encoded(picture, "GIF", transparency=0)))
    assert stored(image).getpixel((5, 5))[3] == 0


@pytest.mark.django_db
def test_sixteen_bits_of_grey_are_scaled_not_cut_off(files_dir):
    image = store_image(file=upload(encoded(Pillow.new("I;16", (20, 20), 128 * 256), "PNG")))
    assert stored(image).getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.django_db
def test_four_printing_inks_become_screen_colours(files_dir):
    image = store_image(file=upload(encoded(Pillow.new("CMYK", (20, 20), (0, 255, 255, 0)))))
    picture = stored(image)
    red, green, _blue = picture.getpixel((5, 5))
    assert picture.mode == "RGB"
    assert red > 200
    assert green < 60


@pytest.mark.django_db
def test_colour_profile_is_worked_into_the_colours(files_dir):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Pillow.new("RGB", (20, 20), (200, 100, 50))
    image = store_image(file=upload(encoded(picture, "PNG", icc_profile=lab)))
    kept = stored(image)
    assert "icc_profile" not in kept.info
    assert all(abs(a - b) <= 2 for a, b in zip(kept.getpixel((5, 5)), (200, 100, 50), strict=True))


@pytest.mark.django_db
def test_name_for_editors_is_the_files_own_without_hidden_characters(files_dir):
    image = store_image(file=upload(encoded(Pillow.new("RGB", (8, 8))), "old\u202ebridge.jpg"))
    assert image.title == "oldbridge"


def test_form_field_gives_the_same_sentence_and_the_file_back():
    field = PictureField()
    with pytest.raises(ValidationError, match="no picture that can be opened"):
        field.clean(upload(b"nothing of the kind"))
    data = encoded(Pillow.new("RGB", (8, 8)))
    assert field.clean(upload(data)).read() == data
