"""Corrections: what was wrong in an article that readers have seen, and since when it is right."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import record
from accounts.desk.rights import DeskAdmin
from accounts.enums import PUBLISHING, AuditAction
from accounts.gate import editions_with, may_enter, may_publish
from articles.models import Article, Correction
from articles.reach import articles_published_by
from delivery.outbox import Event, announce
from editions.scripts.controls import strip_controls
from editions.years import check_year


class CorrectionForm(ModelForm):
    """Words in the language and direction of the article's edition, its moment in that edition's time."""

    class Meta:
        model = Correction
        fields = ["kind", "text", "made_at"]

    # Set by the admin, which makes a class for each request.
    corrected: Article

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.article = self.corrected
        if text := self.fields.get("text"):
            edition = self.corrected.edition
            text.widget = forms.Textarea({"rows": 5, "lang": edition.language, "dir": edition.direction})

    def clean_text(self) -> str:
        text = strip_controls(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text

    def clean_made_at(self) -> Any:
        moment = self.cleaned_data["made_at"]
        check_year(moment)
        if moment > timezone.now():
            raise forms.ValidationError(_("A correction cannot have been made in the future."))
        published = self.corrected.published_at
        is_typed = self.instance.pk is None or "made_at" in self.changed_data
        # To the minute: seconds are not always typed.
        if is_typed and published and moment < published.replace(second=0, microsecond=0):
            raise forms.ValidationError(_("A correction cannot have been made before the article was published."))
        return moment


def article_named(request: HttpRequest) -> Article | None:
    """The article of `?article=`, for one who may correct it."""
    number = request.GET.get("article", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    article = Article.objects.with_section().select_related("edition").defer("body").filter(pk=int(number)).first()
    return article if article and may_publish(request.user, article.edition_id, article) else None


@admin.register(Correction)
class CorrectionAdmin(DeskAdmin):
    """Those who may publish in an edition correct its articles; the others of the desk read what was corrected."""

    form = CorrectionForm
    list_display = ("made_at", "about", "kind", "shortened")
    list_display_links = ("shortened",)
    list_filter = ("article__edition", "kind")
    search_fields = ("text", "article__title")
    date_hierarchy = None
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of articles that the user publishes; admins see all."""
        corrections = super().get_queryset(request).select_related("article__edition", "article__story")
        return corrections.defer("article__body").filter(articles_published_by(request.user, "article__"))

    def _may(self, request: HttpRequest, correction: Correction | None) -> bool:
        if correction is None:
            return may_enter(request.user) and editions_with(request.user, *PUBLISHING) != set()
        return may_publish(request.user, correction.article.edition_id, correction.article)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        # Only from a story's page, which names the article.
        return article_named(request) is not None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        before = Correction.objects.get(pk=obj.pk).text if change else ""
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            self._record(request, obj, before=before, after=obj.text)

    def record_deletion(self, request: HttpRequest, obj: Correction) -> None:
        self._record(request, obj, before=obj.text, after="")

    def _record(self, request: HttpRequest, correction: Correction, **detail: str) -> None:
        article, kind = correction.article, str(correction.kind)
        told = {"by": request.user, "edition": article.edition_id}
        record(AuditAction.CORRECT, article, **told, detail={"kind": kind, **detail})
        if article.is_live():
            announce([(article, Event.UPDATED, None)])

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        article = obj.article if obj else article_named(request)
        if article is None:
            raise PermissionDenied
        form.corrected = article
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        article = self._article_of(request, object_id)
        if article is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        named = format_html('<bdi lang="{}">{}</bdi>', article.edition.language, article.title)
        with timezone.override(article.edition.zone):
            response = super().changeform_view(
                request, object_id, form_url, {"subtitle": named, "show_save_and_add_another": False}
            )
            return response.render() if hasattr(response, "render") else response

    def _article_of(self, request: HttpRequest, object_id: str | None) -> Article | None:
        if object_id is None:
            return article_named(request)
        correction = self.get_object(request, object_id)
        return correction.article if correction else None

    def response_add(self, request: HttpRequest, obj: Correction, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_story(request, obj)

    def response_change(self, request: HttpRequest, obj: Correction) -> HttpResponse:
        return self._to_story(request, obj)

    def _to_story(self, request: HttpRequest, correction: Correction) -> HttpResponse:
        messages.success(request, _("The correction was saved; readers see it with the article."))
        article = correction.article
        story = reverse("admin:articles_story_change", args=[article.story_id])
        return HttpResponseRedirect(f"{story}?edition={article.edition_id}")

    @admin.display(description=gettext_lazy("article"))
    def about(self, correction: Correction) -> SafeString:
        article = correction.article
        story = reverse("admin:articles_story_change", args=[article.story_id])
        return format_html(
            '<a href="{}?edition={}"><bdi lang="{}">{}</bdi></a>',
            story,
            article.edition_id,
            article.edition.language,
            article.title,
        )

    @admin.display(description=gettext_lazy("text"))
    def shortened(self, correction: Correction) -> SafeString:
        return format_html('<bdi lang="{}">{}</bdi>', correction.article.edition.language, str(correction))
