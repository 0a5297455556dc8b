"""Things with a text in each edition, edited one edition at a time: standing pages, issues."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.audit import Was, record_standing
from accounts.desk.linting import LintedAdmin
from accounts.desk.merging import MergingForm
from accounts.desk.rights import DeskAdmin
from accounts.desk.strip import standing_of, strip_of
from accounts.desk.text_form import TextForm
from accounts.desk.words import endonym
from accounts.gate import TextToBe, may_delete, may_enter, may_publish, may_see_drafts
from delivery.services import move_address
from editions import registry
from editions.enums import State
from editions.models import Edition
from editions.richtext.fields import RichTextField

# The button that was pressed -> the state it leads to; others leave the state as it is.
STATE_OF = {"_publish": State.PUBLISHED, "_withdraw": State.WITHDRAWN}


class EditedMeanwhileError(Exception):
    """Somebody else saved the text between our look and our write."""


class SharedForm(MergingForm):
    """What all editions share; it carries the form of one edition's text (None where the user may not write it)."""

    text_form_class: ClassVar[type[TextForm]]
    text_options: ClassVar[dict[str, Any] | None]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text_form: TextForm | None = None
        if self.text_options is not None:
            data, files = (self.data, self.files) if self.is_bound else (None, None)
            self.text_form = self.text_form_class(data, files, prefix="text", **self.text_options)
        # Inlines of the text are made with the instance alone.
        self.instance.desk_form = self

    def is_valid(self) -> bool:
        mine = super().is_valid()
        return (self.text_form is None or self.text_form.is_valid()) and mine

    def is_multipart(self) -> bool:
        return super().is_multipart() or bool(self.text_form and self.text_form.is_multipart())

    @property
    def media(self) -> Media:
        return super().media + (self.text_form.media if self.text_form else Media())

    @property
    def writes_text(self) -> bool:
        form = self.text_form
        return form is not None and (form.has_changed() or form.state_changes)


class TextsAdmin(LintedAdmin, DeskAdmin):
    """The page of such a thing. A subclass names `text_form` and the name of its key to the thing, and who may."""

    form = SharedForm
    text_form: type[TextForm]
    text_key: str
    change_form_template = "admin/texts/change_form.html"

    class Media:
        css = {"all": ["desk/story.css"]}

    # Who may; a subclass says more.

    def may_shape(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change what the editions share, or add a thing (`obj` is None)."""
        raise NotImplementedError

    def may_work(self, request: HttpRequest, code: str, text: Any) -> bool:
        """Write the edition's text, or begin it (`text` is None)."""
        return may_publish(request.user, code, text or TextToBe(code))

    def may_write_words(self, request: HttpRequest, obj: Any, code: str) -> bool:
        return self.may_work(request, code, self.texts_of(request, obj).get(code))

    def has_words(self, form: Any) -> bool:
        return form.text_form is not None

    def may_open(self, request: HttpRequest, code: str, text: Any) -> bool:
        return may_see_drafts(request.user, code, text or TextToBe(code)) or (
            text is not None and text.state == State.PUBLISHED
        )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_enter(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_shape(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the page has anything that the user may change: shared fields, or the current edition's text."""
        if obj is None or self.may_shape(request, obj):
            return self.may_shape(request, obj)
        texts = self.texts_of(request, obj)
        edition = self.current_edition(request, texts)
        return edition is not None and self.may_work(request, edition.code, texts.get(edition.code))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what no edition has published, by those who may publish in each that has begun it."""
        if obj is None:
            return self.may_shape(request)
        texts = self.texts_of(request, obj)
        return self.may_shape(request, obj) and all(may_delete(request.user, text) for text in texts.values())

    def record_deletion(self, request: HttpRequest, obj: Any) -> None:
        """The thing, and each edition's text that goes with it."""
        super().record_deletion(request, obj)
        for text in self.texts_of(request, obj).values():
            super().record_deletion(request, text)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if not self.may_shape(request, obj):
            return [name for _title, options in self.get_fieldsets(request, obj) for name in options["fields"]]
        return list(super().get_readonly_fields(request, obj))

    # The texts.

    @property
    def text_model(self) -> type[models.Model]:
        return self.text_form._meta.model

    def texts_of(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """The thing's texts by edition, without their bodies, read once a request: permissions ask many times."""
        if obj is None or obj.pk is None:
            return {}
        read = request.__dict__.setdefault("_texts_read", {})
        if obj.pk not in read:
            rows = self.text_model._default_manager.filter(**{self.text_key: obj}).defer(*self._bodies())
            read[obj.pk] = {text.edition_id: text for text in rows}
        return read[obj.pk]

    def current_edition(self, request: HttpRequest, texts: dict[str, Any]) -> Edition | None:
        """The edition that `?edition=` names; else the first whose text the user may write, or begin."""
        editions = registry.all_editions()
        if (code := request.GET.get("edition", "")) in editions:
            return editions[code]
        theirs = [code for code in editions if self.may_work(request, code, texts.get(code))]
        begun = [code for code in theirs if code in texts]
        first = next(iter([*begun, *theirs, *editions]), None)
        return editions[first] if first else None

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
                request.__dict__.pop("_texts_read", None)
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
        request.__dict__.pop("_texts_read", None)
        edition = request.desk_edition
        standing = standing_of(self.texts_of(request, obj).get(edition.code))
        messages.success(request, format_html(_("Saved. {}: {}."), endonym(edition), standing.word))
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        return HttpResponseRedirect(f"{address}?edition={edition.code}")

    # The list.

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return (
            super()
            .get_queryset(request)
            .prefetch_related(models.Prefetch("texts", self.text_model._default_manager.defer(*self._bodies())))
        )

    def _bodies(self) -> list[str]:
        return [field.name for field in self.text_model._meta.fields if isinstance(field, RichTextField)]

    @property
    def standings(self) -> list[Any]:
        """List columns, one an edition: where its text stands, in words and shape, leading to it."""
        return [self._column(edition) for edition in registry.all_editions().values()]

    def _column(self, edition: Edition) -> Any:
        def standing(obj: Any) -> SafeString:
            text = next((text for text in obj.texts.all() if text.edition_id == edition.code), None)
            found = standing_of(text)
            page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
            return format_html(
                '<a href="{}?edition={}"><span class="standing standing--{}">{}</span></a>',
                page, edition.code, found.shape, found.word,
            )  # fmt: skip

        standing.short_description = endonym(edition)
        standing.__name__ = f"standing_{edition.code}"
        return standing


def may_publish_here(request: HttpRequest) -> bool:
    """Whether the user publishes the text on the page. Texts of this kind lie in no section."""
    code = request.desk_edition.code
    return may_publish(request.user, code, TextToBe(code))


def pressed(request: HttpRequest) -> str:
    """The name of the button that sent the form, where it leads to another state."""
    return next((name for name in STATE_OF if name in request.POST), "")
