"""How a picture is drawn."""

import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template

from media_gallery.pictures import alt_of, focus_classes, full_size_url, image_url, picture_of, rendition_name
from media_gallery.renditions import make_renditions
from tests.media_gallery.pictures import stored_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]


@pytest.fixture
def image():
    image = stored_image(1000, 600, alt_en='A "bridge" <in light>', caption_en="At dawn", alt_fa="پل", caption_ar="جسر")
    make_renditions(image)
    return image


def drawn(image, edition, arguments: str = 'sizes="50vw"') -> str:
    template = Template("{% load pictures %}{% picture image edition " + arguments + " %}")
    return template.render(Context({"image": image, "edition": edition}))


def elements(html: str) -> list[tuple[str, dict]]:
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Reader().feed(html)
    return found


def test_picture_offers_avif_then_webp_then_jpeg(image, editions):
    picture, avif, webp, img = elements(drawn(image, editions["en"]))
    assert picture == ("picture", {})
    assert (avif[1]["type"], webp[1]["type"]) == ("image/avif", "image/webp")
    assert re.findall(r"-(\d+)\.avif (\d+)w", avif[1]["srcset"]) == [("320", "320"), ("640", "640"), ("960", "960")]
    assert avif[1]["sizes"] == webp[1]["sizes"] == "50vw"
    assert img[1]["src"].endswith("-960.jpg")
    assert (img[1]["width"], img[1]["height"]) == ("1000", "600")
    assert (img[1]["loading"], img[1]["decoding"]) == ("lazy", "async")
    assert img[1]["class"].split() == ["picture__img"]
    assert "style" not in img[1]


def test_every_address_drawn_leads_to_a_file(image, editions, client):
    html = drawn(image, editions["en"])
    addresses = set(re.findall(r'/files/[^\s"]+', html)) | {full_size_url(image)}
    assert len(addresses) == 7
    for address in addresses:
        assert client.get(address).status_code == 200


def test_first_picture_of_a_page_is_fetched_at_once(image, editions):
    img = elements(drawn(image, editions["en"], "eager=True"))[-1][1]
    assert img["fetchpriority"] == "high"
    assert "loading" not in img


def test_picture_without_renditions_is_its_original(editions):
    image = stored_image(50, 40)
    html = drawn(image, editions["en"])
    assert "<source" not in html
    assert elements(html)[-1][1]["src"] == f"/files/{image.file.name}" == image_url(image, 320)


def test_words_are_the_editions_own_and_no_others(image, editions):
    assert elements(drawn(image, editions["en"]))[-1][1]["alt"] == 'A "bridge" <in light>'
    assert alt_of(image, "fa") == "پل"
    assert alt_of(image, "ar") == "جسر"
    assert alt_of(image, "sq") == ""


def test_decorative_picture_is_read_out_to_nobody(image, editions):
    image.is_decorative = True
    assert picture_of(image, "en").alt == ""
    assert 'alt=""' in drawn(image, editions["en"])


def test_picture_beside_its_heading_is_read_out_to_nobody(image, editions):
    assert elements(drawn(image, editions["en"], "decorative=True"))[-1][1]["alt"] == ""


def test_focal_point_is_a_class_in_steps_of_ten(image):
    image.focal_x, image.focal_y = 0, 100
    assert focus_classes(image) == "fx-0 fy-100"
    image.focal_x, image.focal_y = 37, 96
    assert focus_classes(image) == "fx-40 fy-100"


def test_nothing_in_a_tag_can_leave_its_attribute(image, editions):
    hostile = drawn(image, editions["en"], """sizes='1px" onload="x' extra='"><script>'""")
    assert "<script" not in hostile
    assert all("onload" not in attributes for _tag, attributes in elements(hostile))


def test_width_asked_for_is_the_nearest_jpeg_that_is_not_smaller(image):
    assert image_url(image, 200).endswith("-320.jpg")
    assert image_url(image, 500).endswith("-960.jpg")
    assert image_url(image, 5000).endswith("-960.jpg")


def test_names_differ_by_content_width_and_kind():
    names = {rendition_name(d * 64, w, k) for d in "ab" for w in (320, 640) for k in ("jpeg", "webp", "avif")}
    assert len(names) == 12


def test_pictures_are_drawn_without_a_query_or_a_look_at_the_files(
    image, editions, files_dir, django_assert_num_queries
):
    for path in files_dir.rglob("*.*"):
        path.unlink()
    with django_assert_num_queries(0):
        for code in ("en", "fa"):
            assert "<source" in drawn(image, editions[code])
