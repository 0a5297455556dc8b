"""What the desk's scripts for pictures say, in the language of the desk."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _


def too_large() -> str:
    return _("The picture is larger than %(size)s MB.") % {"size": settings.IMAGE_MAX_BYTES // 1_048_576}


def upload_words() -> dict[str, Any]:
    """What static/desk/uploads.js needs: where to send files, how large one may be, and its words."""
    return {
        "url": reverse("library-upload"),
        "mostBytes": settings.IMAGE_MAX_BYTES,
        "words": {
            "list": _("Uploads"),
            # Translators: {name}, {done} and {all} are filled in by the page.
            "progress": _("Upload of {name}"),
            "summary": _("{done} of {all} done."),
            "refusedCount": _("Refused or failed: {count}."),
            "waiting": _("Waits"),
            "sending": _("Uploading …"),
            "checking": _("Being checked …"),
            "stored": _("Stored."),
            "known": _("Was in the library already:"),
            "alike": _("Looks like:"),
            "refused": _("Refused:"),
            "failed": _("That did not work. Please try again."),
            "retry": _("Try again"),
            "describe": _("Describe it"),
            "tooLarge": too_large(),
        },
    }
