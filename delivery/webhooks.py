"""Webhooks: what is sent, how it is signed (standardwebhooks.com), and when it is tried again."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django.utils import timezone

from delivery.models import Webhook, WebhookDelivery
from delivery.outbox import Event, Public
from delivery.trying import CUT_OFF, KEPT, attempt_post
from editions.head import absolute


def payload_of(event: str, data: dict[str, Any], at: datetime) -> str:
    return json.dumps({"type": event, "timestamp": at.isoformat(), "data": data}, ensure_ascii=False)


def data_of(public: Public) -> dict[str, Any]:
    """What a message says of a thing."""
    return {
        "kind": public.kind,
        "id": public.number,
        "edition": public.edition,
        "title": public.title,
        "url": absolute(public.path),
        "short_url": absolute(f"/s/{public.code}"),
        "published_at": public.published_at.isoformat() if public.published_at else None,
        "updated_at": public.updated_at.isoformat(),
    }


def wants(webhook: Webhook, event: str, edition: str) -> bool:
    return event in webhook.events and (not webhook.editions or edition in webhook.editions)


def tell_webhooks(told: list[tuple[Event, Public]]) -> None:
    """Write a message for each webhook that wants it, and have the worker send them."""
    now, hooks = timezone.now(), list(Webhook.objects.filter(is_active=True))
    rows = [
        WebhookDelivery(
            webhook=hook,
            key=new_key(),
            event=f"{public.kind}.{event.value}",
            payload=payload_of(f"{public.kind}.{event.value}", data_of(public), now),
        )
        for event, public in told
        for hook in hooks
        if wants(hook, event, public.edition)
    ]
    if rows:
        order(WebhookDelivery.objects.bulk_create(rows, batch_size=500))


def test_webhook(webhook: Webhook) -> WebhookDelivery:
    """Send a message that tells of nothing, whatever the webhook wants; what came of it."""
    payload = payload_of("ping", {"webhook": webhook.name}, timezone.now())
    delivery = WebhookDelivery.objects.create(webhook=webhook, key=new_key(), event="ping", payload=payload)
    attempt(delivery, tries_again=False)
    return delivery


def new_key() -> str:
    return f"msg_{secrets.token_hex(16)}"


def signature(secret: str, key: str, stamp: int, body: str) -> str:
    """The signature of a message: HMAC-SHA256 over its key, its moment and its body."""
    raw = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(raw, f"{key}.{stamp}.{body}".encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def order(deliveries: Iterable[WebhookDelivery], *, at: datetime | None = None) -> None:
    """Have the worker send messages, now or at a moment where it can wait."""
    job = send_delivery
    if at is not None:
        if not task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
            return
        job = send_delivery.using(run_after=at)
    for delivery in deliveries:
        transaction.on_commit(partial(job.enqueue, delivery.pk), robust=True)


@task()
def send_delivery(number: int) -> bool:
    """Background task: try one message, if it is due and nobody else does; whether it was taken."""
    now = timezone.now()
    # Whoever moves the moment has it.
    claimed = WebhookDelivery.objects.filter(pk=number, next_at__lte=now, webhook__is_active=True)
    if not claimed.update(next_at=now + CUT_OFF):
        return False
    delivery = WebhookDelivery.objects.select_related("webhook").get(pk=number)
    return attempt(delivery)


def attempt(delivery: WebhookDelivery, *, tries_again: bool = True) -> bool:
    """Send it once and note what came of it."""
    stamp, webhook = int(time.time()), delivery.webhook
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Webhook-Id": delivery.key,
        "Webhook-Timestamp": str(stamp),
        "Webhook-Signature": signature(webhook.secret, delivery.key, stamp, delivery.payload),
    }
    delivery.attempts += 1
    outcome = attempt_post(webhook.address, delivery.payload.encode(), headers)
    delivery.status, delivery.answer = outcome.status, outcome.answer
    delivery.taken_at = timezone.now() if outcome.is_taken else None
    delivery.next_at = outcome.next_at(delivery.attempts) if tries_again else None
    delivery.save(update_fields=["attempts", "status", "answer", "taken_at", "next_at"])
    if delivery.next_at:
        order([delivery], at=delivery.next_at)
    return outcome.is_taken


def due_deliveries(now: datetime | None = None) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(next_at__lte=now or timezone.now(), webhook__is_active=True)


def send_due() -> int:
    """Try every message that is due; how many were taken. For installations whose worker cannot wait, or was off."""
    return sum(send_delivery.func(number) for number in list(due_deliveries().values_list("pk", flat=True)))


def prune() -> int:
    """Forget messages that are settled and old; how many."""
    settled = WebhookDelivery.objects.filter(next_at=None, made_at__lt=timezone.now() - KEPT)
    return settled.delete()[0]
