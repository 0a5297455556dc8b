"""Messages of the contact form at the desk; a reader's data erased; what is not kept."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry
from readers.enums import CommentState, MessageState
from readers.models import Comment, ContactMessage, Wish
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category
from seeds.factories.readers import make_comment, make_message, make_wish
from tests.accounts.roles import make_member

LIST, MARK, ERASE = "/admin/messages/", "/admin/messages/mark/", "/admin/erase-reader/"


def test_editor_reads_and_marks_messages_of_their_editions(client: Client, editions):
    mine, other = make_message(subject="Mine <b>", text="Whole text"), make_message(edition="fa", subject="Other")
    editor = make_member("editor", "en")
    client.force_login(editor)
    page = client.get(LIST).content.decode()
    assert "Mine &lt;b&gt;" in page
    assert "Whole text" in page
    assert "Other" not in page
    assert client.post(MARK, {"act": "answered", "message": [mine.pk, other.pk]}).status_code == 403
    assert client.post(MARK, {"act": "answered", "message": mine.pk}).status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.handled_by) == (MessageState.ANSWERED, editor)
    assert "Mine" in client.get(LIST, {"state": "answered"}).content.decode()
    assert client.post(MARK, {"act": "x", "message": mine.pk}).status_code == 400


def test_message_that_was_not_mailed_says_so(client: Client, editions):
    make_message()
    type(editions["en"]).objects.update(contact_address="desk@example.org")
    client.force_login(make_user(role="admin"))
    assert "Not mailed to the edition yet" in client.get(LIST).content.decode()


@pytest.mark.parametrize("who", ["contributor", "translator", "editor of a section"])
def test_messages_are_for_who_looks_after_the_whole_edition(client: Client, editions, who: str):
    message = make_message()
    sections = [make_category()] if who == "editor of a section" else []
    client.force_login(make_member(who.partition(" ")[0], "en", sections=sections))
    assert client.get(LIST).status_code == 403
    assert client.post(MARK, {"act": "read", "message": message.pk}).status_code == 403


# Erasing.


@pytest.fixture
def ada(editions, client: Client) -> dict[str, Comment]:
    """Comments of one reader, one of them answered by another."""
    article = make_article()
    fields = {"article": article, "name": "Ada", "email": "Ada@Example.org", "text": "Dear words"}
    alone, answered = make_comment(**fields), make_comment(**fields)
    make_comment(parent=answered, name="Bo", email="bo@example.org", text="I agree")
    make_message(email="ada@example.org")
    make_wish(article=article, email="ada@example.org")
    client.force_login(make_user(role="admin"))
    return {"alone": alone, "answered": answered}


def test_admin_finds_what_came_from_an_address_and_changes_nothing_by_it(client: Client, ada):
    page = client.post(ERASE, {"email": "ADA@example.org"}).content.decode()
    assert page.count("Dear words") == 2
    assert Comment.objects.filter(name="Ada").count() == 2


def test_erased_reader_leaves_no_word_and_others_lose_none(client: Client, ada):
    client.post(ERASE, {"email": "ada@example.org", "act": "erase"})
    assert not ContactMessage.objects.exists()
    kept = Comment.objects.get(pk=ada["answered"].pk)
    assert (kept.name, kept.email, kept.text) == ("A reader", "", "–")
    assert set(Comment.objects.values_list("text", flat=True)) == {"–", "I agree"}
    assert kept.article.n_comments == 2
    entry = AuditEntry.objects.get(action="erase")
    assert entry.detail == {"comments": 2, "messages": 1, "wishes": 1, "subscribers": 0, "kept": 1}
    assert not Wish.objects.exists()
    assert "ada" not in str(list(AuditEntry.objects.filter(pk=entry.pk).values())).lower()


def test_anonymised_reader_keeps_the_words_and_loses_the_name(client: Client, ada):
    client.post(ERASE, {"email": "ada@example.org", "act": "anonymise"})
    assert Comment.objects.filter(text="Dear words", name="A reader", email="").count() == 2
    assert not ContactMessage.objects.exists()


def test_only_admins_erase(client: Client, ada):
    client.force_login(make_member("publisher", "en"))
    assert client.get(ERASE).status_code == 403
    assert client.post(ERASE, {"email": "ada@example.org", "act": "erase"}).status_code == 403
    assert Comment.objects.filter(name="Ada").count() == 2


# What is not kept.


def test_refused_and_old_things_are_pruned(editions, settings, capsys):
    settings.KEEP_SPAM_DAYS, settings.KEEP_MESSAGES_DAYS = 30, 365
    now = timezone.now()
    for days in (29, 31):
        for state in CommentState.values:
            make_comment(state=state, text=f"{state} {days}", made_at=now - timedelta(days=days))
    for days in (364, 366):
        make_message(subject=f"{days}", made_at=now - timedelta(days=days))
    make_message(subject="spam", state=MessageState.SPAM, made_at=now - timedelta(days=31))
    call_command("prune_readers")
    gone = {"rejected 31", "spam 31"}
    assert gone.isdisjoint(Comment.objects.values_list("text", flat=True))
    assert Comment.objects.count() == 6
    assert list(ContactMessage.objects.values_list("subject", flat=True)) == ["364"]
    assert (
        "2 comments, 1 spam messages, 1 messages, 0 wishes, 0 addresses of subscribers deleted."
        in capsys.readouterr().out
    )


def test_worker_prunes_when_something_comes_in(editions, django_capture_on_commit_callbacks):
    from readers.commenting import receive_comment

    make_comment(state=CommentState.SPAM, made_at=timezone.now() - timedelta(days=400))
    fields = {"name": "Ada", "email": "", "wants_mail": False, "text": "New", "suspicions": {}}
    with django_capture_on_commit_callbacks(execute=True):
        receive_comment(article=make_article(), parent=None, **fields)
    assert [comment.text for comment in Comment.objects.all()] == ["New"]
