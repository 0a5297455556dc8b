"""Who takes a story in an edition, for which day, or why the edition leaves it out."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import NoticeKind
from accounts.notices import tell
from articles.history import log_story, work_address
from articles.models import Plan, Story
from editions.models import Edition


class TakenError(Exception):
    """Somebody has the story already, or the edition leaves it out; the plan is as it was."""


@transaction.atomic
def plan_story(
    story: Story,
    edition: Edition,
    *,
    by: Any,
    assignee: Any = None,
    planned_for: date | None = None,
    is_declined: bool = False,
    reason: str = "",
) -> Plan:
    """Write down what the edition means to do with the story; whoever is newly given it is told.

    Args:
        by: who plans; the gate was asked.
        assignee: a member of the edition's desk, or nobody.
        planned_for: a day in the edition's own calendar of days, without an hour.
        is_declined: the edition leaves the story out, for `reason`, which must not be empty then.
    """
    plan = locked(story, edition)
    before = (plan.assignee_id, plan.planned_for, plan.is_declined, plan.reason)
    plan.assignee, plan.planned_for, plan.is_declined = assignee, planned_for, is_declined
    plan.reason = reason.strip() if is_declined else ""
    if before == (plan.assignee_id, plan.planned_for, plan.is_declined, plan.reason):
        return plan
    plan.save()
    log_story(story, by=by, edition=edition, what=described(plan))
    if assignee is not None and assignee.pk != before[0]:
        tell(
            [assignee],
            kind=NoticeKind.ASSIGNED,
            about=story.working_title,
            address=work_address(story.pk, edition.code),
            by=by,
            edition=edition.code,
        )
    return plan


@transaction.atomic
def take_story_on(story: Story, edition: Edition, *, by: Any) -> Plan:
    """Take a story that nobody has.

    Raises:
        TakenError: somebody has it, or the edition leaves it out.
    """
    plan = locked(story, edition)
    taken = Plan.objects.filter(pk=plan.pk, assignee=None, is_declined=False).update(assignee=by)
    if not taken:
        raise TakenError
    plan.assignee = by
    log_story(story, by=by, edition=edition, what=described(plan))
    return plan


@transaction.atomic
def give_back(story: Story, edition: Edition, *, by: Any) -> None:
    """Leave the story to others again.

    Raises:
        TakenError: it is not theirs.
    """
    if not Plan.objects.filter(story=story, edition=edition, assignee=by).update(assignee=None):
        raise TakenError
    log_story(story, by=by, edition=edition, what=_("given back"))


@transaction.atomic
def move_to_day(story: Story, edition: Edition, *, by: Any, day: date | None) -> Plan:
    """Plan it for another day, or none; whatever else is planned stays."""
    plan = locked(story, edition)
    return plan_story(
        story,
        edition,
        by=by,
        assignee=plan.assignee,
        planned_for=day,
        is_declined=plan.is_declined,
        reason=plan.reason,
    )


def locked(story: Story, edition: Edition) -> Plan:
    """The plan of the two, made where there is none; within a transaction nobody else changes it meanwhile."""
    Plan.objects.get_or_create(story=story, edition=edition)
    return Plan.objects.select_for_update().get(story=story, edition=edition)


def described(plan: Plan) -> str:
    """What is planned, for the history."""
    if plan.is_declined:
        return _("deliberately not: %(reason)s") % {"reason": plan.reason}
    parts = []
    if plan.assignee:
        parts.append(_("given to %(name)s") % {"name": plan.assignee.get_username()})
    if plan.planned_for:
        parts.append(_("planned for %(day)s") % {"day": plan.planned_for.isoformat()})
    return _(", ").join(parts) or _("plan emptied")
