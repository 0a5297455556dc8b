"""What search engines and hubs did not take is tried again, and at last given up."""

import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.services import publish_articles
from delivery import pings
from delivery.models import Ping, PingKind
from delivery.outbox import tell_what_is_due
from delivery.pings import ping, send_due, send_ping, try_again
from delivery.trying import KEPT, WAITS
from editions.models import Edition
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article

pytestmark = pytest.mark.django_db

FEED = "https://a.example/en/feed/"
PINGS = "/admin/delivery/ping/"


@pytest.fixture
def admin_client(editions) -> Client:
    client = Client()
    client.force_login(User.objects.filter(is_superuser=True).first() or make_user(role="admin"))
    return client


def come(row: Ping) -> None:
    """Its moment has come."""
    Ping.objects.filter(pk=row.pk, next_at__isnull=False).update(next_at=timezone.now())


def test_one_that_is_taken_is_gone(other_side):
    ping(PingKind.HUB, other_side.url, [[FEED]])
    assert send_due() == 1
    assert parse_qs(other_side.bodies[0].decode()) == {
        "hub.mode": ["publish"],
        "hub.url": [FEED],
        "hub.topic": [FEED],
    }
    assert not Ping.objects.exists()


def test_one_that_fails_is_tried_ever_more_seldom_and_then_given_up(other_side):
    other_side.statuses = [503] * (len(WAITS) + 1)
    ping(PingKind.HUB, other_side.url, [[FEED]])
    row, waits = Ping.objects.get(), []
    while row.next_at:
        come(row)
        assert send_ping.func(row.pk) is False
        row.refresh_from_db()
        if row.next_at:
            waits.append(round((row.next_at - timezone.now()).total_seconds() / 60))
    assert waits == [round(wait.total_seconds() / 60) for wait in WAITS]
    assert (row.attempts, row.status) == (len(WAITS) + 1, 503)
    assert send_due() == 0


def test_one_is_not_sent_before_its_moment_nor_twice(other_side):
    other_side.statuses = [500]
    ping(PingKind.HUB, other_side.url, [[FEED]])
    row = Ping.objects.get()
    send_ping.func(row.pk)
    assert send_ping.func(row.pk) is False
    assert len(other_side.bodies) == 1


def test_one_that_was_cut_off_is_tried_again(other_side, monkeypatch):
    ping(PingKind.HUB, other_side.url, [[FEED]])
    row = Ping.objects.get()

    def cut_off(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(pings, "attempt_post", cut_off)
        with pytest.raises(KeyboardInterrupt):
            send_ping.func(row.pk)
    assert send_due() == 0
    come(row)
    assert send_due() == 1


def test_an_address_of_our_own_network_is_given_up_at_once(settings):
    settings.POST_TO_PRIVATE = False
    ping(PingKind.HUB, "http://127.0.0.1:9/", [[FEED]])
    send_due()
    row = Ping.objects.get()
    assert row.next_at is None
    assert "public network" in row.answer


def test_a_newer_one_that_is_taken_settles_the_older_that_says_the_same(other_side):
    other_side.statuses = [500]
    ping(PingKind.HUB, other_side.url, [[FEED]])
    send_due()
    ping(PingKind.HUB, other_side.url, [[FEED], ["https://a.example/other/"]])
    assert send_due() == 2
    assert not Ping.objects.exists()


def test_search_engines_are_told_again_with_the_key_of_that_time(editions, other_side, settings):
    settings.INDEXNOW_ENDPOINT = other_side.url
    Edition.objects.filter(code="en").update(tells_search_engines=True)
    other_side.statuses = [429]
    publish_articles([make_article(published=False)])
    tell_what_is_due.func()
    assert send_due() == 0
    row = Ping.objects.get()
    come(row)
    settings.SECRET_KEY = "another-secret-key"
    assert send_due() == 1
    first, second = (json.loads(body) for body in other_side.bodies)
    assert first["urlList"] == second["urlList"] == row.told.split("\n")
    assert first["key"] != second["key"]


def test_the_command_for_cron_tries_what_is_due_and_forgets_what_is_old(other_side):
    ping(PingKind.HUB, other_side.url, [[FEED]])
    old = Ping.objects.create(
        kind="hub", address="https://b.example/", told=FEED, next_at=None, made_at=timezone.now() - KEPT - timedelta(1)
    )
    call_command("tell_others", verbosity=0)
    assert len(other_side.bodies) == 1
    assert not Ping.objects.filter(pk=old.pk).exists()


def test_an_admin_sees_what_nobody_took_and_tries_it_again(
    admin_client, other_side, django_capture_on_commit_callbacks
):
    other_side.statuses = [500]
    ping(PingKind.HUB, other_side.url, [[FEED]])
    send_due()
    Ping.objects.update(next_at=None)
    page = admin_client.get(f"{PINGS}?state=given-up").content.decode()
    assert "given up" in page
    assert FEED in page
    assert "500" in page
    assert "Pings that nobody took" in admin_client.get("/admin/").content.decode()
    data = {"action": "send_again", "_selected_action": [Ping.objects.get().pk], "index": "0"}
    with django_capture_on_commit_callbacks(execute=True):
        page = admin_client.post(PINGS, data, follow=True).content.decode()
    assert "1 ping is tried again now." in page
    assert not Ping.objects.exists()
    assert len(other_side.bodies) == 2


def test_one_that_is_with_the_worker_is_not_begun_anew():
    row = Ping.objects.create(kind="hub", address="https://b.example/", told=FEED)
    assert try_again([row]) == 0


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_pings_are_for_admins_alone(editions, role):
    client = Client()
    client.force_login(make_user(role=role, editions=["en"]))
    assert client.get(PINGS).status_code == 403
    data = {"action": "send_again", "_selected_action": ["1"], "index": "0"}
    assert client.post(PINGS, data).status_code == 403
