"""Addresses that get no mail: asked about one by one, by admins alone, and never shown."""

import pytest
from django.test import Client

from accounts.models import AuditEntry
from mailing.enums import Reason
from mailing.suppression import is_suppressed, suppress
from seeds.factories.accounts import make_user
from tests.accounts.roles import make_member

PAGE = "/admin/suppressed/"
ADA = "ada@example.org"


@pytest.fixture
def admin(client: Client, editions) -> Client:
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def test_admin_sees_why_an_address_gets_no_mail_and_releases_it(admin: Client):
    suppress(ADA, Reason.COMPLAINT)
    assert "reported as unwanted" in admin.post(PAGE, {"email": "ADA@example.org"}).content.decode()
    assert is_suppressed([ADA])
    assert admin.post(PAGE, {"email": ADA, "act": "release"}).status_code == 302
    assert not is_suppressed([ADA])
    entry = AuditEntry.objects.get()
    assert entry.detail == {"before": {"gets_mail": False}, "after": {"gets_mail": True}}
    assert ADA not in str(AuditEntry.objects.values().get())


def test_admin_stops_mail_at_the_wish_of_its_owner(admin: Client):
    assert "Nothing keeps this address" in admin.post(PAGE, {"email": ADA}).content.decode()
    admin.post(PAGE, {"email": ADA, "act": "suppress"})
    admin.post(PAGE, {"email": ADA, "act": "suppress"})
    assert is_suppressed([ADA])
    assert AuditEntry.objects.count() == 1


def test_page_shows_no_address(admin: Client):
    suppress(ADA, Reason.BOUNCE)
    assert ADA not in admin.get(PAGE).content.decode()


def test_only_admins_ask(client: Client, editions):
    suppress(ADA, Reason.BOUNCE)
    client.force_login(make_member("publisher", "en"))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"email": ADA, "act": "release"}).status_code == 403
    assert is_suppressed([ADA])
