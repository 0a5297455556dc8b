"""The forms of the sign-up page. The words are those of the page's edition."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from readers.forms import DAY, HOUR
from readers.guards.form import GuardedForm
from readers.guards.rates import Rate
from readers.subscribing.addresses import MOST, tidy
from readers.subscribing.lists import ListOffer

# What is agreed to; it stands beside the button and is kept with the subscriber.
CONSENT = gettext_lazy(
    "We send what you choose to this address and use it for nothing else. Every mail has a link to stop it."
)


def consent_text(names: list[str]) -> str:
    """The words that were agreed to and what they were about, to be kept as proof."""
    return f"{CONSENT}\n{_(', ').join(names)}"


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick; a link to what is wrong leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, "0" if index is None else index)


def email_field(**more: Any) -> forms.EmailField:
    widget = forms.EmailInput({"autocomplete": "email", "dir": "ltr"})
    return forms.EmailField(label=gettext_lazy("E-mail"), max_length=MOST, widget=widget, **more)


class SubscribeForm(GuardedForm):
    """`offers`: what the edition sends; where it is one thing, it needs no tick."""

    lists = forms.MultipleChoiceField(label=gettext_lazy("What shall we send you?"), widget=Ticks)
    email = email_field()

    kind = "subscribe"
    allowed = (Rate(6, HOUR), Rate(20, DAY))

    def __init__(self, data: Any = None, *, offers: list[ListOffer], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offers = offers
        choices = [(offer.key, offer.name) for offer in offers]
        self.fields["lists"] = forms.MultipleChoiceField(
            label=self.fields["lists"].label,
            choices=choices,
            widget=Ticks,
            error_messages={"required": _("Tick at least one.")},
        )

    def ticks(self) -> Iterator[tuple[BoundWidget, ListOffer]]:
        """Each box with what it stands for."""
        return zip(self["lists"], self.offers, strict=True)

    def clean_email(self) -> str:
        return tidy(self.cleaned_data["email"])

    def consent(self) -> str:
        chosen = self.cleaned_data["lists"]
        return consent_text([offer.name for offer in self.offers if offer.key in chosen])


class LinkForm(GuardedForm):
    """Who lost the letter with their link asks for another."""

    email = email_field(help_text=gettext_lazy("The one that our mail comes to."))

    kind = "subscription-link"
    allowed = (Rate(5, HOUR), Rate(15, DAY))

    def clean_email(self) -> str:
        return tidy(self.cleaned_data["email"])
