"""The form of one edition's text of a page or an issue."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.linting import text_attrs
from accounts.desk.merging import FilesCheckedOnce
from accounts.desk.words import edition_attrs
from editions.enums import State
from editions.models import Edition
from editions.richtext.fields import RichTextField
from editions.richtext.widgets import RichTextWidget
from editions.scripts.controls import one_line

MOMENTS = ("published_at", "unpublish_at")
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


class TextForm(FilesCheckedOnce, forms.ModelForm):
    """In the edition's language and direction, its moments in its time zone; refuses to overwrite unseen.

    A subclass names model and fields; those of `MOMENTS` are there for who may publish.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, edition: Edition, may_publish: bool, wanted_state: str | None = None, **kwargs: Any
    ) -> None:
        """`wanted_state`: what the pressed button leads to; None leaves the state as it is."""
        super().__init__(*args, **kwargs)
        self.edition, self.is_conflict, self.theirs = edition, False, None
        self.instance.edition = edition
        self.stored_state = self.instance.state
        self.old_address = self.instance.get_absolute_url() if self.instance.pk else None
        self.instance.state = wanted_state or self.stored_state
        self._as_read = {name: getattr(self.instance, name) for name in MOMENTS}
        self.initial["seen"] = self._stored_version()
        # It is only compared, never saved.
        self.fields["seen"].has_changed = lambda *values: False
        for name in MOMENTS:
            self._dress_moment(name, may_publish)
        for name, field in self.fields.items():
            self._dress(name, field)

    def _stored_version(self) -> str:
        moment: datetime | None = self.instance.updated_at if self.instance.pk else None
        return moment.isoformat() if moment else ""

    def _dress(self, name: str, field: forms.Field) -> None:
        if name in MOMENTS or isinstance(field, forms.FileField):
            return
        if name != "seen" and isinstance(self.instance._meta.get_field(name), RichTextField):
            field.widget = RichTextWidget(self.edition)
        is_words = isinstance(field, forms.CharField) and name not in {"slug", "seen"}
        field.widget.attrs |= text_attrs(self.edition) if is_words else edition_attrs(self.edition)
        # A browser that cuts what is pasted says nothing of it; the server's message does.
        field.widget.attrs.pop("maxlength", None)

    def _dress_moment(self, name: str, may_publish: bool) -> None:
        if not may_publish:
            del self.fields[name]
            return
        field = self.fields[name]
        field.widget = forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format=MOMENT_FORMAT)
        field.help_text = gettext_lazy("Time of %(zone)s.") % {"zone": self.edition.time_zone}
        if value := self._as_read[name]:
            # The field shows minutes; seconds that it cannot show are no change.
            self.initial[name] = timezone.localtime(value, self.edition.zone).replace(second=0, microsecond=0)

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
        end = cleaned.get("unpublish_at")
        if end and end <= timezone.now() and self.state_changes and self.instance.state == State.PUBLISHED:
            self._refuse_or_drop_end(cleaned)
        self._check_version(cleaned)
        return cleaned

    def _refuse_or_drop_end(self, cleaned: dict[str, Any]) -> None:
        """Nothing is published that is over already: an end left from before is dropped, a typed one refused."""
        if "unpublish_at" in self.changed_data:
            self.add_error("unpublish_at", _("This moment is past, so readers would never see it."))
        else:
            cleaned["unpublish_at"] = None

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        stored = self._stored_version()
        if (cleaned.get("seen") or "") == stored:
            return
        self.is_conflict = True
        self.theirs = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        # Saving once more is then done in knowledge of theirs.
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = stored
        raise ValidationError(
            _(
                "Somebody else has saved this text since you opened it, so yours was not saved. "
                "What you typed is still here; compare it with theirs below, then save again."
            ),
            code="conflict",
        )

    def _get_validation_exclusions(self) -> set[str]:
        # The edition is given, not typed: rules that it takes part in (addresses) hold all the same.
        return super()._get_validation_exclusions() - {"edition", "state", *MOMENTS}

    def validate_constraints(self) -> None:
        """As the stock form does; a doubled address is told at its field."""
        exclude = self._get_validation_exclusions()
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError as error:
                self.add_error("slug" if "slug" in getattr(constraint, "fields", ()) else None, error.messages)
