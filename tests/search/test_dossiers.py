"""Dossiers in search: there while readers of the edition see something of them, by their name and description."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Dossier, DossierPart
from articles.services import publish_articles, save_standing, withdraw_articles
from search.services import refresh_things
from seeds.factories import make_article, make_dossier, make_story
from seeds.factories.accounts import make_user
from tests.accounts.desk_forms import edit
from tests.search.finding import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(editions, client: Client) -> Client:
    client.force_login(make_user(role="admin"))
    return client


def dossier_of(*stories, **fields) -> Dossier:
    words = {"name": "Orchards", "description_en": "Five years among quinces", "slug_en": "orchards", **fields}
    dossier = make_dossier(stories=stories, editions=["en"], **words)
    refresh_things([dossier])
    return dossier


def test_dossier_is_found_in_the_editions_that_have_published_a_part(client: Client):
    article = make_article(title="Part one", published=False)
    dossier_of(article.story)
    assert found("orchards") == []
    publish_articles([article])
    assert found("orchards") == ["Orchards"]
    assert found("among quinces") == ["Orchards"]
    page = client.get("/en/search/", {"q": "orchards", "kind": "dossier"}).content.decode()
    assert 'href="/en/dossiers/orchards/"' in page
    assert found("orchards", "fa") == []
    withdraw_articles([article])
    assert found("orchards") == []


def test_dossier_comes_with_its_first_part_and_goes_with_its_last():
    now = timezone.now()
    one = make_article(title="One", published_at=now + timedelta(hours=2), unpublish_at=now + timedelta(hours=4))
    two = make_article(title="Two", published_at=now + timedelta(hours=3), unpublish_at=now + timedelta(hours=5))
    dossier_of(one.story, two.story)
    seen = [bool(found("orchards", now=now + timedelta(hours=hours, minutes=1))) for hours in range(6)]
    assert seen == [False, False, True, True, True, False]
    two.unpublish_at = None
    save_standing(two)
    assert found("orchards", now=now + timedelta(days=9)) == ["Orchards"]


def test_titles_of_parts_to_come_are_not_known_by_it():
    later = make_article(title="Secretum", published_at=timezone.now() + timedelta(days=1))
    dossier_of(make_article(title="One").story, later.story)
    assert found("secretum") == []


def test_dossier_follows_what_is_done_to_it_at_the_desk(admin: Client):
    dossier = dossier_of(make_article(title="One").story)
    address = reverse("admin:articles_dossier_change", args=[dossier.pk])
    edit(admin, address, name_en="Gardens")
    assert (found("orchards"), found("gardens")) == ([], ["Gardens"])
    part = DossierPart.objects.get()
    edit(admin, address, **{"parts-0-id": str(part.pk), "parts-0-DELETE": "1"})
    assert found("gardens") == []
    DossierPart.objects.create(dossier=dossier, story=part.story)
    refresh_things([dossier])
    assert found("gardens") == ["Gardens"]
    admin.post(reverse("admin:articles_dossier_delete", args=[dossier.pk]), {"post": "yes"})
    assert not Dossier.objects.exists()
    assert found("gardens") == []


def test_dossier_goes_when_the_story_that_was_its_only_part_is_deleted(admin: Client):
    story = make_story()
    make_article(title="One", story=story, published=False)
    dossier_of(story)
    other = make_article(title="Two")
    DossierPart.objects.create(dossier=Dossier.objects.get(), story=other.story)
    refresh_things([other.story])
    assert found("orchards") == ["Orchards"]
    withdraw_articles([other])
    assert found("orchards") == []
