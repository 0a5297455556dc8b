"""Releases: what goes live together, whether it is ready, and the buttons that set, release or call off."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from accounts.desk.dates import desk_moment_in, desk_number
from accounts.desk.rights import DeskAdmin
from accounts.gate import may_release, may_share_things
from articles.models import Article
from editions import registry
from publications.admin.release_form import ReleaseForm, zone_of
from publications.admin.release_rows import groups_of, lacking
from publications.enums import ReleaseState
from publications.models import IssueEdition, Release, ReleaseItem
from publications.releases import ReleaseRefusedError, call_off, may_release_all, release_now, set_release

# The states as shapes of the style sheet.
SHAPES = {"planned": "draft", "set": "scheduled", "done": "published", "cancelled": "withdrawn"}
# The button that was pressed -> what it does once the release is saved.
ACTS = {"_set": set_release, "_now": release_now}


def may_release_somewhere(user: Any) -> bool:
    return any(may_release(user, code) for code in registry.all_editions())


class StandsFilter(admin.SimpleListFilter):
    """By the state at this moment: one that was set is done once its moment has come."""

    title = gettext_lazy("state")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ReleaseState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        has_come = Q(state=ReleaseState.SET, goes_live_at__lte=timezone.now())
        match self.value():
            case ReleaseState.SET:
                return queryset.filter(state=ReleaseState.SET).exclude(has_come)
            case ReleaseState.DONE:
                return queryset.filter(Q(state=ReleaseState.DONE) | has_come)
            case ReleaseState.PLANNED | ReleaseState.CANCELLED as state:
                return queryset.filter(state=state)
        return queryset


@admin.register(Release)
class ReleaseAdmin(DeskAdmin):
    """Members of an edition see releases; who may release in one of them prepares them; setting one asks for all."""

    form = ReleaseForm
    change_form_template = "admin/publications/release/change_form.html"
    list_display = ("name", "stands", "moment", "texts")
    search_fields = ("name",)
    list_filter = (StandsFilter,)
    ordering = ("-created_at", "-pk")
    actions = None

    class Media:
        css = {"all": ["desk/story.css", "desk/release.css"]}

    # Who may.

    def has_view_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return may_share_things(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_release_somewhere(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return may_release_somewhere(request.user) and (obj is None or obj.is_open)

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """What waits is called off first; what was released stays on record."""
        is_theirs = obj is not None and may_release_somewhere(request.user)
        return is_theirs and obj.is_open and may_release_all(request.user, self.items_of(request, obj))

    def items_of(self, request: HttpRequest, release: Release) -> list[ReleaseItem]:
        """Its parts, read once a request: permissions ask for them several times."""
        read = request.__dict__.setdefault("_release_items", {})
        if release.pk not in read:
            read[release.pk] = list(ReleaseItem.objects.filter(release=release).with_texts())
        return read[release.pk]

    # The form.

    def get_form(self, request: HttpRequest, obj: Release | None = None, change: bool = False, **kwargs: Any) -> Any:
        # All fields are the form's own; what the admin would leave out for who only reads is not drawn.
        articles = self.admin_site.get_model_admin(Article).get_queryset(request)
        issues = self.admin_site.get_model_admin(IssueEdition).get_queryset(request)
        given = {"user": request.user, "articles": articles, "issues": issues}
        return type("ReleaseForm", (ReleaseForm,), given)

    def get_fieldsets(self, request: HttpRequest, obj: Release | None = None) -> list:
        return [(None, {"fields": []})]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        release = kwargs.get("obj")
        items = self.items_of(request, release) if release else []
        groups = groups_of(release, items, request.user) if release else []
        context |= {
            "form": context["adminform"].form,
            "release": release,
            "is_open": release is None or release.is_open,
            "stands": release.stands if release else "planned",
            "standing": standing(release) if release else "",
            "groups": groups,
            "lacking": lacking(groups),
            "may_release_all": bool(items) and may_release_all(request.user, items),
            "act_address": reverse("admin:publications_release_act", args=[release.pk]) if release else "",
            "title": _("Release") if release else _("New release"),
        }
        return super().render_change_form(request, context, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing leads here with values, and what is made up may be no key of a row."""
        return {}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Moments are told in the time in which the user types them."""
        with timezone.override(zone_of(request.user)):
            response = super().changelist_view(request, extra_context)
            return response.render() if hasattr(response, "render") else response

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        with timezone.override(zone_of(request.user)):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    # Saving.

    def save_form(self, request: HttpRequest, form: ReleaseForm, change: bool) -> Release:
        release = super().save_form(request, form, change)
        if not change:
            release.made_by = request.user
        return release

    def save_model(self, request: HttpRequest, obj: Release, form: ReleaseForm, change: bool) -> None:
        if not change:
            obj.save()
            return
        # Of two who save at once, the second is shown what the first has saved.
        stored = Release.objects.filter(pk=obj.pk, version=obj.version, state=obj.state)
        values = {"name": obj.name, "goes_live_at": obj.goes_live_at, "version": F("version") + 1}
        form.is_lost = not stored.update(**values)
        obj.version += not form.is_lost

    def save_related(self, request: HttpRequest, form: ReleaseForm, formsets: Any, change: bool) -> None:
        if not getattr(form, "is_lost", False):
            form.save_items()
        request.lost_release = getattr(form, "is_lost", False)

    def response_add(self, request: HttpRequest, obj: Release, post_url_continue: str | None = None) -> HttpResponse:
        return self._after(request, obj)

    def response_change(self, request: HttpRequest, obj: Release) -> HttpResponse:
        return self._after(request, obj)

    def _after(self, request: HttpRequest, release: Release) -> HttpResponse:
        if request.lost_release:
            messages.error(request, _("Somebody else has saved this release at the same moment. Look at it again."))
        elif name := next((name for name in ACTS if name in request.POST), ""):
            perform(request, release, name)
        else:
            messages.success(request, _("The release was saved. Nothing of it is set yet."))
        return HttpResponseRedirect(reverse("admin:publications_release_change", args=[release.pk]))

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(act)
        return [path("<int:object_id>/act/", view, name="publications_release_act"), *super().get_urls()]

    # The list.

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(number=Count("items"))

    @admin.display(description=gettext_lazy("goes live at"), ordering="goes_live_at", empty_value="–")
    def moment(self, release: Release) -> str | None:
        """In the user's own time, which is named: a release may be of editions in several zones."""
        at = release.goes_live_at
        told = at and desk_moment_in(at, timezone.get_current_timezone())
        return format_html('<time datetime="{}">{}</time>', at.isoformat(), told) if at else None

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def stands(self, release: Release) -> SafeString:
        return standing(release)

    @admin.display(description=gettext_lazy("texts"))
    def texts(self, release: Release) -> str:
        return desk_number(release.number)


def standing(release: Release) -> SafeString:
    """A release's state as a word and a shape."""
    state = release.stands
    return format_html('<span class="standing standing--{}">{}</span>', SHAPES[state], state.label)


@require_POST
def act(request: HttpRequest, object_id: int) -> HttpResponse:
    """What is done to a release that waits: `act=now` or `act=call_off`; `version` as the page was read."""
    release = get_object_or_404(Release, pk=object_id)
    items = list(ReleaseItem.objects.filter(release=release).select_related("article", "issue"))
    if not items or not may_release_all(request.user, items):
        raise PermissionDenied
    name = {"call_off": "_call_off", "now": "_now"}.get(request.POST.get("act", ""))
    if request.POST.get("version") != str(release.version):
        messages.error(request, _("Somebody else has changed this release since you opened it. Look at it again."))
    elif name:
        perform(request, release, name)
    return HttpResponseRedirect(reverse("admin:publications_release_change", args=[release.pk]))


def perform(request: HttpRequest, release: Release, name: str) -> None:
    """Do what a button says, and tell what came of it."""
    try:
        if name == "_call_off":
            number = call_off(release, by=request.user)
            told = ngettext("Called off: %(number)d text is what it was before.",
                            "Called off: %(number)d texts are what they were before.", number)  # fmt: skip
            messages.success(request, told % {"number": number})
            return
        ACTS[name](release, by=request.user)
    except ReleaseRefusedError as refused:
        messages.error(request, str(refused))
        return
    if name == "_now":
        messages.success(request, _("Released: readers see all of it."))
    else:
        names = {"moment": desk_moment_in(release.goes_live_at, timezone.get_current_timezone())}
        messages.success(request, _("Set: all of it goes live on %(moment)s.") % names)
