from collections.abc import Hashable

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from editions import memo
from editions.columns import any_label
from media_gallery.querysets import ImageQuerySet


class LibraryTag(models.Model):
    """A word by which the desk finds pictures again; readers never see it."""

    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("tag of the library")
        verbose_name_plural = _("tags of the library")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Image(models.Model):
    """A picture, uploaded once for all editions; its words are written per edition.

    `renditions` names what has been made of it so far: {"avif": [320, 640], "webp": […], "jpeg": […]}, widths in
    pixels. Files are named by the digest of the content, so addresses are string building and never change.
    """

    file = models.ImageField(_("file"), max_length=200, upload_to="images/", width_field="width", height_field="height")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, across"), default=50, validators=[MaxValueValidator(100)], help_text=_("0 left, 100 right.")
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, down"), default=50, validators=[MaxValueValidator(100)], help_text=_("0 top, 100 bottom.")
    )
    title = models.CharField(_("name for editors"), max_length=200, blank=True)
    alt = models.CharField(_("alternative text"), max_length=500, blank=True)
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It says nothing that the text does not; read out to nobody.")
    )
    caption = models.CharField(_("caption"), max_length=1000, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    renditions = models.JSONField(default=dict, editable=False)
    tags = models.ManyToManyField(LibraryTag, blank=True, related_name="images", verbose_name=_("tags"))
    # 64 bits that stay much the same when a picture is scaled or compressed (media_gallery/fingerprints.py).
    fingerprint = models.BigIntegerField(null=True, editable=False, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("uploaded by")
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True, db_index=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title or any_label(self, "caption") or any_label(self, "alt") or f"{_('image')} {self.pk}"

    @property
    def memo_key(self) -> Hashable:
        """All that a template shows of it (editions/memo.py)."""
        return memo.fields_of(self)
