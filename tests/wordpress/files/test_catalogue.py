"""An address in a text leads to the attachment it means."""

import pytest

from wordpress.files.attachments import Attachment, Sized
from wordpress.files.catalogue import Catalogue

UPLOADS = "https://example.org/wp-content/uploads/2012/03"


@pytest.fixture
def catalogue() -> Catalogue:
    found = Catalogue()
    found.add(Attachment(1, f"{UPLOADS}/a.jpg"))
    found.add(Attachment(2, f"{UPLOADS}/b-300x200.jpg"))
    found.add(Attachment(3, f"{UPLOADS}/b.jpg"))
    found.add(Attachment(4, f"{UPLOADS}/c-scaled.jpg", original="c.jpg", sizes=(Sized("c-odd.jpg", 9, 9),)))
    found.add(Attachment(5, f"{UPLOADS}/Case.jpg"))
    found.add(Attachment(6, f"{UPLOADS}/case.jpg"))
    found.add(Attachment(7, f"{UPLOADS}/report.pdf"))
    return found


@pytest.mark.parametrize(
    ("address", "number"),
    [
        (f"{UPLOADS}/a.jpg", 1),
        (f"{UPLOADS}/a-150x150.jpg", 1),
        ("http://www.example.org/wp-content/uploads/2012/03/a-1024x768.jpg?ssl=1", 1),
        ("https://i1.wp.com/example.org/wp-content/uploads/2012/03/a.jpg?resize=5%2C5", 1),
        ("/wp-content/uploads/2012/03/a.jpg", 1),
        ("https://old.example.com/wp-content/uploads/2012/03/a-9x9.jpg", 1),
        (f"{UPLOADS}/b-300x200.jpg", 2),
        (f"{UPLOADS}/b-150x150.jpg", 3),
        (f"{UPLOADS}/c.jpg", 4),
        (f"{UPLOADS}/c-768x512.jpg", 4),
        (f"{UPLOADS}/c-odd.jpg", 4),
        (f"{UPLOADS}/Case.jpg", 5),
        (f"{UPLOADS}/case-9x9.jpg", 6),
        (f"{UPLOADS}/CASE.jpg", 5),
        (f"{UPLOADS}/report.pdf", 7),
        (f"{UPLOADS}/nothing.jpg", None),
        ("https://elsewhere.example.com/a.jpg", None),
        ("", None),
    ],
)
def test_an_address_means_the_file_itself_before_a_copy(catalogue, address, number):
    assert catalogue.find(address) == number
