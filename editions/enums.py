"""The choices an edition and what it publishes are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Direction(TextChoices):
    LTR = "ltr", _("Left to right")
    RTL = "rtl", _("Right to left")


class Digits(TextChoices):
    """Digit families, by the names of the Unicode CLDR."""

    LATN = "latn", _("European: 0123456789")
    ARAB = "arab", _("Arabic-Indic: ٠١٢٣٤٥٦٧٨٩")
    ARABEXT = "arabext", _("Extended Arabic-Indic: ۰۱۲۳۴۵۶۷۸۹")


class Calendar(TextChoices):
    GREGORIAN = "gregorian", _("Gregorian")
    JALALI = "jalali", _("Jalali (Solar Hijri)")


class SecondCalendar(TextChoices):
    """The calendar whose date stands beside a text's own, for readers who count by another."""

    NONE = "", pgettext_lazy("calendar", "None")
    GREGORIAN = "gregorian", _("Gregorian")
    JALALI = "jalali", _("Jalali (Solar Hijri)")
    HIJRI = "hijri", _("Hijri (lunar, Umm al-Qura)")


class MonthNames(TextChoices):
    """Which of a language's sets of month names an edition uses."""

    COMMON = "", _("The language's own")
    LEVANT = "levant", _("Arabic: Levant and Iraq (آذار)")
    GULF = "gulf", _("Arabic: Egypt and the Gulf (مارس)")
    MAGHREB = "maghreb", _("Arabic: Maghreb (مارس، أفريل)")
    MOROCCO = "morocco", _("Arabic: Morocco (ماي، غشت)")
    AFGHAN = "afghan", _("Persian: Afghanistan (حمل)")


class CommentPolicy(TextChoices):
    """Whether readers may write beneath an edition's articles; a story may say otherwise, except where it is off."""

    OFF = "off", _("none, whatever a story says")
    CHOSEN = "chosen", _("under stories that switch them on")
    ON = "on", _("under every story that does not switch them off")


class State(TextChoices):
    """Where a text stands; whether readers see it is `live()`'s to say."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
