"""The four editions that are shipped, for the demo and for tests."""

from collections.abc import Mapping
from typing import Any

from editions.enums import Calendar, Digits, Direction, MonthNames, SecondCalendar
from editions.models import Edition

# How each edition is written; in the order in which they are shown.
SHIPPED: dict[str, dict[str, Any]] = {
    "en": {
        "endonym": "English",
        "direction": Direction.LTR,
        "digits": Digits.LATN,
        "calendar": Calendar.GREGORIAN,
        "month_names": MonthNames.COMMON,
        "time_zone": "UTC",
        "site_name": "Nejat",
        "is_default": True,
    },
    "ar": {
        "endonym": "عربي",
        "direction": Direction.RTL,
        "digits": Digits.ARAB,
        "calendar": Calendar.GREGORIAN,
        "month_names": MonthNames.LEVANT,
        "time_zone": "Asia/Beirut",
        "site_name": "نجاة",
    },
    "fa": {
        "endonym": "فارسی",
        "direction": Direction.RTL,
        "digits": Digits.ARABEXT,
        "calendar": Calendar.JALALI,
        "second_calendar": SecondCalendar.GREGORIAN,
        "month_names": MonthNames.COMMON,
        "time_zone": "Asia/Tehran",
        "site_name": "نجات",
    },
    "sq": {
        "endonym": "Shqip",
        "direction": Direction.LTR,
        "digits": Digits.LATN,
        "calendar": Calendar.GREGORIAN,
        "month_names": MonthNames.COMMON,
        "time_zone": "Europe/Tirane",
        "site_name": "Nejat",
    },
}
COPYRIGHT_FROM = 2005


def make_edition(code: str = "en", **fields: Any) -> Edition:
    """One of the shipped editions, or any other code with its own `fields`; as it is where it exists already."""
    defaults = {
        "position": list(SHIPPED).index(code) if code in SHIPPED else len(SHIPPED),
        "copyright_from": COPYRIGHT_FROM,
        "endonym": code,
        "site_name": "Nejat",
        **SHIPPED.get(code, {}),
    }
    if defaults.get("is_default") and Edition.objects.filter(is_default=True).exclude(pk=code).exists():
        defaults["is_default"] = False
    return Edition.objects.get_or_create(code=code, defaults={**defaults, **fields})[0]


def make_editions(*, identity: Mapping[str, Mapping[str, Any]] | None = None, **fields: Any) -> dict[str, Edition]:
    """English (the default), Arabic, Persian and Albanian, by code; those that are there are left as they are.

    `fields` go to each of them, `identity` to one by its code: `{"fa": {"site_name": "…", "tagline": "…"}}`.
    """
    return {code: make_edition(code, **{**fields, **(identity or {}).get(code, {})}) for code in SHIPPED}
