"""The page of a run in the desk: for admins alone, and it tells what the report says."""

import pytest
from django.urls import reverse

from articles.models import Article, OfferedPair
from seeds.factories.accounts import make_user
from tests.wordpress.exports import comment, item
from tests.wordpress.importing.running import run
from wordpress.models import ImportRun

pytestmark = pytest.mark.django_db


def test_admin_reads_what_came_in_and_what_was_left_out(editions, tmp_path, client):
    run(
        tmp_path,
        item(1, "Kept", "<p>x</p>[mystery]y[/mystery]"),
        item(2, "Binned", "", comment(5), status="trash"),
        item(3, "Secret", password="x"),
    )
    client.force_login(make_user(is_superuser=True))
    listed = client.get(reverse("admin:wordpress_importrun_changelist"))
    assert listed.status_code == 200
    page = client.get(reverse("admin:wordpress_importrun_change", args=[ImportRun.objects.get().pk]))
    assert page.status_code == 200
    for words in ("it lies in the bin of the old site", "mystery", "Secret", "posts"):
        assert words in page.text
    article = Article.objects.get(title="Secret")
    assert reverse("admin:articles_article_change", args=[article.pk]) in page.text


def test_second_language_ends_with_the_pairs_that_wait_for_somebody(editions, tmp_path, client):
    film = "<p>1921</p>\n\nhttps://www.youtube.com/watch?v=aqz-KE-bpKQ\n\n"
    run(tmp_path, item(1, "The lime court", f"{film}<p>One.</p>", slug="lime-court-1921"))
    report = run(
        tmp_path,
        item(1, "خانهٔ نارنج", f"{film}<p>یک.</p>", slug="lime-court-1921-fa", home="https://fa.example.org"),
        edition="fa",
        home="https://fa.example.org",
    )
    assert report.besides["pairs"] == OfferedPair.objects.count() == 1
    client.force_login(make_user(is_superuser=True))
    page = client.get(reverse("admin:wordpress_importrun_change", args=[ImportRun.objects.latest("pk").pk])).text
    assert "1 pair of articles was likely one story." in page
    assert client.get(reverse("admin:pairs")).status_code == 200


def test_page_of_a_run_that_broke_off_says_so(editions, client):
    row = ImportRun.objects.create(files=["a.xml"], edition_code="en")
    client.force_login(make_user(is_superuser=True))
    assert "broken off" in client.get(reverse("admin:wordpress_importrun_change", args=[row.pk])).text


def test_nobody_writes_a_run_by_hand(editions, client):
    row = ImportRun.objects.create(files=["a.xml"], edition_code="en")
    client.force_login(make_user(is_superuser=True))
    assert client.post(reverse("admin:wordpress_importrun_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:wordpress_importrun_add")).status_code == 403
    assert client.post(reverse("admin:wordpress_importrun_change", args=[row.pk]), {}).status_code == 403


@pytest.mark.parametrize("role", ["publisher", "editor", "translator", "contributor"])
def test_nobody_but_admins_sees_imports(role, editions, client):
    row = ImportRun.objects.create(files=["a.xml"], edition_code="en")
    client.force_login(make_user(role=role, editions=["en"]))
    assert client.get(reverse("admin:wordpress_importrun_changelist")).status_code == 403
    assert client.get(reverse("admin:wordpress_importrun_change", args=[row.pk])).status_code == 403
