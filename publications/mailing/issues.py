"""An issue's sendings: what may be sent, to whom, and that it is sent once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.enums import AuditAction
from mailing import services
from mailing.enums import SendingState
from mailing.models import Sending
from publications.mailing.telling import tell_cancelled, why_not
from publications.models import IssueEdition
from publications.subscribing import list_key

ISSUE_KIND, DIGEST_KIND = "issue", "digest"


def text_of(sending: Sending) -> IssueEdition | None:
    """The issue's text that a sending is of, with what its mail needs; None where it is deleted."""
    number = sending.key.partition("+")[0]
    return texts().filter(pk=int(number)).first() if number.isdigit() else None


def texts() -> Any:
    return IssueEdition.objects.select_related("edition", "issue__series", "issue__cover", "mail_words")


def round_of(sending: Sending) -> int:
    """1 for the first sending of an issue to a list; 2 and more for later ones, to those who came since."""
    number = sending.key.partition("+")[2]
    return int(number) if number.isdigit() else 1


def key_of(text: IssueEdition, number: int) -> str:
    return str(text.pk) if number == 1 else f"{text.pk}+{number}"


def sendings_of(text: IssueEdition) -> list[Sending]:
    """The sendings of an issue's text in their order, without what they say."""
    first = str(text.pk)
    rows = Sending.objects.filter(kind=ISSUE_KIND, edition=text.edition_id).defer("mould")
    rows = rows.filter(key=first) | rows.filter(key__startswith=f"{first}+")
    return list(rows.order_by("pk"))


def is_ready(text: IssueEdition, now: datetime | None = None) -> bool:
    """Whether readers can read it at `now`, as things stand."""
    return text.is_live(now) and text.edition.is_visible


def next_sending(text: IssueEdition) -> Sending:
    """The sending that could be made next, not saved: the first, or to those who came since the last."""
    made = [one for one in sendings_of(text) if one.state != SendingState.CANCELLED or one.started_at]
    # What was cancelled on its way has reached some: who did not get it is reached by the next round.
    number = 1 + max((round_of(one) for one in made), default=0)
    return Sending(
        kind=ISSUE_KIND,
        key=key_of(text, number),
        edition=text.edition,
        audience=list_key(text.issue.series),
        title=text.title,
    )


def running_of(text: IssueEdition) -> Sending | None:
    """The one that is planned or on its way; while there is one, no other is begun."""
    is_open = {SendingState.PLANNED, SendingState.FILLING, SendingState.RUNNING, SendingState.PAUSED}
    return next((one for one in sendings_of(text) if one.state in is_open), None)


@transaction.atomic
def send_issue(*, text: IssueEdition, number: int, send_at: datetime | None, rate: int | None, by: Any) -> Sending:
    """Plan the mail of an issue, or start it at once where no moment is given.

    Args:
        number: the round that was shown to whoever confirms it: pressing twice begins no second one.

    Raises:
        AlreadyPlanned: this round is planned, on its way or sent already.
        Abandoned: readers cannot read the issue.
    """
    # One after the other: what is asked of the rounds there are holds until this one is there.
    IssueEdition.objects.select_for_update(of=("self",)).get(pk=text.pk)
    due = next_sending(text)
    if running_of(text) is not None or round_of(due) != number:
        raise services.AlreadyPlanned(due.key)
    sending = services.plan(
        kind=due.kind,
        key=due.key,
        edition=text.edition,
        audience=due.audience,
        title=text.title,
        send_at=send_at,
        rate=rate,
        by=by,
    )
    if send_at is None:
        services.start(sending)
    detail = {"sending": sending.pk, "list": due.audience, "round": number}
    detail |= {"send_at": send_at.isoformat(timespec="seconds")} if send_at else {}
    record(AuditAction.MAIL, text, by=by, edition=text.edition_id, detail=detail, of=text.issue)
    return sending


@transaction.atomic
def steer(*, sending: Sending, act: str, by: Any) -> bool:
    """Pause, resume or cancel a sending; False where it has come further since.

    Args:
        act: "pause", "resume", "cancel" or "start" (a planned one now, before its moment).
    """
    acts = {
        "pause": services.pause,
        "resume": services.resume,
        "cancel": services.cancel,
        "start": services.start,
    }
    if not acts[act](sending):
        return False
    record(AuditAction.MAIL, sending, by=by, edition=sending.edition_id, detail={"act": act})
    return True


def cancel_withdrawn(now: datetime | None = None) -> int:
    """Cancel planned sendings of issues that readers will not be able to read; their planners are told. How many."""
    now = now or timezone.now()
    cancelled = 0
    for sending in Sending.objects.filter(kind=ISSUE_KIND, state=SendingState.PLANNED).select_related("edition"):
        text = text_of(sending)
        if text is not None and is_ready(text, max(sending.send_at or now, now)):
            continue
        with transaction.atomic():
            if services.cancel(sending):
                tell_cancelled(sending, why_not(text))
                cancelled += 1
    return cancelled
