from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CommentState(TextChoices):
    """Where a comment stands; readers see those that were approved."""

    HELD = "held", _("waiting")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    SPAM = "spam", _("spam")


class MessageState(TextChoices):
    """Where a message of the contact form stands."""

    NEW = "new", _("new")
    READ = "read", _("read")
    ANSWERED = "answered", _("answered")
    SPAM = "spam", _("spam")


class SubscriberState(TextChoices):
    """Where somebody stands who wishes to get mail from us."""

    PENDING = "pending", _("not confirmed yet")
    ACTIVE = "active", _("gets mail")
    PAUSED = "paused", _("pauses")
    LEFT = "left", _("has left")
    # The address came back, or its owner called a mail of ours unwanted: no mail goes there any more.
    SILENCED = "silenced", _("cannot be reached")


class ConsentSource(TextChoices):
    """How somebody came to be a subscriber."""

    FORM = "form", _("by the form, confirmed by mail")
    IMPORT = "import", _("from a file, with proof of consent")


class FileState(TextChoices):
    """Where a file of subscribers stands."""

    CHECKED = "checked", _("looked through")
    RUNNING = "running", _("is taken in")
    DONE = "done", _("taken in")
    STOPPED = "stopped", _("stopped")


class Suspicion(TextChoices):
    """Why something that was sent may be spam; kept with it, as {suspicion: what it was}."""

    WORDS = "words", _("words of spam")
    LINKS = "links", _("links")
    REPEATED = "repeated", _("same text elsewhere")
    MANY = "many", _("many from one place")
    SHOUTING = "shouting", _("all capitals")
