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


class Suspicion(TextChoices):
    """Why something that was sent may be spam; kept with it, as {suspicion: what it was}."""

    WORDS = "words", _("words of spam")
    LINKS = "links", _("links")
    REPEATED = "repeated", _("same text elsewhere")
    MANY = "many", _("many from one place")
    SHOUTING = "shouting", _("all capitals")
