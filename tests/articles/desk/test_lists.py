"""The lists of stories and articles: states by edition, filters, search, many published at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Story
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_person, make_story

STORIES = "admin:articles_story_changelist"
ARTICLES = "admin:articles_article_changelist"


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor"))
    return client


def listed(client: Client, address: str = STORIES, **query: Any) -> set[str]:
    answer = client.get(reverse(address), query)
    assert answer.status_code == 200, answer.status_code
    return {str(row) for row in answer.context["cl"].result_list}


def act(client: Client, action: str, stories: list[Story], edition: str) -> list[str]:
    """Use a bulk action; the messages that it leads to."""
    sent = {"action": action, "edition": edition, "_selected_action": [story.pk for story in stories]}
    answer = client.post(reverse(STORIES), sent)
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_column_an_edition_says_where_each_story_stands(editor: Client):
    story = make_story()
    make_article(story=story, edition="en")
    make_article(story=story, edition="fa", published=False)
    make_article(story=story, edition="ar", published_at=timezone.now() + timedelta(days=1))
    page = editor.get(reverse(STORIES)).content.decode()
    for code, shape in {"en": "published", "fa": "draft", "ar": "scheduled", "sq": "none"}.items():
        cell = page.split(f'/change/?edition={code}"')[1].split("</a>")[0]
        assert f"standing--{shape}" in cell, code


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"both", "english", "scheduled"}),
        ({"edition": "fa"}, {"both"}),
        ({"standing": "draft"}, {"both"}),
        ({"edition": "en", "standing": "draft"}, set()),
        ({"edition": "fa", "standing": "draft"}, {"both"}),
        ({"edition": "fa", "standing": "none"}, {"english", "scheduled"}),
        ({"edition": "en", "standing": "published"}, {"both", "english"}),
        ({"standing": "scheduled"}, {"scheduled"}),
        ({"standing": "withdrawn"}, set()),
    ],
)
def test_filters_by_edition_and_state(editor: Client, query: dict[str, str], expected: set[str]):
    both = make_story(working_title="both")
    make_article(story=both, edition="en")
    make_article(story=both, edition="fa", published=False)
    make_article(story=make_story(working_title="english"), edition="en")
    later = timezone.now() + timedelta(days=1)
    make_article(story=make_story(working_title="scheduled"), edition="en", published_at=later)
    assert listed(editor, **query) == expected


def test_filter_by_category_takes_those_below_it(editor: Client):
    above = make_category()
    below = make_category(parent=above)
    for name, category in {"above": above, "below": below, "beside": make_category()}.items():
        make_story(working_title=name, category=category)
    assert listed(editor, category=str(above.pk)) == {"above", "below"}
    assert listed(editor, category=str(below.pk)) == {"below"}


def test_filter_by_author(editor: Client):
    person = make_person()
    make_story(working_title="theirs", authors=[person])
    make_story(working_title="another's", authors=[make_person()])
    assert listed(editor, author=str(person.pk)) == {"theirs"}


@pytest.mark.parametrize("words", ["Winter", "باغ", "working"])
def test_search_finds_titles_of_every_edition_and_the_working_title_once(editor: Client, words: str):
    story = make_story(working_title="working")
    make_article(story=story, edition="en", title="Winter gardens")
    make_article(story=story, edition="fa", title="باغ زمستانی")
    make_story(working_title="other")
    answer = editor.get(reverse(STORIES), {"q": words})
    assert [str(row) for row in answer.context["cl"].result_list] == ["working"]


@pytest.mark.parametrize("query", [{"category": "x"}, {"author": "0"}, {"standing": "odd"}, {"edition": "zz"}])
def test_filters_that_mean_nothing_are_no_error(editor: Client, query: dict[str, str]):
    make_story()
    assert editor.get(reverse(STORIES), query, follow=True).status_code == 200


def test_publish_changes_the_chosen_edition_only_and_counts(editor: Client):
    category = make_category()
    stories = [make_story(category=category) for _number in range(3)]
    for story in stories[:2]:
        make_article(story=story, edition="en", published=False)
        make_article(story=story, edition="fa", published=False)
    messages = act(editor, "publish", stories, "fa")
    assert [article.edition_id for article in Article.objects.live()] == ["fa", "fa"]
    assert len(messages) == 2
    assert "2 articles published" in messages[0]
    assert "1 story was left" in messages[1]
    assert LogEntry.objects.count() == 2


def test_publish_leaves_out_what_the_checklist_keeps_back_and_names_it(editor: Client):
    ready = make_article(published=False, category=make_category())
    held = make_article(published=False, title="Held <b>back</b>")
    old = make_article(title="Published as it is")
    messages = act(editor, "publish", [ready.story, held.story, old.story], "en")
    assert set(Article.objects.live()) == {ready, old}
    assert len(messages) == 3
    assert "1 article is kept back" in messages[0]
    assert "<bdi>Held &lt;b&gt;back&lt;/b&gt;</bdi>: There is no category." in messages[0]
    assert "1 article published" in messages[1]
    assert "1 story was left" in messages[2]


def test_withdraw_takes_off_the_site_and_deletes_nothing(editor: Client):
    article = make_article(edition="en")
    [message] = act(editor, "withdraw", [article.story], "en")
    assert "1 article withdrawn" in message
    article.refresh_from_db()
    assert article.state == "withdrawn"
    assert not Article.objects.live().exists()


@pytest.mark.parametrize("edition", ["", "zz"])
def test_action_without_an_edition_does_nothing_and_says_so(editor: Client, edition: str):
    article = make_article(published=False)
    assert len(act(editor, "publish", [article.story], edition)) == 1
    article.refresh_from_db()
    assert article.state == "draft"


def test_editor_cannot_publish_in_an_edition_of_others(client: Client, editions):
    article = make_article(edition="en", published=False)
    client.force_login(make_user(role="editor", editions=["fa"]))
    act(client, "publish", [article.story], "en")
    article.refresh_from_db()
    assert article.state == "draft"
    offered = client.get(reverse(STORIES)).context["action_form"].fields["edition"].choices
    assert [code for code, _name in offered] == ["", "fa"]


def test_author_is_offered_no_action_and_can_use_none(client: Client, editions):
    author = make_user(role="contributor", editions=["en"])
    article = make_article(published=False, created_by=author)
    client.force_login(author)
    assert client.get(reverse(STORIES)).context["action_form"] is None
    act(client, "publish", [article.story], "en")
    article.refresh_from_db()
    assert article.state == "draft"


def test_nobody_deletes_many_at_once(editor: Client):
    story = make_story()
    act(editor, "delete_selected", [story], "")
    assert Story.objects.filter(pk=story.pk).exists()


def test_articles_list_shows_drafts_to_members_of_their_edition_only(client: Client, editions):
    make_article(edition="en", title="draft", published=False)
    make_article(edition="en", title="public")
    make_article(edition="fa", title="own draft", published=False)
    client.force_login(make_user(role="contributor", editions=["fa"]))
    assert listed(client, ARTICLES) == {"public", "own draft"}


def test_article_in_the_list_leads_to_its_story_in_its_edition(editor: Client):
    article = make_article(edition="fa")
    answer = editor.get(reverse("admin:articles_article_change", args=[article.pk]))
    story = reverse("admin:articles_story_change", args=[article.story_id])
    assert answer["Location"] == f"{story}?edition=fa"


@pytest.mark.parametrize("address", [STORIES, ARTICLES])
@pytest.mark.parametrize("role", ["contributor", "editor", "admin"])
def test_list_of_a_hundred_stories_takes_twelve_queries_at_most(client: Client, editions, address: str, role: str):
    category, authors = make_category(), [make_person() for _number in range(5)]
    for number in range(100):
        story = make_story(category=category, authors=[authors[number % 5]])
        for code in editions:
            make_article(story=story, edition=code, published=bool(number % 2))
    client.force_login(make_user(role=role))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(reverse(address))
    assert answer.status_code == 200
    assert len(answer.context["cl"].result_list) == 50
    assert len(queries) <= 12, "\n".join(query["sql"][:150] for query in queries)
