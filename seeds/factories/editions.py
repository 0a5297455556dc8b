"""The four editions that are shipped, for the demo and for tests."""

from collections.abc import Iterable, Mapping
from typing import Any

from editions.enums import Calendar, Digits, Direction, MonthNames
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
        "site_name": "Nexhat",
    },
}
COPYRIGHT_FROM = 2005


def make_editions(
    codes: Iterable[str] = tuple(SHIPPED), *, identity: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Edition]:
    """Make the editions of `codes` and give them back by code; those that are there already are left as they are.

    `identity` overrides fields by code, such as `{"fa": {"site_name": "…", "tagline": "…"}}`. A code that is not
    shipped raises KeyError.
    """
    made = {}
    for code in codes:
        fields = {
            "position": list(SHIPPED).index(code),
            "copyright_from": COPYRIGHT_FROM,
            **SHIPPED[code],
            **(identity or {}).get(code, {}),
        }
        if fields.get("is_default") and Edition.objects.filter(is_default=True).exclude(pk=code).exists():
            fields["is_default"] = False
        made[code], _created = Edition.objects.get_or_create(code=code, defaults=fields)
    return made
