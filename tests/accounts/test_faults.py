"""What keeps a form from being saved is named on top of the page, each with a link to its field (WCAG 2.2, 3.3.1)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from seeds.factories.accounts import make_user
from tests.accounts.desk_forms import form_of, send

LINK = re.compile(r'<li><a href="#([^"]+)">([^<]+)</a>: ([^<]+)</li>')


@pytest.fixture
def desk(editions) -> Client:
    client = Client()
    client.force_login(make_user(is_superuser=True, language="en"))
    return client


def links(page: str) -> dict[str, tuple[str, str]]:
    """Target -> (name, message) of every link of the list, each of which leads to something on the page."""
    found = {target: (name, message.strip()) for target, name, message in LINK.findall(page)}
    assert all(f'id="{target}"' in page for target in found), found
    return found


def test_story_names_its_faults_wherever_they_stand(desk: Client):
    add = reverse("admin:articles_story_add") + "?edition=en"
    rows = {"credits-TOTAL_FORMS": "1", "credits-0-role": "author", "credits-0-person": "", "credits-0-address": "x"}
    wrong = {"article-slug": "not an address", "category": "999"}
    told = links(send(desk, add, form_of(desk, add), _publish="1", **wrong, **rows).content.decode())
    names = [name for name, _message in told.values()]
    # In the order of the page: the text, then the column at its side with the rows.
    assert names[:3] == ["Title", "Address", "Category"], names
    assert any(name.endswith("row 1: Person") for name in names[3:]), names


@pytest.mark.parametrize(
    ("name", "wrong", "target"),
    [
        ("accounts_user", {"username": ""}, "id_username"),
        ("articles_category", {"name_en": ""}, "id_name_en"),
        ("publications_release", {"name": ""}, "id_name"),
        ("delivery_redirect", {"old_path": ""}, "id_old_path"),
        ("editions_page", {"_publish": "1"}, "id_text-title"),
    ],
)
def test_other_pages_do_so_too(desk: Client, name: str, wrong: dict[str, str], target: str):
    add = reverse(f"admin:{name}_add")
    page = send(desk, add, form_of(desk, add), **wrong).content.decode()
    assert target in links(page)


def test_page_that_was_not_sent_names_none(desk: Client):
    assert "data-faults" not in desk.get(reverse("admin:articles_story_add")).content.decode()
