"""The form of what one edition writes: in its language, its time and its turn, so that nobody overwrites unseen."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.desk.linting import text_attrs
from accounts.desk.words import edition_attrs
from editions.enums import State
from editions.models import Edition
from editions.scripts.controls import one_line

MOMENTS = ("published_at", "unpublish_at")


def moment_input() -> forms.DateTimeInput:
    """A day and a time to the minute; static/desk/moment.js puts the picker of the edition's calendar before it."""
    return forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format="%Y-%m-%dT%H:%M")


class EditionTextForm(forms.ModelForm):
    """Fields in the edition's language and direction, moments in its time zone.

    A subclass names model and fields, `seen_field` among them: what the page saw of the text's version. The fields of
    `moments` are there for who may publish.
    """

    seen_field: ClassVar[str]
    moments: ClassVar[tuple[str, ...]] = MOMENTS
    # Fields that say how a text is saved: there is nothing to save by them alone.
    beside: ClassVar[tuple[str, ...]] = ()
    is_past: ClassVar[Promise] = _("This moment is past, so readers would never see it.")
    is_overtaken: ClassVar[Promise] = _(
        "Somebody else has saved this text since you opened it, so yours was not saved. "
        "What you typed is still here; compare it with theirs below, then save again."
    )

    def __init__(
        self, *args: Any, edition: Edition, may_publish: bool, wanted_state: str | None = None, **kwargs: Any
    ) -> None:
        """`wanted_state`: what the pressed button leads to; None leaves the state as it is."""
        super().__init__(*args, **kwargs)
        self.edition, self.is_conflict, self.theirs = edition, False, None
        self.instance.edition = edition
        self.stored_state = self.instance.state
        self.old_address = self.known_address()
        self.instance.state = wanted_state or self.stored_state
        self._as_read = {name: getattr(self.instance, name) for name in self.moments}
        self.initial[self.seen_field] = self.stored_version()
        for name in (self.seen_field, *self.beside):
            self.fields[name].has_changed = lambda *values: False
        for name in self.moments:
            if may_publish:
                self._dress_moment(name)
            else:
                del self.fields[name]

    # What a subclass says of its texts.

    def known_address(self) -> str | None:
        """The path under which readers know the text; None of one that is not stored."""
        raise NotImplementedError

    def stored_version(self) -> Any:
        """What changes with every save of the text."""
        raise NotImplementedError

    def stored_text(self) -> Any:
        """The text as somebody else has saved it; None where they deleted it."""
        raise NotImplementedError

    # The fields.

    def dress_words(self, field: forms.Field, *, is_text: bool = True) -> None:
        """Give a field the edition's language and direction. `is_text`: the language lint looks at it."""
        field.widget.attrs |= text_attrs(self.edition) if is_text else edition_attrs(self.edition)
        # A browser that cuts what is pasted says nothing of it; the server's message does.
        field.widget.attrs.pop("maxlength", None)

    def _dress_moment(self, name: str) -> None:
        field = self.fields[name]
        field.widget = moment_input()
        field.help_text = _("Time of %(zone)s.") % {"zone": self.edition.time_zone}
        if value := self._as_read[name]:
            # The field shows minutes; seconds that it cannot show are no change.
            self.initial[name] = timezone.localtime(value, self.edition.zone).replace(second=0, microsecond=0)

    # What was typed.

    @property
    def state_changes(self) -> bool:
        return self.instance.state != self.stored_state

    def clean_title(self) -> str:
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise ValidationError(self.fields["title"].error_messages["required"], code="required")
        return title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in MOMENTS:
            if name in cleaned and name not in self.changed_data:
                cleaned[name] = self._as_read[name]
        self._check_end(cleaned)
        self._check_version(cleaned)
        return cleaned

    def _check_end(self, cleaned: dict[str, Any]) -> None:
        """Nothing is published that is over already: an end left from before is dropped, a typed one refused."""
        end = cleaned.get("unpublish_at")
        if not (end and end <= timezone.now() and self.state_changes and self.instance.state == State.PUBLISHED):
            return
        if "unpublish_at" in self.changed_data:
            self.add_error("unpublish_at", str(self.is_past))
        else:
            cleaned["unpublish_at"] = None

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        """Refuse what was begun on an older text than the one that is stored now."""
        stored = self.initial[self.seen_field]
        # Of a text not stored yet the page has seen none, or the version nought.
        if (cleaned.get(self.seen_field) or None) == (stored or None):
            return
        self.is_conflict, self.theirs = True, self.stored_text()
        # Saving once more is then done in knowledge of theirs.
        self.data = self.data.copy()
        self.data[self.add_prefix(self.seen_field)] = str(stored)
        raise ValidationError(self.is_overtaken, code="conflict")
