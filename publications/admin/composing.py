"""Composing on the page of an issue: what its buttons lead to, and taking over what another edition has composed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.audit import Was, record_standing
from accounts.desk.dates import in_desk_digits
from accounts.desk.words import endonym
from articles.models import Story
from editions import registry
from editions.models import Edition
from publications.admin.composer import composer_of, may_read_contents, picks_for, sources_of
from publications.admin.entries import IssueEntryInline
from publications.composing.acts import BUTTON, acted
from publications.composing.numbering import name_of
from publications.composing.picking import Wanted
from publications.composing.taking import Difference, differences, entries_of, fill_gaps, story_of, take
from publications.covers.making import draw_later
from publications.models import Issue, IssueEdition
from search.services import refresh


class ComposingMixin:
    """Mixin of the admin of issues."""

    # Of the admin class that it is mixed into.
    admin_site: Any
    opts: Any
    may_work: Any
    texts_of: Any
    new_text: Any
    log_change: Any

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("find/<slug:code>/", wrap(self.find), name="publications_issue_find_new"),
            path("<int:object_id>/find/<slug:code>/", wrap(self.find), name="publications_issue_find"),
            path(
                "<int:object_id>/take/<slug:code>/<slug:source>/", wrap(self.take_over), name="publications_issue_take"
            ),
            *super().get_urls(),
        ]

    # Articles to choose.

    def find(self, request: HttpRequest, code: str, object_id: int | None = None) -> HttpResponse:
        """Articles for an issue of the edition, as a part of its page."""
        issue = get_object_or_404(Issue, pk=object_id) if object_id else None
        self._begin(request, issue, code)
        context = {"picks": picks_for(request, issue, Wanted.read(request.GET)), "edition": request.desk_edition}
        response = render(request, "admin/publications/issue/picks.html", context)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    def _begin(self, request: HttpRequest, issue: Issue | None, code: str) -> IssueEdition | None:
        """Ask the gate whether the user writes the edition's text of the issue, and give that text."""
        edition = registry.all_editions().get(code)
        if edition is None:
            raise Http404
        text = self.texts_of(request, issue).get(code)
        if not self.may_work(request, code, text):
            raise PermissionDenied
        request.desk_edition = edition
        return text

    # The form.

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = request.POST.get(BUTTON) if request.method == "POST" else None
        request.composed = act
        if act is not None:
            request.POST = acted(request.POST, act)
        return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.is_composed = request.composed is not None
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if isinstance(formset.instance, IssueEdition) and formset.instance.pk:
                fill_gaps(formset.instance)
        draw_later(form.instance.texts.values_list("pk", flat=True))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        issue = kwargs.get("obj")
        text = self.texts_of(request, issue).get(request.desk_edition.code)
        act = request.composed
        if act is not None:
            # The form is as somebody is just writing it: nothing is wrong with it yet.
            context["errors"] = []
        for inline in context["inline_admin_formsets"]:
            if isinstance(inline.opts, IssueEntryInline):
                context["composer"] = composer_of(
                    request, issue, text, inline.formset, find_address=self.find_address(request, issue), act=act or ""
                )
                context["is_composed"] = act is not None
                context["sources"] = sources_of(request, issue, text) if issue else []
                context["has_taken"] = any(source.is_taken for source in context["sources"])
        return super().render_change_form(request, context, **kwargs)

    def find_address(self, request: HttpRequest, issue: Issue | None) -> str:
        code = request.desk_edition.code
        if issue and issue.pk:
            return reverse("admin:publications_issue_find", args=[issue.pk, code])
        return reverse("admin:publications_issue_find_new", args=[code])

    # Taking over.

    def take_over(self, request: HttpRequest, object_id: int, code: str, source: str) -> HttpResponse:
        """What the source has otherwise, to be ticked; POST takes it.

        An edition that has nothing inside yet takes all of it by one POST; else nothing is taken that was not ticked.
        """
        issue = get_object_or_404(Issue.objects.select_related("series"), pk=object_id)
        text = self._begin(request, issue, code)
        theirs = issue.texts.filter(edition=source).exclude(edition=code).first()
        if theirs is None:
            raise Http404
        if not may_read_contents(request.user, theirs):
            raise PermissionDenied
        edition = registry.all_editions()[code]
        is_empty = text is None or not text.entries.exists()
        is_confirmed = "confirmed" in request.POST
        if request.method == "POST" and (is_empty or is_confirmed):
            wanted = request.POST.getlist("take") if is_confirmed else None
            with transaction.atomic():
                return self._taken(request, issue, text or self._begun(request, issue, edition), theirs, wanted)
        return self._to_choose(request, issue, text, theirs, edition)

    def _begun(self, request: HttpRequest, issue: Issue, edition: Edition) -> IssueEdition:
        """The edition's text, which has not been begun: it is called by series and number until somebody names it."""
        text: IssueEdition = self.new_text(request, issue)
        text.edition, text.title = edition, name_of(issue, edition)
        text.save()
        return text

    def _taken(
        self, request: HttpRequest, issue: Issue, text: IssueEdition, source: IssueEdition, wanted: list[str] | None
    ) -> HttpResponse:
        was = Was.stored(text)
        count = take(target=text, source=source, wanted=wanted, from_start=text.source_id != source.pk)
        refresh("issue", [text.pk])
        if count:
            record_standing(text, was, by=request.user, of=issue, taken_from=source.edition_id)
            told = {"name": str(text._meta.verbose_name), "object": str(text.edition)}
            self.log_change(request, issue, [{"changed": {**told, "fields": [_("inside this issue")]}}])
            told = ngettext(
                "%(count)d part was taken over from {}.", "%(count)d parts were taken over from {}.", count
            ) % {"count": count}
            messages.success(request, format_html(in_desk_digits(told), endonym(source.edition)))
        else:
            messages.success(request, _("Nothing was taken over. What differs now is told no more."))
        return HttpResponseRedirect(self._page(issue, text.edition_id))

    def _to_choose(
        self, request: HttpRequest, issue: Issue, text: IssueEdition | None, source: IssueEdition, edition: Edition
    ) -> HttpResponse:
        held = text or IssueEdition(issue=issue, edition=edition)
        found = differences(
            held, entries_of(source), entries_of(text) if text else [], from_start=held.source_id != source.pk
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take over"),
            "opts": self.opts,
            "issue": issue,
            "edition": edition,
            "source": source.edition,
            "differences": told_of(found),
            "back": self._page(issue, edition.code),
        }
        return render(request, "admin/publications/issue/take.html", context)

    def _page(self, issue: Issue, code: str) -> str:
        return f"{reverse('admin:publications_issue_change', args=[issue.pk])}?edition={code}#composer"


def told_of(found: list[Difference]) -> list[tuple[Difference, str]]:
    """Each with the words by which the desk knows it: stories by the name that everyone at the desk reads."""
    stories = Story.objects.in_bulk([story for one in found if one.entry and (story := story_of(one.entry))])
    told = []
    for one in found:
        story = stories.get(story_of(one.entry) or 0) if one.entry else None
        told.append((one, str(story) if story else one.entry.heading if one.entry else ""))
    return told
