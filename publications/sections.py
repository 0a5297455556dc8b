"""Where the menu can lead in this room."""

from django.urls import reverse
from django.utils.translation import gettext as _

from editions.columns import any_label, column
from publications.models import Series


def series_choices() -> list[tuple[str, str]]:
    return [
        ("all", _("All publications")),
        *((series.slug, any_label(series, "name")) for series in Series.objects.all()),
    ]


def series_address(key: str, edition: str) -> str | None:
    if key == "all":
        return reverse("publications:overview", args=[edition])
    named = Series.objects.filter(slug=key, **{f"{column('name', edition)}__gt": ""}).exists()
    return reverse("publications:series", args=[edition, key]) if named else None
