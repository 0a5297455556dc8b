"""What readers fill in. The words are those of the page's edition."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editions.scripts.controls import one_line, strip_controls
from readers.guards.form import GuardedForm
from readers.guards.rates import Rate
from readers.models import comment, message

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


def filled(text: str) -> str:
    """The text; ValidationError where only what cannot be seen was typed."""
    if not text:
        raise ValidationError(_("This field is required."), code="required")
    return text


class CommentForm(GuardedForm):
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=comment.NAME,
        help_text=gettext_lazy("Shown with the comment. It need not be your full name."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail, if you like"),
        required=False,
        help_text=gettext_lazy("Never shown to anybody who reads here."),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
    )
    wants_mail = forms.BooleanField(
        label=gettext_lazy("Write to me when the comment is published and when somebody answers"), required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Comment"), max_length=comment.TEXT, widget=forms.Textarea({"rows": 6, "dir": "auto"})
    )

    kind = "comment"
    looked_at = ("name", "text")
    allowed = (Rate(5, 10 * MINUTE), Rate(30, DAY))

    def clean_name(self) -> str:
        return filled(one_line(self.cleaned_data["name"]))

    def clean_text(self) -> str:
        return filled(strip_controls(self.cleaned_data["text"]).strip())

    def check(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("wants_mail") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("To write to you we need your e-mail address."))


class ContactForm(GuardedForm):
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=message.NAME, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("To answer you, and for nothing else."),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=message.SUBJECT)
    text = forms.CharField(
        label=gettext_lazy("Message"), max_length=message.TEXT, widget=forms.Textarea({"rows": 8, "dir": "auto"})
    )

    kind = "contact"
    looked_at = ("name", "subject", "text")
    allowed = (Rate(4, HOUR), Rate(12, DAY))

    def clean_name(self) -> str:
        return filled(one_line(self.cleaned_data["name"]))

    def clean_subject(self) -> str:
        return filled(one_line(self.cleaned_data["subject"]))

    def clean_text(self) -> str:
        return filled(strip_controls(self.cleaned_data["text"]).strip())
