from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SeriesKind(TextChoices):
    NEWSLETTER = "newsletter", _("newsletter")
    BRIEF = "brief", _("brief")
    BOOKS = "books", _("list of books")


class EntryKind(TextChoices):
    """What a line of "Inside this issue" is."""

    ARTICLE = "article", _("article")
    # A heading under which what follows stands.
    SECTION = "section", _("section")
    OWN = "own", _("own entry")


class CoverFrom(TextChoices):
    PICTURE = "picture", _("the picture as it is")
    MADE = "made", _("drawn from picture, title, number and date")


class ReleaseState(TextChoices):
    PLANNED = "planned", _("planned")
    SET = "set", _("set to go live")
    DONE = "done", _("released")
    CANCELLED = "cancelled", _("cancelled")


class ReadingState(TextChoices):
    """How far a PDF was read for search; the labels are what the desk says of it."""

    WAITING = "waiting", _("Its words are being read for search.")
    READ = "read", _("Its words are found by search.")
    CUT = "cut", _("The words of its beginning are found by search; the rest is too long.")
    EMPTY = "empty", _("It has no text that can be read, only pictures of it: search knows nothing of what it says.")
    UNKNOWN = "unknown", _("Its fonts do not say which letters they draw: search knows nothing of what it says.")
    LOCKED = "locked", _("It opens with a password only: search knows nothing of what it says.")
    BROKEN = "broken", _("It could not be read: search knows nothing of what it says.")
    MISSING = "missing", _("The file is not where it was kept: search knows nothing of what it says.")


class PrintState(TextChoices):
    """How far the PDF and the EPUB of an issue are made."""

    WAITING = "waiting", _("waiting for the worker")
    MAKING = "making", _("being made")
    MADE = "made", _("made")
    FAILED = "failed", _("failed")
