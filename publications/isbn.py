"""ISBN-10 and ISBN-13 (ISO 2108): the check digit, and one way to write them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editions.scripts.digits import to_latin


def normalise_isbn(text: str) -> str:
    """Digits and a final X only, whatever spaces, hyphens and digit family were typed."""
    return re.sub(r"[\s\-\u2010-\u2015]", "", to_latin(text)).upper()


def is_isbn(text: str) -> bool:
    isbn = normalise_isbn(text)
    if re.fullmatch(r"[0-9]{13}", isbn):
        return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(isbn)) % 10 == 0
    if re.fullmatch(r"[0-9]{9}[0-9X]", isbn):
        return sum((10 - index) * (10 if sign == "X" else int(sign)) for index, sign in enumerate(isbn)) % 11 == 0
    return False


def check_isbn(text: str) -> None:
    if not is_isbn(text):
        raise ValidationError(_("This is no ISBN: its check digit does not fit."))
