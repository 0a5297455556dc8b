import base64
import secrets

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Redirect(models.Model):
    """An address that has moved: readers and search engines are sent on, once and for good."""

    old_path = models.CharField(_("old address"), max_length=500, unique=True)
    new_path = models.CharField(_("new address"), max_length=500, db_index=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]

    def __str__(self) -> str:
        return self.old_path


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
