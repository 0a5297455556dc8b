"""Dossiers: stories that are read in an order."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import DossierPart
from articles.services import withdraw_articles
from seeds.factories import make_article, make_category, make_dossier, make_person, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(editions):
    """Three stories in English, of which Persian has the first and the last, as a dossier."""
    stories = [make_story() for _ in range(3)]
    articles = [make_article(edition="en", story=story, title=f"Part-{n}") for n, story in enumerate(stories, 1)]
    for n in (0, 2):
        make_article(edition="fa", story=stories[n], title=f"بخش-{n + 1}")
    dossier = make_dossier(name="Mended", stories=stories, editions=["en", "fa"])
    return dossier, articles


def titles(client: Client, path: str) -> list[str]:
    main = client.get(path).content.decode().partition("<main")[2]
    return re.findall(r"(?:Part|بخش)-\d", re.sub(r"<[^>]+>", " ", main))


def test_dossier_shows_what_its_edition_has_in_the_order_given(client, told):
    _dossier, articles = told
    DossierPart.objects.filter(story=articles[0].story).update(position=9)
    assert list(dict.fromkeys(titles(client, "/en/dossiers/mended/"))) == ["Part-2", "Part-3", "Part-1"]
    assert list(dict.fromkeys(titles(client, "/fa/dossiers/mended/"))) == ["بخش-3", "بخش-1"]
    assert client.get("/sq/dossiers/mended/").status_code == 404, "it has no name there"


def test_article_says_which_part_it_is_and_leads_to_those_beside_it(client, told):
    _dossier, articles = told
    page = client.get(articles[1].get_absolute_url()).content.decode()
    nav = re.search(r'<nav class="adjacent" aria-label="Mended">.*?</nav>', page, re.S)[0]
    assert "Part 2 of 3" in nav
    assert re.findall(r'class="adjacent__(\w+)" href="([^"]+)"', nav) == [
        ("prev", articles[0].get_absolute_url()),
        ("next", articles[2].get_absolute_url()),
    ]


def test_what_readers_do_not_see_is_no_part(client, told):
    _dossier, articles = told
    withdraw_articles([articles[1]])
    assert set(titles(client, "/en/dossiers/mended/")) == {"Part-1", "Part-3"}
    assert "Part 2 of 2" in client.get(articles[2].get_absolute_url()).content.decode()
    withdraw_articles([articles[0]])
    assert "adjacent__of" not in client.get(articles[2].get_absolute_url()).content.decode(), "one alone is no series"


def test_list_shows_those_that_have_a_name_and_something_to_read(client, told):
    make_dossier(name="Empty", stories=[make_story()])
    shown = client.get("/en/dossiers/").content.decode()
    assert "Mended" in shown
    assert "Empty" not in shown
    assert "Mended" not in client.get("/sq/dossiers/").content.decode().partition("<main")[2]


def test_cost_of_a_dossier_does_not_grow_with_its_parts(client, told, django_assert_max_num_queries):
    dossier, _articles = told
    for _ in range(20):
        article = make_article(edition="en", story=make_story(category=make_category(), authors=[make_person()]))
        DossierPart.objects.create(dossier=dossier, story=article.story)
    client.get("/en/dossiers/mended/")
    with django_assert_max_num_queries(5):
        client.get("/en/dossiers/mended/")


def test_sitemap_lists_it_in_the_editions_that_have_something_of_it(client, told):
    shown = client.get("/sitemap/en/pages.xml").content.decode()
    assert "/en/dossiers/mended/" in shown
    assert "/sq/dossiers/mended/" not in shown


def test_editor_orders_the_parts_and_the_same_story_twice_is_refused(client, told):
    dossier, _articles = told
    client.force_login(make_user(role="editor", editions=["en"]))
    address = reverse("admin:articles_dossier_change", args=[dossier.pk])
    page = client.get(address)
    form = {name: value or "" for name, value in page.context["adminform"].form.initial.items()}
    parts = list(dossier.parts.all())
    rows = {"parts-TOTAL_FORMS": "4", "parts-INITIAL_FORMS": "3", "parts-MIN_NUM_FORMS": "0"}
    for n, part in enumerate(parts):
        rows |= {f"parts-{n}-id": part.pk, f"parts-{n}-dossier": dossier.pk, f"parts-{n}-story": part.story_id}
        rows[f"parts-{n}-position"] = 10 - n
    rows |= {"parts-3-story": parts[0].story_id, "parts-3-position": 1, "parts-3-dossier": dossier.pk}
    again = client.post(address, form | rows)
    assert again.status_code == 200
    assert titles(client, "/en/dossiers/mended/")[0] == "Part-1"
    rows["parts-TOTAL_FORMS"] = "3"
    saved = client.post(address, form | rows)
    assert saved.status_code == 302
    assert list(dict.fromkeys(titles(client, "/en/dossiers/mended/"))) == ["Part-3", "Part-2", "Part-1"]
