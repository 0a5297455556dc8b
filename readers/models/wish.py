from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readers.querysets import WishQuerySet


class Wish(models.Model):
    """A reader wishes to be told, once, when a story is published in another edition.

    It is kept until that is done, and asks nobody's mail to be read: until its address is confirmed, only the letter
    that asks for that is sent to it.
    """

    story = models.ForeignKey("articles.Story", models.CASCADE, related_name="+", verbose_name=_("story"))
    edition = models.ForeignKey("editions.Edition", models.CASCADE, related_name="+", verbose_name=_("edition"))
    # Where it was asked for: the language of the first letter.
    asked_in = models.ForeignKey("editions.Edition", models.CASCADE, related_name="+", verbose_name=_("asked in"))
    email = models.EmailField(_("e-mail"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    # When the letter that asks was sent, last; and when its link was used.
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    # Claimed by whoever sends the news; the row goes once it is sent.
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    n_failures = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish for a translation")
        verbose_name_plural = _("wishes for translations")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["story", "edition"], name="readers_wish_waiting", condition=~Q(confirmed_at=None)),
            models.Index(fields=["email"], name="readers_wish_email"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
