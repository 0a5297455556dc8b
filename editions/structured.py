"""What machines read of every page: schema.org's words for the publisher and the way to the page."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext as _

from editions.addresses import path_to
from editions.head import Head, absolute
from editions.models import Edition


def publisher(edition: Edition) -> dict[str, Any]:
    """schema.org/NewsMediaOrganization: the house, by the name it has in an edition."""
    return {
        "@type": "NewsMediaOrganization",
        "name": edition.site_name,
        "url": absolute(path_to("home", edition.code)),
        "logo": {"@type": "ImageObject", "url": absolute(static("icon.svg")), "caption": edition.site_name},
    }


def breadcrumbs(edition: Edition, head: Head, trail: list[tuple[str, str]]) -> dict[str, Any]:
    """schema.org/BreadcrumbList: home, the `trail` (labels and paths), the page itself."""
    steps = [(_("Home"), path_to("home", edition.code)), *trail, (head.title, head.path)]
    named = [(str(label), path) for label, path in steps if label]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": label, "item": absolute(path)}
            for place, (label, path) in enumerate(named, start=1)
        ],
    }
