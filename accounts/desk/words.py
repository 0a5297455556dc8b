"""Things that are translated in place: one fieldset an edition, every field in the language of its edition."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field as FormField
from django.forms import MediaDefiningClass
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.desk.merging import MergingForm
from accounts.gate import editions_with
from delivery.services import move_address
from editions import registry
from editions.columns import column, columns
from editions.enums import State
from editions.models import Edition
from editions.models.page import check_slug
from editions.richtext.fields import RichTextField
from editions.richtext.widgets import RichTextWidget
from editions.scripts.controls import one_line, strip_controls
from editions.scripts.slugs import slugify

# Fields of which at least one edition needs words.
NEEDED = ("name", "label")


def edition_of(code: str) -> Edition:
    """The edition of an installed language; a bare one where its row has not been made yet."""
    return registry.all_editions().get(code) or Edition(code=code, endonym=dict(settings.LANGUAGES)[code])


def installed_editions() -> list[Edition]:
    """One an installed language, in the editions' order."""
    codes = settings.MODELTRANSLATION_LANGUAGES
    known = [code for code in registry.all_editions() if code in codes]
    return [edition_of(code) for code in [*known, *(code for code in codes if code not in known)]]


def endonym(edition: Edition) -> SafeString:
    """The edition's own name, as a piece of its language within whatever surrounds it."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', edition.language, edition.direction, edition.endonym)


def edition_attrs(edition: Edition) -> dict[str, str]:
    """The attributes of a widget that is written in the edition."""
    return {"lang": edition.language, "dir": edition.direction}


def edition_of_column(name: str, fields: tuple[str, ...] | list[str]) -> Edition | None:
    """The edition whose column of one of `fields` this is."""
    for code in settings.MODELTRANSLATION_LANGUAGES:
        if name in {column(field, code) for field in fields}:
            return edition_of(code)
    return None


class WordsForm(MergingForm):
    """Cleans the words of all editions, gives each an address, and says which edition's address is taken."""

    def clean(self) -> dict[str, Any]:
        for field in self.instance._meta.concrete_fields:
            if field.name in self.cleaned_data and isinstance(self.cleaned_data[field.name], str):
                self.cleaned_data[field.name] = clean_text(field, self.cleaned_data[field.name])
        self._check_named()
        source = next((name for name in ("name", "title") if column(name, "en") in self.fields), None)
        if source and any(name in self.fields for name in columns("slug")):
            for code in settings.MODELTRANSLATION_LANGUAGES:
                self._clean_address(code, source)
        return super().clean()

    def _check_named(self) -> None:
        """What has no name in any edition could never be found again, nor chosen."""
        for field in NEEDED:
            names = [name for name in columns(field) if name in self.fields]
            if names and not any(name in self.errors or self.cleaned_data.get(name) for name in names):
                first = column(field, installed_editions()[0].code)
                self.add_error(first if first in names else names[0], _("Give it a name in at least one edition."))

    def _clean_address(self, code: str, source: str) -> None:
        """An edition without a name has no address; one with a name gets its own, where none is given."""
        name, slug = column(source, code), column("slug", code)
        if name in self.errors or slug in self.errors or slug not in self.fields:
            return
        words, given = self.cleaned_data.get(name) or "", self.cleaned_data.get(slug) or ""
        if given and words:
            try:
                check_slug(given)
            except ValidationError as error:
                self.add_error(slug, error)
            return
        self.cleaned_data[slug] = (slugify(words) or None) if words else None
        if (self.initial.get(slug) or None) != self.cleaned_data[slug]:
            self.derived.add(slug)

    def validate_constraints(self) -> None:
        """As the stock form does, with a doubled address told at its field, by the name of its edition."""
        exclude = self._get_validation_exclusions()
        slugs = columns("slug")
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError as error:
                name = next((name for name in getattr(constraint, "fields", ()) if name in slugs), None)
                edition = edition_of_column(name, ["slug"]) if name else None
                if name in self.fields and edition:
                    message = "; ".join(error.messages)
                    self.add_error(name, format_html("{}: {}", endonym(edition), message))
                else:
                    self._update_errors(error)


def clean_text(field: models.Field, text: str) -> str:
    """What was typed, without characters that cannot be seen; a one-line field on one line."""
    if isinstance(field, RichTextField):
        return text
    return strip_controls(text).strip() if isinstance(field, models.TextField) else one_line(text)


class EditionFieldsetsMixin(metaclass=MediaDefiningClass):
    """Mixin of a ModelAdmin: the shared fields first, then one fieldset an edition.

    The fields are named by their columns, so that the base columns of modeltranslation are neither shown nor
    validated nor written. Without script the fieldsets stand below each other; static/desk/editions.js makes tabs.
    """

    form = WordsForm
    shared_fieldsets: tuple[tuple[Any, dict[str, Any]], ...] = ()
    words: tuple[str, ...] = ()

    class Media:
        css = {"all": ["desk/editions.css"]}
        js = ["desk/editions.js"]

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list[tuple[Any, dict[str, Any]]]:
        own = first_edition_of(request.user)
        return [
            *self.shared_fieldsets,
            *(
                (
                    self.edition_heading(edition, obj),
                    {
                        "fields": [column(name, edition.code) for name in self.words],
                        "classes": ["edition", *(["edition-own"] if edition.code == own else [])],
                    },
                )
                for edition in installed_editions()
            ),
        ]

    def edition_heading(self, edition: Edition, obj: models.Model | None) -> SafeString:
        note = self.edition_note(edition.code, obj) if obj is not None else ""
        return (
            format_html('{} <small class="edition-note">{}</small>', endonym(edition), note)
            if note
            else endonym(edition)
        )

    def edition_note(self, code: str, obj: models.Model) -> str:
        """What the heading says of an edition's words as they stand: by default, that there are none."""
        return "" if any(getattr(obj, column(name, code)) for name in self.words) else _("empty")

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        code = getattr(db_field, "language", None)
        if code is None:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        edition = edition_of(code)
        if isinstance(db_field, RichTextField):
            kwargs["widget"] = RichTextWidget(edition)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.label = capfirst(str(db_field.translated_field.verbose_name))
            field.widget.attrs.update(edition_attrs(edition))
        return field

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        manager = type(obj)._base_manager
        before = addresses_of(manager.get(pk=obj.pk))
        names = form.columns_to_write() if isinstance(form, MergingForm) else form.changed_data
        if names:
            obj.save(update_fields=[*names, *self.written_with(names)])
        if before:
            after = addresses_of(manager.get(pk=obj.pk))
            for code, path in before.items():
                if after.get(code):
                    move_address(old_path=path, new_path=after[code])

    def written_with(self, names: list[str]) -> list[str]:
        """Columns that the model's own `save` fills in when those of `names` are saved."""
        return []


def addresses_of(obj: Any) -> dict[str, str]:
    """Where readers find it, by edition; nothing for what they do not see."""
    if not hasattr(obj, "address_in") or getattr(obj, "state", State.PUBLISHED) != State.PUBLISHED:
        return {}
    return {
        code: path
        for code in settings.MODELTRANSLATION_LANGUAGES
        if code in registry.all_editions() and (path := obj.address_in(code))
    }


def first_edition_of(user: Any) -> str | None:
    """The edition at which the user works: of those in which they have a role the one whose language their desk speaks,
    else the first; of an admin likewise, else the default one."""
    codes = editions_with(user)
    own = [code for code in registry.all_editions() if codes is None or code in codes]
    if (language := get_language()) in own:
        return language
    if codes is None and (default := registry.default_edition()):
        return default.code
    return next(iter(own), None)
