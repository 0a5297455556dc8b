"""Signing in: guessing is slow, and tells nothing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.sign_in import OF_A_NAME, OF_AN_ADDRESS
from seeds.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.usefixtures("editions")
LOGIN = "/admin/login/"


def sign_in(client: Client, username: str, password: str = "wrong", **headers: str):
    return client.post(LOGIN, {"username": username, "password": password, "next": "/admin/"}, headers=headers)


def complaint(response) -> str:
    return " ".join(response.context["form"].non_field_errors())


@pytest.fixture
def editor() -> User:
    return make_user(role="editor", username="ann")


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client, editor):
    for _ in range(OF_A_NAME):
        assert sign_in(client, "ann").status_code == 200
    answer = sign_in(client, "ann", PASSWORD)
    assert answer.status_code == 429
    assert "Wait 15 minutes" in complaint(answer)
    assert answer["Retry-After"] == "900"
    assert "_auth_user_id" not in client.session


def test_wait_ends(client: Client, editor):
    for _ in range(OF_A_NAME + 1):
        sign_in(client, "ann")
    cache.clear()
    assert sign_in(client, "ann", PASSWORD).status_code == 302


def test_wrong_attempts_are_forgotten_once_one_is_right(client: Client, editor):
    for _ in range(3):
        for _ in range(OF_A_NAME - 1):
            assert sign_in(client, "ann").status_code == 200
        assert sign_in(client, "ann", PASSWORD).status_code == 302


def test_nobody_locks_others_out_from_elsewhere(client: Client, editor):
    for _ in range(OF_A_NAME + 3):
        sign_in(client, "ann", **{"X-Forwarded-For": "203.0.113.9"})
    assert sign_in(client, "ann", PASSWORD, **{"X-Forwarded-For": "203.0.113.10"}).status_code == 302


def test_a_made_up_header_does_not_hide_where_somebody_is(client: Client, editor):
    for number in range(OF_A_NAME):
        sign_in(client, "ann", **{"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"})
    assert sign_in(client, "ann", PASSWORD, **{"X-Forwarded-For": "198.51.100.77, 203.0.113.9"}).status_code == 429


def test_who_tries_many_names_is_made_to_wait_too(client: Client, editor):
    for number in range(OF_AN_ADDRESS):
        assert sign_in(client, f"name-{number}").status_code == 200
    assert sign_in(client, "ann", PASSWORD).status_code == 429


def test_name_is_the_same_however_it_is_written(client: Client, editor):
    for name in ("ann", "ANN", " ann", "Ann ", "aNN"):
        sign_in(client, name)
    assert sign_in(client, "ann", PASSWORD).status_code == 429


def test_all_that_is_wrong_is_told_alike(client: Client, editor):
    make_user(username="reader")
    make_user(role="editor", username="gone", is_active=False)
    answers = [
        sign_in(client, "ann"),
        sign_in(client, "nobody"),
        sign_in(client, "reader", PASSWORD),
        sign_in(client, "gone", PASSWORD),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({complaint(answer) for answer in answers}) == 1


def test_waiting_is_told_alike_of_names_that_there_are_and_that_there_are_not(client: Client, editor):
    told = set()
    for name in ("ann", "nobody"):
        for _ in range(OF_A_NAME):
            sign_in(client, name)
        told.add(complaint(sign_in(client, name)))
    assert len(told) == 1


@pytest.mark.parametrize("name", ["", "x" * 5000, "\x00", "آن", "a b\r\nc"])
def test_odd_names_are_no_error_of_ours(client: Client, name: str):
    assert sign_in(client, name).status_code == 200


def test_week_away_from_the_desk_signs_out(client: Client, editor):
    client.force_login(editor)
    assert client.get(reverse("admin:index")).status_code == 200
    assert timedelta(days=7).total_seconds() == settings.SESSION_COOKIE_AGE
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("admin:index")).status_code == 302


def test_who_works_stays_signed_in_and_writes_the_session_once_a_day(client: Client, editor):
    sign_in(client, "ann", PASSWORD)
    session = client.session
    session["renewed"] = int(timezone.now().timestamp()) - 25 * 3600
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(days=1))
    client.get(reverse("admin:index"))
    first = Session.objects.get().expire_date
    assert first > timezone.now() + timedelta(days=6)
    Session.objects.update(expire_date=first - timedelta(hours=1))
    client.get(reverse("admin:index"))
    assert Session.objects.get().expire_date == first - timedelta(hours=1)


def test_account_that_is_closed_ends_its_sessions_at_once(client: Client, editor):
    client.force_login(editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert client.get(reverse("admin:index")).status_code == 302


def test_new_password_ends_the_sessions_that_the_old_one_began(client: Client, editor):
    client.force_login(editor)
    editor.set_password("another-long-secret-9")
    editor.save()
    assert client.get(reverse("admin:index")).status_code == 302
