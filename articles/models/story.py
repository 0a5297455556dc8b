from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.enums import CommentsMode, CreditRole
from articles.models.person import Person
from articles.models.taxonomy import Category, StoryTopic
from editions.models import Edition


class Story(models.Model):
    """What is told, whatever the language. Editions publish it as articles; the original may be in any of them."""

    working_title = models.CharField(
        _("working title"), max_length=300, help_text=_("For the desk only; readers never see it.")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("category")
    )
    image = models.ForeignKey(
        "media_gallery.Image", models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("picture")
    )
    topics = TaggableManager(through=StoryTopic, blank=True, verbose_name=_("topics"), help_text="")
    people = models.ManyToManyField(Person, through="articles.Credit", related_name="stories", verbose_name=_("people"))
    is_featured = models.BooleanField(_("leads the home page"), default=False)
    comments = models.CharField(
        _("comments"), max_length=8, choices=CommentsMode, default=CommentsMode.INHERIT, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-updated_at"], name="story_updated"),
            models.Index(fields=["is_featured"], name="story_featured", condition=Q(is_featured=True)),
        ]

    def __str__(self) -> str:
        return self.working_title

    @property
    def section_id(self) -> int | None:
        return self.category_id


class Credit(models.Model):
    """What a person did for a story, in all editions or in one: a translator is named only where they translated."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="credits", verbose_name=_("story"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="credits", verbose_name=_("person"), db_index=False)
    role = models.CharField(_("role"), max_length=12, choices=CreditRole, default=CreditRole.AUTHOR)
    # Without an index of its own: nearly all rows have none, and SQLite would take it for the way to them.
    edition = models.ForeignKey(
        Edition,
        models.CASCADE,
        db_index=False,
        null=True,
        blank=True,
        verbose_name=_("only in"),
        help_text=_("Empty: in all editions."),
    )
    address = models.URLField(
        _("address of the original"), max_length=300, blank=True, help_text=_("Of a source: where it was published.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("people and source")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["person", "role", "edition"], name="articles_credit_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "person", "role", "edition"],
                name="articles_credit_once",
                violation_error_message=_("This person is credited with this role already."),
            ),
            # NULLs are distinct to both databases, so "all editions" needs a constraint of its own.
            models.UniqueConstraint(
                fields=["story", "person", "role"],
                condition=Q(edition__isnull=True),
                name="articles_credit_once_for_all",
                violation_error_message=_("This person is credited with this role already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person}"


class MediaCredit(models.Model):
    """Who drew, photographed or filmed a media item."""

    item = models.ForeignKey(
        "media_gallery.MediaItem", models.CASCADE, related_name="credits", verbose_name=_("media item")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="media_credits", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=CreditRole, default=CreditRole.PHOTOGRAPHER)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("people and source")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person", "role"], name="articles_media_credit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person}"
