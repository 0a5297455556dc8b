"""What the issue's page at the desk says of its mail."""

from typing import Any

from django import template
from django.urls import reverse

from accounts.gate import may_see_drafts, may_send
from publications.mailing.issues import sendings_of
from publications.models import IssueEdition

register = template.Library()


@register.inclusion_tag("admin/mail/panel.html", takes_context=True)
def mail_panel(context: Any) -> dict[str, Any]:
    """Of the edition on the page: how its mail looks, whether it was sent; where to go for it."""
    request, issue = context["request"], context.get("original")
    edition = getattr(request, "desk_edition", None)
    if issue is None or edition is None:
        return {"text": None}
    text = IssueEdition.objects.filter(issue=issue.pk, edition=edition.code).defer("lead").first()
    if text is None or not may_see_drafts(request.user, edition.code, text):
        return {"text": None}
    sends = may_send(request.user, edition.code)
    return {
        "text": text,
        "may_send": sends,
        "made": sendings_of(text) if sends else [],
        "page": reverse("admin:issue-mail", args=[text.pk]),
        "preview": reverse("admin:issue-mail-preview", args=[text.pk]),
    }
