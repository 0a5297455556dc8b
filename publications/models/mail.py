from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.models import Edition
from publications.models.issue import IssueEdition


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class MailWords(models.Model):
    """What the mail of an issue says of itself before it is opened."""

    text = models.OneToOneField(
        IssueEdition, models.CASCADE, primary_key=True, related_name="mail_words", verbose_name=_("issue")
    )
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    preheader = models.CharField(_("line after the subject"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("words of a mail")
        verbose_name_plural = _("words of mails")

    def __str__(self) -> str:
        return self.subject or str(self.text)


class MailSettings(models.Model):
    """How an edition mails: what stands at the foot, whether links are counted, its weekly digest."""

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="mail_settings", verbose_name=_("edition")
    )
    postal = models.TextField(
        _("who sends it"),
        max_length=500,
        blank=True,
        help_text=_("Name and postal address, as the foot of each mail says them; many countries ask for it."),
    )
    counts_links = models.BooleanField(
        _("count how often links are followed"),
        default=False,
        help_text=_("By link and hour, never by whom. Links then lead over this site; each mail says so."),
    )
    digest_is_on = models.BooleanField(_("weekly digest"), default=False)
    digest_weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday, default=Weekday.SATURDAY)
    digest_hour = models.PositiveSmallIntegerField(_("hour"), default=8, validators=[MaxValueValidator(23)])
    digest_least = models.PositiveSmallIntegerField(
        _("at least so many articles"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("With fewer new ones it waits for the next week."),
    )
    # Since when the digest is on as it is set: nothing is sent for a moment that had passed before.
    digest_set_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("mail settings of an edition")
        verbose_name_plural = _("mail settings of editions")

    def __str__(self) -> str:
        return str(self.edition)


class Digest(models.Model):
    """A week's digest of an edition: each week is looked at once, whatever comes of it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="digests", verbose_name=_("edition"))
    # The day, in the edition's time zone, on which it is due.
    due_on = models.DateField(_("day"))
    # It has the articles that were published between these moments.
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))
    n_articles = models.PositiveSmallIntegerField(_("articles"), default=0)
    # None: there was too little to send.
    sending = models.OneToOneField(
        "mailing.Sending", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sending")
    )

    class Meta:
        verbose_name = _("weekly digest")
        verbose_name_plural = _("weekly digests")
        ordering = ["-due_on"]
        constraints = [models.UniqueConstraint(fields=["edition", "due_on"], name="publications_digest_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.due_on:%Y-%m-%d}"


class MailLink(models.Model):
    """A link in the mails of a sending, where links are counted: only what stands here is led to."""

    sending = models.ForeignKey("mailing.Sending", models.CASCADE, related_name="+", verbose_name=_("sending"))
    position = models.PositiveSmallIntegerField(_("order"))
    address = models.CharField(_("address"), max_length=2000)

    class Meta:
        verbose_name = _("link of a mail")
        verbose_name_plural = _("links of mails")
        ordering = ["sending", "position"]
        constraints = [models.UniqueConstraint(fields=["sending", "position"], name="publications_mail_link_once")]

    def __str__(self) -> str:
        return self.address


class LinkHour(models.Model):
    """How often a link was followed within an hour: a number, with no trace of by whom."""

    link = models.ForeignKey(MailLink, models.CASCADE, related_name="hours", verbose_name=_("link"))
    hour = models.DateTimeField(_("hour"))
    n_times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("hour of a link")
        verbose_name_plural = _("hours of links")
        ordering = ["hour"]
        constraints = [models.UniqueConstraint(fields=["link", "hour"], name="publications_link_hour_once")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.hour:%Y-%m-%d %H}"
