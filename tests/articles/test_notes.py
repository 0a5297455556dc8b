"""Notes on articles and their blocks: who reads them, who is told, how they end."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import NoticeKind
from accounts.models import Notice, User
from articles.models import Article, Note
from articles.notes import add_note, notes_on, resolve_note
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article

JSON = {"Accept": "application/json"}


@pytest.fixture
def writer(editions) -> User:
    return make_user(role="contributor", editions=["fa"], username="mira")


@pytest.fixture
def editor(editions) -> User:
    return make_user(role="editor", editions=["fa"], username="erin")


@pytest.fixture
def article(writer) -> Article:
    return make_article(edition="fa", title="باغ", published=False, created_by=writer)


def address(article: Article) -> str:
    return reverse("admin:article-notes", args=[article.pk])


def told() -> list[tuple[str, str]]:
    return [(one.user.username, one.kind) for one in Notice.objects.order_by("pk")]


def test_writer_is_told_of_a_note_and_the_mentioned_as_mentioned(article, writer, editor):
    arash = make_user(role="translator", editions=["fa"], username="arash")
    added = add_note(article, text="@arash، این بند را ببین", by=editor, block="abc", quote="بند\n دوم")
    assert told() == [("arash", NoticeKind.MENTION), ("mira", NoticeKind.NOTE)]
    assert list(added.note.mentioned.all()) == [arash]
    assert (added.note.block, added.note.quote) == ("abc", "بند دوم")
    assert Notice.objects.first().address.endswith("?edition=fa#notes")


def test_who_is_mentioned_and_wrote_it_is_told_once(article, writer, editor):
    add_note(article, text="@mira ببین", by=editor)
    assert told() == [("mira", NoticeKind.MENTION)]


def test_answer_tells_all_who_took_part_but_the_answering(article, writer, editor):
    first = add_note(article, text="؟", by=editor).note
    Notice.objects.all().delete()
    second = add_note(article, text="بله", by=writer, parent=first).note
    assert told() == [("erin", NoticeKind.ANSWER)]
    Notice.objects.all().delete()
    third = add_note(article, text="پس خوب", by=editor, parent=second).note
    assert told() == [("mira", NoticeKind.ANSWER)]
    assert third.parent == first


def test_open_notes_come_first_in_two_queries_however_many(article, writer, editor, django_assert_num_queries):
    old = add_note(article, text="old", by=editor).note
    for number in range(5):
        add_note(article, text=str(number), by=editor)
        add_note(article, text="answer", by=writer, parent=old)
    resolve_note(old, by=editor)
    with django_assert_num_queries(2):
        notes = notes_on(article)
        assert [len(note.answers.all()) for note in notes] == [0, 0, 0, 0, 0, 5]
    assert notes[-1] == old


def test_long_quotes_are_cut(article, editor):
    assert len(add_note(article, text="x", by=editor, quote="ب" * 900).note.quote) == 200


# The panel's addresses.


def test_note_answer_resolve_and_reopen_with_plain_forms(article, editor, client: Client):
    client.force_login(editor)
    answer = client.post(address(article), {"note": "First", "block": "abc", "quote": "words"})
    assert answer["Location"].endswith(f"/{article.story_id}/change/?edition=fa#notes")
    note = Note.objects.get()
    client.post(address(article), {"parent": note.pk, f"answer-{note.pk}": "Second", "note": "not this"})
    assert note.answers.get().text == "Second"
    client.post(reverse("admin:note", args=[note.pk]), {"do": "resolve"})
    note.refresh_from_db()
    assert (note.resolved_by, note.resolved_at is None) == (editor, False)
    client.post(reverse("admin:note", args=[note.pk]), {"do": "reopen"})
    note.refresh_from_db()
    assert (note.resolved_by, note.resolved_at) == (None, None)


def test_script_gets_the_panel_as_it_is_now(article, editor, client: Client):
    client.force_login(editor)
    answer = client.post(address(article), {"note": "<b>@nobody</b>"}, headers=JSON)
    told = json.loads(answer.content)
    assert "&lt;b&gt;@nobody&lt;/b&gt;" in told["panel"]
    assert told["open"] == 1
    assert "@nobody" in told["warning"]
    assert told["error"] == ""


@pytest.mark.parametrize("text", ["", "  \n ", "\u202e", "x" * 4001])
def test_nothing_and_too_much_are_refused_in_words(article, editor, client: Client, text: str):
    client.force_login(editor)
    answer = client.post(address(article), {"note": text}, headers=JSON)
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"]
    client.post(address(article), {"note": text})
    assert not Note.objects.exists()


@pytest.mark.parametrize("block", ["<img>", "a b", "x" * 40, "ب"])
def test_block_that_is_none_makes_a_note_on_the_whole(article, editor, client: Client, block: str):
    client.force_login(editor)
    client.post(address(article), {"note": "x", "block": block})
    assert Note.objects.get().block == ""


def test_answer_belongs_to_a_note_of_the_same_article(article, editor, client: Client):
    other = add_note(make_article(edition="fa"), text="x", by=editor).note
    client.force_login(editor)
    sent = {"parent": other.pk, f"answer-{other.pk}": "y"}
    assert client.post(address(article), sent).status_code == 404
    assert client.post(address(article), {"parent": "x", "note": "y"}).status_code == 403
    assert Note.objects.count() == 1


def test_answers_are_not_resolved_by_themselves(article, editor, writer, client: Client):
    note = add_note(article, text="x", by=editor).note
    answer = add_note(article, text="y", by=writer, parent=note).note
    client.force_login(editor)
    assert client.post(reverse("admin:note", args=[answer.pk]), {"do": "resolve"}).status_code == 404


MAY = {
    "anonymous": False, "reader": False, "editor of fa": True, "contributor of fa": True, "translator of fa": True,
    "editor of en": False, "admin": True,
}  # fmt: skip


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("is_published", [False, True])
def test_only_who_may_read_drafts_reads_and_writes_notes(editions, client: Client, who: str, is_published: bool):
    article = make_article(edition="fa", published=is_published)
    note = add_note(article, text="A quiet word", by=make_user(role="admin")).note
    if who != "anonymous":
        role, _of, code = who.partition(" of ")
        client.force_login(make_user(role=None if role == "reader" else role, editions=[code] if code else None))
    answer = client.get(address(article), headers=JSON)
    assert (answer.status_code == 200) is MAY[who]
    assert ("A quiet word" in answer.content.decode()) is MAY[who]
    client.post(address(article), {"note": "Mine"})
    assert Note.objects.filter(text="Mine").exists() is MAY[who]
    client.post(reverse("admin:note", args=[note.pk]), {"do": "resolve"})
    note.refresh_from_db()
    assert (note.resolved_at is not None) is MAY[who]
    story = client.get(f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition=fa")
    assert ("A quiet word" in story.content.decode()) is MAY[who]


def test_readers_never_see_notes(article, editor, client: Client):
    published = make_article(edition="fa")
    add_note(published, text="A quiet word", by=editor, quote="A quiet quote")
    page = client.get(published.get_absolute_url()).content.decode()
    assert "A quiet" not in page


def test_story_page_costs_the_same_however_many_notes(article, editor, client: Client, django_assert_max_num_queries):
    for number in range(12):
        note = add_note(article, text=f"note {number}", by=editor).note
        add_note(article, text="answer", by=editor, parent=note)
    client.force_login(editor)
    page = f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition=fa"
    client.get(page)
    with django_assert_max_num_queries(25):
        client.get(page)
