"""Who planned a sending hears that it was cancelled."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.enums import AuditAction, NoticeKind
from accounts.notices import tell
from editions.enums import State
from mailing.models import Sending
from publications.models import IssueEdition


def why_not(text: IssueEdition | None) -> str:
    """Why an issue is not mailed, in the active language."""
    if text is None:
        return _("The issue was deleted.")
    if text.state == State.WITHDRAWN:
        return _("The issue was withdrawn.")
    if not text.edition.is_visible:
        return _("The edition is not shown to readers.")
    return _("Readers cannot read the issue at that moment.")


def tell_cancelled(sending: Sending, reason: str) -> None:
    """A notice to the planner, and an entry of the audit log; within the transaction that cancels."""
    record(AuditAction.MAIL, sending, edition=sending.edition_id, detail={"act": "cancel", "why": reason})
    if sending.created_by:
        tell(
            [sending.created_by],
            kind=NoticeKind.UNSENT,
            about=sending.title,
            address=reverse("admin:sending", args=[sending.pk]),
            edition=sending.edition_id,
            text=reason,
        )
