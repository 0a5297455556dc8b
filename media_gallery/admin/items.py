"""Cartoons, news pictures, albums and videos."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.desk.dates import moment_column
from accounts.desk.published import InEditionFilter, PublishedForm, PublishedThingsAdmin
from accounts.desk.rights import InlineOfParent
from media_gallery.desk import PicturesMixin
from media_gallery.enums import Kind
from media_gallery.fields import SeveralPicturesField
from media_gallery.models import AlbumPicture, Image, MediaItem
from media_gallery.pictures import image_url
from media_gallery.uploads import check_image, store_image
from search.services import refresh_things


class MediaItemForm(PublishedForm):
    add_pictures: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        Image.objects.all(),
        label=_("add from the library"),
        required=False,
        widget=AutocompleteSelectMultiple(AlbumPicture._meta.get_field("image"), admin.site),
        help_text=_("They are put at the end; order all of them below."),
    )
    upload_pictures = SeveralPicturesField(
        label=_("add by upload"), required=False, help_text=_("Several at once if you like.")
    )

    def clean_add_pictures(self) -> list[Image]:
        # In the order in which they were chosen.
        order = self.data.getlist(self.add_prefix("add_pictures"))
        return sorted(self.cleaned_data["add_pictures"], key=lambda image: order.index(str(image.pk)))

    def clean_upload_pictures(self) -> list[Any]:
        files = self.cleaned_data["upload_pictures"]
        for file in files:
            try:
                check_image(file)
            except ValidationError as error:
                problem = {"name": file.name, "problem": " ".join(error.messages)}
                raise ValidationError(_("%(name)s: %(problem)s") % problem) from None
        return files

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_video = cleaned.get("kind") == Kind.VIDEOS
        has_source = cleaned.get("video_url") or cleaned.get("video_file")
        if is_video and not has_source and not {"video_url", "video_file"} & set(self.errors):
            self.add_error("video_url", _("A video needs an address or a file."))
        added = [name for name in ("add_pictures", "upload_pictures") if cleaned.get(name)]
        if cleaned.get("kind") and cleaned["kind"] != Kind.PHOTOS:
            for name in added:
                self.add_error(name, _("Only a photo gallery has further pictures."))
        return cleaned


class AlbumPictureInline(PicturesMixin, InlineOfParent, admin.TabularInline):
    model = AlbumPicture
    extra = 0
    raw_id_fields = ("image",)
    fields = ("position", "image")
    classes = ("album",)


@admin.register(MediaItem)
class MediaItemAdmin(PicturesMixin, PublishedThingsAdmin):
    form = MediaItemForm
    words = ("title", "slug", "text")
    linted = ("title", "text")
    shared_fieldsets = (
        (None, {"fields": ["kind", "image", ("state", "published_at")]}),
        (_("Video"), {"fields": ["video_url", "video_file"], "classes": ["for-videos"]}),
        (_("Pictures of a photo gallery"), {"fields": ["add_pictures", "upload_pictures"], "classes": ["for-photos"]}),
    )
    raw_id_fields = ("image",)
    inlines = (AlbumPictureInline,)
    list_display = (
        "thumbnail",
        "__str__",
        "kind",
        "standing",
        moment_column("published_at", _("published at")),
        "in_editions",
    )
    list_display_links = ("thumbnail", "__str__")
    list_filter = ("kind", "state", InEditionFilter)

    class Media:
        css = {"all": ["desk/library.css"]}
        js = ["desk/media-item.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("image")

    @admin.display(description=_("picture"))
    def thumbnail(self, item: MediaItem) -> SafeString:
        return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', image_url(item.image, 320), item)

    def save_model(self, request: HttpRequest, obj: MediaItem, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        chosen = list(form.cleaned_data.get("add_pictures") or [])
        chosen += [store_image(file=file, by=request.user) for file in form.cleaned_data.get("upload_pictures") or []]
        item = form.instance
        last = item.pictures.aggregate(last=Max("position"))["last"]
        start = 0 if last is None else last + 1
        AlbumPicture.objects.bulk_create(
            AlbumPicture(item=item, image=image, position=start + place) for place, image in enumerate(chosen)
        )
        if chosen:
            refresh_things([item])
