from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CreditRole(TextChoices):
    """What a person did for a story."""

    AUTHOR = "author", _("author")
    TRANSLATOR = "translator", _("translator")
    PHOTOGRAPHER = "photographer", _("photographer")
    CARTOONIST = "cartoonist", _("cartoonist")
    SOURCE = "source", _("source")


class Shelf(TextChoices):
    """The kinds of lists an article stands in besides its edition's own."""

    CATEGORY = "category", _("category")
    TOPIC = "topic", _("topic")
    PERSON = "person", _("person")


class CorrectionKind(TextChoices):
    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")


class CommentsMode(TextChoices):
    """Whether readers may write beneath a story; within what its editions allow (editions.enums.CommentPolicy)."""

    INHERIT = "", _("as the edition has it")
    ON = "on", _("on")
    CLOSED = "closed", _("closed: those that are there are shown")
    OFF = "off", _("off")


class Stage(TextChoices):
    """How far the text that is being worked on has come; whether readers see one is `State`'s to say."""

    WRITING = "writing", _("in writing")
    REVIEW = "review", _("in review")
    APPROVED = "approved", _("approved")


class RevisionKind(TextChoices):
    """What a kept text was."""

    IMPORTED = "imported", _("as it came in")
    AUTOSAVE = "autosave", _("kept while writing")
    SAVED = "saved", _("saved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
