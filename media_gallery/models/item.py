from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editions.addresses import address_of
from editions.columns import any_label, column, columns
from editions.enums import State
from editions.richtext.fields import RichTextField
from editions.years import check_years
from media_gallery.enums import Kind
from media_gallery.models.image import Image
from media_gallery.querysets import MediaItemQuerySet
from media_gallery.videos import check_video_file, check_video_url

CODES = settings.MODELTRANSLATION_LANGUAGES


class MediaItem(models.Model):
    """A cartoon, news picture, photo album or video: one record, with words in each edition that shows it.

    An edition shows it when the item is published and has a title and an address there.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    image = models.ForeignKey(
        Image, models.PROTECT, verbose_name=_("picture"), related_name="media_items",
        help_text=_("The picture itself; of an album its cover, of a video its poster."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=300, blank=True)
    slug = models.CharField(_("address"), max_length=80, null=True, blank=True)
    text = RichTextField(_("text"), blank=True)
    video_url = models.URLField(
        _("video address"),
        max_length=300,
        blank=True,
        validators=[check_video_url],
        help_text=_("YouTube, Vimeo, Aparat or PeerTube."),
    )
    video_file = models.FileField(
        _("video file"), max_length=200, upload_to="videos/", blank=True, validators=[check_video_file]
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MediaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("media item")
        verbose_name_plural = _("media items")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(
                fields=["kind", "-published_at", "-id"],
                name="media_by_kind",
                condition=Q(state=State.PUBLISHED),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="media_published_has_moment",
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("What is published needs the moment of its publication."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["kind", column("slug", code)],
                    name=f"media_slug_{code.replace('-', '_')}",
                    condition=Q(**{f"{column('slug', code)}__isnull": False}),
                    violation_error_message=_("Another item of this kind has this address already."),
                )
                for code in CODES
            ),
        ]

    def __str__(self) -> str:
        return any_label(self, "title") or f"{self.get_kind_display()} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # An absent address is NULL: two empty ones would collide.
        for name in ("slug", *columns("slug")):
            setattr(self, name, getattr(self, name) or None)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        check_years(self, "published_at")

    def address_in(self, code: str) -> str | None:
        """Its path in the edition; None where the edition does not show it."""
        slug = getattr(self, column("slug", code))
        if not slug or not getattr(self, column("title", code)):
            return None
        return address_of("media_gallery:item", code, self.kind, slug)


class AlbumPicture(models.Model):
    """A picture's place in an album."""

    item = models.ForeignKey(MediaItem, models.CASCADE, related_name="pictures", verbose_name=_("album"))
    image = models.ForeignKey(Image, models.PROTECT, related_name="albums", verbose_name=_("picture"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("picture of the album")
        verbose_name_plural = _("pictures of the album")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.image)
