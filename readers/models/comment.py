from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readers.enums import CommentState
from readers.querysets import CommentQuerySet

NAME, TEXT = 80, 4000


class Comment(models.Model):
    """What a reader wrote beneath an article, or in answer to a comment there; plain text, kept as it was typed."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="comments", verbose_name=_("article"))
    # The article's, so that the queue of an edition is read by one index.
    edition = models.ForeignKey("editions.Edition", models.CASCADE, related_name="+", verbose_name=_("edition"))
    # Of an answer: a comment that is none itself.
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name=_("in answer to")
    )
    name = models.CharField(_("name"), max_length=NAME)
    # Never shown to readers.
    email = models.EmailField(_("e-mail"), blank=True)
    wants_mail = models.BooleanField(_("wants to be told by mail"), default=False)
    text = models.TextField(_("text"), max_length=TEXT)
    state = models.CharField(_("state"), max_length=8, choices=CommentState, default=CommentState.HELD)
    suspicions = models.JSONField(_("looks suspicious for"), default=dict, blank=True)
    # Of the text without its spelling's chances, to find the same one again (readers/guards/repeats.py).
    fingerprint = models.CharField(max_length=32, blank=True, editable=False)
    made_at = models.DateTimeField(_("written at"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    # When its author was told that it is published.
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["article", "-made_at", "-id"],
                name="readers_comment_thread",
                condition=Q(state=CommentState.APPROVED, parent=None),
            ),
            models.Index(fields=["edition", "state", "-made_at", "-id"], name="readers_comment_queue"),
            models.Index(fields=["email"], name="readers_comment_email", condition=~Q(email="")),
            models.Index(fields=["fingerprint", "-made_at"], name="readers_comment_same"),
        ]

    def __str__(self) -> str:
        # On the audit log, which outlives what somebody asks to have erased: no word of theirs.
        return f"{self._meta.verbose_name} {self.pk}"
