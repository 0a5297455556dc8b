"""The language lint on the desk's forms: which fields it looks at, and which findings are left as they are.

A field takes part by its widget's attribute `data-lint`, the code of the edition in whose language it is written; one
script (static/desk/lint.js) looks after all of them, whatever page they are on.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from accounts.desk.words import edition_attrs
from accounts.gate import may_see_drafts
from accounts.left_alone import TooManyError, leave, left_in, look_again
from editions import registry
from editions.models import Edition


def text_attrs(edition: Edition) -> dict[str, str]:
    """The attributes of a widget for words of the edition: their language and direction, and that they are linted."""
    return {**edition_attrs(edition), "data-lint": edition.code}


class LintedAdmin(admin.ModelAdmin):
    """Mixin of what has words in editions. `linted` names translated fields; forms of one edition name their own."""

    linted: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        code = getattr(db_field, "language", None)
        if field is None or not code or db_field.translated_field.name not in self.linted:
            return field
        # The check answers members of the edition alone: its rules are no other's business.
        if code in registry.all_editions() and may_see_drafts(request.user, code):
            field.widget.attrs["data-lint"] = code
        return field

    def may_write_words(self, request: HttpRequest, obj: Any, code: str) -> bool:
        """Whether the user writes the edition's words of the thing."""
        return may_see_drafts(request.user, code) and self.has_change_permission(request, obj)

    def has_words(self, form: Any) -> bool:
        """Whether the form has fields that are looked at."""
        return bool(self.linted)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if self.has_words(context["adminform"].form):
            context["lint"] = self._lint_settings(kwargs.get("obj"))
        return super().render_change_form(request, context, **kwargs)

    def _lint_settings(self, obj: Any) -> dict[str, Any]:
        """What static/desk/lint.js needs; of a thing that is not saved yet nothing can be left for good."""
        return {
            "address": reverse("admin:check-language"),
            "leftAddress": reverse(f"admin:{self._language_name}", args=[obj.pk]) if obj else "",
            "left": left_in(obj) if obj else {},
            "words": lint_words(),
        }

    @property
    def _language_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_language"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.leave_finding)
        return [path("<int:object_id>/language/", view, name=self._language_name), *super().get_urls()]

    def leave_finding(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Posted to `?edition=`: `rule` and `words` of a finding that stays as it is; or `again`, to be told of all."""
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        code = request.GET.get("edition", "")
        obj = self.get_object(request, str(object_id))
        if obj is None or code not in registry.all_editions():
            raise Http404
        if not self.may_write_words(request, obj, code):
            raise PermissionDenied
        if "again" in request.POST:
            look_again(obj, edition=code)
            return HttpResponse(status=204)
        rule, words = request.POST.get("rule", ""), request.POST.get("words", "")
        try:
            leave(obj, edition=code, rule=rule, words=words, by=request.user)
        except TooManyError:
            return JsonResponse({"error": "full"}, status=409)
        except ValueError:
            return JsonResponse({"error": "finding"}, status=400)
        return HttpResponse(status=204)


def lint_words() -> dict[str, str]:
    """What static/desk/lint says, by the names it uses."""
    return {
        "failed": _("The check could not be made. It is tried again at the next change."),
        "none": _("No findings."),
        "one": _("1 finding."),
        "many": _("%(number)s findings."),
        "list": _("Findings in: %(field)s"),
        "fix": _("Fix"),
        "fixAll": _("Fix all like this"),
        "leave": _("Leave"),
        "becomes": _("becomes"),
        "removed": _("nothing"),
        "fixed": _("Fixed. Undo takes it back."),
        "noFix": _("There is no fix to offer; look at the words."),
        "noFinding": _("There is no finding at the caret."),
        "error": _("Error"),
        "mistake": _("Mistake"),
        "adviceKind": _("Advice"),
        "more": _("and %(number)s more"),
        "left": _("%(number)s left as they are."),
        "leftHere": _("Left for now; the server could not keep it."),
        "again": _("Tell of them again"),
    }
