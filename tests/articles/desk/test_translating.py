"""Translating at the desk: who may begin, change and accept, through the addresses themselves."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.lineage.accepting import compared
from articles.lineage.counting import lag_of
from articles.lineage.records import Lineage
from articles.lineage.saving import marks_of
from articles.models import Article
from articles.revisions import text_of
from articles.services import save_article
from articles.translating import start_translation
from editions.enums import State
from editions.models import Edition
from editions.richtext.blocks import units_of
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.desk_forms import form_of, send

PEOPLE = {
    "anonymous": None,
    "reader": (None, []),
    "contributor": ("contributor", ["fa"]),
    "translator": ("translator", ["fa"]),
    "translator elsewhere": ("translator", ["sq"]),
    "editor": ("editor", ["fa"]),
    "editor elsewhere": ("editor", ["en"]),
    "publisher": ("publisher", ["fa"]),
    "admin": ("admin", None),
}
MAY_BEGIN = {"contributor", "translator", "editor", "publisher", "admin"}
MAY_WRITE_PUBLISHED = {"editor", "publisher", "admin"}
# What they say waits in a change that an editor publishes.
MAY_PROPOSE = {"translator"}
PAIR = "translator of another pair"


def enter(client: Client, who: str) -> Any:
    if who == PAIR:
        user = make_user(role="translator", editions=["fa"])
        user.memberships.get().translates_from.add("ar")
    elif PEOPLE[who] is None:
        return None
    else:
        role, editions = PEOPLE[who]
        user = make_user(role=role, editions=editions)
    client.force_login(user)
    return user


@pytest.fixture
def source(editions) -> Article:
    return make_article(
        edition="en", title="Tide", body="<p>One tide.</p><p>Two tides.</p>", story=make_story(category=make_category())
    )


@pytest.fixture
def article(source) -> Article:
    """A published Persian translation, one block of which has changed in the source."""
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    article.title, article.state, article.published_at = "جزر", State.PUBLISHED, source.published_at
    save_article(article)
    changed = Article.objects.get(pk=source.pk)
    changed.body = changed.body.replace("One tide", "No tide")
    save_article(changed)
    return Article.objects.get(pk=article.pk)


def begin(client: Client, source: Article, code: str = "fa") -> Any:
    address = reverse("admin:articles_article_start")
    return client.post(address, {"story": source.story_id, "edition": code, "source": source.pk})


def act(client: Client, article: Article, **sent: Any) -> Any:
    return client.post(reverse("admin:articles_article_lineage", args=[article.pk]), sent)


def stale_block(article: Article) -> tuple[str, str]:
    """The block that lags and, as JSON, what accepting it has to have seen."""
    found = compared(Lineage.read(article.lineage), marks_of(article.source_id))
    block = next(block for block in found.links if found.stale(block))
    return block, json.dumps(found.seen(block))


@pytest.mark.parametrize("who", [*PEOPLE, PAIR])
def test_beginning_a_translation(client: Client, source, who):
    user = enter(client, who)
    begin(client, source)
    begun = Article.objects.filter(story=source.story_id, edition="fa").first()
    assert (begun is not None) is (who in MAY_BEGIN)
    if begun:
        assert begun.created_by == user
        assert begun.source_id == source.pk
    answer = client.get(reverse("admin:articles_article_start"), {"story": source.story_id, "edition": "sq"})
    assert (answer.status_code == 200) is (who in {"translator elsewhere", "admin"})


@pytest.mark.parametrize(("who", "may"), [("translator", False), ("editor", False), ("admin", True)])
def test_another_editions_draft_is_not_given_away_by_translating_it(client: Client, editions, who, may):
    draft = make_article(edition="en", body="<p>Secret</p>", published=False, story=make_story())
    enter(client, who)
    begin(client, draft)
    assert Article.objects.filter(story=draft.story_id, edition="fa").exists() is may


def test_nobody_begins_what_is_begun(client: Client, article):
    enter(client, "admin")
    assert begin(client, article.source).status_code == 302
    assert Article.objects.filter(story=article.story_id).count() == 2


@pytest.mark.parametrize("who", [*PEOPLE, PAIR])
@pytest.mark.parametrize("name", ["updated", "no_effect", "leave_out", "take_in", "as_is", "only_here", "cover"])
def test_saying_something_of_a_block(client: Client, article, who, name):
    enter(client, who)
    block, seen = stale_block(article)
    answer = act(client, article, act=name, block=block, source=block, seen=seen)
    assert (answer.status_code == 200) is (who in MAY_WRITE_PUBLISHED | MAY_PROPOSE)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.lineage != article.lineage) is (who in MAY_WRITE_PUBLISHED and name != "take_in")
    settles = name in {"updated", "no_effect", "only_here", "cover"}
    assert lag_of(stored) == ((0, 0, 0) if who in MAY_WRITE_PUBLISHED and settles else (1, 0, 0))
    assert (stored.pending is not None) is (who in MAY_PROPOSE)
    if stored.pending:
        told = text_of(stored.pending)
        assert (told.body, told.lineage != article.lineage) == (article.body, name != "take_in")


@pytest.mark.parametrize("who", PEOPLE)
def test_changing_what_it_is_translated_from(client: Client, article, who):
    enter(client, who)
    address = reverse("admin:articles_article_source", args=[article.pk])
    assert (client.get(address).status_code == 200) is (who in MAY_WRITE_PUBLISHED)
    client.post(address, {"source": ""})
    assert (Article.objects.get(pk=article.pk).source is None) is (who in MAY_WRITE_PUBLISHED)


def test_another_source_is_chosen_from_those_one_may_read(client: Client, article):
    other = make_article(edition="ar", body="<p>مد</p>", story=article.story)
    hidden = make_article(edition="sq", body="<p>x</p>", story=article.story, published=False)
    enter(client, "editor")
    address = reverse("admin:articles_article_source", args=[article.pk])
    assert client.post(address, {"source": hidden.pk}).status_code == 403
    assert client.post(address, {"source": article.pk}).status_code == 403
    assert client.post(address, {"source": other.pk}).status_code == 302
    assert Article.objects.get(pk=article.pk).source == other


@pytest.mark.parametrize("who", PEOPLE)
def test_the_page_shows_a_draft_only_to_its_edition(client: Client, source, who):
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    article.body = "<p>پنهان</p>"
    save_article(article)
    enter(client, who)
    answer = client.get(reverse("admin:articles_article_translate", args=[article.pk]))
    shown = answer.status_code == 200 and "پنهان" in answer.content.decode()
    assert shown is (who in {"contributor", "translator", "editor", "publisher", "admin"} and who != "anonymous")


def test_bad_questions_are_answered_calmly(client: Client, article):
    enter(client, "admin")
    block, _seen = stale_block(article)
    assert act(client, article, act="nonsense").status_code == 400
    assert act(client, article, act="updated", block="nosuchblock", seen="{}").status_code == 404
    assert act(client, article, act="updated", block=block, seen="[1]").status_code == 409
    assert act(client, article, act="updated", block=block, seen="not json").status_code == 409
    assert client.get(reverse("admin:articles_article_lineage", args=[article.pk])).status_code == 405
    assert act(client, article.source, act="as_is", block=block).status_code == 404
    start = reverse("admin:articles_article_start")
    for asked in ({}, {"story": "x"}, {"story": article.story_id, "edition": "zz"}):
        assert client.get(start, asked).status_code == 404
    assert client.get(start, {"story": article.story_id}).status_code == 200


def test_the_page_of_an_article_that_is_no_translation_asks_what_it_is_translated_from(client: Client, source):
    enter(client, "admin")
    answer = client.get(reverse("admin:articles_article_translate", args=[source.pk]))
    assert answer.url == reverse("admin:articles_article_source", args=[source.pk])


def test_what_was_brought_up_to_date_in_the_form_counts_when_it_is_saved(client: Client, article):
    enter(client, "editor")
    address = reverse("admin:articles_article_translate", args=[article.pk])
    block, seen = stale_block(article)
    form = form_of(client, address)
    accepted = json.dumps({block: json.loads(seen)})
    answer = send(client, address, form, **{"article-title": "جزر و مد", "lineage-accepted": accepted, "_publish": "1"})
    assert answer.url == address
    article = Article.objects.get(pk=article.pk)
    assert (article.title, lag_of(article)) == ("جزر و مد", (0, 0, 0))
    # Also where nothing else was changed.
    changed = Article.objects.get(pk=article.source_id)
    changed.body = changed.body.replace("Two tides", "Three tides")
    save_article(changed)
    block, seen = stale_block(Article.objects.get(pk=article.pk))
    accepted = json.dumps({block: json.loads(seen)})
    send(client, address, form_of(client, address), **{"lineage-accepted": accepted, "_publish": "1"})
    assert lag_of(Article.objects.get(pk=article.pk)) == (0, 0, 0)


def test_what_has_moved_on_by_then_is_saved_but_stays_marked(client: Client, article):
    enter(client, "editor")
    address = reverse("admin:articles_article_translate", args=[article.pk])
    block, seen = stale_block(article)
    form = form_of(client, address)
    changed = Article.objects.get(pk=article.source_id)
    changed.body = changed.body.replace("No tide", "Spring tide")
    save_article(changed)
    accepted = json.dumps({block: json.loads(seen)})
    answer = send(client, address, form, **{"article-title": "مد", "lineage-accepted": accepted, "_publish": "1"})
    assert "changed once more" in client.get(answer.url).content.decode()
    article = Article.objects.get(pk=article.pk)
    assert (article.title, lag_of(article)) == ("مد", (1, 0, 0))


def test_the_source_is_shown_with_what_has_changed_and_nothing_of_it_is_markup(client: Client, source):
    Article.objects.filter(pk=source.pk).update(body="<p>Two &lt;b&gt; 2024 tides &amp; more</p>")
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    changed = Article.objects.get(pk=source.pk)
    changed.body = changed.body.replace("2024", "2025")
    save_article(changed)
    enter(client, "admin")
    page = client.get(reverse("admin:articles_article_translate", args=[article.pk])).content.decode()
    assert "Two &lt;b&gt;<del> 2024</del><ins> 2025</ins> tides &amp; more" in page
    assert 'lang="en" dir="ltr"' in page


def test_the_page_takes_few_queries_whatever_the_length_of_the_texts(
    client: Client, source, django_assert_max_num_queries
):
    Article.objects.filter(pk=source.pk).update(body="".join(f"<p>Tide {number}</p>" for number in range(120)))
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    assert len(units_of(article.body)) == 120
    enter(client, "admin")
    address = reverse("admin:articles_article_translate", args=[article.pk])
    # What a process reads once is not counted.
    client.get(address)
    with django_assert_max_num_queries(25):
        assert client.get(address).status_code == 200


def test_a_deleted_draft_leaves_its_translations_without_a_source_and_without_lag(client: Client, editions):
    source = make_article(edition="en", body="<p>One.</p>", published=False, story=make_story())
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    Article.objects.filter(pk=article.pk).update(n_changed=1)
    enter(client, "admin")
    client.post(reverse("admin:articles_article_delete", args=[source.pk]), {"post": "yes"})
    article = Article.objects.get(pk=article.pk)
    assert (article.source, lag_of(article)) == (None, (0, 0, 0))


def test_a_chain_is_shown_whole_and_what_is_yet_to_come_through_it_is_told(client: Client, source):
    arabic = start_translation(source=source, edition=Edition.objects.get(pk="ar"))
    persian = start_translation(source=arabic, edition=Edition.objects.get(pk="fa"))
    changed = Article.objects.get(pk=source.pk)
    changed.body = changed.body.replace("One tide", "No tide")
    save_article(changed)
    enter(client, "admin")
    page = client.get(reverse("admin:articles_article_translate", args=[persian.pk])).content.decode()
    assert "Translated in steps:" in page
    assert "comes here when" in page
    assert lag_of(Article.objects.get(pk=persian.pk)) == (0, 0, 0)
