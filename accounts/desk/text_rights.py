"""The texts that a thing has, one an edition, and who may do what with them and with the thing."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from accounts.desk.rights import DeskAdmin
from accounts.desk.strip import edition_to_open
from accounts.desk.text_form import TextForm
from accounts.gate import TextToBe, may_delete, may_enter, may_publish, may_see_drafts
from editions import registry
from editions.enums import State
from editions.models import Edition
from editions.richtext.fields import RichTextField


class TextRights(DeskAdmin):
    """A subclass names `text_form`, `text_key` (the name of a text's key to the thing) and who may shape the thing."""

    text_form: type[TextForm]
    text_key: str

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
            rows = self.text_model._default_manager.filter(**{self.text_key: obj}).defer(*self.bodies())
            read[obj.pk] = {text.edition_id: text for text in rows}
        return read[obj.pk]

    def read_anew(self, request: HttpRequest) -> None:
        """Something was saved since the texts were read."""
        request.__dict__.pop("_texts_read", None)

    def current_edition(self, request: HttpRequest, texts: dict[str, Any]) -> Edition | None:
        """The edition that `?edition=` names; else the first whose text the user may write, or begin."""
        theirs = [code for code in registry.all_editions() if self.may_work(request, code, texts.get(code))]
        begun = [code for code in theirs if code in texts]
        return edition_to_open(request, [*begun, *theirs])

    def bodies(self) -> list[str]:
        """Names of the fields that no list and no question of rights needs, and that may be long."""
        return [field.name for field in self.text_model._meta.fields if isinstance(field, RichTextField)]

    # Who may.

    def may_shape(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change what the editions share, or add a thing (`obj` is None)."""
        raise NotImplementedError

    def may_work(self, request: HttpRequest, code: str, text: Any) -> bool:
        """Write the edition's text, or begin it (`text` is None)."""
        return may_publish(request.user, code, text or TextToBe(code))

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


def may_publish_here(request: HttpRequest) -> bool:
    """Whether the user publishes the text on the page. Texts of this kind lie in no section."""
    code = request.desk_edition.code
    return may_publish(request.user, code, TextToBe(code))
