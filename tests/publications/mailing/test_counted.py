"""Links are counted where an admin wants it, by link and hour, and lead nowhere that is not in the mail."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from publications.mailing.counted import code_of, count, times_of
from publications.mailing.issues import send_issue
from publications.models import LinkHour, MailLink, MailSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(text, reader, delivered):
    """(sending, mail) of an issue whose links are counted."""
    MailSettings.objects.create(edition=text.edition, counts_links=True)
    reader("en", email="ada@example.org")
    reader("en", email="bea@example.org")
    sending = send_issue(text=text, number=1, send_at=None, rate=None, by=None)
    return sending, delivered()


def links_of(mail) -> list[str]:
    return re.findall(r'href="([^"]+)"', mail.get_body(("html",)).get_content())


def test_links_are_not_counted_unless_that_is_switched_on(text, reader, delivered):
    reader()
    send_issue(text=text, number=1, send_at=None, rate=None, by=None)
    [mail] = delivered()
    assert not [link for link in links_of(mail) if "/m/" in link and "/subscribe/" not in link]
    assert not MailLink.objects.exists()
    assert "no link is counted" in mail.get_body(("plain",)).get_content().replace("\r\n", " ")


def test_each_link_leads_over_ours_to_where_it_led_and_is_the_same_for_everybody(sent):
    _sending, mails = sent
    first, second = (links_of(mail) for mail in mails)
    ours = [link for link in first if "/subscribe/" not in link]
    assert ours
    assert all(re.search(r"/m/\d+-[0-9a-f]{16}$", link) for link in ours)
    assert ours == [link for link in second if "/subscribe/" not in link]
    text = mails[0].get_body(("plain",)).get_content()
    assert all(link in text for link in ours)
    path = ours[1].partition("//")[2].partition("/")[2]
    answer = Client().get(f"/{path}")
    assert answer.status_code == 302
    assert answer["Location"] in set(MailLink.objects.values_list("address", flat=True))
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_each_ones_own_links_are_not_counted(sent):
    _sending, mails = sent
    own = [link for link in links_of(mails[0]) if "/subscribe/" in link]
    assert own
    assert set(own).isdisjoint(links_of(mails[1]))
    assert not MailLink.objects.filter(address__contains="/subscribe/").exists()


def test_following_is_counted_by_link_and_hour(sent):
    sending, _mails = sent
    link = MailLink.objects.order_by("position")[1]
    for moment in ((9, 5), (9, 55), (10, 0)):
        count(link, now=datetime(2026, 11, 28, *moment, tzinfo=UTC))
    assert list(LinkHour.objects.values_list("hour__hour", "n_times")) == [(9, 2), (10, 1)]
    assert times_of(sending)[0] == (link.address, 3)
    # What is kept has no room for persons.
    assert {field.name for field in LinkHour._meta.get_fields()} == {"id", "link", "hour", "n_times"}


def test_programs_that_only_look_are_not_counted(sent):
    link = MailLink.objects.first()
    assert Client().head(f"/m/{code_of(link)}").status_code == 302
    assert not LinkHour.objects.exists()
    Client().get(f"/m/{code_of(link)}")
    assert LinkHour.objects.get().n_times == 1


@pytest.mark.parametrize("code", ["1-0000000000000000", "1", "x", "https:--example.org", "999999-{signature}"])
def test_code_that_is_not_ours_leads_nowhere(sent, code: str):
    link = MailLink.objects.first()
    code = code.format(signature=code_of(link).partition("-")[2])
    assert Client().get(f"/m/{code}").status_code == 404


def test_mail_says_that_links_are_counted(sent):
    assert "We count how often" in sent[1][0].get_body(("plain",)).get_content()
