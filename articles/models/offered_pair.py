from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class OfferedPair(models.Model):
    """Two articles of different editions that may be one story, told apart so far: for a person to say.

    Confirmed, the pair goes with the story that is joined into the other. Refused, it stays, and is not offered again.
    """

    one = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))
    other = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("other article"))
    # Of 100, and what it is made of: [sign, points, what], see articles/joining/reasons.py.
    score = models.PositiveSmallIntegerField(_("score"))
    reasons = models.JSONField(default=list)
    is_strong = models.BooleanField(default=False)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("pair of articles that may be one story")
        verbose_name_plural = _("pairs of articles that may be one story")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="articles_pair_once"),
            models.CheckConstraint(name="articles_pair_in_order", condition=models.Q(one__lt=models.F("other"))),
        ]
        indexes = [
            models.Index(fields=["-score", "id"], name="articles_pairs_open", condition=models.Q(refused_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}, {self.other_id}"
