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
