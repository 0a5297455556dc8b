"""The side by side page: the source's blocks beside the form of its translation.

It is the story page with another middle: forms, buttons, checks and saving are the story page's own.
"""

import json
from typing import Any

from django.contrib import messages
from django.contrib.admin.sites import site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gate import may_publish
from articles.admin.source_pane import SourcePane, state_words
from articles.admin.story import StoryAdmin
from articles.admin.story_form import StoryForm
from articles.admin.strip import may_open
from articles.demand import demand_for, demand_words
from articles.history import beside_address
from articles.lineage import accepting
from articles.lineage.chains import chain_of, on_its_way
from articles.lineage.records import Lineage
from articles.lineage.saving import marks_of
from articles.models import Article, Story
from articles.translating import accept_block
from editions import registry
from editions.enums import State

# Blocks that were brought up to date in the form, with the marks that the translator saw; counted when it is saved.
ACCEPTED = "lineage-accepted"


class SideBySide(StoryAdmin):
    """`StoryAdmin` for one edition's translation, with its source beside it."""

    change_form_template = "admin/articles/translate/change_form.html"

    def save_model(self, request: HttpRequest, obj: Story, form: StoryForm, change: bool) -> None:
        article_form = form.article_form
        accepted = accepted_in(request)
        writes = bool(article_form) and (article_form.has_changed() or article_form.state_changes)
        if writes:
            refused = accept_in(article_form.instance, accepted)
        super().save_model(request, obj, form, change)
        if article_form and not writes:
            refused = accept_stored(article_form.instance, accepted, by=request.user)
        if article_form and refused:
            messages.warning(request, _("The source has changed once more meanwhile: look at what is still marked."))

    def response_change(self, request: HttpRequest, obj: Story) -> HttpResponse:
        """Back to this page, saying what was done."""
        super().response_change(request, obj)
        return HttpResponseRedirect(beside_address(request.desk_beside.pk))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["adminform"].form
        article = request.desk_beside
        source = Article.objects.filter(pk=article.source_id).first()
        may_read = source is not None and may_open(request.user, source.edition_id, source)
        editions, chain = registry.all_editions(), chain_of(article)
        edition = editions[source.edition_id] if source else None
        text = form.article_form.instance if form.article_form else article
        pane = SourcePane(source, text, edition) if may_read and edition else None
        context |= {
            "pane": pane,
            "source": source,
            "source_edition": edition,
            "source_is_draft": source is not None and source.state == State.DRAFT,
            "beside_article": article,
            "demand": demand_words(waiting) if (waiting := demand_of(article)) else "",
            "may_change_source": article.state == State.DRAFT or may_publish(request.user, article.edition_id, article),
            "accepted_name": ACCEPTED,
            "accepted": request.POST.get(ACCEPTED, ""),
            "chain": [editions[one.edition_id] for one in reversed(chain)] if len(chain) > 1 else [],
            "on_its_way": [editions[one.edition_id] for one in on_its_way(chain)[:1]],
            "beside_data": pane and {
                **pane.data,
                "words": words_of_page(),
                "address": reverse("admin:articles_article_lineage", args=[article.pk]),
                "mayWrite": form.article_form is not None,
            },
        }  # fmt: skip
        return super().render_change_form(request, context, **kwargs)


def demand_of(article: Article) -> int:
    return demand_for([article.story_id]).get((article.story_id, article.edition_id), 0)


def side_by_side(request: HttpRequest, object_id: int) -> HttpResponse:
    """The page of one translation; of an article that is none, the page that makes it one."""
    article = get_object_or_404(Article.objects.select_related("edition"), pk=object_id)
    if article.source_id is None:
        return HttpResponseRedirect(reverse("admin:articles_article_source", args=[article.pk]))
    request.desk_beside = article
    # The story page asks the address for its edition.
    request.GET = request.GET.copy()
    request.GET["edition"] = article.edition_id
    return SideBySide(Story, site).changeform_view(request, str(article.story_id))


def accepted_in(request: HttpRequest) -> dict[str, dict[str, str]]:
    """Block -> what the translator saw of its source; what is not of this form is passed over."""
    try:
        sent = json.loads(request.POST.get(ACCEPTED) or "{}")
    except ValueError:
        return {}
    return {
        str(block): {str(source): str(mark) for source, mark in seen.items()}
        for block, seen in (sent.items() if isinstance(sent, dict) else ())
        if isinstance(seen, dict)
    }


def accept_in(article: Article, accepted: dict[str, dict[str, str]]) -> int:
    """Bring blocks of a text that is about to be saved up to date; how many could not be."""
    lineage, marks, refused = Lineage.read(article.lineage), marks_of(article.source_id), 0
    for block, seen in accepted.items():
        try:
            accepting.accept(lineage, marks, block, seen)
        except (KeyError, accepting.MovedOnError):
            refused += 1
    article.lineage = lineage.written()
    return refused


def accept_stored(article: Article, accepted: dict[str, dict[str, str]], *, by: Any) -> int:
    """The same where nothing else is to be saved."""
    refused, proposed_by = 0, None if may_publish(by, article.edition_id, article) else by
    for block, seen in accepted.items():
        try:
            accept_block(article, block, seen, is_of_text=True, proposed_by=proposed_by)
        except (KeyError, accepting.MovedOnError):
            refused += 1
    return refused


def words_of_page() -> dict[str, Any]:
    """What the script says, in the language of the desk."""
    return {
        "states": {**state_words(), "ready": _("up to date once saved"), "new": _("linked once saved")},
        "acts": {
            "updated": _("Brought up to date"),
            "no_effect": _("No effect here"),
            "only_here": _("Keep it here alone"),
            "leave_out": _("Leave it out"),
            "take_in": _("Not left out"),
            "as_is": _("Leave as it is"),
            "copy": _("Copy across"),
            "insert": _("Insert it here"),
            "cover": _("Said where the caret is"),
        },
        "counts": {
            "changed": _("changed"),
            "removed": _("removed"),
            "missing": _("missing"),
            "untranslated": _("not translated"),
        },
        "allFresh": _("Everything is up to date."),
        "noCaret": _("Put the caret into the paragraph that says it."),
        "movedOn": _("The source has changed meanwhile. Load the page anew to see how."),
        "failed": _("That did not work. Please try again."),
    }
