from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readers.enums import ConsentSource, SubscriberState
from readers.subscribing.querysets import SubscriberQuerySet
from readers.subscribing.tokens import LENGTH, new_secret

LIST, NAME = 80, 80


class Subscriber(models.Model):
    """Somebody who gets mail from one edition, or asked for it: one row an address.

    Nothing of what is asked for by the form holds before the address is confirmed: until then it stands in `asked`,
    whatever the subscriber has already. Who is erased has no row.
    """

    # Written in one way (readers/subscribing/addresses.py); "" of those who left long ago, of whom `trace` is all.
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=NAME, blank=True)
    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="+", verbose_name=_("edition"))
    state = models.CharField(_("state"), max_length=8, choices=SubscriberState, default=SubscriberState.PENDING)
    # Of who pauses; None: until they say so.
    paused_until = models.DateTimeField(_("pauses until"), null=True, blank=True)
    # Proof that mail is wished for: since when, how, and the words that were agreed to or where the proof lies.
    consented_at = models.DateTimeField(_("consent given at"), null=True, blank=True)
    consent_source = models.CharField(_("consent given"), max_length=8, choices=ConsentSource, blank=True)
    consent_text = models.TextField(_("words of the consent"), blank=True)
    # What the last letter asks to confirm: {"edition", "lists", "text"}; empty: nothing.
    asked = models.JSONField(default=dict, blank=True, editable=False)
    # Letters of ours about the subscription itself: when the last was asked for, and how many since the day began.
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    n_asked = models.PositiveSmallIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    secret = models.CharField(max_length=LENGTH, unique=True, default=new_secret, editable=False)
    # A keyed hash of the address that was here, so that no import brings it back (readers/subscribing/traces.py).
    trace = models.CharField(max_length=64, blank=True, editable=False)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="readers_subscriber_once", condition=~Q(email="")),
        ]
        indexes = [
            models.Index(fields=["edition", "state", "-made_at", "-id"], name="readers_subscriber_list"),
            models.Index(fields=["trace"], name="readers_subscriber_trace", condition=~Q(trace="")),
        ]

    def __str__(self) -> str:
        # On the audit log, which outlives what somebody asks to have erased: no address.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_pausing(self) -> bool:
        """Whether a pause lasts at the moment; one that is over needs nobody to end it."""
        is_over = self.paused_until is not None and self.paused_until <= timezone.now()
        return self.state == SubscriberState.PAUSED and not is_over


class Subscription(models.Model):
    """A subscriber gets a list: a series of the edition, or what else it sends (readers/subscribing/lists.py)."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    list = models.CharField(_("list"), max_length=LIST)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["list", "subscriber"], name="readers_subscription_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Tally(models.Model):
    """How many came to an edition's mail and left it in a month: numbers, which stay when somebody is erased."""

    edition = models.ForeignKey("editions.Edition", models.CASCADE, related_name="+", verbose_name=_("edition"))
    # Its first day.
    month = models.DateField(_("month"))
    n_joined = models.PositiveIntegerField(_("joined"), default=0)
    n_left = models.PositiveIntegerField(_("left"), default=0)

    class Meta:
        verbose_name = _("month of subscribers")
        verbose_name_plural = _("months of subscribers")
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["edition", "month"], name="readers_tally_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.month:%Y-%m}"
