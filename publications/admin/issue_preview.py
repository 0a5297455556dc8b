"""What stands inside an issue as its form says, before it is saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from publications.contents import Line, line_of
from publications.issues import issue_page
from publications.models import IssueEdition, IssueEntry


def entries_typed(formset: Any) -> list[IssueEntry]:
    """The entries of a posted formset in their order, without those that are wrong, empty or ticked for deletion."""
    formset.is_valid()
    kept = []
    for form in formset.forms:
        is_kept = form.is_valid() and not form.cleaned_data.get("DELETE")
        if is_kept and (form.instance.pk or form.has_changed()):
            kept.append(form.instance)
    return sorted(kept, key=lambda entry: entry.position)


def render_issue(request: HttpRequest, text: IssueEdition, entries: list[IssueEntry]) -> HttpResponse:
    """An issue on its page, whatever its state, with lines of articles that readers do not see yet too."""
    now = timezone.now()
    lines: list[Line] = [line for entry in entries if (line := line_of(entry, now, with_drafts=True))]
    live = list(IssueEdition.objects.of_same_issue(text.issue.series.slug, text.issue.number))
    context = issue_page(text, text.edition, live, lines=lines)
    context["is_preview"] = True
    context["head"].is_indexed = False
    return render(request, "publications/issue_detail.html", context)
