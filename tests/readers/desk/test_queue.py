"""The moderation queue: who sees what in it, and what comes of it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from editions.enums import CommentPolicy
from editions.models import Edition
from nejat_cms.start_page import waiting_for
from readers.enums import CommentState
from readers.models import Comment
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.readers import make_comment
from tests.accounts.roles import make_member

QUEUE, DECIDE = "/admin/comments/", "/admin/comments/decide/"


def held(**fields) -> Comment:
    return make_comment(state=CommentState.HELD, **fields)


@pytest.fixture
def editor(editions, client: Client) -> User:
    Edition.objects.update(comments=CommentPolicy.ON)
    user = make_user(role="editor", editions=["en", "fa"])
    client.force_login(user)
    return user


def states() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("state", flat=True))


def test_queue_shows_the_whole_text_where_it_stands_and_why_it_looks_suspicious(client: Client, editor):
    article = make_article(edition="fa", title="پل")
    parent = make_comment(article=article, name="Bo")
    suspicions = {"links": 2, "words": ["cheap"], "repeated": 3, "shouting": True, "unknown": 1}
    text = "x" * 3000 + " the end <b>"
    held(parent=parent, name="Ada", email="ada@example.org", text=text, suspicions=suspicions)
    page = client.get(QUEUE).content.decode()
    assert "the end &lt;b&gt;" in page
    assert '<bdi lang="fa" dir="rtl">پل</bdi>' in page
    assert "ada@example.org" in page
    assert "in answer to <bdi>Bo</bdi>" in page
    for words in ("2 links", "words of spam: cheap", "the same text in 3 other places", "all capitals"):
        assert words in page
    assert '<kbd dir="ltr">a</kbd>' in page


def test_filters_narrow_by_state_edition_and_words(client: Client, editor):
    held(text="waiting english")
    held(article=make_article(edition="fa"), text="waiting persian")
    make_comment(text="spam spam", state=CommentState.SPAM)
    assert "spam spam" not in client.get(QUEUE).content.decode()
    page = client.get(QUEUE, {"edition": "fa"}).content.decode()
    assert "waiting persian" in page
    assert "waiting english" not in page
    assert "spam spam" in client.get(QUEUE, {"state": "spam"}).content.decode()
    assert "waiting persian" not in client.get(QUEUE, {"q": "English"}).content.decode()
    for query in ({"state": "x"}, {"edition": "sq"}, {"q": "\x00%_'"}):
        assert client.get(QUEUE, query).status_code == 200
    assert client.get(QUEUE, {"before": "x"}).status_code == 404


@pytest.mark.parametrize(("act", "state"), [("approve", "approved"), ("reject", "rejected"), ("spam", "spam")])
def test_many_are_decided_on_at_once_and_it_stands_on_the_log(client: Client, editor, act: str, state: str):
    comments = [held(), held()]
    other = held()
    answer = client.post(DECIDE, {"act": act, "comment": [comment.pk for comment in comments]})
    assert answer["Location"] == QUEUE
    assert states() == [state, state, "held"]
    entries = AuditEntry.objects.filter(action="moderate")
    assert {(entry.object_id, entry.by, entry.edition_code) for entry in entries} == {
        (str(comment.pk), editor, "en") for comment in comments
    }
    assert entries[0].detail == {"before": "held", "after": state}
    # What somebody may ask to have erased does not stand there.
    assert other.text not in str(list(entries.values()))
    assert Comment.objects.get(pk=comments[0].pk).decided_by == editor


def test_a_comment_s_own_button_decides_on_it_alone(client: Client, editor):
    first, second = held(), held()
    client.post(DECIDE, {"one": f"approve {first.pk}", "comment": [second.pk]})
    assert states() == ["approved", "held"]


def test_only_what_was_refused_is_deleted(client: Client, editor):
    keep, spam, rejected = held(), make_comment(state=CommentState.SPAM), make_comment(state=CommentState.REJECTED)
    client.post(DECIDE, {"act": "delete", "comment": [keep.pk, spam.pk, rejected.pk]})
    assert list(Comment.objects.all()) == [keep]
    assert AuditEntry.objects.filter(action="delete").count() == 2


def test_list_is_returned_to_as_it_was_asked_for_and_nowhere_else(client: Client, editor):
    comment = held()
    for here, there in (
        (f"{QUEUE}?state=spam", f"{QUEUE}?state=spam"),
        ("https://evil.example/", QUEUE),
        ("//x", QUEUE),
    ):
        answer = client.post(DECIDE, {"act": "hold", "comment": comment.pk, "here": here})
        assert answer["Location"] == there


def test_unknown_act_and_no_choice_change_nothing(client: Client, editor):
    comment = held()
    assert client.post(DECIDE, {"act": "publish", "comment": comment.pk}).status_code == 400
    assert client.post(DECIDE, {"act": "approve"}).status_code == 302
    assert client.post(DECIDE, {"act": "approve", "comment": ["x", "-1", "9" * 40]}).status_code == 302
    assert client.get(DECIDE).status_code == 405
    assert states() == ["held"]


# Who.


def test_editor_decides_in_their_editions_and_sections_alone(client: Client, editions):
    heritage, gardens = make_category(name="Heritage"), make_category(name="Gardens")
    inside = held(article=make_article(story=make_story(category=heritage)), text="inside")
    outside = held(article=make_article(story=make_story(category=gardens)), text="outside")
    elsewhere = held(article=make_article(edition="fa", story=make_story(category=heritage)), text="elsewhere")
    client.force_login(make_member("editor", "en", sections=[heritage]))
    page = client.get(QUEUE).content.decode()
    assert "inside" in page
    assert "outside" not in page
    assert "elsewhere" not in page
    for other in (outside, elsewhere):
        # One that is not theirs among those that are: nothing is done at all.
        answer = client.post(DECIDE, {"act": "approve", "comment": [inside.pk, other.pk]})
        assert answer.status_code == 403
    assert states() == ["held"] * 3
    client.post(DECIDE, {"act": "approve", "comment": inside.pk})
    assert states() == ["approved", "held", "held"]


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_who_publishes_nothing_decides_on_nothing(client: Client, editions, role: str):
    comment = held()
    client.force_login(make_member(role, "en"))
    assert client.get(QUEUE).status_code == 403
    assert client.post(DECIDE, {"act": "approve", "comment": comment.pk}).status_code == 403
    assert QUEUE not in client.get(reverse("admin:index")).content.decode()


def test_desk_leads_to_the_queue_and_says_what_waits(client: Client, editor):
    held(article=make_article(title="The bridge"))
    held(article=make_article(edition="sq", title="Ura"))
    assert f'href="{QUEUE}"' in client.get(reverse("admin:index")).content.decode()
    waiting = {one.name: one for one in waiting_for(User.objects.get(pk=editor.pk))}
    assert [item.title for item in waiting["comments"].items] == ["The bridge"]
    Edition.objects.update(comments=CommentPolicy.OFF)
    assert "comments" not in {one.name for one in waiting_for(User.objects.get(pk=editor.pk))}


def test_page_costs_the_same_however_many_wait(client: Client, editor, django_assert_max_num_queries):
    for _ in range(20):
        held(parent=make_comment())
    with django_assert_max_num_queries(9):
        client.get(QUEUE)
