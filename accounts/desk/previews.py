"""A draft of one edition's text on the page that readers would see, for those who may read it at the desk."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone, translation

from accounts.gate import may_publish, may_see_drafts
from editions import registry
from editions.richtext.sanitise import clean_html


class PreviewMixin:
    """Mixin of a TextsAdmin. A subclass names how a text is drawn, in `render_preview`."""

    # Of the admin class that it is mixed into.
    admin_site: Any
    opts: Any
    text_form: Any
    text_model: Any
    text_key: str

    def render_preview(self, request: HttpRequest, text: Any) -> HttpResponse:
        """The text on its page, whatever its state, as one that is not to be found again."""
        raise NotImplementedError

    def previewed(self) -> Any:
        """The texts, with what drawing them needs."""
        return self.text_model._default_manager.all()

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.preview)
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [path("<int:object_id>/preview/<str:code>/", view, name=name), *super().get_urls()]

    def preview(self, request: HttpRequest, object_id: int, code: str) -> HttpResponse:
        """The stored text; where the thing's form is posted here, the text as it is typed, which is not saved."""
        text = self.previewed().filter(**{self.text_key: object_id, "edition": code}).first()
        edition = registry.all_editions().get(code)
        if text is None or edition is None:
            raise Http404
        if not may_see_drafts(request.user, code, text):
            raise PermissionDenied
        request.desk_edition = edition
        if request.method == "POST" and self.may_work(request, code, text):
            with timezone.override(edition.zone):
                self.as_typed(request, text)
        with translation.override(edition.language), timezone.override(edition.zone):
            response = self.render_preview(request, text)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def as_typed(self, request: HttpRequest, text: Any) -> None:
        """Put into the text what can be used of the posted form: a missing title is no reason to show nothing."""
        slug = getattr(text, "slug", None)
        form = self.text_form(
            request.POST,
            prefix="text",
            instance=text,
            edition=text.edition,
            may_publish=may_publish(request.user, text.edition_id, text),
        )
        form.is_valid()
        if slug is not None:
            # The address is the stored one's: a wrong or emptied one must not spoil the page.
            text.slug = slug
        for name in self.bodies():
            setattr(text, name, clean_html(getattr(text, name) or ""))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        obj, code = kwargs.get("obj"), request.desk_edition.code
        begun = self.texts_of(request, obj).get(code)
        if begun and may_see_drafts(request.user, code, begun):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_preview"
            context["preview_address"] = reverse(name, args=[obj.pk, code])
        return super().render_change_form(request, context, **kwargs)
