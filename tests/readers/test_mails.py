"""Mail to who wrote a comment, and its end."""

import re

import pytest
from django.core import mail
from django.test import Client

from editions.models import Edition
from mailing.sender import send_all_due
from readers.commenting import decide
from readers.enums import CommentState
from readers.mails import stop_token
from readers.models import Comment
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.readers import make_comment
from tests.readers.smtp import mail_server

ADA = {"email": "Ada@example.org", "wants_mail": True}


@pytest.fixture
def approve(taking, django_capture_on_commit_callbacks):
    editor = make_user(role="editor")

    def approve_now(*comments: Comment, state: CommentState = CommentState.APPROVED) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            decide(comments=comments, state=state, by=editor)
        send_all_due()

    return approve_now


def held(**fields) -> Comment:
    return make_comment(state=CommentState.HELD, **fields)


def test_author_is_told_once_in_the_language_of_the_edition(approve, settings):
    settings.SITE_URL = "https://example.org"
    article = make_article(edition="fa", title="پل")
    comment = held(article=article, text="<b>سلام</b>", **ADA)
    with mail_server() as server:
        settings.MAILERS = server.mailers
        approve(comment)
        approve(comment, state=CommentState.REJECTED)
        approve(Comment.objects.get())
    (letter,) = server.letters
    assert letter["To"] == "Ada@example.org"
    assert "پل" in letter["Subject"]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = letter.get_body(("html",)).get_content()
    assert '<html lang="fa" dir="rtl">' in html
    assert "&lt;b&gt;سلام" in html
    stop = letter["List-Unsubscribe"].strip(" <>")
    assert stop.startswith("https://example.org/fa/stop/")
    assert stop in letter.get_body(("plain",)).get_content()


def test_nobody_is_told_who_did_not_ask_or_was_refused(approve):
    approve(held(email="ada@example.org"))
    approve(held(**ADA), state=CommentState.REJECTED)
    approve(held(wants_mail=True))
    assert mail.outbox == []


def test_author_is_told_of_an_answer_but_not_of_their_own(approve):
    top = make_comment(**ADA)
    approve(held(parent=top, name="Bo", text="I think so too"), held(parent=top, email="ada@EXAMPLE.org"))
    (letter,) = mail.outbox
    assert letter.to == ["Ada@example.org"]
    assert "answered" in letter.subject
    assert "I think so too" in letter.body


def test_title_cannot_break_the_subject(approve):
    article = make_article(title="A")
    type(article).objects.update(title="A\nBcc: x@example.org")
    article.refresh_from_db()
    approve(held(article=article, **ADA))
    assert "\n" not in mail.outbox[0].subject


def test_link_asks_and_its_button_ends_all_mail_to_the_address(client: Client, approve):
    comment, other = make_comment(**ADA), make_comment(**{**ADA, "email": "ada@example.org"})
    stranger = make_comment(**{**ADA, "email": "bo@example.org"})
    path = f"/en/stop/{stop_token(comment)}/"
    # Scanners of mail follow links: looking changes nothing.
    assert re.search(r'<form method="post">', client.get(path).content.decode())
    assert Comment.objects.filter(wants_mail=True).count() == 3
    # A mail program posts without saying where from.
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert list(Comment.objects.filter(wants_mail=True)) == [stranger]
    assert "<form" not in client.get(path).content.decode()
    approve(held(parent=Comment.objects.get(pk=other.pk), text="Late"))
    assert mail.outbox == []


@pytest.mark.parametrize("token", ["1:x", "x", "1"])
def test_false_token_ends_nothing(client: Client, approve, token: str):
    make_comment(**ADA)
    assert client.post(f"/en/stop/{token}/").status_code == 200
    assert Comment.objects.get().wants_mail


def test_nobody_is_told_of_what_readers_do_not_see(approve):
    article = make_article(edition="sq")
    Edition.objects.filter(code="sq").update(is_visible=False)
    approve(held(article=article, **ADA))
    approve(held(article=make_article(published=False), **ADA))
    assert mail.outbox == []
