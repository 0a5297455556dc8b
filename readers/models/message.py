from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readers.enums import MessageState

NAME, SUBJECT, TEXT = 80, 160, 10_000


class ContactMessage(models.Model):
    """A message that a reader sent to an edition by its contact form."""

    edition = models.ForeignKey("editions.Edition", models.CASCADE, related_name="+", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=NAME)
    email = models.EmailField(_("e-mail"))
    subject = models.CharField(_("subject"), max_length=SUBJECT)
    text = models.TextField(_("message"), max_length=TEXT)
    state = models.CharField(_("state"), max_length=8, choices=MessageState, default=MessageState.NEW)
    suspicions = models.JSONField(_("looks suspicious for"), default=dict, blank=True)
    fingerprint = models.CharField(max_length=32, blank=True, editable=False)
    made_at = models.DateTimeField(_("written at"), default=timezone.now)
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    # When it was mailed to the edition's address, and how often that failed.
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    n_failures = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["edition", "state", "-made_at", "-id"], name="readers_message_list"),
            models.Index(fields=["email"], name="readers_message_email"),
            models.Index(fields=["fingerprint", "-made_at"], name="readers_message_same"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
