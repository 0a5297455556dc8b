"""What cannot be saved: one clear message each, what was typed stays, nothing is half saved."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Story
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.desk_forms import edit, fields_of
from tests.articles.desk.test_two_editors import messages_of

SAVE, PUBLISH = {"_save": "1"}, {"_publish": "1"}
OVERRIDE, BELL, ZWNJ = "\u202e", "\u0007", "\u200c"


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor"))
    return client


@pytest.fixture
def article(editions) -> Article:
    return make_article(title="Gardens", body="<p>As it was</p>", published=False)


def page_of(article: Article) -> str:
    story = reverse("admin:articles_story_change", args=[article.story_id])
    return f"{story}?edition={article.edition_id}"


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a title of 500 letters": ({"article-title": "a" * 500}, "300"),
    "no title": ({"article-title": ""}, "required"),
    "a title of nothing that can be seen": ({"article-title": f"{OVERRIDE}{BELL} "}, "required"),
    "an address with a slash": ({"article-slug": "a/b"}, ""),
    "a day that does not exist": ({"article-published_at": "2026-02-31T10:00"}, "valid date"),
    "a year out of range": ({"article-published_at": "3026-01-01T10:00"}, "1900"),
    "an end before the start": (
        {"article-published_at": "2026-05-02T10:00", "article-unpublish_at": "2026-05-01T10:00"},
        "after",
    ),
    "a category that is gone": ({"category": "999999"}, "valid choice"),
    "a topic that is gone": ({"topics": ["999999"]}, "999999"),
    "a picture that is gone": ({"image": "999999"}, "valid choice"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_message_and_nothing_is_saved(editor: Client, article: Article, name: str):
    bad, said = BAD[name]
    sent = {"article-body": "<p>Newly written</p>", "working_title": "Newly named", **bad}
    answer = edit(editor, page_of(article), **SAVE, **sent)
    messages = messages_of(answer)
    assert len(messages) == 1, messages
    assert said in messages[0]
    stored = Article.objects.select_related("story").get(pk=article.pk)
    assert (stored.title, without_ids(stored.body), stored.version) == ("Gardens", "<p>As it was</p>", article.version)
    assert stored.story.working_title == article.story.working_title
    shown = fields_of(answer)
    assert shown["article-body"] == ["<p>Newly written</p>"]
    assert shown["working_title"] == ["Newly named"]


@pytest.mark.parametrize("name", ["a title of 500 letters", "an address with a slash", "a year out of range"])
def test_what_is_wrong_itself_stays_to_be_mended(editor: Client, article: Article, name: str):
    bad, _said = BAD[name]
    shown = fields_of(edit(editor, page_of(article), **SAVE, **bad))
    for field, value in bad.items():
        assert shown[field] == [value]


def test_address_of_another_article_is_refused_in_its_edition_only(editor: Client, article: Article):
    make_article(slug="winter")
    answer = edit(editor, page_of(article), **SAVE, **{"article-slug": "winter"})
    assert messages_of(answer) == ["Another article of this edition has this address already."]
    persian = make_article(edition="fa", published=False)
    assert edit(editor, page_of(persian), **SAVE, **{"article-slug": "winter"}).status_code == 302


def test_emptied_address_is_made_anew_with_a_number_where_it_is_taken(editor: Client, article: Article):
    make_article(slug="gardens-in-snow")
    edit(editor, page_of(article), **SAVE, **{"article-slug": "", "article-title": "Gardens in snow"})
    assert Article.objects.get(pk=article.pk).slug == "gardens-in-snow-2"


def test_control_and_bidi_characters_are_taken_out_and_joiners_stay(editor: Client, editions):
    article = make_article(edition="fa", published=False)
    sent = {"article-title": f"می{ZWNJ}رود{OVERRIDE}{BELL}", "article-body": f"<p>می{ZWNJ}رود{OVERRIDE}</p>"}
    assert edit(editor, page_of(article), **SAVE, **sent).status_code == 302
    article.refresh_from_db()
    assert (article.title, without_ids(article.body)) == (f"می{ZWNJ}رود", f"<p>می{ZWNJ}رود</p>")


def test_script_in_a_body_is_not_stored(editor: Client, article: Article):
    edit(editor, page_of(article), **SAVE, **{"article-body": "<p onclick='x()'>a<script>alert(1)</script></p>"})
    article.refresh_from_db()
    assert without_ids(article.body) == "<p>a</p>"


def test_story_whose_first_article_is_wrong_is_not_made(editor: Client):
    url = f"{reverse('admin:articles_story_add')}?edition=fa"
    answer = edit(editor, url, **SAVE, **{"article-title": "ا" * 500, "article-body": "<p>متن</p>"})
    assert len(messages_of(answer)) == 1
    assert fields_of(answer)["article-body"] == ["<p>متن</p>"]
    assert not Story.objects.exists()


def test_working_title_left_empty_is_the_first_articles_title(editor: Client):
    url = f"{reverse('admin:articles_story_add')}?edition=fa"
    assert edit(editor, url, **SAVE, **{"article-title": "باغ‌ها"}).status_code == 302
    article = Article.objects.select_related("story").get()
    assert (article.story.working_title, article.edition_id, article.state) == ("باغ‌ها", "fa", "draft")


def test_edition_that_has_not_begun_the_story_stays_so_where_nothing_is_written(editor: Client, article: Article):
    story = article.story
    url = f"{reverse('admin:articles_story_change', args=[story.pk])}?edition=fa"
    assert edit(editor, url, **SAVE, working_title="Only this").status_code == 302
    assert list(story.articles.values_list("edition_id", flat=True)) == ["en"]
    story.refresh_from_db()
    assert story.working_title == "Only this"


def test_empty_edition_cannot_be_published(editor: Client, article: Article):
    url = f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition=fa"
    assert len(messages_of(edit(editor, url, **PUBLISH))) == 1
    assert not Article.objects.filter(edition="fa").exists()


def test_moment_of_the_past_is_no_moment_to_end_at(editor: Client, article: Article):
    past = f"{timezone.now() - timedelta(days=1):%Y-%m-%dT%H:%M}"
    sent = {"article-published_at": "2020-01-01T10:00", "article-unpublish_at": past}
    assert len(messages_of(edit(editor, page_of(article), **PUBLISH, **sent))) == 1
    article.refresh_from_db()
    assert article.state == "draft"


def test_moments_are_typed_in_the_editions_time_zone(editor: Client, article: Article):
    article.edition.time_zone = "Asia/Tehran"
    article.edition.save()
    sent = {"article-published_at": "2026-05-01T10:00", "category": str(make_category().pk)}
    edit(editor, page_of(article), **PUBLISH, **sent)
    article.refresh_from_db()
    assert article.published_at.isoformat() == "2026-05-01T06:30:00+00:00"


def test_unknown_edition_and_story_are_answered_plainly(editor: Client, article: Article):
    story = reverse("admin:articles_story_change", args=[article.story_id])
    assert editor.get(f"{story}?edition=xx").status_code == 200
    assert editor.get(reverse("admin:articles_story_change", args=[999_999])).status_code == 302


def test_two_stories_never_share_what_was_posted(editor: Client, article: Article):
    other = make_article(story=make_story(), title="Other", published=False)
    edit(editor, page_of(article), **SAVE, **{"article-title": "Changed"})
    other.refresh_from_db()
    assert other.title == "Other"
