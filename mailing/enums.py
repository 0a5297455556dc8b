from django.db import models
from django.utils.translation import gettext_lazy as _


class SendingState(models.TextChoices):
    """Where a sending stands. Letters leave in `FILLING` and `RUNNING` alone."""

    PLANNED = "planned", _("planned")
    FILLING = "filling", _("its letters are being listed")
    RUNNING = "running", _("is being sent")
    PAUSED = "paused", _("paused")
    DONE = "done", _("sent")
    CANCELLED = "cancelled", _("cancelled")


class LetterState(models.TextChoices):
    """Where a letter stands; from `SENT` on it is settled, though a report may still make `BOUNCED` of `SENT`."""

    WAITING = "waiting", _("waiting")
    CLAIMED = "claimed", _("with a sender")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused by the mail server")
    BOUNCED = "bounced", _("came back")
    UNWANTED = "unwanted", _("not wanted any more")
    FAILED = "failed", _("given up")
    CANCELLED = "cancelled", _("cancelled")


class Reason(models.TextChoices):
    """Why an address gets no mail any more."""

    BOUNCE = "bounce", _("the mailbox does not exist")
    COMPLAINT = "complaint", _("reported as unwanted by its owner")
    ASKED = "asked", _("asked for by its owner")


# A letter that somebody still has to send.
OPEN = (LetterState.WAITING, LetterState.CLAIMED)
# Sendings whose letters may leave now.
LEAVING = (SendingState.FILLING, SendingState.RUNNING)
# Sendings that may still be cancelled.
UNFINISHED = (SendingState.PLANNED, SendingState.FILLING, SendingState.RUNNING, SendingState.PAUSED)
