"""What an item of the kind `attachment` says of its file and of the picture."""

import pytest

from tests.wordpress.test_serialised import serialise
from wordpress.files.attachments import of_address, read_attachment
from wordpress.wxr.items import Item

UPLOADS = "https://example.org/wp-content/uploads/2012/03"
META = {
    "width": 2560,
    "height": 1707,
    "file": "2012/03/garden-scaled.jpg",
    "original_image": "garden.jpg",
    "sizes": {
        "thumbnail": {"file": "garden-150x150.jpg", "width": 150, "height": 150},
        "large": {"file": "garden-1024x683.jpg", "width": 1024, "height": 683},
        "hero": {"file": "garden-1200x400.jpg", "width": 1200, "height": 400},
        "broken": "nothing",
    },
    "image_meta": {"credit": "Dila Shehu", "caption": "OLYMPUS DIGITAL CAMERA", "copyright": "A Society"},
}


def item(**more: object) -> Item:
    meta = {"_wp_attachment_metadata": serialise(META), "_wp_attached_file": "2012/03/garden-scaled.jpg"}
    meta |= more.pop("meta", {})
    return Item(7, "attachment", attachment_url=f"{UPLOADS}/garden-scaled.jpg", meta=tuple(meta.items()), **more)


def test_words_are_read_plain():
    found = read_attachment(
        item(title="garden", excerpt="A <b>walled</b> garden &amp; pond", body="<p>Long.</p><p>Words.</p>",
             meta={"_wp_attachment_image_alt": "Trees\n by water"}), edition="en"
    )  # fmt: skip
    assert (found.alt, found.caption, found.credit) == ("Trees by water", "A walled garden & pond", "Dila Shehu")
    assert found.description == "Long.\nWords."
    assert found.edition == "en"


def test_what_a_camera_writes_is_no_caption():
    assert read_attachment(item()).caption == ""
    assert read_attachment(item(excerpt="DCIM\\100MEDIA")).caption == ""
    assert read_attachment(item(excerpt="Canon in the courtyard")).caption == "Canon in the courtyard"


def test_the_original_comes_first_and_whole_copies_before_cropped_ones():
    names = [address.rpartition("/")[2] for address in read_attachment(item()).addresses()]
    assert names == [
        "garden.jpg", "garden-scaled.jpg", "garden-1024x683.jpg", "garden-1200x400.jpg", "garden-150x150.jpg",
    ]  # fmt: skip


def test_what_was_cut_in_the_picture_editor_comes_before_its_original():
    edited = Item(7, "attachment", attachment_url=f"{UPLOADS}/a-e1234567890.jpg")
    assert list(read_attachment(edited).addresses()) == [f"{UPLOADS}/a-e1234567890.jpg", f"{UPLOADS}/a.jpg"]


def test_a_file_that_only_a_text_names_is_looked_for_as_its_original_first():
    found = of_address(f"{UPLOADS}/a-300x200.jpg")
    assert list(found.addresses()) == [f"{UPLOADS}/a.jpg", f"{UPLOADS}/a-300x200.jpg"]
    assert found.path == "2012/03/a.jpg"


def test_a_name_in_another_script_is_encoded_in_addresses():
    meta = {"original_image": "باغ.jpg", "file": "2012/03/باغ-scaled.jpg"}
    found = read_attachment(item(meta={"_wp_attachment_metadata": serialise(meta)}))
    assert next(found.addresses()) == f"{UPLOADS}/%D8%A8%D8%A7%D8%BA.jpg"


@pytest.mark.parametrize(
    "text", ["", "junk", 'O:8:"Evil":0:{}', "a:1:{s:5:", serialise({"sizes": "x", "image_meta": 5})]
)
def test_metadata_that_are_none_leave_the_rest(text):
    found = read_attachment(item(meta={"_wp_attachment_metadata": text}))
    assert (found.path, found.sizes, found.credit) == ("2012/03/garden-scaled.jpg", (), "")


def test_without_metadata_a_scaled_picture_still_has_an_original():
    found = read_attachment(Item(7, "attachment", attachment_url=f"{UPLOADS}/a-scaled.jpg"))
    assert list(found.addresses()) == [f"{UPLOADS}/a.jpg", f"{UPLOADS}/a-scaled.jpg"]
