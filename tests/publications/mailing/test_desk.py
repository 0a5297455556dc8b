"""Mailing at the desk: who may, what is asked before, what is shown after."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import AuditAction
from accounts.models import AuditEntry
from editions.enums import State
from mailing.enums import LetterState, SendingState
from mailing.models import Letter, Sending
from publications.models import Digest, IssueEdition, MailSettings, MailWords
from seeds.factories.accounts import make_user
from tests.publications.mailing.test_letters import Read

pytestmark = pytest.mark.django_db

PAGES = ("issue-mail", "issue-mail-send")
POSTS = ("issue-mail-words", "issue-mail-sample", "issue-mail-send")


@pytest.fixture
def publisher(editions):
    return make_user(role="publisher", editions=["en", "fa"], email="pia@example.org")


@pytest.fixture
def desk(publisher, client: Client) -> Client:
    client.force_login(publisher)
    return client


@pytest.fixture
def address(text):
    return lambda name: reverse(f"admin:{name}", args=[text.pk])


def words_of(response) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def make_sending(text: IssueEdition, **fields) -> Sending:
    given = {"kind": "issue", "key": str(text.pk), "audience": "series:letter", "title": text.title}
    return Sending.objects.create(edition=text.edition, **{**given, **fields})


# Who may.


@pytest.mark.parametrize("role", ["contributor", "translator", "editor"])
def test_only_publishers_and_admins_mail(text, address, client: Client, role: str):
    client.force_login(make_user(role=role, editions=["en"]))
    sending = make_sending(text, state=SendingState.RUNNING)
    for name in PAGES:
        assert client.get(address(name)).status_code == 403
    for name in POSTS:
        assert client.post(address(name), {"to": "me", "round": "2"}).status_code == 403
    for name, number in (("sendings", []), ("sending", [sending.pk]), ("edition-mail", ["en"])):
        assert client.get(reverse(f"admin:{name}", args=number)).status_code == 403
    assert client.post(reverse("admin:sending-act", args=[sending.pk]), {"act": "cancel"}).status_code == 403
    assert Sending.objects.get().state == SendingState.RUNNING
    assert not mail.outbox


def test_publisher_of_another_edition_mails_nothing_of_this_one(text, address, client: Client):
    client.force_login(make_user(role="publisher", editions=["fa"]))
    sending = make_sending(text)
    assert client.get(address("issue-mail")).status_code == 403
    assert client.get(reverse("admin:sending", args=[sending.pk])).status_code == 403
    assert "The gate 7" not in words_of(client.get(reverse("admin:sendings")))


def test_writes_need_the_desks_token(text, address, publisher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(publisher)
    for name in POSTS:
        assert client.post(address(name)).status_code == 403


def test_editor_sees_how_the_mail_looks(text, address, client: Client):
    client.force_login(make_user(role="editor", editions=["en"]))
    response = client.get(address("issue-mail-preview"))
    assert response.status_code == 200
    Read(response.content.decode())
    policy = response["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    client.force_login(make_user(role="editor", editions=["fa"]))
    assert client.get(address("issue-mail-preview")).status_code == 403


# How it looks.


def test_preview_is_light_or_dark_whatever_the_browser_asks_and_without_pictures_has_none(desk, address):
    light, dark = (desk.get(address("issue-mail-preview"), {"scheme": scheme}) for scheme in ("light", "dark"))
    assert "@media not all{" in light.content.decode()
    assert "@media all{" in dark.content.decode()
    bare = desk.get(address("issue-mail-preview"), {"pictures": "off"})
    assert "img-src 'none'" in bare["Content-Security-Policy"]
    plain = desk.get(address("issue-mail-preview"), {"as": "text"})
    assert plain["Content-Type"].startswith("text/plain")
    assert "The gate 1" in plain.content.decode()
    assert "zq0" not in plain.content.decode() + light.content.decode()


def test_form_of_the_issue_leads_to_its_mail(desk, text, issue):
    page = desk.get(f"{reverse('admin:publications_issue_change', args=[issue.pk])}?edition=en")
    assert reverse("admin:issue-mail", args=[text.pk]) in page.content.decode()


def test_mail_is_seen_beside_the_form_as_it_is_typed(desk, issue):
    address = reverse("admin:publications_issue_preview", args=[issue.pk, "en"])
    data = {
        "text-title": "Typed title",
        "text-lead": "<p>Typed.</p>",
        "entries-TOTAL_FORMS": "0",
        "entries-INITIAL_FORMS": "0",
    }
    html = desk.post(f"{address}?as=mail", data).content.decode()
    assert "Typed title" in html
    # The desk's policy allows no style within a page: these come from an address.
    assert "<style" not in html
    assert reverse("admin:mail-look", args=["en"]) in html
    sheet = desk.get(reverse("admin:mail-look", args=["en"]))
    assert sheet["Content-Type"].startswith("text/css")
    assert ".title{" in sheet.content.decode()


# Its words, and trying it.


def test_subject_is_kept_and_shown(desk, text, address):
    desk.post(address("issue-mail-words"), {"subject": "Behind\n the gate", "preheader": "Two gardens"})
    assert MailWords.objects.get().subject == "Behind the gate"
    assert 'value="Behind the gate"' in desk.get(address("issue-mail")).content.decode()


def test_test_mail_goes_to_oneself_alone_and_is_on_the_log(desk, text, address, reader):
    reader()
    desk.post(address("issue-mail-sample"), {"to": "me"})
    assert [message.to for message in mail.outbox] == [["pia@example.org"]]
    entry = AuditEntry.objects.get(action=AuditAction.MAIL)
    assert entry.detail == {"act": "sample", "numbers": 1}
    assert not Sending.objects.exists()
    assert not Letter.objects.exists()


def test_sample_goes_to_ten_typed_addresses_at_most_and_changes_nothing_for_anybody(desk, address):
    many = "\n".join(f"n{number}@example.org" for number in range(11))
    refused = desk.post(address("issue-mail-sample"), {"addresses": many})
    assert refused.status_code == 400
    assert "more than ten" in words_of(refused)
    assert not mail.outbox
    assert desk.post(address("issue-mail-sample"), {"addresses": "no address"}).status_code == 400
    desk.post(address("issue-mail-sample"), {"addresses": "a@example.org, b@example.org\nA@example.org"})
    assert {message.to[0].lower() for message in mail.outbox} == {"a@example.org", "b@example.org"}
    own = re.findall(r"/en/subscribe/\S+", mail.outbox[0].body)
    assert own
    for path in own:
        assert Client().post(path.rstrip('">')).status_code in {404, 410}
    # No address is kept, on the log neither.
    assert "example.org" not in str(AuditEntry.objects.get(action=AuditAction.MAIL).detail)


# Sending.


def test_what_is_asked_before_says_how_many_and_what_was_looked_at(desk, text, address, reader):
    for _number in range(3):
        reader()
    page = desk.get(address("issue-mail-send"))
    assert "3 readers" in words_of(page)
    assert page.context["may_go"]
    assert [check.is_good for check in page.context["checks"]].count(False) == 1  # no postal address
    assert not Sending.objects.exists()


def test_yes_begins_it_and_pressing_twice_begins_nothing_more(desk, text, address, reader):
    reader()
    first = desk.post(address("issue-mail-send"), {"round": "1", "send_at": "", "rate": ""})
    sending = Sending.objects.get()
    assert first["Location"] == reverse("admin:sending", args=[sending.pk])
    assert sending.state == SendingState.FILLING
    desk.post(address("issue-mail-send"), {"round": "1", "send_at": "", "rate": ""})
    assert Sending.objects.count() == 1


def test_moment_is_that_of_the_editions_clock(desk, text_in, reader):
    text = text_in("fa")
    text.edition.time_zone = "Asia/Tehran"
    text.edition.save()
    reader("fa")
    day = (timezone.now() + timedelta(days=3)).date()
    asked = {"send_at": f"{day}T09:00", "rate": "120"}
    page = desk.get(reverse("admin:issue-mail-send", args=[text.pk]), asked)
    assert "Asia/Tehran" in words_of(page)
    desk.post(reverse("admin:issue-mail-send", args=[text.pk]), {**asked, "round": "1"})
    sending = Sending.objects.get()
    assert sending.send_at
    assert sending.send_at.strftime("%H:%M") == "05:30"
    assert (sending.state, sending.rate) == (SendingState.PLANNED, 120)


def test_moment_that_is_past_is_refused(desk, address, reader):
    reader()
    assert desk.get(address("issue-mail-send"), {"send_at": "2020-01-01T10:00"}).status_code == 400


def test_what_blocks_keeps_it_from_being_sent(desk, text, address, reader):
    page = desk.get(address("issue-mail-send"))
    assert "Nobody gets this list yet." in words_of(page)
    reader()
    IssueEdition.objects.filter(pk=text.pk).update(state=State.WITHDRAWN)
    page = desk.get(address("issue-mail-send"))
    assert "The issue was withdrawn." in words_of(page)
    desk.post(address("issue-mail-send"), {"round": "1"})
    assert not Sending.objects.exists()


def test_gaps_and_dead_links_are_said_and_block_nothing(desk, text, address, reader):
    reader()
    entry = text.entries.first()
    type(entry.article).objects.filter(pk=entry.article_id).update(state=State.DRAFT)
    from django.conf import settings

    lead = f'<p><a href="{settings.SITE_URL}/en/nowhere/at/all/">here</a> <a href="https://example.com/x">x</a></p>'
    IssueEdition.objects.filter(pk=text.pk).update(lead=lead)
    page = desk.get(address("issue-mail-send"))
    said = words_of(page)
    assert "1 entry cannot be read by readers" in said
    assert "/en/nowhere/at/all/" in said
    assert page.context["may_go"]


# How it fares.


def test_sending_is_shown_as_picture_and_as_figures(desk, text):
    sending = make_sending(text, state=SendingState.RUNNING, started_at=timezone.now(), is_filled=True)
    states = [LetterState.SENT] * 5 + [LetterState.WAITING] * 3 + [LetterState.BOUNCED, LetterState.UNWANTED]
    Letter.objects.bulk_create(
        Letter(sending=sending, kind="issue", recipient=number, state=state,
               sent_at=timezone.now() if state == LetterState.SENT else None, n_doubtful=int(number == 0))
        for number, state in enumerate(states)
    )  # fmt: skip
    page = desk.get(reverse("admin:sending", args=[sending.pk]))
    said = words_of(page)
    assert "5 of 10 sent" in said
    for word in ("still to be sent 3", "came back 1", "left meanwhile 1", "perhaps sent twice 1"):
        assert word in said
    html = page.content.decode()
    assert html.count('class="mail-graph__bar"') == html.count('class="mail-graph__hours"') == 1
    assert 'data-refresh="?part=progress"' in html
    assert not re.search(r"<svg.*?\sstyle=.*?</svg>", html, re.S)


def test_what_watches_asks_for_the_picture_alone_in_few_queries(desk, text, django_assert_max_num_queries):
    sending = make_sending(text, state=SendingState.RUNNING, started_at=timezone.now(), is_filled=True)
    Letter.objects.bulk_create(Letter(sending=sending, kind="issue", recipient=number) for number in range(50))
    address = reverse("admin:sending", args=[sending.pk])
    desk.get(address, {"part": "progress"})
    with django_assert_max_num_queries(11):
        part = desk.get(address, {"part": "progress"})
    assert part.content.decode().lstrip().startswith("<section")
    assert "<html" not in part.content.decode()


def test_sending_is_paused_resumed_and_stopped(desk, text):
    sending = make_sending(text, state=SendingState.RUNNING, started_at=timezone.now(), is_filled=True)
    address = reverse("admin:sending-act", args=[sending.pk])
    for act, states in (("pause", {"paused"}), ("resume", {"filling", "running"}), ("cancel", {"cancelled"})):
        desk.post(address, {"act": act})
        sending.refresh_from_db()
        assert sending.state in states
    assert desk.post(address, {"act": "pause"}, follow=True).status_code == 200
    assert desk.post(address, {"act": "explode"}).status_code == 400


def test_first_page_says_what_is_on_its_way(desk, text):
    make_sending(text, state=SendingState.RUNNING)
    assert "Mail that is planned or on its way" in words_of(desk.get(reverse("admin:index")))
    Sending.objects.update(state=SendingState.DONE)
    assert "Mail that is planned" not in words_of(desk.get(reverse("admin:index")))


def test_all_sendings_of_ones_editions_stand_in_a_list(desk, text, django_assert_max_num_queries):
    for number in range(30):
        make_sending(text, key=f"x{number}", state=SendingState.DONE)
    with django_assert_max_num_queries(8):
        page = desk.get(reverse("admin:sendings"))
    assert len(page.context["rows"]) == 25
    assert page.context["older"]


# How an edition mails.


def test_digest_is_switched_on_from_now_and_links_by_admins_alone(desk, publisher, client, text):
    address = reverse("admin:edition-mail", args=["en"])
    data = {
        "postal": "The Gardeners",
        "counts_links": "on",
        "digest_is_on": "on",
        "digest_weekday": "2",
        "digest_hour": "7",
        "digest_least": "2",
    }
    assert desk.post(address, data).status_code == 302
    settings = MailSettings.objects.get()
    assert settings.digest_is_on
    assert settings.digest_set_at
    assert not settings.counts_links
    assert AuditEntry.objects.filter(action=AuditAction.SETTING).exists()
    client.force_login(make_user(is_superuser=True))
    client.post(address, data)
    assert MailSettings.objects.get().counts_links


def test_digest_is_previewed(desk, text):
    Digest.objects.create(
        edition=text.edition,
        due_on="2026-01-03",
        since=timezone.now() - timedelta(days=8),
        until=timezone.now() - timedelta(days=1),
    )
    assert desk.get(reverse("admin:edition-mail", args=["en"])).status_code == 200
    preview = desk.get(reverse("admin:digest-preview", args=["en"]))
    assert "The gate" in preview.content.decode()
    Read(preview.content.decode())
