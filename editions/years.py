"""The years in which anything here can happen, said once for every date and moment that somebody types."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2200
OUT_OF_RANGE = _("The year must lie between 1900 and 2200.")


def check_year(day: date | None) -> None:
    """Refuse a date or moment (None is neither) of a year that no calendar here is asked for."""
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(OUT_OF_RANGE)


def check_years(thing: Any, *names: str) -> None:
    """Refuse a thing of which one of these fields holds such a date; the message stands at the field."""
    for name in names:
        try:
            check_year(getattr(thing, name))
        except ValidationError as error:
            raise ValidationError({name: error.messages}) from None
