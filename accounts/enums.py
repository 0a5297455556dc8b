from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of an edition's desk may do in that edition. Admins need no role: they may do all."""

    CONTRIBUTOR = "contributor", _("Contributor: writes own drafts")
    TRANSLATOR = "translator", _("Translator: translates into this edition")
    EDITOR = "editor", _("Editor: writes, reviews and publishes")
    PUBLISHER = "publisher", _("Publisher: also releases, and publishes against a check")


# The bare words, for lists.
ROLE_NAMES = {
    Role.CONTRIBUTOR: _("contributor"),
    Role.TRANSLATOR: _("translator"),
    Role.EDITOR: _("editor"),
    Role.PUBLISHER: _("publisher"),
}
# What each may, in a sentence.
ROLE_WORDS = {
    Role.CONTRIBUTOR: _("begins stories and writes drafts of their own; an editor publishes them."),
    Role.TRANSLATOR: _(
        "begins articles as translations only, writes those and what is given to them, updates published ones for an "
        "editor to publish, publishes none."
    ),
    Role.EDITOR: _("writes, reviews, approves, publishes, withdraws and corrects, in all sections or in some."),
    Role.PUBLISHER: _("all of that in every section; also releases, and publishes against a check that blocks."),
}
# Those that publish.
PUBLISHING = frozenset({Role.EDITOR, Role.PUBLISHER})


class NoticeKind(TextChoices):
    """What somebody at the desk is told."""

    ASSIGNED = "assigned", _("was given to you")
    REVIEW = "review", _("waits for your review")
    APPROVED = "approved", _("was approved")
    RETURNED = "returned", _("was returned to you")
    MENTION = "mention", _("mentions you")
    NOTE = "note", _("has a new note")
    ANSWER = "answer", _("has an answer to your note")
    PUBLISHED = "published", _("was published")
    CHANGED = "changed", _("shows your change")
    UNSENT = "unsent", _("was not mailed")


# What happened, as a sentence about the thing; the order of its words is the language's.
NOTICE_SENTENCES = {
    NoticeKind.ASSIGNED: _("{about} was given to you"),
    NoticeKind.REVIEW: _("{about} waits for your review"),
    NoticeKind.APPROVED: _("{about} was approved"),
    NoticeKind.RETURNED: _("{about} was returned to you"),
    NoticeKind.MENTION: _("You are mentioned in a note on {about}"),
    NoticeKind.NOTE: _("There is a new note on {about}"),
    NoticeKind.ANSWER: _("Your note on {about} has an answer"),
    NoticeKind.PUBLISHED: _("{about} was published"),
    NoticeKind.CHANGED: _("Your change to {about} was published"),
    NoticeKind.UNSENT: _("{about} was not mailed: its sending was cancelled"),
}


class AuditAction(TextChoices):
    """What stands on the audit log."""

    PUBLISH = "publish", _("published")
    SCHEDULE = "schedule", _("scheduled")
    WITHDRAW = "withdraw", _("withdrawn")
    CORRECT = "correct", _("corrected")
    DELETE = "delete", _("deleted")
    RELEASE = "release", _("released")
    PERMIT = "permit", _("permissions changed")
    SETTING = "setting", _("settings changed")
    OVERRIDE = "override", _("published against a check")
    LINK = "link", _("preview link made")
    MODERATE = "moderate", _("comment decided on")
    ERASE = "erase", _("a reader's data erased")
    IMPORT = "import", _("moved in from elsewhere")
    EXPORT = "export", _("addresses exported")
    MAIL = "mail", _("mailed")
