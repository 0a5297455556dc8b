"""What stands beneath an article or a list that has moved has moved along."""

import pytest
from django.test import Client

from delivery.services import move_address


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/en/articles/old/embed/", "/en/articles/new/embed/"),
        ("/en/articles/old/with/fa/", "/en/articles/new/with/fa/"),
        ("/en/people/old/as/author/", "/en/people/new/as/author/"),
        ("/en/people/old/media/", "/en/people/new/media/"),
        ("/en/topic/old/feed/", "/en/topic/new/feed/"),
    ],
)
def test_it_leads_to_the_same_beneath_the_new_address(editions, client: Client, old: str, new: str):
    kind = old.split("/")[2]
    move_address(old_path=f"/en/{kind}/old/", new_path=f"/en/{kind}/new/")
    assert client.get(old).headers["Location"] == new


def test_what_is_no_such_thing_leads_nowhere(editions, client: Client):
    move_address(old_path="/en/articles/old/", new_path="https://other.example/")
    assert client.get("/en/articles/old/with/fa/").status_code == 404
