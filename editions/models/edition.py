from collections.abc import Hashable
from dataclasses import replace
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from editions import memo
from editions.accent import check_contrast
from editions.enums import Calendar, CommentPolicy, Digits, Direction, MonthNames, SecondCalendar
from editions.models.frame import PartOfFrame
from editions.scripts.calendars import DateStyle
from editions.share import default_share_targets
from editions.years import FIRST_YEAR, LAST_YEAR


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is no time zone; one looks like Europe/Tirane."), params={"name": name})


class Edition(PartOfFrame):
    """One language edition of the site: how it is written, and its identity towards its readers."""

    code = models.CharField(
        _("code"),
        max_length=12,
        primary_key=True,
        validators=[RegexValidator(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", _("A language code such as en or pt-br."))],
    )
    endonym = models.CharField(_("name in its own language"), max_length=60)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction, default=Direction.LTR)
    digits = models.CharField(_("digits"), max_length=8, choices=Digits, default=Digits.LATN)
    calendar = models.CharField(_("calendar"), max_length=10, choices=Calendar, default=Calendar.GREGORIAN)
    second_calendar = models.CharField(
        _("second calendar"),
        max_length=10,
        choices=SecondCalendar,
        default=SecondCalendar.NONE,
        blank=True,
        help_text=_("Its date stands in brackets beside the date of an article, an issue or a media item."),
    )
    month_names = models.CharField(
        _("month names"), max_length=10, choices=MonthNames, default=MonthNames.COMMON, blank=True
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[check_time_zone])
    site_name = models.CharField(_("site name"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    copyright_from = models.PositiveSmallIntegerField(
        _("copyright from year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    share_targets = models.JSONField(_("share targets"), default=default_share_targets, blank=True)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour such as #0b5c56.")), check_contrast],
        help_text=_("Leave empty for the design's own. Must be readable on white paper (contrast 4.5)."),
    )
    tells_search_engines = models.BooleanField(
        _("tell search engines of changes"),
        default=False,
        help_text=_("By IndexNow (Bing, Yandex, Seznam, Naver): they are sent the addresses of pages that changed."),
    )
    hub = models.URLField(
        _("WebSub hub"),
        max_length=300,
        blank=True,
        help_text=_("Feed readers that know it are told at once. Its address, or nothing."),
    )
    is_in_llms = models.BooleanField(
        _("listed in llms.txt"),
        default=False,
        help_text=_("A short guide for language models, at /llms.txt, that names sections, feeds and the API."),
    )
    comments = models.CharField(_("comments"), max_length=8, choices=CommentPolicy, default=CommentPolicy.OFF)
    contact_address = models.EmailField(
        _("address for messages"),
        blank=True,
        help_text=_("Where the contact form is mailed to. Empty: messages wait at the desk alone."),
    )
    takes_wishes = models.BooleanField(
        _("tells readers of translations"),
        default=True,
        help_text=_(
            "Beneath a title, readers can leave an address to be told once when the article is in another language. "
            "Off: not on this edition’s pages, and others do not offer this edition."
        ),
    )
    # Read where something is sent, and left out of what every request reads (editions/registry.py).
    blocked_words = models.TextField(
        _("words of spam"),
        max_length=20_000,
        blank=True,
        help_text=_("A word or phrase a line. What readers send with one of them goes to the spam at once."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_visible = models.BooleanField(_("shown to readers"), default=True)
    is_default = models.BooleanField(_("default edition"), default=False)
    frame_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="editions_one_default",
                violation_error_message=_("Another edition is the default one already."),
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(is_visible=True),
                name="editions_default_is_visible",
                violation_error_message=_("The default edition must be shown to readers."),
            ),
        ]

    def __str__(self) -> str:
        return self.endonym

    def clean(self) -> None:
        super().clean()
        if self.second_calendar == self.calendar:
            raise ValidationError({"second_calendar": _("This is the edition’s first calendar already.")})

    @cached_property
    def memo_key(self) -> Hashable:
        return memo.short(memo.fields_of(self))

    @property
    def language(self) -> str:
        """The BCP 47 tag of its texts."""
        return self.code

    @property
    def date_style(self) -> DateStyle:
        return DateStyle(self.code, self.calendar, self.digits, self.month_names)

    @property
    def second_date_style(self) -> DateStyle | None:
        """How the date in the second calendar is written; None where the edition has none."""
        return replace(self.date_style, calendar=self.second_calendar) if self.second_calendar else None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class SocialLink(PartOfFrame):
    """A place elsewhere where an edition can be followed."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="social_links", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=40, help_text=_("As readers see it, such as Telegram."))
    address = models.URLField(_("address"), max_length=300)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("social link")
        verbose_name_plural = _("social links")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
