"""Another file for a picture that stays what it is: its words, tags and uses are kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.gate import may_replace, may_share_things
from media_gallery.admin.image_uploads import link_to, page_of
from media_gallery.fields import PictureField
from media_gallery.models import Image
from media_gallery.services import KnownPictureError, replace_file
from media_gallery.uses import all_uses_now

KEEP, RESET = "keep", "reset"


class ReplaceForm(forms.Form):
    file = PictureField(
        label=gettext_lazy("new file"),
        help_text=gettext_lazy("JPEG, PNG, WebP, AVIF or GIF."),
    )
    focus = forms.ChoiceField(
        label=gettext_lazy("focal point"),
        choices=[
            (KEEP, gettext_lazy("stays where it is: the new file shows the same")),
            (RESET, gettext_lazy("goes to the centre: the new file shows something else")),
        ],
        initial=KEEP,
        widget=forms.RadioSelect,
    )


class ReplaceFile:
    """Mixin of the library's admin: the page on which a picture's file is replaced."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.replace_view)
        return [path("<int:object_id>/replace/", view, name="media_gallery_image_replace"), *super().get_urls()]

    def replace_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show what uses the picture and take a new file; editors only, where readers see it."""
        if not may_share_things(request.user):
            raise PermissionDenied
        image = get_object_or_404(Image, pk=object_id)
        uses = all_uses_now(image)
        if not may_replace(request.user, is_public=any(use.is_public for use in uses)):
            return self._replace_page(request, image, uses, form=None, status=403)
        form = ReplaceForm(request.POST, request.FILES) if request.method == "POST" else ReplaceForm()
        if request.method == "POST" and form.is_valid() and self._replace(request, image, form):
            return HttpResponseRedirect(page_of(image))
        return self._replace_page(request, image, uses, form=form)

    def _replace(self, request: HttpRequest, image: Image, form: ReplaceForm) -> bool:
        cleaned = form.cleaned_data
        try:
            replace_file(image=image, file=cleaned["file"], keeps_focus=cleaned["focus"] == KEEP)
        except KnownPictureError as error:
            text = " ".join(error.messages)
            form.add_error("file", text if error.image == image else format_html("{} {}", text, link_to(error.image)))
            return False
        except ValidationError as error:
            form.add_error("file", error)
            return False
        self.log_change(request, image, [{"changed": {"fields": ["file"]}}])
        messages.success(request, _("The file was replaced. Whatever uses the picture shows the new one."))
        return True

    def _replace_page(
        self, request: HttpRequest, image: Image, uses: list[Any], *, form: ReplaceForm | None, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Replace the file"),
            "subtitle": str(image),
            "opts": self.opts,
            "image": image,
            "uses": uses,
            "form": form,
            "media": self.media,
            "has_view_permission": True,
        }
        return render(request, "admin/media_gallery/image/replace.html", context, status=status)
