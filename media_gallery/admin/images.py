"""The library of pictures."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.forms import Script, Textarea
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from accounts.desk.dates import desk_day
from accounts.desk.linting import LintedAdmin
from accounts.desk.lists import GivenOrderList
from accounts.desk.rights import SharedThingsAdmin
from accounts.desk.words import EditionFieldsetsMixin, edition_of
from media_gallery.admin.image_form import ImageForm
from media_gallery.admin.image_lists import (
    NoAltFilter,
    NoCaptionFilter,
    NoCreditFilter,
    TagActionForm,
    TagActions,
    TagFilter,
    UseFilter,
    cards_of,
)
from media_gallery.admin.image_replace import ReplaceFile
from media_gallery.admin.image_uploads import AddPictures
from media_gallery.completeness import completeness_of
from media_gallery.lookalikes import lookalikes_of
from media_gallery.models import Image
from media_gallery.services import delete_image
from media_gallery.tags import set_tags, suggestions
from media_gallery.uses import Use, all_uses_now, uses_in_texts, uses_of
from media_gallery.words import upload_words

# What of the site's crops the page shows: width over height, and where readers meet them.
CROPS = (
    ("3-2", "3:2", gettext_lazy("articles, lists, albums")),
    ("16-9", "16:9", gettext_lazy("videos")),
    ("1-1", "1:1", gettext_lazy("portraits, small cards")),
    ("4-5", "4:5", gettext_lazy("cartoons")),
    ("3-4", "3:4", gettext_lazy("covers")),
)


def told(use: Use) -> SafeString:
    """A use in one line, for the list of what stands in the way of deleting."""
    name = format_html('<a href="{}"><bdi>{}</bdi></a>', use.address, use.name) if use.address else use.name
    where = gettext(", ").join(f"{code} {standing.word}" for code, standing in use.standings or ())
    return format_html("{}: {}{}", capfirst(use.kind), name, format_html(" ({})", where) if where else "")


@admin.register(Image)
class ImageAdmin(ReplaceFile, AddPictures, TagActions, LintedAdmin, EditionFieldsetsMixin, SharedThingsAdmin):
    form = ImageForm
    words = ("alt", "caption", "credit")
    linted = ("alt", "caption")
    shared_fieldsets = (
        (None, {"fields": [("focal_x", "focal_y"), "title", "tag_words", "is_decorative"]}),
        (gettext_lazy("About the picture"), {"fields": ["size", "uploaded"], "classes": ["about"]}),
    )
    readonly_fields = ("size", "uploaded")
    search_fields = ("title",)
    search_help_text = gettext_lazy("Names, tags, and the words of all editions.")
    list_filter = (UseFilter, TagFilter, NoAltFilter, NoCaptionFilter, NoCreditFilter)
    # Counting what each filter would give costs more than it tells.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 48
    list_display = ("__str__",)
    change_list_template = "admin/media_gallery/image/change_list.html"
    change_form_template = "admin/media_gallery/image/change_form.html"
    delete_confirmation_template = "admin/media_gallery/image/delete_confirmation.html"
    actions = ("tag_chosen", "untag_chosen")
    action_form = TagActionForm
    actions_selection_counter = False

    class Media:
        css = {"all": ["css/components/picture.css", "desk/library.css", "desk/uploads.css", "desk/story.css"]}
        js = [Script(f"desk/{name}.js", type="module") for name in ("focal", "library", "uploads")]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("uploaded_by").prefetch_related("tags")

    # The list.

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[models.QuerySet, bool]:
        return queryset.matching(search_term), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        # The filter puts pictures that look alike together.
        is_grouped = request.GET.get(UseFilter.parameter_name) == "alike"
        return GivenOrderList if is_grouped else super().get_changelist(request, **kwargs)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Tags, on the list alone; deleting is done one by one, with what uses the picture in view."""
        if action_location != ActionLocation.CHANGE_LIST:
            return {}
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            context["cards"] = cards_of(context["cl"].result_list)
            context["tag_suggestions"] = suggestions()
            context["uploads"] = upload_words()
        return response

    # The page of a picture.

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if getattr(db_field, "language", None):
            kwargs["widget"] = Textarea({"rows": 3, "cols": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        shown = {"crops": CROPS, "tag_suggestions": SimpleLazyObject(suggestions)}
        return super().change_view(request, object_id, form_url, {**shown, **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Image | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj is not None:
            context |= {
                "image": obj,
                "uses": [*uses_of(obj), *uses_in_texts(obj)],
                "lookalikes": lookalikes_of(obj),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=gettext_lazy("size"))
    def size(self, image: Image) -> SafeString:
        return format_html('<span dir="ltr">{} × {}</span>', image.width, image.height)

    @admin.display(description=gettext_lazy("uploaded"))
    def uploaded(self, image: Image) -> SafeString | str:
        day = desk_day(timezone.localdate(image.created_at))
        return format_html("{}, <bdi>{}</bdi>", day, image.uploaded_by) if image.uploaded_by else day

    def edition_note(self, code: str, obj: Image) -> str:
        (words,) = completeness_of(obj, [edition_of(code)])
        return words.told

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "tag_words" in form.changed_data:
            set_tags(image=form.instance, text=form.cleaned_data["tag_words"])

    # Deleting.

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], list[Any]]:
        """Refused, with a list, while anything uses the picture."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        uses = dict.fromkeys(use for image in objs for use in all_uses_now(image))
        if uses:
            # Also shown by this page's own template, which has more room.
            request.picture_uses = list(uses)
            protected = [told(use) for use in uses]
        return to_delete, counts, set() if protected else lacking, protected

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        delete_image(image=obj)
