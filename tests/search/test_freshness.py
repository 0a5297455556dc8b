"""The index is never behind: whatever is done at the desk is found, or no longer found, at once."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.services import publish_things, withdraw_things
from articles.models import Article
from articles.services import publish_articles, save_article, save_standing, save_story, withdraw_articles
from editions.enums import State
from editions.models import Page, PageEdition
from publications.models import Series
from publications.releases import call_off, release_now, set_release
from search.models import Entry
from search.rebuilding import rebuild
from search.services import refresh_things
from seeds.factories import (
    make_article,
    make_book,
    make_image,
    make_issue,
    make_media_item,
    make_person,
    make_release,
    make_topic,
)
from seeds.factories.accounts import make_user
from tests.accounts.desk_forms import edit
from tests.search.finding import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(editions, client: Client) -> Client:
    client.force_login(make_user(role="admin"))
    return client


def test_article_is_found_once_it_is_published_and_not_once_it_is_withdrawn():
    article = make_article(title="Quince jam", published=False)
    assert found("quince") == []
    publish_articles([article])
    assert found("quince") == ["Quince jam"]
    withdraw_articles([article])
    assert found("quince") == []


def test_scheduled_article_is_found_from_its_moment_to_its_end_without_anybody_doing_anything():
    now = timezone.now()
    at, end = now + timedelta(hours=2), now + timedelta(hours=5)
    make_article(title="Quince jam", published_at=at, unpublish_at=end)
    moments = [now, at + timedelta(seconds=1), end - timedelta(seconds=1), end + timedelta(seconds=1)]
    assert [found("quince", now=moment) for moment in moments] == [[], ["Quince jam"], ["Quince jam"], []]


def test_changed_text_is_found_by_its_new_words_alone():
    article = make_article(title="Quince jam", body="<p>Copper kettles.</p>")
    article.body = "<p>Iron kettles.</p>"
    save_article(article)
    assert found("copper") == []
    assert found("iron") == ["Quince jam"]


def test_moved_moment_moves_it_in_the_order_of_dates():
    older, _newer = make_article(title="Quince one"), make_article(title="Quince two")
    older.published_at = timezone.now() - timedelta(days=9)
    save_standing(older)
    assert found("quince", is_by_date=True) == ["Quince two", "Quince one"]
    assert Entry.objects.filter(kind="article").count() == 2


def test_a_change_that_waits_is_not_found_before_readers_see_it():
    article = make_article(title="Quince jam")
    article.title = "Medlar jelly"
    save_article(article, as_pending=True)
    assert found("medlar") == []
    assert found("quince") == ["Quince jam"]


def test_renamed_person_is_found_by_the_new_name_with_all_they_wrote(admin: Client):
    person = make_person(name="Mira Halvorsen")
    make_article(title="Quince jam", authors=[person])
    refresh_things([person])
    assert found("halvorsen") == ["Quince jam"]
    edit(admin, reverse("admin:articles_person_change", args=[person.pk]), name_en="Mira Lindgren")
    assert found("halvorsen") == []
    assert found("lindgren") == ["Quince jam"]
    assert found("mira quince") == ["Quince jam"]


def test_renamed_topic_is_found_by_its_new_name(admin: Client):
    topic = make_topic(name="Preserves")
    make_article(title="Quince jam", topics=[topic])
    refresh_things([topic])
    assert found("preserves") == ["Quince jam"]
    edit(admin, reverse("admin:articles_topic_change", args=[topic.pk]), name_en="Pantry")
    assert found("preserves") == []
    assert found("pantry") == ["Quince jam"]


def test_topic_taken_from_a_story_finds_it_no_longer():
    topic = make_topic(name="Preserves")
    article = make_article(title="Quince jam", topics=[topic])
    refresh_things([topic])
    save_story(article.story, changed=[], topics=(set(), {topic.pk}))
    assert found("preserves") == []


def test_deleted_story_is_found_no_longer(admin: Client):
    article = make_article(title="Quince jam", state=State.WITHDRAWN)
    Article.objects.filter(pk=article.pk).update(state=State.PUBLISHED)
    refresh_things([article.story])
    assert found("quince") == ["Quince jam"]
    Article.objects.filter(pk=article.pk).update(state=State.DRAFT)
    admin.post(reverse("admin:articles_story_delete", args=[article.story_id]), {"post": "yes"})
    assert not Article.objects.exists()
    assert found("quince") == []
    assert not Entry.objects.filter(kind="article").exists()


def test_page_is_found_as_the_desk_publishes_changes_and_withdraws_it(admin: Client):
    page = Page.objects.create(key="about")
    address = f"{reverse('admin:editions_page_change', args=[page.pk])}?edition=en"
    edit(admin, address, **{"text-title": "Our cellar", "text-body": "<p>Barrels.</p>"})
    assert found("cellar") == []
    edit(admin, address, _publish="1")
    assert found("cellar barrels") == ["Our cellar"]
    edit(admin, address, **{"text-title": "Our attic"})
    assert (found("cellar"), found("attic")) == ([], ["Our attic"])
    edit(admin, address, _withdraw="1")
    assert found("attic") == []
    assert PageEdition.objects.get().state == State.WITHDRAWN


def test_media_items_and_books_are_found_as_they_are_published_and_withdrawn(editions):
    things = [make_media_item(title="Quince tree", published=False), make_book(title="Quince book", published=False)]
    by = make_user(role="admin")
    for thing in things:
        publish_things(things=[thing], by=by)
    assert sorted(found("quince")) == ["Quince book", "Quince tree"]
    assert sorted(found("quince", "fa")) == ["Quince book", "Quince tree"]
    for thing in things:
        withdraw_things(things=[thing], by=by)
    assert found("quince") == []


def test_caption_changed_in_the_library_is_found_with_the_item_that_shows_it(admin: Client):
    image = make_image()
    item = make_media_item(title="Harvest", image=image)
    refresh_things([item])
    edit(admin, reverse("admin:media_gallery_image_change", args=[image.pk]), caption_en="A basket of medlars")
    assert found("medlars") == ["Harvest"]


def test_issue_is_found_as_its_release_is_set_called_off_and_released():
    issue = make_issue(title="Quince number", published=False)
    text = issue.texts.get() if hasattr(issue, "texts") else issue
    at = timezone.now() + timedelta(hours=1)
    release = make_release(text, goes_live_at=at)
    by = make_user(role="admin")
    set_release(release, by=by)
    assert found("quince") == []
    assert found("quince", now=at + timedelta(minutes=1)) == ["Quince number"]
    call_off(release, by=by)
    assert found("quince", now=at + timedelta(minutes=1)) == []
    release.refresh_from_db()
    release_now(release, by=by)
    assert found("quince") == ["Quince number"]


def test_series_renamed_is_found_by_its_new_name(admin: Client):
    make_issue(title="Number seven")
    series = Series.objects.get()
    edit(admin, reverse("admin:publications_series_change", args=[series.pk]), name_en="The Orchard")
    assert found("orchard") == ["Number seven"]


def test_rebuild_mends_whatever_went_round_the_services_and_writes_nothing_twice():
    article, other = make_article(title="Quince jam"), make_article(title="Quince tart")
    Article.objects.filter(pk=article.pk).update(title="Medlar jelly")
    other.delete()
    assert rebuild() == 1
    assert (found("quince"), found("medlar")) == ([], ["Medlar jelly"])
    assert rebuild() == 0
    assert rebuild(anew=True) > 0
    assert found("medlar") == ["Medlar jelly"]


def test_index_and_change_are_one_transaction():
    article = make_article(title="Quince jam", published=False)
    with transaction.atomic():
        publish_articles([article])
        assert found("quince") == ["Quince jam"]
        transaction.set_rollback(True)
    assert found("quince") == []
