"""The small form that stands on the page of what it is about, such as a series."""

from dataclasses import dataclass

from django.urls import reverse

from editions.models import Edition
from readers.subscribing.forms import CONSENT, SubscribeForm
from readers.subscribing.lists import ListOffer


def subject_of(edition: Edition) -> str:
    """What the form's stamp is bound to."""
    return f"subscribe:{edition.code}"


@dataclass(frozen=True)
class SmallForm:
    """What templates/readers/subscribe_small.html shows; it is sent to the sign-up page."""

    form: SubscribeForm
    offer: ListOffer
    action: str
    consent: str


def small_form(edition: Edition, offer: ListOffer) -> SmallForm:
    form = SubscribeForm(request=None, edition=edition, subject=subject_of(edition), offers=[offer])
    return SmallForm(form, offer, reverse("readers:subscribe", args=[edition]), str(CONSENT))
