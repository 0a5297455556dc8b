"""Lists hold what the gate lets somebody see: the conditions of queries say the same as its questions."""

import pytest

from accounts import gate
from accounts.models import User
from articles.models import Article, Plan, Story
from articles.reach import articles_published_by, articles_seen_by, stories_seen_by
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.roles import make_member

PEOPLE = ["newcomer", "contributor", "translator", "editor", "publisher", "admin", "confined editor", "elsewhere"]


@pytest.fixture
def world(editions) -> dict[str, User]:
    """Articles of two editions in every state, in a section, in one below it, in another and in none."""
    heritage = make_category()
    people = {
        "newcomer": make_user(role="contributor", editions=[]),
        **{role: make_member(role, "en") for role in ("contributor", "translator", "editor", "publisher")},
        "admin": make_user(role="admin"),
        "confined editor": make_member("editor", "en", sections=[heritage]),
        "elsewhere": make_member("editor", "sq"),
    }
    for section in (None, heritage, make_category(parent=heritage), make_category()):
        for owner in (None, *people.values()):
            for published in (True, False):
                story = make_story(category=section, created_by=owner)
                make_article(story=story, edition="en", published=published, created_by=owner)
                make_article(story=story, edition="fa", published=False)
    given = make_article(edition="en", published=False)
    Plan.objects.create(story=given.story, edition_id="en", assignee=people["confined editor"])
    return people


@pytest.mark.parametrize("who", PEOPLE)
def test_list_of_articles_holds_what_may_be_read(world, who: str):
    user = world[who]
    expected = {
        article.pk
        for article in Article.objects.with_section()
        if article.state != "draft" or gate.may_see_drafts(user, article.edition_id, article)
    }
    found = Article.objects.filter(articles_seen_by(user)).values_list("pk", flat=True)
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("who", PEOPLE)
def test_list_of_what_somebody_publishes_is_what_they_may_publish(world, who: str):
    user = world[who]
    expected = {one.pk for one in Article.objects.with_section() if gate.may_publish(user, one.edition_id, one)}
    assert set(Article.objects.filter(articles_published_by(user)).values_list("pk", flat=True)) == expected


def test_list_of_stories_is_whole_but_for_who_is_confined(world):
    everything = Story.objects.count()
    for who in ("contributor", "translator", "editor", "publisher", "admin", "elsewhere"):
        assert Story.objects.filter(stories_seen_by(world[who])).count() == everything, who
    seen = Story.objects.filter(stories_seen_by(world["confined editor"]))
    hidden = Story.objects.exclude(pk__in=seen)
    assert hidden.exists()
    for story in hidden:
        assert not any(
            article.state != "draft" or gate.may_see_drafts(world["confined editor"], article.edition_id, article)
            for article in story.articles.all()
        )
