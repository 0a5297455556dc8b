import re
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from mailing.models import Letter
from publications.models import Series
from readers.subscribing import letters
from seeds.factories.publications import make_series
from tests.readers.sending import send, stamped

NEWSLETTER, BRIEF = "series:newsletter", "series:brief"
COMPOSERS = {letters.ASK: letters.compose_asking, letters.LINK: letters.compose_link}


@pytest.fixture
def series(editions, settings) -> list[Series]:
    """A newsletter in every edition, and a brief in English and Persian."""
    settings.SITE_URL = "https://example.org"
    names = {"name_ar": "النشرة", "name_fa": "خبرنامه", "name_sq": "Buletini"}
    brief = {"name_en": "The Brief", "name_fa": "گزیده", "name_ar": "", "name_sq": ""}
    return [
        make_series(slug="newsletter", name_en="The Newsletter", **names, position=1),
        make_series(slug="brief", **brief, position=2),
    ]


@pytest.fixture
def sign_up(client: Client, series):
    """Sends the form of an edition as a browser does."""

    def sign_up_now(email: str = "ada@example.org", lists=(NEWSLETTER,), code: str = "en", **data: Any) -> Any:
        told = {"email": email, "lists": list(lists), "stamp": stamped(f"subscribe:{code}"), **data}
        return send(client, f"/{code}/subscribe/", told)

    return sign_up_now


def mails() -> list[EmailMultiAlternatives]:
    """What the letters that wait say now, oldest first; without those that nobody wants any more."""
    composed = [COMPOSERS[letter.kind](letter) for letter in Letter.objects.order_by("pk")]
    return [mail for mail in composed if mail is not None]


def path_in(mail: EmailMultiAlternatives) -> str:
    found = re.search(r"https://example\.org(/\S+)", mail.body)
    assert found, mail.body
    return found[1]
