"""What is sent, letter by letter; no address is kept here: those live with whom they belong to (docs/adr/0007)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mailing.enums import LEAVING, OPEN, LetterState, Reason, SendingState


class Sending(models.Model):
    """One mail to many: an issue to those who get it in one edition, a digest of one week."""

    # Who composes it (mailing/composing.py), and what it is of, as the composer knows it.
    kind = models.CharField(max_length=40, editable=False)
    key = models.CharField(max_length=80, editable=False)
    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="sendings", verbose_name=_("edition"))
    # The list whose people get it, as the composer knows it.
    audience = models.CharField(_("list"), max_length=80)
    title = models.CharField(_("title"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=SendingState, default=SendingState.PLANNED)
    # When it starts by itself; None: when somebody starts it.
    send_at = models.DateTimeField(_("is sent at"), null=True, blank=True)
    rate = models.PositiveIntegerField(
        _("mails a minute"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("Empty: as fast as the site and its mail server allow."),
    )
    # What everybody gets, frozen when it starts: a later change of the article changes no mail.
    mould = models.JSONField(null=True, editable=False)
    # The last recipient whose letter is listed, so that listing goes on there after a break.
    filled_to = models.BigIntegerField(default=0, editable=False)
    is_filled = models.BooleanField(default=False, editable=False)
    # What stopped it, in the words of whoever did: it is paused then.
    trouble = models.CharField(_("trouble"), max_length=300, blank=True, editable=False)
    # Sums and hours of its letters once those are cleared away (mailing/retention.py).
    sums = models.JSONField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("planned by")
    )
    created_at = models.DateTimeField(_("planned at"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, editable=False)

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        ordering = ["-pk"]
        constraints = [
            # Two clicks send nothing twice.
            models.UniqueConstraint(
                fields=["kind", "key", "edition", "audience"],
                condition=~Q(state=SendingState.CANCELLED),
                name="mailing_sending_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_leaving(self) -> bool:
        return self.state in LEAVING


class Letter(models.Model):
    """One mail to one recipient, in a sending or by itself.

    `recipient` is a number that the composer makes an address of when the mail is made, and not before.
    """

    sending = models.ForeignKey(Sending, models.CASCADE, null=True, related_name="letters", db_index=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80, blank=True)
    edition = models.ForeignKey("editions.Edition", models.CASCADE, null=True, related_name="+", db_index=False)
    recipient = models.BigIntegerField(default=0)
    # Of single letters: whoever posts the same twice posts it once.
    once = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.WAITING)
    due_at = models.DateTimeField(_("is sent at"), default=timezone.now)
    # How often it was begun, and how often its server's answer was lost, so that it was begun anew.
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    n_doubtful = models.PositiveSmallIntegerField(_("answers lost"), default=0)
    # Of a claimed one: who has it, and since when it is on its way to the server, if it is.
    worker = models.CharField(max_length=80, blank=True)
    in_flight_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [models.UniqueConstraint(fields=["sending", "recipient"], name="mailing_letter_once")]
        indexes = [
            models.Index("sending", "due_at", "id", name="mailing_waiting", condition=Q(state=LetterState.WAITING)),
            models.Index("worker", name="mailing_claimed", condition=Q(state=LetterState.CLAIMED)),
            models.Index("sending", "state", "sent_at", name="mailing_progress"),
            models.Index("sending", name="mailing_doubtful", condition=Q(n_doubtful__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.recipient}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Suppressed(models.Model):
    """An address that gets no mail any more: it can be asked for and erased, and not be read."""

    # Keyed (mailing/suppression.py): who has the table alone cannot try addresses on it.
    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")

    def __str__(self) -> str:
        return f"{self.reason} {self.digest[:8]}"


class Worker(models.Model):
    """A sender at work. Who has not been seen for a while is gone, and its letters are taken up by others."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    # Why it sends nothing although there is something to send; empty: it does.
    trouble = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Pace(models.Model):
    """The moment from which the next mail may leave, for all senders together (mailing/pace.py)."""

    # "site", or a sending's.
    name = models.CharField(max_length=40, unique=True)
    free_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
