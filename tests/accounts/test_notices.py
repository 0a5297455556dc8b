"""Notices: who is told, in the desk and by mail, and that they are nobody else's."""

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import NoticeKind
from accounts.models import Membership, Notice, User
from accounts.notices import mark_read, notices_of, tell
from mailing.sender import send_all_due
from seeds.factories.accounts import make_user


@pytest.fixture
def reader(editions) -> User:
    return make_user(role="editor", editions=["fa", "en"], email="mira@example.org", language="en")


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Tells users something, with what follows on commit."""

    def tell_now(*users: User, **fields) -> list[Notice]:
        given = {
            "kind": NoticeKind.REVIEW,
            "about": "باغ",
            "address": "/admin/articles/story/1/change/?edition=fa",
            "edition": "fa",
        }
        with django_capture_on_commit_callbacks(execute=True):
            notices = tell(users, **{**given, **fields})
        send_all_due()
        return notices

    return tell_now


def body_of(message: mail.EmailMultiAlternatives) -> tuple[str, str]:
    return str(message.body), str(message.alternatives[0].content)


def test_nobody_is_told_of_their_own_act_nor_twice_nor_when_gone(editions):
    me, other = make_user(role="editor"), make_user(role="editor")
    gone = make_user(role="editor", is_active=False)
    tell([me, other, other, gone], kind=NoticeKind.REVIEW, about="A", address="/admin/", by=me)
    assert [notice.user for notice in Notice.objects.all()] == [other]


def test_mail_is_in_the_readers_language_and_leads_to_the_site(reader, told, settings):
    settings.SITE_URL = "https://desk.example.org"
    told(reader, by=make_user(role="admin", first_name="Arash", last_name="N"), text="بند دوم")
    (message,) = mail.outbox
    text, html = body_of(message)
    assert message.to == ["mira@example.org"]
    assert message.subject == "“\u2068باغ\u2069” waits for your review"
    assert "https://desk.example.org/admin/articles/story/1/change/?edition=fa" in text
    assert 'href="https://desk.example.org/admin/articles/story/1/change/?edition=fa"' in html
    assert "By Arash N." in text
    assert '<html lang="en" dir="ltr">' in html
    assert '<bdi lang="fa" dir="rtl">باغ</bdi>' in html
    assert re.search(r'<blockquote(?=[^>]* lang="fa")(?=[^>]* dir="rtl")', html)
    assert "https://desk.example.org/admin/notices/" in text


def test_mail_to_a_persian_desk_is_right_to_left(reader, told):
    reader.language = "fa"
    reader.save()
    told(reader)
    _text, html = body_of(mail.outbox[0])
    assert '<html lang="fa" dir="rtl">' in html
    assert 'align="right"' in html
    assert 'dir="ltr"' not in html


def test_mail_to_one_who_left_the_language_to_the_browser_is_in_the_editions(reader, told):
    reader.language = ""
    reader.save()
    told(reader)
    assert '<html lang="fa" dir="rtl">' in body_of(mail.outbox[0])[1]


def test_mail_says_that_a_machine_sent_it_and_who(reader, told, settings):
    told(reader)
    sent = mail.outbox[0].message()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["From"] == settings.DEFAULT_FROM_EMAIL


def test_words_of_others_are_text_in_the_mail(reader, told):
    told(reader, about="<b>A</b>\nSubject: x", text="<script>1</script>")
    text, html = body_of(mail.outbox[0])
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert "<script>1</script>" in text
    assert "\n" not in mail.outbox[0].subject


@pytest.mark.parametrize("fields", [{"email": ""}, {"wants_mail": False}])
def test_without_address_or_wish_there_is_no_mail_but_a_notice(reader, told, fields):
    User.objects.filter(pk=reader.pk).update(**fields)
    told(User.objects.get(pk=reader.pk))
    assert mail.outbox == []
    assert Notice.objects.filter(user=reader).count() == 1


def test_mail_is_not_sent_for_what_was_read_meanwhile_or_left(reader, told):
    tell([reader], kind=NoticeKind.REVIEW, about="A", address="/admin/", edition="fa")
    Membership.objects.filter(user=reader).delete()
    send_all_due()
    Membership.objects.create(user=reader, edition_id="fa", role="editor")
    tell([reader], kind=NoticeKind.REVIEW, about="B", address="/admin/", edition="fa")
    mark_read(notices_of(User.objects.get(pk=reader.pk)))
    send_all_due()
    assert mail.outbox == []


def test_nothing_is_mailed_of_what_was_not_committed(reader):
    with transaction.atomic():
        tell([reader], kind=NoticeKind.REVIEW, about="A", address="/admin/")
        transaction.set_rollback(True)
    send_all_due()
    assert mail.outbox == []


def test_mail_is_written_to_a_file_where_no_server_is_set(reader, told, settings, tmp_path: Path):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    reader.language = "fa"
    reader.save()
    told(reader)
    (path,) = tmp_path.iterdir()
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert "باغ" in message["Subject"]
    assert message["To"] == "mira@example.org"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert 'dir="rtl"' in message.get_body(("html",)).get_content()


# The list in the desk.


def test_list_shows_ones_own_notices_only_with_their_language(reader, client: Client):
    tell([reader], kind=NoticeKind.MENTION, about="باغ", address="/admin/x/", edition="fa", text="ببین")
    tell([make_user(role="admin")], kind=NoticeKind.MENTION, about="Secret", address="/admin/y/")
    client.force_login(reader)
    page = client.get(reverse("admin:notices")).content.decode()
    assert '<bdi lang="fa" dir="rtl">باغ</bdi>' in page
    assert "Secret" not in page


def test_notices_of_an_edition_that_one_left_are_gone(reader, client: Client):
    tell([reader], kind=NoticeKind.MENTION, about="باغ", address="/admin/x/", edition="fa", text="ببین")
    Membership.objects.filter(user=reader, edition="fa").delete()
    client.force_login(reader)
    assert "ببین" not in client.get(reverse("admin:notices")).content.decode()


def test_looking_marks_nothing_and_the_button_marks_one_or_all(reader, client: Client):
    first, second, third = (tell([reader], kind=NoticeKind.MENTION, about=name, address="/admin/")[0] for name in "abc")
    client.force_login(reader)
    client.get(reverse("admin:notices"))
    client.get(reverse("admin:notices-read"))
    assert Notice.objects.filter(read_at=None).count() == 3
    client.post(reverse("admin:notices-read"), {"notice": second.pk})
    assert set(Notice.objects.filter(read_at=None)) == {first, third}
    client.post(reverse("admin:notices-read"))
    assert not Notice.objects.filter(read_at=None).exists()


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "٣"])
def test_senseless_number_marks_nothing(reader, client: Client, number: str):
    tell([reader], kind=NoticeKind.MENTION, about="a", address="/admin/")
    client.force_login(reader)
    assert client.post(reverse("admin:notices-read"), {"notice": number}).status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 1


def test_nobody_marks_anothers_notice(reader, client: Client):
    (notice,) = tell([reader], kind=NoticeKind.MENTION, about="a", address="/admin/")
    client.force_login(make_user(role="admin"))
    client.post(reverse("admin:notices-read"), {"notice": notice.pk})
    client.post(reverse("admin:notices-read"))
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("who", ["anonymous", "reader"])
@pytest.mark.parametrize("name", ["notices", "notices-read", "notices-mail"])
def test_strangers_are_sent_to_sign_in(editions, client: Client, who: str, name: str):
    if who == "reader":
        client.force_login(make_user(role=None))
    for ask in (client.get, client.post):
        answer = ask(reverse(f"admin:{name}"))
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def test_header_counts_what_is_new_on_every_page_with_one_query(reader, client: Client):
    for name in "ab":
        tell([reader], kind=NoticeKind.MENTION, about=name, address="/admin/")
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("admin:articles_story_changelist")).content.decode()
    assert "2 new notices" in page
    assert len([query for query in queries if "accounts_notice" in query["sql"]]) == 1


def test_mail_is_switched_off_and_on(reader, client: Client):
    client.force_login(reader)
    for value, wish in (("0", False), ("1", True)):
        client.post(reverse("admin:notices-mail"), {"wants_mail": value})
        reader.refresh_from_db()
        assert reader.wants_mail is wish


def test_long_lists_are_read_by_key(reader, client: Client):
    for number in range(35):
        tell([reader], kind=NoticeKind.MENTION, about=f"Thing {number:02}", address="/admin/")
    client.force_login(reader)
    first = client.get(reverse("admin:notices"))
    assert "Thing 34" in first.content.decode()
    assert "Thing 04" not in first.content.decode()
    assert "Thing 04" in client.get(first.context["page"].older).content.decode()
