"""Things with a text in each edition, edited one edition at a time: standing pages, issues."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.audit import Was, record_standing
from accounts.desk.linting import LintedAdmin
from accounts.desk.shared_form import SharedForm
from accounts.desk.standing import standing_of
from accounts.desk.strip import strip_of
from accounts.desk.text_list import TextList
from accounts.desk.text_rights import may_publish_here
from accounts.desk.words import endonym
from delivery.services import move_address
from editions.enums import State
from editions.richtext.fields import RichTextField

# The button that was pressed -> the state it leads to; others leave the state as it is.
STATE_OF = {"_publish": State.PUBLISHED, "_withdraw": State.WITHDRAWN}


class EditedMeanwhileError(Exception):
    """Somebody else saved the text between our look and our write."""


class TextsAdmin(LintedAdmin, TextList):
    """The page of such a thing: what the editions share, and the form of one edition's text."""

    form = SharedForm
    change_form_template = "admin/texts/change_form.html"

    class Media:
        css = {"all": ["desk/story.css"]}

    def may_write_words(self, request: HttpRequest, obj: Any, code: str) -> bool:
        return self.may_work(request, code, self.texts_of(request, obj).get(code))

    def has_words(self, form: Any) -> bool:
        return form.text_form is not None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.text_form_class = self.text_form
        form.text_options = self._text_options(request, obj)
        return form

    def _text_options(self, request: HttpRequest, obj: Any) -> dict[str, Any] | None:
        edition = request.desk_edition
        begun = self.texts_of(request, obj).get(edition.code)
        if not self.may_work(request, edition.code, begun):
            return None
        manager = self.text_model._default_manager
        text = manager.get(pk=begun.pk) if begun else self.new_text(request, obj)
        wanted = STATE_OF.get(pressed(request))
        return {
            "edition": edition,
            "instance": text,
            "may_publish": may_publish_here(request),
            "wanted_state": wanted,
            # Who opens an edition that has not begun its text may save what is shared without beginning it.
            "empty_permitted": begun is None and wanted is None,
            "use_required_attribute": False,
        }

    def new_text(self, request: HttpRequest, obj: Any) -> Any:
        return self.text_model(**({self.text_key: obj} if obj else {}))

    # The page.

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        request.desk_edition = self.current_edition(request, self.texts_of(request, obj))
        if request.desk_edition is None:
            messages.error(request, _("There is no edition yet. An admin has to add one first."))
            return HttpResponseRedirect(reverse("admin:index"))
        if pressed(request) and not may_publish_here(request):
            raise PermissionDenied
        with timezone.override(request.desk_edition.zone):
            try:
                response = super().changeform_view(request, object_id, form_url, extra_context)
            except (EditedMeanwhileError, IntegrityError):
                # Looking again tells what to say.
                self.read_anew(request)
                response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        obj, edition = kwargs.get("obj"), request.desk_edition
        form = context["adminform"].form
        texts = self.texts_of(request, obj)
        begun = texts.get(edition.code)
        shown = None
        if begun and not form.text_form and self.may_open(request, edition.code, begun):
            shown = self.readable(self.text_model._default_manager.get(pk=begun.pk))
        theirs = self.readable(form.text_form.theirs) if form.text_form and form.text_form.theirs else None
        opts = self.opts
        page = f"admin:{opts.app_label}_{opts.model_name}_"
        context |= {
            "edition": edition,
            "places": strip_of(
                texts,
                current=edition,
                address=reverse(f"{page}change", args=[obj.pk]) if obj else reverse(f"{page}add"),
                may_work=lambda code, text: self.may_work(request, code, text),
            ),
            "text_form": form.text_form,
            "begun": begun,
            "standing": standing_of(begun),
            "shown": shown,
            "theirs": theirs,
            "may_publish": form.text_form is not None and may_publish_here(request),
            "errors": [*context["errors"], *(form.text_form.errors.values() if form.text_form else [])],
        }
        return super().render_change_form(request, context, **kwargs)

    def readable(self, text: Any) -> list[tuple[str, str, bool]]:
        """What the text holds, for who may only read it: (label, value, whether it is HTML)."""
        rows = []
        for name in self.text_form._meta.fields:
            field = self.text_model._meta.get_field(name)
            value = getattr(text, name)
            if isinstance(field, models.CharField | models.TextField) and value:
                rows.append((str(field.verbose_name), value, isinstance(field, RichTextField)))
        return rows

    # Saving.

    def save_model(self, request: HttpRequest, obj: Any, form: SharedForm, change: bool) -> None:
        if not change:
            obj.save()
        elif form.changed_data or form.derived:
            before = self.addresses(obj)
            obj.save(update_fields=form.columns_to_write())
            for code, path in self.addresses(obj).items():
                if code in before:
                    move_address(old_path=before[code], new_path=path)
        if form.writes_text:
            self.save_text(request, form, obj)

    def addresses(self, obj: Any) -> dict[str, str]:
        """Where readers find its published texts, by edition."""
        rows = self.text_model._default_manager.filter(**{self.text_key: obj.pk}, state=State.PUBLISHED)
        return {text.edition_id: text.get_absolute_url() for text in rows}

    def save_text(self, request: HttpRequest, form: SharedForm, obj: Any) -> None:
        text_form = form.text_form
        text = text_form.save(commit=False)
        setattr(text, self.text_key, obj)
        was = Was.stored(text)
        if text.pk:
            # Of two saves at one moment one finds the row changed.
            stored = type(text)._default_manager.filter(pk=text.pk, updated_at=text.updated_at)
            if not stored.update(updated_at=timezone.now()):
                raise EditedMeanwhileError
        text.save()
        changes = {"changed": sorted(text_form.changed_data)} if text_form.changed_data else {}
        record_standing(text, was, by=request.user, of=obj, **changes)
        if text_form.old_address and text.state == State.PUBLISHED:
            move_address(old_path=text_form.old_address, new_path=text.get_absolute_url())

    def construct_change_message(self, request: HttpRequest, form: SharedForm, formsets: Any, add: bool = False) -> Any:
        """Tells the log which edition's text was saved, and to what state."""
        message = super().construct_change_message(request, form, formsets, add)
        if form.writes_text:
            text_form = form.text_form
            fields = [str(text_form.fields[name].label) for name in text_form.changed_data]
            if text_form.state_changes:
                fields.append(f"{_('state')} ({standing_of(text_form.instance).word})")
            named = {"name": str(self.text_model._meta.verbose_name), "object": str(text_form.edition)}
            message.append({"changed": {**named, "fields": fields}})
        return message

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._back(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._back(request, obj)

    def _back(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """To the same edition of the same thing, saying where it stands."""
        self.read_anew(request)
        edition = request.desk_edition
        standing = standing_of(self.texts_of(request, obj).get(edition.code))
        messages.success(request, format_html(_("Saved. {}: {}."), endonym(edition), standing.word))
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        return HttpResponseRedirect(f"{address}?edition={edition.code}")


def pressed(request: HttpRequest) -> str:
    """The name of the button that sent the form, where it leads to another state."""
    return next((name for name in STATE_OF if name in request.POST), "")
