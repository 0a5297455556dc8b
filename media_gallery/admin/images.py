"""The library of pictures."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.desk.rights import SharedThingsAdmin
from accounts.desk.words import EditionFieldsetsMixin, installed_editions
from editions.columns import column, columns
from media_gallery.fields import SeveralPicturesField
from media_gallery.models import Image
from media_gallery.pictures import image_url
from media_gallery.services import delete_image, store_images
from media_gallery.uses import Use, uses_in_texts, uses_of

PREVIEW, THUMBNAIL = 960, 320


class UploadForm(forms.Form):
    files = SeveralPicturesField(
        label=gettext_lazy("pictures"),
        help_text=gettext_lazy("JPEG, PNG, WebP, AVIF or GIF; several at once if you like."),
        error_messages={"required": gettext_lazy("Choose at least one picture.")},
    )


class NoAltFilter(admin.SimpleListFilter):
    """Pictures that say nothing to who cannot see them, in one edition."""

    title = gettext_lazy("no alternative text in")
    parameter_name = "no_alt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(edition.code, edition.endonym) for edition in installed_editions()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if not (code := self.value()) or code not in dict(self.lookup_choices):
            return queryset
        name = column("alt", code)
        return queryset.filter(Q(**{name: ""}) | Q(**{f"{name}__isnull": True}), is_decorative=False)


def links_to(uses: Sequence[Use]) -> SafeString:
    return format_html_join("", "<li>{}: {}</li>", ((capfirst(use.kind), link_to(use)) for use in uses))


def link_to(use: Use) -> SafeString | str:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', use.address, use.name) if use.address else use.name


@admin.register(Image)
class ImageAdmin(EditionFieldsetsMixin, SharedThingsAdmin):
    words = ("alt", "caption", "credit")
    shared_fieldsets = (
        (None, {"fields": ["preview", ("focal_x", "focal_y"), "title", "is_decorative"]}),
        (gettext_lazy("About the picture"), {"fields": ["size", "uploaded", "used_in"], "classes": ["about"]}),
    )
    readonly_fields = ("preview", "size", "uploaded", "used_in")
    search_fields = ("title", *columns("alt"), *columns("caption"), *columns("credit"))
    list_filter = (NoAltFilter,)
    list_per_page = 48
    list_display = ("__str__",)
    change_list_template = "admin/media_gallery/image/change_list.html"
    actions = None

    class Media:
        css = {"all": ["desk/library.css"]}
        js = ["desk/focal.js"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("uploaded_by")

    # What the page shows besides its fields.

    @admin.display(description=gettext_lazy("picture"))
    def preview(self, image: Image) -> SafeString:
        return format_html(
            '<span class="focal" data-x="id_focal_x" data-y="id_focal_y">'
            '<img src="{}" width="{}" height="{}" alt=""></span>'
            '<span class="help">{}</span>',
            image_url(image, PREVIEW),
            image.width,
            image.height,
            _("Click on what must stay in view wherever the picture is cropped, or give it in numbers."),
        )

    @admin.display(description=gettext_lazy("size"))
    def size(self, image: Image) -> SafeString:
        return format_html('<span dir="ltr">{} × {}</span>', image.width, image.height)

    @admin.display(description=gettext_lazy("uploaded"))
    def uploaded(self, image: Image) -> str:
        return f"{image.created_at:%Y-%m-%d}" + (f", {image.uploaded_by}" if image.uploaded_by else "")

    @admin.display(description=gettext_lazy("used in"))
    def used_in(self, image: Image) -> SafeString | str:
        uses = uses_of(image)
        return format_html("<ul>{}</ul>", links_to(uses)) if uses else _("Nothing yet, apart from texts.")

    def edition_note(self, code: str, obj: Image) -> str:
        if obj.is_decorative or getattr(obj, column("alt", code)):
            return ""
        return _("no alternative text")

    # Adding.

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take any number of files; each that is no picture is named, the others are kept."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            images, refused = store_images(files=form.cleaned_data["files"], by=request.user)
            for image in images:
                self.log_addition(request, image, [{"added": {}}])
            if images:
                return self._uploaded(request, images, refused)
            for message in refused:
                form.add_error("files", message)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add pictures"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "has_view_permission": self.has_view_permission(request),
            "has_file_field": True,
            **(extra_context or {}),
        }
        return render(request, "admin/media_gallery/image/add_form.html", context)

    def _uploaded(self, request: HttpRequest, images: list[Image], refused: list[str]) -> HttpResponse:
        for message in refused:
            messages.error(request, message)
        count = len(images)
        told = ngettext("%(count)s picture is in the library.", "%(count)s pictures are in the library.", count)
        messages.success(request, told % {"count": count})
        if count == 1:
            return HttpResponseRedirect(reverse("admin:media_gallery_image_change", args=[images[0].pk]))
        return HttpResponseRedirect(reverse("admin:media_gallery_image_changelist"))

    # Deleting.

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], list[Any]]:
        """Refused, with a list, while anything uses the picture."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        uses = dict.fromkeys(use for image in objs for use in [*uses_of(image), *uses_in_texts(image)])
        if uses:
            protected = [format_html("{}: {}", capfirst(use.kind), link_to(use)) for use in uses]
        return to_delete, counts, set() if protected else lacking, protected

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        delete_image(image=obj)
