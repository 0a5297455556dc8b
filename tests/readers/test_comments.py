"""Comments as readers write and read them."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.enums import CommentsMode
from articles.models import Article, Story
from editions.enums import CommentPolicy
from editions.models import Edition
from readers.commenting import decide
from readers.enums import CommentState
from readers.models import Comment
from readers.threads import THREADS, comments_path, subject_of
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.readers import make_comment
from tests.readers.sending import COMMENT, OWN, send, stamped


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def write(client: Client, article: Article, **data) -> object:
    return send(client, comments_path(article), {**COMMENT, "stamp": stamped(subject_of(article)), **data})


# Whether there are any.


@pytest.mark.parametrize(
    ("policy", "mode", "shown", "is_open"),
    [
        ("off", "", False, False),
        ("off", "on", False, False),
        ("chosen", "", False, False),
        ("chosen", "on", True, True),
        ("chosen", "closed", True, False),
        ("on", "", True, True),
        ("on", "closed", True, False),
        ("on", "off", False, False),
    ],
)
def test_edition_and_story_say_whether_there_are_comments(
    client: Client, editions, policy: str, mode: str, shown: bool, is_open: bool
):
    Edition.objects.update(comments=policy)
    article = make_article()
    Story.objects.update(comments=mode)
    make_comment(article=article, text="Seen by all")
    page = page_of(client, article.get_absolute_url())
    assert ("Seen by all" in page) is shown
    assert ('name="text"' in page) is is_open
    assert ('"commentCount":1' in page) is shown
    assert ("#comments" in page_of(client, "/en/articles/")) is shown
    assert client.get(comments_path(article)).status_code == (200 if shown else 404)
    answer = write(client, article)
    assert answer.status_code == (303 if is_open else 403 if shown else 404)
    assert Comment.objects.count() == 1 + is_open


def test_closed_page_keeps_what_was_typed(client: Client, article):
    Story.objects.update(comments=CommentsMode.CLOSED)
    page = write(client, article, text="Too late, and dear to me").content.decode()
    assert "Too late, and dear to me" in page


def test_nothing_stands_beneath_an_edition_without_comments(client: Client, editions):
    assert 'id="comments"' not in page_of(client, make_article().get_absolute_url())
    assert {edition.comments for edition in Edition.objects.all()} == {CommentPolicy.OFF}


# Writing.


def test_comment_is_held_and_thanked_for(client: Client, article):
    answer = write(client, article, name=" Ada\u202e ", email="ada@example.org", text=" One.\r\n\r\nTwo. ")
    assert answer.status_code == 303
    assert not answer.cookies
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.state) == ("Ada", "One.\r\n\r\nTwo.", CommentState.HELD)
    assert (comment.edition_id, comment.article, comment.email) == ("en", article, "ada@example.org")
    assert "Thank you" in page_of(client, answer["Location"])
    assert "One." not in page_of(client, article.get_absolute_url())
    assert Article.objects.get().n_comments == 0


def test_without_script_what_was_typed_is_looked_at_once_more(client: Client, article):
    answer = send(client, comments_path(article), {**COMMENT, "text": "First look <b>"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert '<p dir="auto">First look &lt;b&gt;</p>' in page
    assert not Comment.objects.exists()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)[1]
    quick = send(client, comments_path(article), {**COMMENT, "text": "First look", "stamp": stamp})
    assert quick.status_code == 422
    # The same stamp comes back: to press once more is enough.
    assert f'value="{stamp}"' in quick.content.decode()
    assert not Comment.objects.exists()


def test_script_is_given_a_stamp_by_the_form_s_own_address(client: Client, article):
    answer = send(client, comments_path(article), {"ask": "stamp"})
    assert answer.content.decode().startswith(f"{subject_of(article)}:")
    assert answer["Cache-Control"] == "no-store"
    assert (
        send(client, comments_path(article), {"ask": "stamp"}, {"Origin": "https://other.example"}).status_code == 403
    )


TYPED = {"name": "Ada <i>", "email": "ada@example.org", "text": "Dear to me", "wants_mail": "on"}


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"text": ""}, 422, "required"),
        ({"text": "\u202e"}, 422, "required"),
        ({"name": " "}, 422, "required"),
        ({"text": "x" * 4001}, 422, "4000"),
        ({"email": "no address"}, 422, "email"),
        ({"email": ""}, 422, "we need your e-mail address"),
        ({"website": "spam"}, 422, "must stay empty"),
        ({"text": "http://a.example http://b.example http://c.example"}, 422, "at most 2 links"),
        ({"stamp": "x"}, 422, "lost on the way"),
        ({"stamp": "OLD"}, 422, "open for a long time"),
        ({"stamp": "NEW"}, 422, "very quick"),
    ],
)
def test_refusal_says_why_and_keeps_what_was_typed(client: Client, article, change: dict, status: int, said: str):
    ages = {"OLD": 100_000, "NEW": 0}
    change = {
        name: stamped(subject_of(article), seconds=ages[value]) if value in ages else value
        for name, value in change.items()
    }
    answer = write(client, article, **{**TYPED, **change})
    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert not Comment.objects.exists()
    kept = {**TYPED, **change}
    assert f'value="{kept["email"]}"' in page or not kept["email"]
    assert kept["text"].strip("\u202e") in page
    assert "checked" in page
    if kept["name"].strip():
        assert 'value="Ada &lt;i&gt;"' in page
    # The trap is empty again.
    assert 'value="spam"' not in page


def test_form_of_another_site_is_refused_with_everything_kept(client: Client, article):
    stamp = stamped(subject_of(article))
    data = {**TYPED, "stamp": stamp}
    answer = send(client, comments_path(article), data, {**OWN, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Dear to me" in answer.content.decode()
    assert not Comment.objects.exists()


def test_too_many_from_one_place_wait_and_lose_nothing(client: Client, article):
    answers = [write(client, article, text=f"Thought {number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert answers[-1]["Retry-After"] == "600"
    assert "Thought 5" in answers[-1].content.decode()
    assert Comment.objects.count() == 5


def test_mistakes_make_nobody_wait(client: Client, article):
    for _ in range(8):
        write(client, article, text="")
    assert write(client, article).status_code == 303


def test_what_is_sent_twice_is_kept_once(client: Client, article):
    for _ in range(2):
        assert write(client, article).status_code == 303
    assert Comment.objects.count() == 1
    write(client, article, name="Bo")
    assert Comment.objects.count() == 2


def test_words_of_spam_go_to_the_spam_and_links_are_pointed_out(client: Client, article):
    Edition.objects.update(blocked_words="cheap bags")
    write(client, article, text="Cheap   BAGS here")
    write(client, article, text="See https://example.org/")
    spam, held = Comment.objects.order_by("pk")
    assert (spam.state, spam.suspicions) == (CommentState.SPAM, {"words": ["cheap bags"]})
    assert (held.state, held.suspicions) == (CommentState.HELD, {"links": 1})


def test_same_text_everywhere_is_spam(client: Client, taking):
    articles = [make_article() for _ in range(4)]
    for article in articles:
        write(client, article, text="Great post, thanks")
    assert [comment.state for comment in Comment.objects.order_by("pk")] == ["held", "held", "held", "spam"]
    assert Comment.objects.order_by("pk")[1].suspicions == {"repeated": 1}


# Answers.


def test_answer_belongs_to_a_comment_that_readers_see(client: Client, article):
    top = make_comment(article=article, name="Bo", text="First word")
    path = f"{comments_path(article)}reply/{top.pk}/"
    assert "First word" in page_of(client, path)
    data = {**COMMENT, "stamp": stamped(subject_of(article, top))}
    assert send(client, path, data).status_code == 303
    answer = Comment.objects.latest("pk")
    assert answer.parent == top
    # A stamp of another form is none.
    assert send(client, path, {**COMMENT, "text": "B", "stamp": stamped(subject_of(article))}).status_code == 422
    for hidden in (
        answer,
        make_comment(article=article, state=CommentState.HELD),
        make_comment(article=make_article()),
    ):
        assert client.get(f"{comments_path(article)}reply/{hidden.pk}/").status_code == 404


def test_answers_have_no_answers(client: Client, article):
    answer = make_comment(parent=make_comment(article=article))
    assert client.get(f"{comments_path(article)}reply/{answer.pk}/").status_code == 404


# Reading.


def test_words_of_readers_are_text_and_their_links_vouch_for_nothing(client: Client, article):
    make_comment(
        article=article,
        name="<b>Bo</b>",
        email="bo@example.org",
        text='<script>alert(1)</script> "x" https://example.org/?a=1&b=2.\n\njavascript:alert(1)\nline',
    )
    page = page_of(client, article.get_absolute_url())
    assert "<script>alert" not in page
    assert "&lt;b&gt;Bo&lt;/b&gt;" in page
    assert 'href="https://example.org/?a=1&amp;b=2" rel="nofollow ugc noopener" dir="ltr"' in page
    assert '<p dir="auto">javascript:alert(1)<br>line</p>' in page
    assert "bo@example.org" not in page


def test_threads_stand_newest_first_and_their_answers_oldest_first(client: Client, article):
    now = timezone.now()
    tops = [make_comment(article=article, text=f"Top {n}", made_at=now - timedelta(hours=9 - n)) for n in range(3)]
    for number in range(2):
        make_comment(parent=tops[1], text=f"Answer {number}", made_at=now + timedelta(minutes=number))
    make_comment(parent=tops[1], text="Held answer", state=CommentState.HELD)
    page = page_of(client, article.get_absolute_url())
    shown = re.findall(r"(Top \d|Answer \d|Held answer)</p>", page)
    assert shown == ["Top 2", "Top 1", "Answer 0", "Answer 1", "Top 0"]
    turned = page_of(client, f"{comments_path(article)}?order=oldest")
    assert re.findall(r"(Top \d)</p>", turned) == ["Top 0", "Top 1", "Top 2"]


@pytest.mark.parametrize("order", ["", "?order=oldest"])
def test_many_are_read_by_key_each_once(client: Client, article, order: str):
    moment = timezone.now() - timedelta(days=1)
    count = 2 * THREADS + 3
    for number in range(count):
        # Some at one moment, so that a page's edge falls between equal ones.
        make_comment(article=article, text=f"Top {number}.", made_at=moment + timedelta(minutes=number // 4))
    address: str | None = f"{comments_path(article)}{order}"
    seen: list[int] = []
    while address:
        page = page_of(client, address)
        seen += [int(found) for found in re.findall(r"Top (\d+)\.</p>", page)]
        link = re.search(r'<a class="pager__older" rel="next" href="([^"]+)"', page)
        address = link[1].replace("&amp;", "&") if link else None
    assert sorted(seen) == list(range(count))
    assert seen == sorted(seen, reverse=not order)


@pytest.mark.parametrize("query", ["after=x", "before=1-1", "order=oldest&after=x", "order=oldest&after=%00"])
def test_senseless_key_is_an_unknown_address(client: Client, article, query: str):
    make_comment(article=article)
    assert client.get(f"{comments_path(article)}?{query}").status_code == 404


def test_count_stands_on_lists_in_the_edition_s_digits_and_leads_to_the_comments(client: Client, taking):
    article = make_article(edition="fa", title="پل")
    parent = make_comment(article=article)
    for _ in range(11):
        make_comment(parent=parent)
    page = page_of(client, "/fa/articles/")
    assert f'href="{article.get_absolute_url()}#comments"' in page
    assert "۱۲" in page
    make_article(edition="en", story=article.story)
    assert "#comments" not in page_of(client, "/en/articles/")


def test_dates_are_in_the_edition_s_calendar(client: Client, taking):
    article = make_article(edition="fa", title="پل", published_at=timezone.now() - timedelta(days=3000))
    make_comment(article=article, made_at=timezone.now().replace(year=2025, month=3, day=25))
    assert "فروردین" in page_of(client, article.get_absolute_url())


def test_comments_are_told_to_machines(client: Client, article):
    make_comment(parent=make_comment(article=article), text="second")
    page = page_of(client, article.get_absolute_url())
    data = [json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    assert data[0]["commentCount"] == 2


def test_preview_shows_no_comments(client: Client, article):
    from articles.preview_links import make_link, token_of

    make_comment(article=article, text="Seen by all")
    path = f"/preview/{token_of(make_link(article, by=None, days=1))}/"
    assert "Seen by all" not in page_of(client, path)


def test_hidden_article_has_no_comments_page(client: Client, taking):
    assert client.get(comments_path(make_article(published=False, slug="draft"))).status_code == 404


def test_page_is_the_same_bytes_for_everyone_and_at_any_time(client: Client, article):
    make_comment(article=article)
    first = client.get(article.get_absolute_url())
    other = Client()
    other.force_login(make_user(role="admin"))
    assert first.content == other.get(article.get_absolute_url()).content
    assert 'name="stamp"' not in first.content.decode()
    assert not first.cookies


def test_comments_cost_two_queries_however_many_there_are(client: Client, article):
    client.get(article.get_absolute_url())
    with CaptureQueriesContext(connection) as without:
        client.get(article.get_absolute_url())
    for _ in range(5):
        make_comment(parent=make_comment(article=article))
    with CaptureQueriesContext(connection) as with_comments:
        client.get(article.get_absolute_url())
    assert len(with_comments) == len(without) + 2


def test_count_follows_every_decision(article):
    editor = make_user(role="editor")
    top = make_comment(article=article)
    make_comment(parent=top)

    def count() -> int:
        return Article.objects.get(pk=article.pk).n_comments

    assert count() == 2
    decide(comments=[top], state=CommentState.REJECTED, by=editor)
    assert count() == 0
    decide(comments=[top], state=CommentState.APPROVED, by=editor)
    assert count() == 2
