"""What stands beside an article on the story page: what is planned for it, and the notes on it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from accounts.gate import TextToBe, may_plan, may_see_drafts, may_take
from accounts.models import User
from articles.models import Article, Plan, Story
from articles.notes import notes_on
from editions.models import Edition

# Names offered beside a note; who is not among them can be named all the same.
MAX_NAMES = 40


def side_of(request: HttpRequest, story: Story, edition: Edition, article: Article | None) -> dict[str, Any]:
    """For those who may read what the edition has not published; nothing for others."""
    user = request.user
    text = article or TextToBe(edition.code, created_by_id=story.created_by_id, section_id=story.section_id)
    if not may_see_drafts(user, edition.code, text):
        return {}
    plan = Plan.objects.select_related("assignee").filter(story=story, edition=edition).first()
    is_free = plan is None or not (plan.assignee_id or plan.is_declined)
    context: dict[str, Any] = {
        "plan": plan,
        "plan_address": reverse("admin:board-plan", args=[story.pk, edition.code]),
        "take_address": reverse("admin:board-plan-take", args=[story.pk, edition.code]),
        "may_plan": may_plan(user, edition.code, story),
        "may_take": is_free and may_take(user, edition.code, story),
        "is_my_task": plan is not None and plan.assignee_id == user.pk,
    }
    if article is not None:
        context |= notes_context(article, user)
    return context


def notes_context(article: Article, user: Any) -> dict[str, Any]:
    notes = notes_on(article)
    members = list(members_of(article.edition_id).exclude(pk=user.pk).values_list("username", flat=True)[:MAX_NAMES])
    return {
        "notes": notes,
        "open_notes": sum(note.resolved_at is None for note in notes),
        "mentionable": members,
        "notes_address": reverse("admin:article-notes", args=[article.pk]),
    }


def members_of(code: str) -> QuerySet[User]:
    """Who works at the desk of the edition, admins too, by user name."""
    theirs = Q(memberships__edition=code) | Q(is_superuser=True)
    return User.objects.filter(theirs, is_active=True).distinct().order_by("username")
