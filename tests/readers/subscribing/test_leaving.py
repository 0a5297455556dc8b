"""Leaving: by the mail program's own button (RFC 8058), and by the link at the foot of a mail."""

import pytest
from django.test import Client

from editions.models import Edition
from readers.enums import SubscriberState
from readers.models import Subscriber, Tally
from readers.subscribing.tokens import LENGTH, leave_path, leave_path_of, manage_path_of, new_secret, token
from seeds.factories.readers import make_subscriber
from tests.readers.subscribing.conftest import BRIEF, NEWSLETTER

ONE_CLICK = {"List-Unsubscribe": "One-Click"}

pytestmark = pytest.mark.usefixtures("series")


@pytest.fixture
def ada() -> Subscriber:
    return make_subscriber(email="ada@example.org", lists=(NEWSLETTER, BRIEF))


def keys_of(subscriber: Subscriber) -> list[str]:
    return list(subscriber.subscriptions.order_by("list").values_list("list", flat=True))


def test_mail_program_leaves_the_list_of_the_mail_and_no_other(ada):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(leave_path(ada, BRIEF), ONE_CLICK)
    assert answer.status_code == 200
    assert not answer.cookies
    assert keys_of(ada) == [NEWSLETTER]
    ada.refresh_from_db()
    assert ada.state == SubscriberState.ACTIVE


def test_body_of_a_mail_program_may_be_written_in_either_way(ada):
    form, other = Client(enforce_csrf_checks=True), make_subscriber()
    form.post(leave_path(ada), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    form.post(leave_path(other), ONE_CLICK)
    assert set(Subscriber.objects.values_list("state", flat=True)) == {SubscriberState.LEFT}


def test_who_leaves_the_last_list_has_left(client: Client, ada):
    for key in (BRIEF, NEWSLETTER, NEWSLETTER):
        assert client.post(leave_path(ada, key)).status_code == 200
    ada.refresh_from_db()
    assert (ada.state, ada.left_at is not None) == (SubscriberState.LEFT, True)
    assert Tally.objects.get().n_left == 1
    assert not Subscriber.objects.receiving("en", NEWSLETTER).exists()


def test_looking_changes_nothing(client: Client, ada):
    for path in (leave_path(ada), leave_path(ada, BRIEF)):
        page = client.get(path)
        assert page.status_code == 200
        assert "Yes, leave" in page.content.decode()
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert "noindex" in page.headers["X-Robots-Tag"]
        client.head(path)
        client.options(path)
    assert keys_of(ada) == [BRIEF, NEWSLETTER]


def test_page_offers_to_leave_the_others_as_well(client: Client, ada):
    page = client.get(leave_path(ada, BRIEF)).content.decode()
    assert "No more of “The Brief”?" in page
    assert "<li>The Newsletter</li>" in page
    done = client.post(leave_path(ada, BRIEF), {"act": "all"}).content.decode()
    assert "You get no mail from us" in done
    assert keys_of(ada) == []


def test_who_has_left_already_is_answered_like_the_first_time(client: Client, ada):
    first = client.post(leave_path(ada), ONE_CLICK)
    for answer in (client.get(leave_path(ada)), client.post(leave_path(ada), ONE_CLICK)):
        assert answer.status_code == first.status_code == 200
        assert "You get no mail from us" in answer.content.decode()


def test_token_of_nobody_leaves_nothing_and_says_so_kindly(client: Client, ada):
    erased = make_subscriber()
    path = leave_path(erased)
    erased.delete()
    for unknown in (path, "/en/subscribe/leave/0", f"{leave_path(ada)[:-3]}zzz", f"{leave_path(ada, BRIEF)[:-3]}zzz"):
        for answer in (client.get(unknown), client.post(unknown, ONE_CLICK)):
            assert answer.status_code == 404
            assert "You get no mail from us" in answer.content.decode()
    assert keys_of(ada) == [BRIEF, NEWSLETTER]


def test_leaving_works_when_the_edition_is_hidden_and_speaks_the_own_language(client: Client):
    reader = make_subscriber(edition="sq")
    path = leave_path(reader)
    assert '<html lang="sq"' in client.get(path.replace("/sq/", "/en/")).content.decode()
    Edition.objects.filter(code="sq").update(is_visible=False)
    assert '<html lang="en"' in client.get(path).content.decode()
    assert Client(enforce_csrf_checks=True).post(path, ONE_CLICK).status_code == 200
    reader.refresh_from_db()
    assert reader.state == SubscriberState.LEFT


def test_tokens_are_of_one_length_and_say_nothing_of_each_other(ada):
    found = [new_secret() for _number in range(50)]
    assert len(set(found)) == 50
    assert {len(one) for one in found} == {len(token(ada))} == {LENGTH}
    assert str(ada.pk) not in leave_path(ada).replace(token(ada), "")
    again = make_subscriber(email="again@example.org")
    before = token(again)
    again.delete()
    assert token(make_subscriber(email="again@example.org")) != before


def test_moulds_take_a_marker_in_the_place_of_a_token():
    marker = "zq0token0qz"
    assert leave_path_of("fa", marker, NEWSLETTER) == f"/fa/subscribe/leave/{NEWSLETTER}/{marker}"
    assert manage_path_of("fa", marker) == f"/fa/subscribe/m/{marker}/"
