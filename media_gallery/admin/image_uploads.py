"""Adding pictures to the library: any number at once, with or without script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media_gallery.admin.image_form import UploadForm
from media_gallery.lookalikes import fingerprints, near
from media_gallery.models import Image
from media_gallery.services import Taken, store_images
from media_gallery.words import upload_words

# Of so many new pictures those that look like them are named.
MOST_COMPARED = 20


def page_of(image: Image) -> str:
    """The picture's page in the desk."""
    return reverse("admin:media_gallery_image_change", args=[image.pk])


def link_to(image: Image) -> SafeString:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', page_of(image), image)


class AddPictures:
    """Mixin of the library's admin: its add page."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take any number of files; each that is no picture is named, the others are kept."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            taken = store_images(files=form.cleaned_data["files"], by=request.user)
            for image in taken.new:
                self.log_addition(request, image, [{"added": {}}])
            if taken.images:
                return self._uploaded(request, taken)
            for message in taken.refused:
                form.add_error("files", message)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add pictures"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "has_view_permission": self.has_view_permission(request),
            "has_file_field": True,
            "uploads": upload_words(),
            **(extra_context or {}),
        }
        return render(request, "admin/media_gallery/image/add_form.html", context)

    def _uploaded(self, request: HttpRequest, taken: Taken) -> HttpResponse:
        for message in taken.refused:
            messages.error(request, message)
        for image in taken.known:
            messages.warning(request, format_html(_("Was in the library already: {}"), link_to(image)))
        tell_lookalikes(request, taken.new[:MOST_COMPARED])
        count = len(taken.images)
        told = ngettext("%(count)s picture is in the library.", "%(count)s pictures are in the library.", count)
        messages.success(request, told % {"count": count})
        if count == 1:
            return HttpResponseRedirect(page_of(taken.images[0]))
        return HttpResponseRedirect(reverse("admin:media_gallery_image_changelist"))


def tell_lookalikes(request: HttpRequest, images: list[Image]) -> None:
    """Say of each picture which others look like it; it stays all the same. Two queries."""
    known = fingerprints() if images else []
    alike = {
        image: [pk for _far, pk in near(image.fingerprint, known=known, apart_from=image.pk)[:3]] for image in images
    }
    others = Image.objects.in_bulk({pk for numbers in alike.values() for pk in numbers})
    for image, numbers in alike.items():
        if numbers:
            links = format_html_join(", ", "{}", ((link_to(others[pk]),) for pk in numbers if pk in others))
            messages.warning(request, format_html(_("{} looks like: {}"), link_to(image), links))
