"""Which original a copy of a picture was made of, and which spellings are one address."""

import pytest

from wordpress.files.addresses import is_edited, key_of, original_address, spellings, uploads_path

UPLOADS = "https://example.org/wp-content/uploads/2012/03"


@pytest.mark.parametrize(
    "address",
    [
        f"{UPLOADS}/a.jpg",
        f"{UPLOADS}/a-300x200.jpg",
        f"{UPLOADS}/a-scaled.jpg",
        f"{UPLOADS}/a-rotated.jpg",
        f"{UPLOADS}/a-e1234567890.jpg",
        f"{UPLOADS}/a-e1234567890123-150x150.jpg",
        f"{UPLOADS}/a-scaled-e1234567890.jpg",
        f"{UPLOADS}/a-scaled-e1234567890-300x200.jpg",
        f"{UPLOADS}/a@2x.jpg",
        f"{UPLOADS}/a-300x200@2x.jpg",
        f"{UPLOADS}/a@2x-300x200.jpg",
        f"{UPLOADS}/a.jpg?resize=300%2C200",
        f"{UPLOADS}/a.jpg?w=600&h=400&crop=1",
        f"{UPLOADS}/a-300x200.jpg?ssl=1#top",
        f"{UPLOADS}/a-1024x768.jpg.webp",
        "https://i0.wp.com/example.org/wp-content/uploads/2012/03/a-300x200.jpg?resize=300%2C200&ssl=1",
        "//i2.wp.com/example.org/wp-content/uploads/2012/03/a.jpg?fit=10%2C10",
    ],
)
def test_a_copy_leads_to_its_original(address):
    assert original_address(address) == f"{UPLOADS}/a.jpg"


@pytest.mark.parametrize(
    "address",
    [
        f"{UPLOADS}/300x200.jpg",
        f"{UPLOADS}/-300x200.jpg",
        f"{UPLOADS}/report-2012x10.pdf",
        f"{UPLOADS}/a-e123.jpg",
        f"{UPLOADS}/scaled.jpg",
        f"{UPLOADS}/page.php?id=7",
        "http://[broken/a.jpg",
        "mailto:somebody@example.org",
        "",
    ],
)
def test_what_was_made_of_nothing_stays_as_it_is(address):
    assert original_address(address) == address


def test_both_readings_of_a_name_are_given_the_literal_first():
    assert [name.rpartition("/")[2] for name in spellings(f"{UPLOADS}/a-scaled-300x200.jpg")] == [
        "a-scaled-300x200.jpg",
        "a-scaled.jpg",
        "a.jpg",
    ]


def test_spellings_of_one_address_have_one_key():
    composed = "http://www.example.org/wp-content/uploads/caf\u00e9.JPG"
    others = [
        "https://example.org/wp-content/uploads/caf%C3%A9.jpg",
        "https://example.org/wp-content//uploads/cafe\u0301.jpg?ssl=1",
        "//Example.org/wp-content/uploads/cafe%CC%81.jpg#x",
    ]
    assert {key_of(one, is_folded=True) for one in others} == {key_of(composed, is_folded=True)}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{UPLOADS}/a.jpg", "2012/03/a.jpg"),
        ("/wp-content/uploads/%D8%B9%DA%A9%D8%B3.jpg", "عکس.jpg"),
        ("https://example.org/wp-content/uploads/sites/4/2020/01/b.png", "sites/4/2020/01/b.png"),
        ("https://example.org/wp-content/blogs.dir/3/files/2009/b.png", "2009/b.png"),
        ("https://name.example.org/files/2009/b.png", "2009/b.png"),
        ("https://example.org/images/b.png", ""),
    ],
)
def test_the_path_below_the_folder_of_uploads(address, path):
    assert uploads_path(address) == path


def test_what_the_picture_editor_made_is_known():
    assert is_edited(f"{UPLOADS}/a-e1234567890.jpg")
    assert is_edited(f"{UPLOADS}/a-e1234567890-300x200.jpg")
    assert not is_edited(f"{UPLOADS}/a-300x200.jpg")


def test_upper_and_lower_case_may_be_two_files():
    assert key_of(f"{UPLOADS}/A.jpg") != key_of(f"{UPLOADS}/a.jpg")
