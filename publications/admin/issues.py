"""Issues: number, date and cover are of all editions; title, lead, PDF and contents of one."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.desk.dates import desk_day, desk_number
from accounts.desk.edition_text_form import MOMENTS
from accounts.desk.previews import PreviewMixin
from accounts.desk.rights import DeskAdmin
from accounts.desk.shared_form import SharedForm
from accounts.desk.text_form import TextForm
from accounts.desk.texts import TextsAdmin
from accounts.gate import (
    TextToBe,
    editions_with,
    may_curate,
    may_delete,
    may_enter,
    may_see_drafts,
    may_start,
    may_write,
)
from editions.enums import State
from media_gallery.desk import PicturesMixin
from media_gallery.pictures import image_url
from publications.admin.composing import ComposingMixin
from publications.admin.entries import IssueEntryInline
from publications.admin.issue_preview import entries_stored, entries_typed, render_issue
from publications.admin.mail.typed import mail_version, render_mail
from publications.admin.printing import PrintingMixin, paper_version
from publications.admin.shown import Version, register_versions, versions_of
from publications.composing.numbering import next_issues
from publications.covers.shown import cover_of
from publications.enums import SeriesKind
from publications.models import Issue, IssueEdition, Series
from publications.reading.words import note_of
from publications.remarks import release_remarks


def page_version(request: HttpRequest, text: IssueEdition, is_written: bool) -> list[Version]:
    """The issue on its page, as it is typed."""
    if not may_see_drafts(request.user, text.edition_id, text):
        return []
    address = reverse("admin:publications_issue_preview", args=[text.issue_id, text.edition_id])
    return [Version(text.edition, gettext("page"), f"{address}?framed", is_typed=is_written)]


# The page comes first: what the preview opens with.
for one in (page_version, mail_version, paper_version):
    register_versions(one)


class IssueTextForm(TextForm):
    class Meta:
        model = IssueEdition
        fields = ["title", "lead", "pdf", *MOMENTS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pdf" in self.fields:
            self.fields["pdf"].help_text = note_of(self.instance.pdf.name)


class IssueForm(SharedForm):
    # Whether a button of the composer sent it: then it comes back as it is, whatever it lacks, and nothing is saved.
    is_composed = False

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_composed


@admin.register(Issue)
class IssueAdmin(PrintingMixin, ComposingMixin, PreviewMixin, PicturesMixin, TextsAdmin):
    form = IssueForm
    text_form = IssueTextForm
    text_key = "issue"
    change_form_template = "admin/publications/issue/change_form.html"
    inlines = (IssueEntryInline,)
    raw_id_fields = ("cover",)
    list_display = ("name", "day")
    list_filter = ("series",)
    search_fields = ("number", "texts__title")
    list_select_related = ("series",)
    ordering = ("-issued_on", "-number")

    @admin.display(description=gettext_lazy("issue"), ordering="number")
    def name(self, issue: Issue) -> str:
        return f"{issue.series} {desk_number(issue.number)}"

    @admin.display(description=gettext_lazy("date"), ordering="issued_on")
    def day(self, issue: Issue) -> str:
        return desk_day(issue.issued_on)

    def may_shape(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        return may_curate(request.user)

    def may_work(self, request: HttpRequest, code: str, text: IssueEdition | None) -> bool:
        return may_write(request.user, text) if text else may_start(request.user, code, TextToBe(code))

    def new_text(self, request: HttpRequest, obj: Issue | None) -> IssueEdition:
        text = super().new_text(request, obj)
        text.created_by = request.user
        return text

    def get_fieldsets(self, request: HttpRequest, obj: Issue | None = None) -> list[tuple[Any, dict[str, Any]]]:
        return [(None, {"fields": ["series", "number", "issued_on", "cover", "cover_from"]})]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of a new issue: the next of the series that came out last, or of the one that is asked for."""
        initial = super().get_changeform_initial_data(request)
        coming = next_issues()
        asked = [one for one in coming if str(one.series.pk) == str(initial.get("series", ""))]
        if one := next(iter(asked or coming), None):
            initial = {"series": one.series.pk, "number": one.number, "issued_on": one.day, **initial}
        return initial

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*self.list_display, *self.standings]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("series")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "series":
            kwargs["queryset"] = Series.objects.exclude(kind=SeriesKind.BOOKS)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # Previews.

    def previewed(self) -> QuerySet:
        return IssueEdition.objects.select_related("edition", "issue__series", "issue__cover")

    def as_typed(self, request: HttpRequest, text: IssueEdition) -> None:
        super().as_typed(request, text)
        inline = IssueEntryInline(Issue, self.admin_site)
        formset = inline.get_formset(request)(
            request.POST, prefix="entries", instance=text, queryset=inline.get_queryset(request)
        )
        request.entries_typed = entries_typed(formset)

    def render_preview(self, request: HttpRequest, text: IssueEdition) -> HttpResponse:
        stored = entries_stored(text)
        entries = getattr(request, "entries_typed", None)
        shown = stored if entries is None else entries
        return render_mail(text, shown) if request.GET.get("as") == "mail" else render_issue(request, text, shown)

    # The entries of the edition on the page.

    def get_inline_instances(self, request: HttpRequest, obj: Issue | None = None) -> list[Any]:
        begun = self.texts_of(request, obj).get(request.desk_edition.code)
        may = self.may_work(request, request.desk_edition.code, begun)
        return super().get_inline_instances(request, obj) if may else []

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, "instance": obj.desk_form.text_form.instance}

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)
        is_saved = request.method == "POST" and request.composed is None
        if is_saved and any(formset.has_changed() for formset in formsets):
            # Entries need a text to stand in.
            obj.desk_form.text_form.empty_permitted = False
        return formsets, inlines

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        text = self.texts_of(request, kwargs.get("obj")).get(request.desk_edition.code)
        may_read = text is not None and self.may_open(request, text.edition_id, text)
        if kwargs.get("obj") is None:
            context["next_issues"] = {
                one.series.pk: {"number": one.number, "day": one.day.isoformat()} for one in next_issues()
            }
        elif may_read and text.drawn_cover.get("digest") and (cover := cover_of(text)) and cover.pk is None:
            context["own_cover"] = (image_url(cover, 320), cover.width, cover.height)
        context["remarks"] = release_remarks(text) if may_read else []
        is_written = context["adminform"].form.text_form is not None
        context["versions"] = versions_of(request, text, is_written=is_written) if text and may_read else []
        return super().render_change_form(request, context, **kwargs)


@admin.register(IssueEdition)
class IssueEditionAdmin(DeskAdmin):
    """Issues by edition, for fields that find one; each is written on its issue's page."""

    list_display = ("title", "edition", "state", "published_at")
    list_filter = ("edition", "state")
    list_select_related = ("edition",)
    search_fields = ("title", "issue__number")
    ordering = ("-updated_at", "-pk")
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        # The desk's pages name issues; this list is for their fields.
        return False

    def has_view_permission(self, request: HttpRequest, obj: IssueEdition | None = None) -> bool:
        return may_enter(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: IssueEdition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: IssueEdition | None = None) -> bool:
        """Of one draft, by those who could publish it; the confirmation of its issue's deletion asks this too."""
        return obj is not None and may_delete(request.user, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Drafts of the user's own editions, and of every edition what was published."""
        texts = super().get_queryset(request).defer("lead")
        user = request.user
        if (codes := editions_with(user)) is None:
            return texts
        # An issue lies in no section: who is confined to some reads no drafts of issues but their own.
        whole = [code for code in codes if may_see_drafts(user, code, TextToBe(code))]
        return texts.filter(~Q(state=State.DRAFT) | Q(edition__in=whole) | Q(edition__in=codes, created_by=user))

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        text = get_object_or_404(IssueEdition.objects.only("issue_id", "edition_id"), pk=object_id)
        issue = reverse("admin:publications_issue_change", args=[text.issue_id])
        return HttpResponseRedirect(f"{issue}?edition={text.edition_id}")
