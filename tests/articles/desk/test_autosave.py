"""What an open form sends by itself: kept as one revision, refused to whom it is not for, never lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.enums import RevisionKind
from articles.models import Article, Presence, Revision
from articles.revisions import article_to_write, text_of
from articles.services import save_article
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_story

ZWNJ = "\u200c"
SESSION, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def user(editions) -> User:
    return make_user(role="editor", editions=["en", "fa"], username="ada")


@pytest.fixture
def editor(user: User, client: Client) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def article(editions) -> Article:
    return make_article(title="Gardens", slug="gardens", body="<p>What readers see</p>")


def address(article: Article) -> str:
    return f"{reverse('admin:articles_story_autosave', args=[article.story_id])}?edition={article.edition_id}"


def post(client: Client, article: Article, user: User, **changed: Any) -> Any:
    said = {"user": user.pk, "session": SESSION, "version": article.version}
    return client.post(address(article), {**said, **changed})


def typed(**changed: str) -> dict[str, str]:
    return {"title": "Orchards", "slug": "orchards", "standfirst": "", "body": "<p>Typed</p>", **changed}


def row_of(article: Article) -> dict[str, Any]:
    return Article.objects.filter(pk=article.pk).values().get()


def test_typing_is_kept_in_one_revision_and_the_article_is_not_touched(editor: Client, user: User, article: Article):
    before = row_of(article)
    for number in range(5):
        answer = post(editor, article, user, **typed(body=f"<p>Typed {number}</p>"))
        assert answer.status_code == 200
        assert answer.json()["kept_at"]
    revision = article.revisions.get()
    assert (revision.kind, revision.made_by, revision.version) == (RevisionKind.AUTOSAVE, user, article.version)
    assert without_ids(text_of(revision).body) == "<p>Typed 4</p>"
    assert row_of(article) == before


def test_half_done_text_is_kept_as_it_is(editor: Client, user: User, article: Article):
    post(editor, article, user, **typed(title="", slug="a/b", body=""))
    text = text_of(article.revisions.get())
    assert (text.title, text.slug, without_ids(text.body)) == ("", "a/b", "")
    post(editor, article, user, **typed(title="x" * 500))
    assert text_of(article.revisions.get()).title == "x" * 500


def test_what_is_kept_is_clean_and_joiners_stay(editor: Client, user: User, editions):
    article = make_article(edition="fa", published=False)
    body = f"<p onclick='x()'>می{ZWNJ}رود\u202e<script>alert(1)</script></p>"
    post(editor, article, user, **typed(body=body, title=f"می{ZWNJ}رود\u0007"))
    text = text_of(article.revisions.get())
    assert (text.title, without_ids(text.body)) == (f"می{ZWNJ}رود", f"<p>می{ZWNJ}رود</p>")


def test_each_opening_of_the_form_has_its_own(editor: Client, user: User, article: Article):
    post(editor, article, user, **typed())
    post(editor, article, user, **typed(body="<p>In another window</p>"), session=OTHER)
    assert sorted(without_ids(text_of(one).body) for one in article.revisions.all()) == [
        "<p>In another window</p>",
        "<p>Typed</p>",
    ]


def test_text_on_an_older_version_is_kept_and_told_who_saved(editor: Client, user: User, article: Article):
    other = make_user(role="editor", first_name="Bea", last_name="Holt")
    at_work = article_to_write(article.pk)
    at_work.body = "<p>Theirs</p>"
    save_article(at_work, by=other)
    answer = post(editor, article, user, **typed()).json()
    assert answer["kept_at"]
    assert (answer["conflict"]["by"], answer["conflict"]["is_own"]) == ("Bea Holt", False)
    kept = article.revisions.get(kind=RevisionKind.AUTOSAVE)
    assert (without_ids(text_of(kept).body), kept.version) == ("<p>Typed</p>", article.version)
    assert without_ids(Article.objects.get(pk=article.pk).body) == "<p>Theirs</p>"


def test_own_save_in_another_window_is_told_as_ones_own(editor: Client, user: User, article: Article):
    save_article(article_to_write(article.pk), by=user)
    assert post(editor, article, user).json()["conflict"]["is_own"] is True


def test_who_else_has_it_open_is_told_until_they_leave(editor: Client, user: User, article: Article):
    other, client = make_user(role="editor", first_name="Bea", last_name="Holt"), Client()
    client.force_login(other)
    assert post(editor, article, user).json()["others"] == []
    assert post(client, article, other, session=OTHER).json()["others"] == ["ada"]
    assert post(editor, article, user).json()["others"] == ["Bea Holt"]
    assert post(client, article, other, session=OTHER, leave="1").status_code == 204
    assert post(editor, article, user).json()["others"] == []


def test_who_has_not_been_heard_of_for_a_minute_has_left(editor: Client, user: User, article: Article):
    gone = Presence.objects.create(
        article=article, user=make_user(), session=OTHER, seen_at=timezone.now() - timedelta(seconds=61)
    )
    assert post(editor, article, user).json()["others"] == []
    assert not Presence.objects.filter(pk=gone.pk).exists()


def test_own_second_window_is_told(editor: Client, user: User, article: Article):
    post(editor, article, user, session=OTHER)
    answer = post(editor, article, user).json()
    assert (answer["others"], answer["is_twice"]) == ([], True)


def test_discarded_text_is_kept_but_not_offered_again(editor: Client, user: User, article: Article):
    post(editor, article, user, **typed())
    post(editor, article, user, session=OTHER, aside="1")
    page = editor.get(f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition=en")
    assert page.context["writing"]["unsaved"] is None
    assert without_ids(text_of(article.revisions.get()).body) == "<p>Typed</p>"


NOT_THEIRS = {
    "nobody": (None, 302),
    "reader": ({"role": None}, 302),
    "newcomer": ({"role": "contributor", "editions": []}, 403),
    "contributor": ({"role": "contributor", "editions": ["en"]}, 403),
    "translator": ({"role": "translator", "editions": ["en"]}, 403),
    "editor of another edition": ({"role": "publisher", "editions": ["fa"]}, 403),
}


@pytest.mark.parametrize("who", NOT_THEIRS)
@pytest.mark.parametrize("published", [True, False])
def test_who_may_not_write_the_article_keeps_nothing(client: Client, editions, who: str, published: bool):
    article = make_article(published=published)
    fields, expected = NOT_THEIRS[who]
    user = make_user(**fields) if fields else make_user()
    if fields:
        client.force_login(user)
    for sent in (typed(), {}, {"leave": "1"}, {"aside": "1"}):
        assert post(client, article, user, **sent).status_code == expected
    assert not Revision.objects.exists()
    assert not Presence.objects.exists()


def test_words_of_one_person_are_not_kept_as_anothers(editor: Client, article: Article):
    """Somebody else has signed in on the same computer."""
    assert post(editor, article, make_user(role="editor"), **typed()).status_code == 403
    assert not Revision.objects.exists()


def test_session_of_another_person_is_not_written_to(editor: Client, user: User, article: Article):
    other, client = make_user(role="editor"), Client()
    client.force_login(other)
    post(client, article, other, **typed(body="<p>Theirs</p>"))
    assert post(editor, article, user, **typed()).status_code == 400
    assert without_ids(text_of(article.revisions.get()).body) == "<p>Theirs</p>"


@pytest.mark.parametrize(
    "wrong", [{"session": ""}, {"session": "A" * 32}, {"session": "-" + "a" * 31}, {"version": "x"}, {"version": "-1"}]
)
def test_what_no_form_sends_is_refused(editor: Client, user: User, article: Article, wrong: dict[str, str]):
    assert post(editor, article, user, **{**typed(), **wrong}).status_code == 400
    assert not Revision.objects.exists()


def test_it_is_no_page_to_be_opened(editor: Client, article: Article):
    assert editor.get(address(article)).status_code == 405


def test_forged_request_of_another_site_is_refused(user: User, article: Article):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert post(strict, article, user, **typed()).status_code == 403
    assert not Revision.objects.exists()


def test_edition_that_has_not_begun_the_story_has_nothing_to_keep(editor: Client, user: User, editions):
    story = make_story()
    url = f"{reverse('admin:articles_story_autosave', args=[story.pk])}?edition=fa"
    sent = {"user": user.pk, "session": SESSION, "version": 0, **typed()}
    assert editor.post(url, sent).status_code == 404
    page = editor.get(f"{reverse('admin:articles_story_change', args=[story.pk])}?edition=fa")
    assert page.context["writing"]["address"] == ""
