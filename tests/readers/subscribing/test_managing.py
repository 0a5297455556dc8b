"""A subscriber's own page: change, pause, leave, see what is known, be erased."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailing.enums import Reason
from mailing.models import Suppressed
from mailing.services import is_suppressed, suppress
from readers.enums import SubscriberState
from readers.models import Subscriber, Subscription, Tally
from readers.subscribing.tokens import manage_path
from seeds.factories.accounts import make_user
from seeds.factories.readers import make_subscriber
from tests.readers.sending import send, stamped
from tests.readers.subscribing.conftest import BRIEF, NEWSLETTER, mails, path_in

ADA = "ada@example.org"

pytestmark = pytest.mark.usefixtures("series")


@pytest.fixture
def ada() -> Subscriber:
    return make_subscriber(email=ADA)


@pytest.fixture
def act(ada, django_assert_max_num_queries):
    """Presses a button of the page, as a browser without any cookie does; follows to what is shown then."""

    def act_now(what: str, **data) -> str:
        path = manage_path(Subscriber.objects.get(pk=ada.pk))
        answer = Client(enforce_csrf_checks=True).post(path, {"act": what, **data}, follow=True)
        assert answer.headers["Cache-Control"] == "no-store"
        ada.refresh_from_db()
        return answer.content.decode()

    return act_now


def keys_of(subscriber: Subscriber) -> list[str]:
    return list(subscriber.subscriptions.order_by("list").values_list("list", flat=True))


def test_page_is_private(client: Client, ada):
    page = client.get(manage_path(ada))
    text = page.content.decode()
    assert ADA in text
    assert '<meta name="robots" content="noindex">' in text
    assert not page.cookies
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "/subscribe/m/" not in client.get("/sitemap/en/pages.xml").content.decode()


@pytest.mark.parametrize("code", ["en", "ar", "fa", "sq"])
def test_page_speaks_the_language_of_the_subscriber_whatever_the_address_says(client: Client, code):
    reader = make_subscriber(edition=code)
    page = client.get(manage_path(reader).replace(f"/{code}/", "/en/")).content.decode()
    assert f'<html lang="{code}"' in page


def test_lists_are_changed(act, ada):
    assert "Saved." in act("save", edition="en", lists=[BRIEF])
    assert keys_of(ada) == [BRIEF]


def test_nothing_ticked_is_asked_about(act, ada):
    page = act("save", edition="en")
    assert "Tick at least one" in page
    assert keys_of(ada) == [NEWSLETTER]


def test_list_of_another_edition_is_not_taken(act, ada):
    act("save", edition="ar", lists=[BRIEF])
    assert (ada.edition_id, keys_of(ada)) == ("en", [NEWSLETTER])


def test_edition_is_changed_and_the_page_speaks_its_language_then(client: Client, act, ada):
    offered = client.get(f"{manage_path(ada)}?edition=fa").content.decode()
    assert '<html lang="en"' in offered
    assert 'lang="fa" dir="rtl"' in offered
    assert "خبرنامه" in offered
    page = act("save", edition="fa", lists=[NEWSLETTER])
    assert '<html lang="fa" dir="rtl">' in page
    assert (ada.edition_id, keys_of(ada)) == ("fa", [NEWSLETTER])
    assert {(one.edition_id, one.n_joined, one.n_left) for one in Tally.objects.all()} == {("en", 0, 1), ("fa", 1, 0)}


def test_pause_ends_by_itself(act, ada):
    page = act("pause", weeks="4")
    assert "No mail comes until:" in page
    now = timezone.now()
    receiving = Subscriber.objects.receiving
    assert not receiving("en", NEWSLETTER).exists()
    assert receiving("en", NEWSLETTER, now=now + timedelta(weeks=4, minutes=1)).get() == ada
    Subscriber.objects.update(paused_until=now - timedelta(minutes=1))
    assert "Send it again" not in Client().get(manage_path(ada)).content.decode()


def test_pause_without_end_lasts_until_it_is_resumed(act, ada):
    assert "until you say so" in act("pause", weeks="0")
    later = timezone.now() + timedelta(days=999)
    assert not Subscriber.objects.receiving("en", NEWSLETTER, now=later).exists()
    act("resume")
    assert Subscriber.objects.receiving("en", NEWSLETTER).get() == ada


def test_leaving_and_coming_back(act, ada):
    assert "Come back" in act("leave")
    assert (ada.state, keys_of(ada)) == (SubscriberState.LEFT, [])
    act("save", edition="en", lists=[NEWSLETTER])
    assert (ada.state, ada.left_at, keys_of(ada)) == (SubscriberState.ACTIVE, None, [NEWSLETTER])
    tally = Tally.objects.get()
    assert (tally.n_joined, tally.n_left) == (1, 1)


def test_data_is_all_that_is_kept_and_nobody_elses(client: Client, ada):
    make_subscriber(email="other@example.org")
    answer = client.post(manage_path(ada), {"act": "data"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="subscription.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    told = json.loads(answer.content)
    assert told["address"] == ADA
    assert [one["list"] for one in told["lists"]] == [NEWSLETTER]
    assert told["consent"]["words"] == ada.consent_text
    assert "other@" not in answer.content.decode()
    kept = {field.name for field in Subscriber._meta.get_fields() if field.concrete}
    # What is the site's own, for sending: no more than these.
    assert kept - {"id", "secret", "trace", "asked_at", "n_asked"} == {
        "email", "name", "edition", "state", "paused_until", "consented_at", "consent_source", "consent_text",
        "asked", "made_at", "left_at",
    }  # fmt: skip


def test_deleting_is_asked_once_more_and_leaves_nothing(act, client: Client, ada):
    path = manage_path(ada)
    assert "Yes, delete me" in act("erase")
    assert Subscriber.objects.exists()
    answer = client.post(path, {"act": "erase", "sure": "yes"})
    assert "You are deleted here" in answer.content.decode()
    assert not Subscriber.objects.exists()
    assert not Subscription.objects.exists()
    assert client.get(path).status_code == 404
    assert not Suppressed.objects.exists()


def test_who_is_suppressed_and_erased_leaves_a_keyed_hash_alone(client: Client, ada):
    suppress(ADA, Reason.BOUNCE)
    client.post(manage_path(ada), {"act": "erase", "sure": "yes"})
    assert not Subscriber.objects.exists()
    assert is_suppressed([ADA]) == {ADA}


def test_silenced_address_gets_nothing_and_cannot_be_brought_back_here(act, ada):
    for address in ("ADA@example.org", "nobody@example.org"):
        suppress(address, Reason.COMPLAINT)
    ada.refresh_from_db()
    assert ada.state == SubscriberState.SILENCED
    assert not Subscriber.objects.receiving("en", NEWSLETTER).exists()
    act("save", edition="en", lists=[BRIEF])
    act("resume")
    assert ada.state == SubscriberState.SILENCED


def test_address_that_gets_mail_again_gets_what_it_got_before(client: Client, ada):
    suppress(ADA, Reason.BOUNCE)
    assert not Subscriber.objects.receiving("en", NEWSLETTER).exists()
    client.force_login(make_user(role="admin"))
    client.post(reverse("admin:suppressed"), {"email": ADA, "act": "release"})
    assert Subscriber.objects.receiving("en", NEWSLETTER).get() == ada
    tally = Tally.objects.get()
    assert (tally.n_joined, tally.n_left) == (1, 1)


def test_false_link_is_nobodys(client: Client, ada):
    for token in ("0" * 32, "x", "\x00", ada.secret[:-1], ada.secret.upper() + "0"):
        assert client.get(f"/en/subscribe/m/{token}/").status_code == 404
    assert client.post(manage_path(ada), {"act": "unknown"}).status_code == 400
    assert client.post(manage_path(ada), {"act": "pause", "weeks": "x"}).status_code == 400
    assert client.put(manage_path(ada)).status_code == 405


def test_link_is_sent_anew_to_who_has_one_and_said_is_the_same_to_all(client: Client, ada):
    for address in (ADA, "nobody@example.org"):
        told = {"email": address, "stamp": stamped("subscription-link:en")}
        answer = send(client, "/en/subscribe/link/", told)
        assert (answer.status_code, answer["Location"]) == (303, "/en/subscribe/thanks/")
    (mail,) = mails()
    assert mail.to == [ADA]
    assert path_in(mail) == manage_path(ada)
