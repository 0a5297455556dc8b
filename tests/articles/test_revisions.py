"""Texts as they were kept: whole, small, and each what it was."""

import random
import zlib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.autosaves import keep_while_writing, unsaved_of
from articles.enums import RevisionKind
from articles.models import Article, Revision
from articles.restoring import restore
from articles.revisions import Text, article_to_write, pack, plain, text_now, text_of, unpack
from articles.services import EditConflictError, save_article
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from tests.articles.long_texts import body_of, paragraphs_of, written_on

pytestmark = pytest.mark.usefixtures("editions")

SESSION, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def user() -> User:
    return make_user(role="editor")


@pytest.fixture
def live() -> Article:
    return make_article(title="Gardens", slug="gardens", body="<p>One</p><p>Two</p><p>Three</p>")


@pytest.fixture
def draft() -> Article:
    return make_article(title="Gardens", slug="gardens", body="<p>One</p><p>Two</p><p>Three</p>", published=False)


def save(article: Article, *, body: str = "", by: User | None = None, **options) -> Revision:
    """Open the article, write a body into it, save it."""
    at_work = article_to_write(article.pk)
    at_work.body = body or at_work.body
    return save_article(at_work, by=by, **options)


def kept(article: Article, user: User, body: str, *, session: str = SESSION) -> Revision:
    text = Text(title="Gardens", slug="gardens", standfirst=article.standfirst, body=body)
    keep_while_writing(article, text, by=user, session=session, version=article.version)
    return article.revisions.get(session=session)


def bodies(article: Article) -> list[str]:
    return [without_ids(text_of(revision).body) for revision in article.revisions.order_by("number")]


# Packing.


def test_packed_text_comes_back_as_it_was():
    text = Text(title="باغ‌ها", slug="gardens", body="<p>متن</p>", lineage={"links": {"a": {"b": "c"}}})
    base = plain(Text(title="باغ‌ها", body="<p>متن دیگر</p>"))
    assert unpack(pack(text)) == plain(text)
    assert unpack(pack(text, base), base) == plain(text)
    with pytest.raises(zlib.error):
        unpack(pack(text, base), b"another text")


@pytest.mark.parametrize("code", ["en", "fa", "ar", "sq"])
def test_a_hundred_revisions_of_2000_words_take_less_than_a_megabyte(user: User, code: str):
    chance = random.Random(7)  # noqa: S311 - always the same
    paragraphs = paragraphs_of(code, 2000)
    article = make_article(edition=code, body=body_of(paragraphs))
    expected = []
    for _time in range(100):
        paragraphs = written_on(paragraphs, chance)
        save(article, body=body_of(paragraphs), by=user, as_pending=True)
        expected.append(without_ids(text_now(Article.objects.get(pk=article.pk)).body))
    sizes = [len(bytes(packed)) for packed in article.revisions.values_list("packed", flat=True)]
    assert len(sizes) == 101
    assert sum(sizes) < 1_000_000, sum(sizes)
    assert bodies(article)[1:] == expected


# Folding.


def test_saving_folds_what_its_session_kept_and_leaves_that_of_others(draft: Article, user: User):
    kept(draft, user, "<p>Mine so far</p>")
    kept(draft, make_user(role="editor"), "<p>Theirs so far</p>", session=OTHER)
    save(draft, body="<p>Mine</p>", by=user, session=SESSION)
    found = article_kinds(draft)
    assert found.count(RevisionKind.AUTOSAVE) == 1
    assert found.count(RevisionKind.SAVED) == 1


def article_kinds(article: Article) -> list[str]:
    return list(article.revisions.order_by("number").values_list("kind", flat=True))


def test_numbers_tell_the_order_of_saving(draft: Article, user: User):
    kept(draft, user, "<p>Begun first</p>")
    save(draft, body="<p>Saved first</p>", by=make_user(role="editor"))
    save(draft, body="<p>Saved last</p>", by=user, session=SESSION)
    assert bodies(draft)[-2:] == ["<p>Saved first</p>", "<p>Saved last</p>"]


def test_text_that_is_being_written_is_no_base_of_another(draft: Article, user: User):
    kept(draft, user, "<p>Long enough to be worth a difference, word for word for word</p>")
    other = save(draft, body="<p>Long enough to be worth a difference, word for word for words</p>")
    kept(draft, user, "<p>Quite another text by now</p>")
    assert without_ids(text_of(other).body).endswith("words</p>")


def test_first_save_keeps_what_was_there_before(live: Article, user: User):
    save(live, body="<p>New</p>", by=user)
    first = live.revisions.order_by("number").first()
    assert (first.kind, without_ids(text_of(first).body)) == (RevisionKind.IMPORTED, "<p>One</p><p>Two</p><p>Three</p>")


def test_text_of_an_older_version_is_refused_and_nothing_of_it_is_left(draft: Article, user: User):
    mine, theirs = article_to_write(draft.pk), article_to_write(draft.pk)
    save_article(theirs)
    before = article_kinds(draft)
    mine.body = "<p>Mine</p>"
    with pytest.raises(EditConflictError):
        save_article(mine)
    assert article_kinds(draft) == before


# What was not saved.


def test_newest_unsaved_text_is_found_until_its_writer_saves(draft: Article, user: User):
    kept(draft, user, "<p>Before</p>")
    newer = kept(draft, user, "<p>After</p>", session=OTHER)
    now = text_now(draft)
    assert unsaved_of(draft, user, now) == newer
    assert unsaved_of(draft, make_user(role="editor"), now) is None
    save(draft, body="<p>Something</p>", by=user, session=OTHER)
    assert unsaved_of(draft, user, text_now(Article.objects.get(pk=draft.pk))) is None


def test_unsaved_text_outlives_what_others_save(draft: Article, user: User):
    mine = kept(draft, user, "<p>Mine</p>")
    save(draft, body="<p>Theirs</p>", by=make_user(role="editor"))
    assert unsaved_of(draft, user, text_now(Article.objects.get(pk=draft.pk))) == mine


def test_text_that_stands_there_already_is_not_unsaved(draft: Article, user: User):
    kept(draft, user, draft.body)
    assert unsaved_of(draft, user, text_now(draft)) is None


# Bringing back.


def test_older_text_comes_back_as_a_new_revision(draft: Article, user: User):
    save(draft, body="<p>Shorter</p>", by=user)
    first = text_of(draft.revisions.order_by("number").first())
    made = restore(article_to_write(draft.pk), first, by=user, note="restored from 1")
    assert (made.note, made.made_by) == ("restored from 1", user)
    assert without_ids(Article.objects.get(pk=draft.pk).body) == "<p>One</p><p>Two</p><p>Three</p>"
    assert len(bodies(draft)) == 3


def test_what_readers_see_is_not_changed_by_bringing_back(live: Article, user: User):
    save(live, body="<p>One</p><p>Three</p>", by=user)
    first = text_of(live.revisions.order_by("number").first())
    restore(article_to_write(live.pk), first, by=user)
    live.refresh_from_db()
    assert without_ids(live.body) == "<p>One</p><p>Three</p>"
    assert without_ids(text_now(live).body) == "<p>One</p><p>Two</p><p>Three</p>"


def test_one_paragraph_comes_back_and_the_others_stay(draft: Article, user: User):
    save(draft, body="<p>One, newly written</p><p>Three</p>", by=user)
    first = text_of(draft.revisions.order_by("number").first())
    restore(article_to_write(draft.pk), first, part="1", by=user)
    assert without_ids(Article.objects.get(pk=draft.pk).body) == "<p>One, newly written</p><p>Two</p><p>Three</p>"


def test_title_and_standfirst_come_back_alone(draft: Article, user: User):
    source = Text(title="Older title", standfirst="Older", body="<p>Older</p>")
    restore(article_to_write(draft.pk), source, part="title", by=user)
    restore(article_to_write(draft.pk), source, part="standfirst", by=user)
    now = Article.objects.get(pk=draft.pk)
    assert (now.title, now.standfirst, without_ids(now.body)) == ("Older title", "Older", without_ids(draft.body))


def test_address_that_another_has_by_now_is_not_brought_back(draft: Article, user: User):
    make_article(slug="taken")
    restore(article_to_write(draft.pk), Text(title="Older", slug="taken", body="<p>Older</p>"), by=user)
    now = Article.objects.get(pk=draft.pk)
    assert (now.title, now.slug) == ("Older", "gardens")


def test_text_without_a_title_leaves_todays(draft: Article, user: User):
    restore(article_to_write(draft.pk), Text(body="<p>Kept while writing</p>"), by=user)
    now = Article.objects.get(pk=draft.pk)
    assert (now.title, now.slug, without_ids(now.body)) == ("Gardens", "gardens", "<p>Kept while writing</p>")


def test_bringing_back_what_stands_there_saves_nothing(draft: Article, user: User):
    assert restore(article_to_write(draft.pk), text_now(draft), by=user) is None
    assert not draft.revisions.exists()


@pytest.mark.parametrize("part", ["3", "99999999", "-1", "body", "²"])
def test_part_that_is_not_there_is_an_error(draft: Article, user: User, part: str):
    with pytest.raises(LookupError):
        restore(article_to_write(draft.pk), text_now(draft), part=part, by=user)


# Pruning.


def test_old_texts_that_led_to_nothing_are_pruned_and_all_others_stay(draft: Article, user: User, capsys):
    save(draft, body="<p>Saved</p>", by=user)
    old = kept(draft, user, "<p>Old</p>")
    named = kept(draft, user, "<p>Old, but named</p>", session=OTHER)
    young = kept(draft, user, "<p>Young</p>", session="c" * 32)
    Revision.objects.filter(pk=named.pk).update(name="Before the trip")
    month_ago = timezone.now() - timedelta(days=31)
    Revision.objects.exclude(pk=young.pk).update(made_at=month_ago)
    call_command("prune_revisions")
    assert "1 texts were removed" in capsys.readouterr().out
    assert not Revision.objects.filter(pk=old.pk).exists()
    assert set(draft.revisions.values_list("kind", flat=True)) == {
        RevisionKind.IMPORTED,
        RevisionKind.SAVED,
        RevisionKind.AUTOSAVE,
    }
    assert Revision.objects.filter(pk__in=[named.pk, young.pk]).count() == 2


# Deleting.


def test_draft_that_was_never_public_is_deleted_with_its_revisions(draft: Article, user: User, client):
    body = "".join(f"<p>Paragraph {number} with some words in it</p>" for number in range(20))
    save(draft, body=body, by=user)
    save(draft, body=body + "<p>More</p>", by=user)
    kept(draft, user, "<p>Unsaved</p>")
    assert draft.revisions.exclude(base=None).exists()
    client.force_login(user)
    client.post(reverse("admin:articles_story_delete", args=[draft.story_id]), {"post": "yes"})
    assert not Article.objects.filter(pk=draft.pk).exists()
    assert not Revision.objects.exists()
