import base64
import secrets
from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.redirects.addresses import Address, key_of_target, normal_host


class Origin(models.TextChoices):
    """Who said that an address has moved."""

    MOVED = "moved", _("by itself, when an address changed")
    DESK = "desk", _("at the desk")
    FILE = "file", _("from a file")
    WORDPRESS = "wordpress", _("with a site that moved in")


class Redirect(models.Model):
    """An address that has moved, or is gone on purpose: readers and search engines are told so, once and for good.

    Written by delivery/services.py where more than one is; `save` works out what they are found by.
    """

    # Of sites that moved in with a host of their own; empty: whatever the host.
    host = models.CharField(_("host"), max_length=255, blank=True)
    old_path = models.CharField(_("old address"), max_length=2000)
    # Empty: gone on purpose.
    new_path = models.CharField(_("new address"), max_length=2000, blank=True)
    # Of the old address in its normal form, and of the new one (delivery/redirects/addresses.py).
    key = models.CharField(max_length=32, editable=False)
    new_key = models.CharField(max_length=32, db_index=True, editable=False, blank=True)
    origin = models.CharField(_("where it is from"), max_length=10, choices=Origin, default=Origin.DESK, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["key", "host"], name="delivery_redirect_once")]

    def __str__(self) -> str:
        return f"{self.host}{self.old_path}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_in_keys()
        super().save(*args, **kwargs)

    def fill_in_keys(self) -> None:
        self.host = normal_host(self.host)
        self.key = Address.read(self.old_path).key
        self.new_key = key_of_target(self.new_path)

    @property
    def is_gone(self) -> bool:
        return not self.new_path


class MissingAddress(models.Model):
    """An address that was asked for and is not here. How often is counted, by whom is not known."""

    host = models.CharField(_("host"), max_length=255)
    path = models.CharField(_("address"), max_length=500)
    key = models.CharField(max_length=32, unique=True)
    # The host of the last page that linked to it, where a browser said so.
    referrer = models.CharField(_("linked from"), max_length=255, blank=True)
    count = models.PositiveIntegerField(_("how often"), default=1)
    # Looked for by machines that search for weak spots, not by readers.
    is_probe = models.BooleanField(_("a machine's search"), default=False)
    is_ignored = models.BooleanField(_("ignored"), default=False)
    first_at = models.DateTimeField(_("first"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now)

    class Meta:
        verbose_name = _("address that is not here")
        verbose_name_plural = _("addresses that are not here")
        indexes = [models.Index(fields=["is_ignored", "is_probe", "-count", "-id"], name="delivery_missing_order")]

    def __str__(self) -> str:
        return self.path


class Announcement(models.Model):
    """A change that others will be told of at its moment (delivery/outbox.py); gone once they are."""

    kind = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    event = models.CharField(max_length=10)
    due_at = models.DateTimeField(db_index=True)
    # Noted before its moment: by then the clock brings it about, and nobody.
    is_by_clock = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.event} {self.kind} {self.number}"


def new_secret() -> str:
    """As standardwebhooks.com writes secrets."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"


def all_events() -> list[str]:
    return ["published", "updated", "withdrawn"]


class Webhook(models.Model):
    """An address elsewhere that is told when something is published, updated or withdrawn."""

    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("It is sent JSON by POST, signed with the secret; it should answer within ten seconds."),
    )
    secret = models.CharField(_("secret"), max_length=120, default=new_secret, editable=False)
    events = models.JSONField(_("tells of"), default=all_events)
    editions = models.JSONField(_("of editions"), default=list, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class PingKind(models.TextChoices):
    """Who is told of addresses that have changed."""

    INDEXNOW = "indexnow", _("search engines (IndexNow)")
    HUB = "hub", _("WebSub hub")


class Ping(models.Model):
    """Addresses that somebody elsewhere is to be told of (delivery/pings.py); gone once they were taken."""

    kind = models.CharField(_("who is told"), max_length=10, choices=PingKind)
    address = models.CharField(_("address"), max_length=500)
    # Full addresses, one a line.
    told = models.TextField(_("of"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # When it is tried next; None: it was given up.
    next_at = models.DateTimeField(null=True, default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ping")
        verbose_name_plural = _("pings")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.told.partition(chr(10))[0]}"


class WebhookDelivery(models.Model):
    """One message to a webhook: tried until it is taken, or given up after some days."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    # Sent along, so that the other side can tell a message that it knows already.
    key = models.CharField(max_length=40, unique=True)
    event = models.CharField(_("event"), max_length=40)
    payload = models.TextField()
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # When it is tried next; None: it has been taken, or given up.
    next_at = models.DateTimeField(null=True, default=timezone.now)
    taken_at = models.DateTimeField(_("taken at"), null=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_at"], name="delivery_waiting", condition=models.Q(next_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.key}"


class Change(models.Model):
    """A line of the log of changes (delivery/changes): written by the database's triggers, read by all processes."""

    # Joined by newlines. Empty: a mark, up to which the log may be forgotten.
    tags = models.TextField()
    # A moment that will change something when it comes.
    due_at = models.DateTimeField(null=True)
    # On PostgreSQL: the transaction. Lines are visible in the order in which these are committed, not in that of `id`.
    xid = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="delivery_change_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["xid"], name="delivery_change_xid", condition=models.Q(xid__isnull=False)),
            models.Index(fields=["id"], name="delivery_change_marks", condition=models.Q(tags="")),
        ]

    def __str__(self) -> str:
        return self.tags.replace("\n", " ")
