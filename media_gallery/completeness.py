"""What each edition says of a picture, and what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editions.columns import translated
from editions.models import Edition
from media_gallery.models import Image
from media_gallery.querysets import WORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: "dict[str, StrOrPromise]" = {
    "alt": gettext_lazy("alternative text"),
    "caption": gettext_lazy("caption"),
    "credit": gettext_lazy("credit"),
}


@dataclass(frozen=True)
class InEdition:
    """A picture's words in one edition: which are there."""

    edition: Edition
    has: dict[str, bool]

    @property
    def lacks(self) -> list[str]:
        """Names of what is not there, in the language of the desk."""
        return [str(LABELS[name]) for name in WORDS if not self.has[name]]

    @property
    def is_complete(self) -> bool:
        return not self.lacks

    @property
    def told(self) -> str:
        """In one sentence, such as "lacks alternative text, credit"."""
        if self.is_complete:
            return _("complete")
        # Translators: what a picture's words in an edition lack; the separator of a list comes from "list separator".
        return _("lacks %(words)s") % {"words": _(", ").join(self.lacks)}


def completeness_of(image: Image, editions: Iterable[Edition]) -> list[InEdition]:
    """The picture's words in each edition. A decorative one needs no alternative text."""
    return [
        InEdition(
            edition,
            {
                name: bool(translated(image, name, edition.code)) or (name == "alt" and image.is_decorative)
                for name in WORDS
            },
        )
        for edition in editions
    ]
