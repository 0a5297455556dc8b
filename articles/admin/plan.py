"""The plan of one story in one edition: a small form for those who plan, a button for those who take."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gate import may_plan, may_see_drafts, may_take
from accounts.models import User
from articles.admin.side import members_of
from articles.history import desk_address
from articles.models import Article, Plan, Story
from articles.planning import TakenError, give_back, move_to_day, plan_story, take_story_on
from editions import registry
from editions.enums import State
from editions.models import Edition
from editions.scripts.controls import one_line


class MemberField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.get_full_name() or user.get_username()


class PlanForm(forms.ModelForm):
    """Who, when, or why not; whoever is given a story must work in the edition."""

    assignee: forms.ModelChoiceField = MemberField(
        User.objects.none(), label=gettext_lazy("Given to"), required=False, empty_label=gettext_lazy("nobody")
    )

    class Meta:
        model = Plan
        fields = ["assignee", "planned_for", "is_declined", "reason"]
        widgets = {
            "planned_for": forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d"),
            "reason": forms.TextInput(attrs={"dir": "auto"}),
        }

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["assignee"].queryset = members_of(edition.code)

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_declined") and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why this edition leaves the story out."))
        if cleaned.get("is_declined") and cleaned.get("assignee"):
            self.add_error("assignee", _("What is left out is given to nobody."))
        here = Article.objects.filter(story=self.instance.story_id, edition=self.edition.code, state=State.PUBLISHED)
        if cleaned.get("is_declined") and here.exists():
            self.add_error("is_declined", _("It is published in this edition; take it off the site first."))
        return cleaned

    def validate_constraints(self) -> None:
        # Told at its own field by `clean`.
        return


def cell_named(story: int, edition: str) -> tuple[Story, Edition]:
    """Http404 where there is no such story or edition."""
    found = registry.all_editions().get(edition)
    if found is None:
        raise Http404
    return get_object_or_404(Story, pk=story), found


def following(request: HttpRequest, otherwise: str) -> str:
    """Where the user came from, if that is a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else otherwise


@require_http_methods(["GET", "HEAD", "POST"])
def edit_plan(request: HttpRequest, story: int, edition: str) -> HttpResponse:
    """Those who publish in the edition plan; its other members see the plan, and may take what is free."""
    told, where = cell_named(story, edition)
    plans = may_plan(request.user, where.code, told)
    if not may_see_drafts(request.user, where.code) or (request.method == "POST" and not plans):
        raise PermissionDenied
    plan = Plan.objects.select_related("assignee").filter(story=told, edition=where).first()
    plan = plan or Plan(story=told, edition=where)
    back = following(request, desk_address(told.pk, where.code))
    form = PlanForm(request.POST if request.method == "POST" else None, instance=plan, edition=where) if plans else None
    if request.method == "POST" and form is not None and form.is_valid():
        plan_story(told, where, by=request.user, **form.cleaned_data)
        messages.success(request, _("The plan was saved."))
        return HttpResponseRedirect(back)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Plan"),
        "story": told,
        "edition": where,
        # What the form has put into its instance is not stored.
        "plan": Plan.objects.select_related("assignee").filter(story=told, edition=where).first(),
        "article": Article.objects.filter(story=told, edition=where).defer("body").first(),
        "form": form,
        "back": back,
        "story_address": desk_address(told.pk, where.code),
        "take_address": reverse("admin:board-plan-take", args=[told.pk, where.code]),
        "may_take": plan.assignee_id is None and not plan.is_declined and may_take(request.user, where.code, told),
        "is_my_task": plan.pk is not None and plan.assignee_id == request.user.pk,
    }
    return render(request, "admin/board/plan.html", context)


@require_POST
def move_planned(request: HttpRequest, story: int, edition: str) -> HttpResponse:
    """Another day, or none, for what is planned: `planned_for`."""
    told, where = cell_named(story, edition)
    if not may_plan(request.user, where.code, told):
        raise PermissionDenied
    back = following(request, reverse("admin:calendar"))
    typed = request.POST.get("planned_for", "").strip()
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError:
        day = date.min
    if day and not 1900 <= day.year <= 2200:
        messages.error(request, _("This is no day that can be planned for."))
    else:
        move_to_day(told, where, by=request.user, day=day)
        messages.success(request, _("The planned day was changed."))
    return HttpResponseRedirect(back)


@require_POST
def take_story(request: HttpRequest, story: int, edition: str) -> HttpResponse:
    """Take a free story for oneself (`take` is 1), or give one's own back (0)."""
    told, where = cell_named(story, edition)
    if not may_take(request.user, where.code, told):
        raise PermissionDenied
    try:
        if request.POST.get("take") == "1":
            take_story_on(told, where, by=request.user)
            messages.success(request, _("The story is yours in %(edition)s.") % {"edition": where.endonym})
        else:
            give_back(told, where, by=request.user)
            messages.success(request, _("Others can take the story now."))
    except TakenError:
        messages.error(request, _("Somebody else has changed this plan meanwhile."))
    return HttpResponseRedirect(following(request, desk_address(told.pk, where.code)))
