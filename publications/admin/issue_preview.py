"""What stands inside an issue as its form says, before it is saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article
from publications.contents import sections_from
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
    articles = Article.objects.filter(pk__in=[entry.article_id for entry in kept if entry.article_id])
    known = articles.select_related("story__category", "story__image").defer("body", "lineage").in_bulk()
    for entry in kept:
        entry.article = known.get(entry.article_id or 0)
    return sorted(kept, key=lambda entry: entry.position)


def entries_stored(text: IssueEdition) -> list[IssueEntry]:
    rows = IssueEntry.objects.filter(text=text.pk)
    rows = rows.select_related("article__story__category", "article__story__image", "image")
    return list(rows.defer("article__body", "article__lineage"))


def render_issue(request: HttpRequest, text: IssueEdition, entries: list[IssueEntry]) -> HttpResponse:
    """An issue on its page, whatever its state, with lines of articles that readers do not see yet too."""
    sections = sections_from(entries, text.edition_id, now=timezone.now(), with_drafts=True)
    live = list(IssueEdition.objects.of_same_issue(text.issue.series.slug, text.issue.number))
    context = issue_page(text, text.edition, live, sections=sections)
    context["is_preview"] = True
    # Beside the text it is plain that it is a preview.
    context["is_framed"] = "framed" in request.GET
    context["head"].is_indexed = False
    return render(request, "publications/issue_detail.html", context)
