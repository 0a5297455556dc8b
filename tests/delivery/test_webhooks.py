"""Webhooks: told of what readers notice, signed, tried again; and the outbox they are fed from."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.services import place_story, publish_articles, save_article, save_standing, withdraw_articles
from delivery import indexnow
from delivery.models import Announcement, Webhook, WebhookDelivery
from delivery.outbox import tell_what_is_due
from delivery.trying import WAITS
from delivery.webhooks import attempt, prune, send_delivery, send_due
from editions.enums import State
from editions.models import Edition
from seeds.factories import make_article, make_issue, make_media_item, make_person, make_series, make_topic
from seeds.factories.accounts import make_user


@pytest.fixture
def hook(editions, other_side) -> Webhook:
    return Webhook.objects.create(name="Mirror", address=other_side.url)


def tell(callbacks) -> list[tuple[str, str]]:
    """Do what waits for the worker; (event, edition) of every message there is by now."""
    with callbacks(execute=True):
        tell_what_is_due.func()
    return [
        (row.event, json.loads(row.payload)["data"].get("edition")) for row in WebhookDelivery.objects.order_by("pk")
    ]


def test_publishing_is_told_once_with_what_readers_see(hook, other_side, django_capture_on_commit_callbacks, files_dir):
    article = make_article(edition="fa", title="پل", published=False)
    with django_capture_on_commit_callbacks(execute=True):
        publish_articles([article])
    assert not Announcement.objects.exists()
    (body,) = other_side.bodies
    said = json.loads(body)
    assert said["type"] == "article.published"
    assert said["data"]["title"] == "پل"
    assert said["data"]["edition"] == "fa"
    assert said["data"]["url"] == f"http://127.0.0.1:8000{article.get_absolute_url()}"
    assert WebhookDelivery.objects.get().status == 204


def test_signature_is_that_of_standard_webhooks(hook, other_side, django_capture_on_commit_callbacks, files_dir):
    with django_capture_on_commit_callbacks(execute=True):
        publish_articles([make_article(published=False)])
    (body,), (headers,) = other_side.bodies, other_side.headers
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60


def test_what_is_rolled_back_is_not_told(hook, django_capture_on_commit_callbacks):
    article = make_article(published=False)
    with transaction.atomic():
        publish_articles([article])
        assert Announcement.objects.exists()
        transaction.set_rollback(True)
    assert not Announcement.objects.exists()


def test_saving_what_readers_know_is_an_update_and_a_draft_is_nothing(hook, django_capture_on_commit_callbacks):
    article = make_article()
    article.title = "Another title"
    save_article(article)
    save_article(make_article(published=False))
    assert tell(django_capture_on_commit_callbacks) == [("article.updated", "en")]


def test_a_change_that_waits_is_not_told(hook, django_capture_on_commit_callbacks):
    article = make_article()
    article.title = "Another title"
    save_article(article, as_pending=True)
    assert tell(django_capture_on_commit_callbacks) == []


def test_withdrawing_is_told_with_the_address_it_had(hook, django_capture_on_commit_callbacks):
    withdraw_articles([make_article()])
    assert tell(django_capture_on_commit_callbacks) == [("article.withdrawn", "en")]


def test_what_is_scheduled_is_told_at_its_moment_and_not_before(hook, django_capture_on_commit_callbacks):
    article = make_article(published=False)
    publish_articles([article], at=timezone.now() + timedelta(hours=2))
    assert tell(django_capture_on_commit_callbacks) == []
    moment = timezone.now() - timedelta(seconds=1)
    Announcement.objects.update(due_at=moment)
    Article.objects.update(published_at=moment)
    assert tell(django_capture_on_commit_callbacks) == [("article.published", "en")]


def test_what_was_taken_back_before_its_moment_is_never_told(hook, django_capture_on_commit_callbacks):
    article = make_article(published=False)
    publish_articles([article], at=timezone.now() + timedelta(hours=2))
    withdraw_articles([article])
    Announcement.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert tell(django_capture_on_commit_callbacks) == []
    assert not Announcement.objects.exists()


def test_the_end_that_was_set_is_told_when_it_comes(hook, django_capture_on_commit_callbacks):
    article = make_article()
    article.unpublish_at = timezone.now() + timedelta(hours=1)
    save_standing(article)
    assert Announcement.objects.get().event == "withdrawn"
    moment = timezone.now() - timedelta(seconds=1)
    Announcement.objects.update(due_at=moment)
    Article.objects.update(unpublish_at=moment)
    assert tell(django_capture_on_commit_callbacks) == [("article.withdrawn", "en")]


def test_media_and_issues_are_told_in_each_edition_that_has_them(
    client, hook, django_capture_on_commit_callbacks, files_dir
):
    item = make_media_item(published=False, title="Harbour", title_fa="بندر", slug_fa="بندر")
    from accounts.services import publish_things

    publish_things(things=[item], by=None)
    told = tell(django_capture_on_commit_callbacks)
    assert {("media.published", "en"), ("media.published", "fa")} <= set(told)


def test_webhook_hears_only_of_what_it_asked_for(hook, django_capture_on_commit_callbacks):
    hook.events, hook.editions = ["withdrawn"], ["fa"]
    hook.save()
    publish_articles([make_article(published=False, edition="fa")])
    withdraw_articles([make_article(edition="en"), make_article(edition="fa")])
    assert tell(django_capture_on_commit_callbacks) == [("article.withdrawn", "fa")]


def test_webhook_that_is_off_hears_nothing(hook, other_side, django_capture_on_commit_callbacks):
    Webhook.objects.update(is_active=False)
    publish_articles([make_article(published=False)])
    assert tell(django_capture_on_commit_callbacks) == []


def message(hook: Webhook) -> WebhookDelivery:
    return WebhookDelivery.objects.create(webhook=hook, key="msg_1", event="article.published", payload="{}")


def test_refused_message_is_tried_again_with_growing_waits_and_then_given_up(hook, other_side):
    other_side.statuses = [500] * 20
    delivery, waits = message(hook), []
    while delivery.next_at:
        before = timezone.now()
        assert not attempt(delivery)
        if delivery.next_at:
            waits.append(round((delivery.next_at - before).total_seconds() / 60))
    assert waits == sorted(waits) == [round(wait.total_seconds() / 60) for wait in WAITS]
    assert len(other_side.bodies) == len(WAITS) + 1
    assert len({headers["webhook-id"] for headers in other_side.headers}) == 1
    assert (delivery.status, delivery.taken_at) == (500, None)


def test_message_taken_at_the_second_try_is_settled(hook, other_side):
    other_side.statuses = [503]
    message(hook)
    assert send_due() == 0
    assert send_due() == 0, "its time has not come"
    WebhookDelivery.objects.update(next_at=timezone.now())
    assert send_due() == 1
    assert send_due() == 0
    assert len(other_side.bodies) == 2


def test_nobody_at_home_is_tried_again_and_gone_is_not(hook, other_side):
    other_side.statuses = [410]
    delivery = message(hook)
    attempt(delivery)
    assert delivery.next_at is None
    hook.address = "http://127.0.0.1:9/"
    hook.save()
    delivery = WebhookDelivery.objects.create(webhook=hook, key="msg_2", event="ping", payload="{}")
    attempt(delivery)
    assert delivery.next_at is not None
    assert delivery.status is None
    assert delivery.answer


def test_two_workers_do_not_send_one_message_twice(hook, other_side):
    delivery = message(hook)
    assert send_delivery.func(delivery.pk)
    assert not send_delivery.func(delivery.pk)
    assert len(other_side.bodies) == 1


def test_command_tells_sends_and_forgets(hook, other_side, capsys):
    publish_articles([make_article(published=False)])
    call_command("tell_others")
    assert WebhookDelivery.objects.get().taken_at
    WebhookDelivery.objects.update(made_at=timezone.now() - timedelta(days=40))
    assert prune() == 1


# The desk.


@pytest.fixture
def admin_client(editions) -> Client:
    client = Client()
    client.force_login(make_user(is_superuser=True))
    return client


FORM = {"name": "Mirror", "events": ["published"], "editions": ["fa"], "is_active": "on"}


def test_admin_makes_a_webhook_and_it_is_on_the_log_without_its_secret(admin_client, other_side):
    answer = admin_client.post("/admin/delivery/webhook/add/", {**FORM, "address": other_side.url})
    assert answer.status_code == 302, answer.content.decode()
    hook = Webhook.objects.get()
    assert hook.secret.startswith("whsec_")
    assert (hook.events, hook.editions) == (["published"], ["fa"])
    from accounts.models import AuditEntry

    entry = AuditEntry.objects.get(kind="delivery.webhook")
    assert hook.secret not in json.dumps(entry.detail)


def test_address_within_our_own_network_is_refused_in_the_form(admin_client):
    page = admin_client.post("/admin/delivery/webhook/add/", {**FORM, "address": "http://localhost/"}).content.decode()
    assert "no address of the public network" in page
    assert not Webhook.objects.exists()


def test_test_message_says_at_once_what_came_of_it(admin_client, hook, other_side):
    data = {"action": "send_test", "_selected_action": [hook.pk], "index": "0"}
    page = admin_client.post("/admin/delivery/webhook/", data, follow=True).content.decode()
    assert "took the test: 204" in page
    assert json.loads(other_side.bodies[0])["type"] == "ping"
    other_side.statuses = [500]
    page = admin_client.post("/admin/delivery/webhook/", data, follow=True).content.decode()
    assert "did not take the test: 500" in page
    page = admin_client.get(f"/admin/delivery/webhook/{hook.pk}/change/").content.decode()
    assert "given up: 500" in page
    assert hook.secret in page


def test_new_secret_signs_from_then_on(admin_client, hook):
    before = hook.secret
    data = {"action": "renew_secret", "_selected_action": [hook.pk], "index": "0"}
    admin_client.post("/admin/delivery/webhook/", data)
    hook.refresh_from_db()
    assert hook.secret != before


@pytest.mark.parametrize("role", ["contributor", "translator", "editor", "publisher"])
def test_webhooks_are_for_admins_alone(hook, role):
    client = Client()
    client.force_login(make_user(role=role, editions=["en"]))
    for path in ("", "add/", f"{hook.pk}/change/", f"{hook.pk}/delete/"):
        assert client.get(f"/admin/delivery/webhook/{path}").status_code == 403, path
        assert client.post(f"/admin/delivery/webhook/{path}", FORM).status_code == 403, path


# Search engines and hubs.


def test_search_engines_are_told_only_by_editions_that_ask_for_it(
    client, editions, other_side, settings, django_capture_on_commit_callbacks
):
    settings.INDEXNOW_ENDPOINT = other_side.url
    publish_articles([make_article(published=False)])
    tell(django_capture_on_commit_callbacks)
    assert other_side.bodies == []
    assert client.get(f"/{indexnow.key()}.txt").status_code == 404
    Edition.objects.filter(code="fa").update(tells_search_engines=True)
    known = make_article(edition="fa")
    withdraw_articles([known, make_article(edition="en")])
    tell(django_capture_on_commit_callbacks)
    said = json.loads(other_side.bodies[0])
    assert said["urlList"] == [f"http://127.0.0.1:8000{known.get_absolute_url()}"]
    assert said["host"] == "127.0.0.1:8000"
    assert client.get(f"/{said['key']}.txt").content.decode() == said["key"]
    assert client.get(f"/{'0' * 32}.txt").status_code == 404


def test_hub_is_told_of_every_feed_in_which_the_article_stands(
    editions, other_side, django_capture_on_commit_callbacks
):
    Edition.objects.filter(code="en").update(hub=other_side.url)
    topic, author = make_topic(name="Water"), make_person(name="Mira Halvorsen")
    article = make_article(published=False, topics=[topic], authors=[author])
    place_story(article.story)
    publish_articles([article])
    publish_articles([make_article(edition="fa", published=False)])
    tell(django_capture_on_commit_callbacks)
    told = [parse_qs(body.decode()) for body in other_side.bodies]
    assert all(one["hub.mode"] == ["publish"] for one in told)
    paths = [one["hub.url"][0].removeprefix("http://127.0.0.1:8000") for one in told]
    assert paths == [
        "/en/feed/", "/en/feed/atom/", "/en/feed.json", "/en/people/mira-halvorsen/feed/", "/en/topic/water/feed/",
    ]  # fmt: skip


def test_issue_is_told_where_its_series_has_a_name(hook, django_capture_on_commit_callbacks, files_dir):
    from accounts.audit import Was, record_standing
    from publications.models import IssueEdition

    make_issue(series=make_series(slug="newsletter", name="Letter"), number=1, editions=["en"])
    text = IssueEdition.objects.get()
    record_standing(text, Was(State.DRAFT), by=None)
    assert tell(django_capture_on_commit_callbacks) == [("issue.published", "en")]
