"""Two people at one story: each saves what they wrote, and nobody's words are lost unseen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Story
from articles.revisions import text_of
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story, make_topic
from tests.accounts.desk_forms import edit, fields_of, form_of, send

SAVE = {"_save": "1"}


def page_of(story: Story, code: str) -> str:
    return f"{reverse('admin:articles_story_change', args=[story.pk])}?edition={code}"


def at_the_desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def messages_of(response: Any) -> list[str]:
    """What the page that came back says is wrong, in the article or in what all editions share."""
    assert response.status_code == 200, response.status_code
    forms = [response.context["adminform"].form, response.context["article_form"]]
    return [message for form in forms if form for errors in form.errors.values() for message in errors]


@pytest.fixture
def english(editions) -> Client:
    return at_the_desk(make_user(role="editor", editions=["en"]))


@pytest.fixture
def persian(editions) -> Client:
    return at_the_desk(make_user(role="editor", editions=["fa"]))


@pytest.fixture
def story(editions) -> Story:
    story = make_story(working_title="Gardens")
    make_article(story=story, edition="en", title="Gardens", body="<p>English</p>", published=False)
    make_article(story=story, edition="fa", title="باغ‌ها", body="<p>فارسی</p>", published=False)
    return story


def test_two_editions_saved_at_once_keep_both_texts(story: Story, english: Client, persian: Client):
    in_english, in_persian = form_of(english, page_of(story, "en")), form_of(persian, page_of(story, "fa"))
    assert send(english, page_of(story, "en"), in_english, **SAVE, **{"article-title": "New"}).status_code == 302
    assert send(persian, page_of(story, "fa"), in_persian, **SAVE, **{"article-title": "نو"}).status_code == 302
    texts = Article.objects.filter(story=story).order_by("edition_id").values_list("title", "body")
    kept = [(title, without_ids(body)) for title, body in texts]
    assert kept == [("New", "<p>English</p>"), ("نو", "<p>فارسی</p>")]


def test_saving_one_edition_leaves_the_shared_fields_that_another_changed(
    story: Story, english: Client, persian: Client
):
    category = make_category()
    in_english, in_persian = form_of(english, page_of(story, "en")), form_of(persian, page_of(story, "fa"))
    send(persian, page_of(story, "fa"), in_persian, **SAVE, category=str(category.pk))
    sent = send(english, page_of(story, "en"), in_english, **SAVE, working_title="Gardens in winter")
    assert sent.status_code == 302
    story.refresh_from_db()
    assert (story.category, story.working_title) == (category, "Gardens in winter")


def test_topics_that_two_people_add_are_both_kept(story: Story, english: Client, persian: Client):
    first, second = make_topic(), make_topic()
    in_english, in_persian = form_of(english, page_of(story, "en")), form_of(persian, page_of(story, "fa"))
    send(english, page_of(story, "en"), in_english, **SAVE, topics=[str(first.pk)])
    send(persian, page_of(story, "fa"), in_persian, **SAVE, topics=[str(second.pk)])
    assert set(story.topics.all()) == {first, second}


def test_same_shared_field_changed_by_both_is_refused_once_and_says_what_stands_there(
    story: Story, english: Client, persian: Client
):
    in_english, in_persian = form_of(english, page_of(story, "en")), form_of(persian, page_of(story, "fa"))
    send(persian, page_of(story, "fa"), in_persian, **SAVE, working_title="Theirs")
    answer = send(english, page_of(story, "en"), in_english, **SAVE, working_title="Mine")
    [message] = messages_of(answer)
    assert "Theirs" in message
    assert fields_of(answer)["working_title"] == ["Mine"]
    story.refresh_from_db()
    assert story.working_title == "Theirs"
    again = send(english, page_of(story, "en"), fields_of(answer), **SAVE)
    assert again.status_code == 302
    story.refresh_from_db()
    assert story.working_title == "Mine"


def test_article_saved_by_somebody_else_meanwhile_is_not_overwritten(story: Story, english: Client):
    other = at_the_desk(make_user(role="editor", editions=["en"]))
    url = page_of(story, "en")
    mine = form_of(english, url)
    edit(other, url, **SAVE, **{"article-body": "<p>Theirs, later</p>"})
    answer = send(english, url, mine, **SAVE, **{"article-title": "Mine", "article-body": "<p>My words</p>"})
    [message] = messages_of(answer)
    assert "Somebody else has saved this article" in message
    assert [without_ids(body) for body in fields_of(answer)["article-body"]] == ["<p>My words</p>"]
    assert fields_of(answer)["article-title"] == ["Mine"]
    assert "Theirs, later" in answer.content.decode()
    # Both, word by word: theirs is what would be lost, mine what would be new.
    assert "<del>Theirs, later</del>" in answer.content.decode()
    assert "<ins>My words</ins>" in answer.content.decode()
    assert without_ids(Article.objects.get(story=story, edition="en").body) == "<p>Theirs, later</p>"


def test_saving_again_in_knowledge_of_theirs_goes_through(story: Story, english: Client):
    other = at_the_desk(make_user(role="editor", editions=["en"]))
    url = page_of(story, "en")
    mine = form_of(english, url)
    edit(other, url, **SAVE, **{"article-body": "<p>Theirs</p>"})
    answer = send(english, url, mine, **SAVE, **{"article-body": "<p>Mine</p>"})
    assert send(english, url, fields_of(answer), **SAVE).status_code == 302
    assert without_ids(Article.objects.get(story=story, edition="en").body) == "<p>Mine</p>"


def test_conflict_in_the_article_leaves_shared_fields_unsaved_too(story: Story, english: Client):
    other = at_the_desk(make_user(role="editor", editions=["en"]))
    url = page_of(story, "en")
    mine = form_of(english, url)
    edit(other, url, **SAVE, **{"article-title": "Theirs"})
    send(english, url, mine, **SAVE, **{"article-title": "Mine"}, working_title="Half saved")
    story.refresh_from_db()
    assert story.working_title == "Gardens"


def test_draft_of_a_live_article_saved_meanwhile_is_not_overwritten(english: Client, editions):
    article = make_article(title="Gardens", body="<p>What readers see</p>")
    other = at_the_desk(make_user(role="editor", editions=["en"], first_name="Ada", last_name="Berg"))
    url = page_of(article.story, "en")
    mine = form_of(english, url)
    edit(other, url, **SAVE, **{"article-body": "<p>Their draft of it</p>"})
    answer = send(english, url, mine, **SAVE, **{"article-body": "<p>My draft of it</p>"})
    assert len(messages_of(answer)) == 1
    page = answer.content.decode()
    assert "<del>Their</del><ins>My</ins> draft of it" in page
    assert "Ada Berg" in page
    assert send(english, url, fields_of(answer), **SAVE).status_code == 302
    texts = [without_ids(text_of(revision).body) for revision in article.revisions.order_by("number")]
    assert texts == ["<p>What readers see</p>", "<p>Their draft of it</p>", "<p>My draft of it</p>"]
    assert without_ids(Article.objects.get(pk=article.pk).body) == "<p>What readers see</p>"


def test_two_who_begin_the_same_edition_do_not_overwrite_each_other(story: Story, editions):
    first, second = (at_the_desk(make_user(role="editor", editions=["sq"])) for _one in range(2))
    url = page_of(story, "sq")
    late = form_of(second, url)
    assert edit(first, url, **SAVE, **{"article-title": "I pari"}).status_code == 302
    answer = send(second, url, late, **SAVE, **{"article-title": "I dyti"})
    assert len(messages_of(answer)) == 1
    assert Article.objects.get(story=story, edition="sq").title == "I pari"
    assert fields_of(answer)["article-title"] == ["I dyti"]


def test_saving_nothing_changes_no_version(story: Story, english: Client):
    before = Article.objects.get(story=story, edition="en").version, story.version
    assert edit(english, page_of(story, "en"), **SAVE).status_code == 302
    story.refresh_from_db()
    assert (Article.objects.get(story=story, edition="en").version, story.version) == before
