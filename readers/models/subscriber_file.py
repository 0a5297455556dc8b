from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readers.enums import FileState

NAME = 200


class SubscriberFile(models.Model):
    """A file of subscribers that an admin brings: looked through first, then taken in. Its text goes once it is done,
    or after a day; the numbers stay."""

    name = models.CharField(_("name"), max_length=NAME)
    edition = models.ForeignKey("editions.Edition", models.CASCADE, related_name="+", verbose_name=_("edition"))
    # The rows that can be taken in, as JSON; [] afterwards.
    rows = models.JSONField(default=list, blank=True, editable=False)
    # Numbers by what becomes of a row, and what is wrong by line: no address in either.
    counts = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    n_rows = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=8, choices=FileState, default=FileState.CHECKED)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("file of subscribers")
        verbose_name_plural = _("files of subscribers")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
