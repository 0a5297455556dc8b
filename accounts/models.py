from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import AuditAction, NoticeKind, Role
from accounts.querysets import NoticeMailQuerySet


def desk_languages() -> list[tuple[str, str]]:
    """The languages that the desk is translated into."""
    return settings.SHIPPED_LANGUAGES


def parents_of_sections() -> dict[int, int | None]:
    """The category above each, by key. The model lives in a room above; the field knows it."""
    categories = Membership._meta.get_field("sections").related_model
    return dict(categories._default_manager.order_by().values_list("pk", "parent_id"))


def with_those_below(chosen: set[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """The chosen categories and all that stand under them; a broken tree that loops ends."""
    found, grows = set(chosen), True
    while grows:
        below = {pk for pk, parent in parents.items() if parent in found} - found
        grows = bool(below)
        found |= below
    return frozenset(found)


class User(AbstractUser):
    """Someone who works at the desk. A superuser is an admin; others have a role in each edition given to them."""

    language = models.CharField(
        _("language of the desk"),
        max_length=12,
        blank=True,
        choices=desk_languages,
        help_text=_("Empty: as the browser asks."),
    )
    wants_mail = models.BooleanField(
        _("notices by mail, too"), default=True, help_text=_("Unticked: notices are shown in the desk only.")
    )

    class Meta(AbstractUser.Meta):
        pass

    def roles(self) -> dict[str, str]:
        """The user's role by edition code, read once."""
        return {code: role for code, (role, _sections) in self._reach().items()}

    def sections(self, code: str) -> frozenset[int] | None:
        """Keys of the categories to which the role in an edition is confined, and of those below; None: all."""
        return self._reach().get(code, ("", None))[1]

    def _reach(self) -> dict[str, tuple[str, frozenset[int] | None]]:
        """Role and sections by edition code: one query, and one for the tree of categories where there are sections."""
        if not hasattr(self, "_reach_read"):
            rows = list(self.memberships.values_list("edition_id", "role", "sections")) if self.pk else []
            chosen: dict[str, set[int]] = {}
            for code, _role, section in rows:
                chosen.setdefault(code, set()).update([] if section is None else [section])
            tree = parents_of_sections() if any(chosen.values()) else {}
            self._reach_read = {
                code: (role, with_those_below(chosen[code], tree) if chosen[code] else None) for code, role, _s in rows
            }
        return self._reach_read

    def translates_from(self, code: str) -> set[str]:
        """The editions from which the user, a translator into `code`, translates; empty: any. Read once."""
        if not hasattr(self, "_sources"):
            rows = Membership.translates_from.through.objects.filter(membership__user=self.pk)
            self._sources: dict[str, set[str]] = {}
            for target, source in rows.values_list("membership__edition_id", "edition_id"):
                self._sources.setdefault(target, set()).add(source)
        return self._sources.get(code, set())


class Membership(models.Model):
    """A user's role in one edition."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    edition = models.ForeignKey("editions.Edition", models.CASCADE, verbose_name=_("edition"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    translates_from = models.ManyToManyField(
        "editions.Edition",
        blank=True,
        related_name="+",
        verbose_name=_("translates from"),
        help_text=_("Of a translator: the editions they translate from. Empty: any."),
    )
    sections = models.ManyToManyField(
        "articles.Category",
        blank=True,
        related_name="+",
        verbose_name=_("only in sections"),
        help_text=_("Empty: in all of them. A section holds those under it."),
    )

    class Meta:
        verbose_name = _("role in an edition")
        verbose_name_plural = _("roles in editions")
        ordering = ["edition__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "edition"],
                name="accounts_one_role_an_edition",
                violation_error_message=_("This user has a role in this edition already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.get_role_display()}"


class Notice(models.Model):
    """Something that one user of the desk is told, in the desk and by mail."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("user"))
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))
    edition = models.ForeignKey("editions.Edition", models.CASCADE, null=True, blank=True, related_name="+")
    # What it is about, as it was called then, and the path of its page in the desk.
    about = models.CharField(_("about"), max_length=300)
    address = models.CharField(_("address"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at", "-made_at"], name="accounts_notice_unread")]

    def __str__(self) -> str:
        return f"{self.about} {self.get_kind_display()}"


class NoticeMail(models.Model):
    """A notice's mail that is still to be sent, or could not be; what was sent has no row any more."""

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="mail", verbose_name=_("notice"))
    # The moment of the next attempt; None: it is being sent, or was given up.
    due_at = models.DateTimeField(_("tried next at"), null=True, blank=True, default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tried_at = models.DateTimeField(_("tried last at"), null=True, blank=True)
    # What the mail server said, or why it could not be reached.
    error = models.CharField(_("problem"), max_length=300, blank=True)

    objects = NoticeMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail not sent")
        verbose_name_plural = _("mails not sent")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["due_at"], name="accounts_mail_due", condition=models.Q(due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.notice)


class LeftAlone(models.Model):
    """A finding of the language lint that stays as it is in one text: words that a rule tells nothing of there."""

    # Whose text it is: a story, a page, a picture, as `app.model`, and its key.
    kind = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    edition = models.ForeignKey("editions.Edition", models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    words = models.CharField(max_length=200)
    left_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "edition", "rule", "words"], name="accounts_left_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}: {self.words}"


class AuditEntry(models.Model):
    """One act that readers or other members of the desk feel: who, when, what. Never changed, never deleted by hand."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))
    # As the user was called then: who is deleted is still named.
    by_name = models.CharField(_("by"), max_length=160, blank=True)
    action = models.CharField(_("action"), max_length=12, choices=AuditAction)
    edition_code = models.CharField(_("edition"), max_length=12, blank=True)
    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.CharField(max_length=40, blank=True)
    about = models.CharField(_("about"), max_length=300)
    detail = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["edition_code", "-at"], name="accounts_audit_edition"),
            models.Index(fields=["kind", "object_id", "-at"], name="accounts_audit_object"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_action_display()}"
