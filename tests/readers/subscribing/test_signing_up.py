"""Somebody signs up by the form, and confirms their address by the letter's link."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from editions.models import Edition
from mailing.enums import Reason
from mailing.models import Letter
from mailing.services import suppress
from readers.enums import SubscriberState
from readers.models import Subscriber, Tally
from readers.retention import prune
from readers.subscribing import tokens
from seeds.factories.readers import make_subscriber
from tests.readers.sending import send, stamped
from tests.readers.subscribing.conftest import BRIEF, NEWSLETTER, mails, path_in

ADA = "ada@example.org"


def keys_of(subscriber: Subscriber) -> list[str]:
    return list(subscriber.subscriptions.order_by("list").values_list("list", flat=True))


def receiving(code: str = "en", key: str = NEWSLETTER) -> list[str]:
    return list(Subscriber.objects.receiving(code, key).order_by("pk").values_list("email", flat=True))


def test_page_offers_what_the_edition_sends_and_the_other_editions(client: Client, series):
    page = client.get("/en/subscribe/")
    text = page.content.decode()
    assert page.status_code == 200
    assert not page.cookies
    assert re.findall(r'name="lists" value="([^"]+)"', text) == [NEWSLETTER, BRIEF]
    assert " checked" not in text, "nothing is agreed to beforehand"
    others = text.partition('id="others"')[2].partition("</section>")[0]
    assert re.findall(r'href="/(\w+)/subscribe/"', others) == ["ar", "fa", "sq"]
    arabic = client.get("/ar/subscribe/").content.decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    # One thing needs no tick.
    assert f'<input type="hidden" name="lists" value="{NEWSLETTER}">' in arabic


def test_edition_that_sends_nothing_says_so(client: Client, editions):
    page = client.get("/en/subscribe/").content.decode()
    assert "nothing to subscribe to" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert '<meta name="robots" content="noindex">' in page


def test_signing_up_changes_nothing_before_the_letter_is_answered(client: Client, sign_up):
    answer = sign_up(lists=[NEWSLETTER, BRIEF])
    assert (answer.status_code, answer["Location"]) == (303, "/en/subscribe/thanks/")
    assert not answer.cookies
    assert receiving() == []
    (mail,) = mails()
    assert mail.to == [ADA]
    assert "The Brief" in mail.body
    path = path_in(mail)
    # Scanners of mail follow links: looking confirms nothing.
    look = client.get(path)
    assert "Yes, send it to me" in look.content.decode()
    assert look.headers["Cache-Control"] == "no-store"
    assert look.headers["Referrer-Policy"] == "no-referrer"
    assert receiving() == []
    done = client.post(path)
    assert "You will get mail from us" in done.content.decode()
    assert receiving() == receiving(key=BRIEF) == [ADA]
    ada = Subscriber.objects.get()
    assert ada.consented_at is not None
    assert "The Newsletter, The Brief" in ada.consent_text
    # Again and again: the same page, and nothing is counted twice.
    assert client.post(path).content == done.content
    assert "You will get mail from us" in client.get(path).content.decode()
    assert Tally.objects.get().n_joined == 1


@pytest.mark.parametrize(
    ("code", "direction", "words"),
    [("en", "ltr", "The Newsletter"), ("ar", "rtl", "النشرة"), ("fa", "rtl", "خبرنامه"), ("sq", "ltr", "Buletini")],
)
def test_letter_and_pages_speak_the_language_of_the_edition(client: Client, sign_up, code, direction, words):
    sign_up(code=code)
    (mail,) = mails()
    html = mail.alternatives[0].content
    assert f'<html lang="{code}" dir="{direction}">' in html
    assert re.findall(r"<(?:p|h1|ul|li)\b(?![^>]* dir=)", html) == [], "a block without direction"
    assert words in mail.body
    path = path_in(mail)
    for page in (client.get(path), client.post(path)):
        assert f'<html lang="{code}" dir="{direction}">' in page.content.decode()
        assert words in page.content.decode()
    assert receiving(code) == [ADA]


def test_wrong_form_comes_back_with_what_was_typed(client: Client, sign_up):
    answer = sign_up(email="ada@", lists=[BRIEF])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="ada@"' in page
    assert re.search(rf'value="{BRIEF}"[^>]* checked', page)
    assert "Nothing you typed is lost" in page
    none = sign_up(lists=[]).content.decode()
    assert "Tick at least one." in none
    assert 'href="#subscribe-lists_0"' in none
    assert 'id="subscribe-lists_0"' in none
    assert not Subscriber.objects.exists()


def test_form_without_script_is_shown_once_more_and_then_taken(client: Client, series):
    told = {"email": ADA, "lists": [NEWSLETTER, BRIEF]}
    look = send(client, "/en/subscribe/", told)
    page = look.content.decode()
    assert look.status_code == 200
    assert "Look at it once more" in page
    assert page.count(" checked") == 2
    assert f'value="{ADA}"' in page
    assert re.search(r'name="stamp" value="subscribe:en:', page)
    assert not Subscriber.objects.exists()
    assert send(client, "/en/subscribe/", {**told, "stamp": stamped("subscribe:en")}).status_code == 303


def test_guards_refuse_what_no_reader_sends(client: Client, sign_up, series):
    told = {"email": ADA, "lists": [NEWSLETTER], "stamp": stamped("subscribe:en")}
    assert send(client, "/en/subscribe/", told, {"Origin": "https://elsewhere.example"}).status_code == 403
    assert sign_up(website="https://spam.example").status_code == 422
    assert sign_up(stamp=stamped("subscribe:en", seconds=0)).status_code == 422
    assert sign_up(stamp=stamped("subscribe:fa")).status_code == 422
    assert sign_up(lists=["series:unknown"]).status_code == 422
    assert not Subscriber.objects.exists()
    statuses = [sign_up(email=f"reader-{number}@example.org").status_code for number in range(7)]
    assert statuses == [303] * 6 + [429]


def test_who_gets_it_already_is_answered_alike_and_only_their_mailbox_knows(client: Client, sign_up):
    make_subscriber(email=ADA)
    known, unknown = sign_up(), sign_up(email="new@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    first, second = mails()
    assert "gets our mail already" in first.body
    assert "/subscribe/m/" in first.body
    assert "List-Unsubscribe" not in first.extra_headers
    assert "Please confirm" in second.subject
    assert receiving() == [ADA]


def test_another_list_is_added_once_it_is_confirmed(client: Client, sign_up):
    ada = make_subscriber(email=ADA)
    sign_up(lists=[BRIEF])
    assert keys_of(ada) == [NEWSLETTER]
    client.post(path_in(mails()[0]))
    assert keys_of(ada) == [BRIEF, NEWSLETTER]
    assert not Tally.objects.exists(), "nobody came"


def test_another_edition_takes_the_place_of_the_first(client: Client, sign_up):
    make_subscriber(email=ADA)
    sign_up(code="fa")
    (mail,) = mails()
    path = path_in(mail)
    assert path.startswith("/fa/subscribe/confirm/")
    assert receiving("en") == [ADA]
    client.post(path)
    assert (receiving("en"), receiving("fa")) == ([], [ADA])
    assert {(one.edition_id, one.n_joined, one.n_left) for one in Tally.objects.all()} == {("en", 0, 1), ("fa", 1, 0)}


def test_spelling_of_an_address_makes_no_second_subscriber(sign_up):
    make_subscriber(email="Ada@example.org")
    sign_up(email="ada@EXAMPLE.org")
    assert Subscriber.objects.count() == 1


def test_domain_in_other_letters_is_one_address(sign_up):
    sign_up(email="ada@باغ.example")
    kept = Subscriber.objects.get()
    assert kept.email == f"ada@{'باغ'.encode('idna').decode()}.example"
    assert Subscriber.objects.of_address("ADA@باغ.example").get() == kept


def test_address_gets_few_letters_however_often_it_is_entered(sign_up):
    sign_up()
    sign_up(lists=[BRIEF])
    assert Letter.objects.count() == 1, "one letter within some minutes"
    assert len(Subscriber.objects.get().asked["lists"]) == 2, "it confirms both"
    for _again in range(6):
        Subscriber.objects.update(asked_at=timezone.now() - timedelta(minutes=6))
        sign_up()
    midnight_passed = timezone.now() - timedelta(minutes=6)
    assert Letter.objects.count() == 4 or midnight_passed.date() != timezone.now().date()


def test_suppressed_address_gets_no_letter_and_the_same_answer(sign_up):
    suppress(ADA, Reason.COMPLAINT)
    assert sign_up().status_code == 303
    assert mails() == []


def test_link_that_is_too_old_or_false_confirms_nothing(client: Client, sign_up, monkeypatch):
    sign_up()
    path = path_in(mails()[0])
    false = path.replace("/confirm/", "/confirm/9")
    assert "too old" in client.post(false).content.decode()
    monkeypatch.setattr(tokens, "CONFIRM_WITHIN", timedelta(seconds=-1))
    assert "too old" in client.post(path).content.decode()
    assert receiving() == []


def test_mail_program_forgets_what_was_not_confirmed(client: Client, sign_up):
    sign_up()
    (mail,) = mails()
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://example.org")
    strict = Client(enforce_csrf_checks=True)
    for _again in range(2):
        assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert "You get no mail from us" in client.post(path_in(mail)).content.decode()
    assert Subscriber.objects.get().email == ""
    assert not Subscriber.objects.known().exists()
    assert mails() == []
    Subscriber.objects.update(left_at=timezone.now() - timedelta(days=91))
    prune()
    assert not Subscriber.objects.exists()


def test_what_nobody_confirms_is_forgotten(sign_up):
    sign_up()
    make_subscriber(email="here@example.org", asked={"edition": "en", "lists": [BRIEF], "text": ""})
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=4), made_at=timezone.now() - timedelta(days=4))
    assert prune()["subscribers"] == 1
    left = Subscriber.objects.get()
    assert (left.email, left.asked) == ("here@example.org", {})


def test_hidden_edition_writes_no_letter(sign_up):
    sign_up(code="sq")
    Edition.objects.filter(code="sq").update(is_visible=False)
    assert mails() == []


def test_series_page_has_the_form_and_issues_lead_to_it(client: Client, series, sign_up):
    page = client.get("/en/publications/newsletter/").content.decode()
    form = re.search(r'<form class="form" method="post" action="/en/subscribe/".*?</form>', page, re.S)
    assert form
    assert f'value="{NEWSLETTER}"' in form[0]
    assert not client.get("/en/publications/newsletter/").cookies
    assert 'href="/en/subscribe/"' in client.get("/en/").content.decode()


def test_state_of_a_new_one_is_pending(sign_up):
    sign_up()
    assert Subscriber.objects.get().state == SubscriberState.PENDING
