"""What the service worker is made of: its version, and what it keeps of the site itself."""

import hashlib
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse

from editions import registry

STYLES, SCRIPTS = ("css/site.css",), ("js/offline-page.js", "js/kept.js")


def worker_context() -> dict[str, Any]:
    """The context of `delivery/worker.js`: the same until static files, editions or their colours change."""
    editions = registry.visible_editions()
    accents = {edition.accent for edition in editions if edition.accent}
    parts = [
        *(static(name) for name in (*STYLES, *SCRIPTS, "icon.svg")),
        *(reverse("accent", args=[accent[1:]]) for accent in sorted(accents)),
    ]
    pages = [reverse("offline", args=[edition]) for edition in editions]
    # In a deployment the manifest's hash says what the static files are; their hashed names say it as well.
    files = getattr(staticfiles_storage, "manifest_hash", "")
    told = "\n".join([files, *parts, *pages])
    return {"version": hashlib.sha256(told.encode()).hexdigest()[:12], "parts": parts, "pages": pages}
