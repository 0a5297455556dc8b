"""A proxy that is not told of changes: admins read it on their first page, machines at /healthz."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from delivery.models import PurgeState
from delivery.proxies.chosen import read
from nejat_cms.start_purges import PATIENCE, purges_that_fail

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(settings) -> PurgeState:
    """A sender that runs, and a proxy that takes what it is told."""
    settings.PURGE = read("varnish://127.0.0.1:6081", "")
    return PurgeState.objects.create(pk=1, held_by="a", held_until=timezone.now() + timedelta(minutes=1))


def health() -> dict:
    return Client().get("/healthz").json()


def test_nothing_is_said_while_the_proxy_takes_what_it_is_told(state):
    assert purges_that_fail() is None
    assert health() == {"status": "ok", "database": True, "cache": True, "purges": True}


def test_nothing_is_said_where_no_proxy_is_told(settings, django_assert_num_queries):
    settings.PURGE = None
    with django_assert_num_queries(0):
        assert purges_that_fail() is None
    assert "purges" not in health()


def test_single_failure_is_no_news_to_people(state):
    PurgeState.objects.update(failing_since=timezone.now(), answer="503")
    assert purges_that_fail() is None
    assert health()["purges"] is False


def test_lasting_failure_is_told_with_what_the_proxy_said(state):
    PurgeState.objects.update(failing_since=timezone.now() - PATIENCE * 2, answer="api.example.org: 401 Unauthorized.")
    waiting = purges_that_fail()
    assert waiting is not None
    assert [item.title for item in waiting.items] == ["api.example.org: 401 Unauthorized."]
    assert health()["status"] == "ok"


def test_want_of_a_sender_is_told(state):
    PurgeState.objects.update(held_by="", held_until=None)
    waiting = purges_that_fail()
    assert waiting is not None
    assert [str(item.title) for item in waiting.items] == ["No sender of purges runs."]
