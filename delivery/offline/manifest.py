"""The web app manifest of an edition (w3.org/TR/appmanifest): how it stands on a home screen."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from editions.models import Edition

# As in static/css/tokens.css, of the light scheme: a manifest knows one.
PAPER, ACCENT = "#fdfcf9", "#0b5a69"
SIZES = (192, 512)
# What fits beneath an icon (the specification leaves it to us).
SHORT = 12


def manifest_of(edition: Edition) -> dict[str, Any]:
    """In the edition's language, which is the active one."""
    home = reverse("home", args=[edition])
    name = edition.site_name
    return {
        "id": home,
        "lang": edition.language,
        "dir": edition.direction,
        "name": name,
        "short_name": name if len(name) <= SHORT else name.split()[0],
        "description": edition.tagline or name,
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": edition.accent or ACCENT,
        "categories": ["news"],
        "icons": icons(),
        "shortcuts": [{"name": _("Kept for offline"), "url": reverse("offline", args=[edition])}],
    }


def icons() -> list[dict[str, str]]:
    """Each size as it is, and with the margin that systems cut shapes from (static/icons, drawn by tools/icons.py)."""
    drawn = [
        {
            "src": static(f"icons/{name}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in SIZES
        for name, purpose in (("icon", "any"), ("maskable", "maskable"))
    ]
    return [*drawn, {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}]
