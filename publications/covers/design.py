"""What a drawn cover says, and a digest of all that: what changes is drawn anew."""

import hashlib
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from editions import registry
from editions.columns import translated
from editions.models import Edition
from editions.scripts.calendars import format_date
from editions.scripts.digits import to_digits
from media_gallery.models import Image
from media_gallery.share_cards.card import ACCENT, settable_letters
from media_gallery.share_cards.setting import can_set, settable
from publications.models import IssueEdition

# Counts up when covers are drawn otherwise than before.
DESIGN = 1


@dataclass(frozen=True)
class CoverDesign:
    """The words and the picture of a cover, in its edition's language and direction."""

    series: str
    about: str
    title: str
    language: str
    direction: str
    accent: str = ACCENT
    image: Image | None = None

    @property
    def digest(self) -> str:
        parts = [DESIGN, self.series, self.about, self.title, self.language, self.direction, self.accent]
        if self.image:
            parts += [self.image.digest, self.image.focal_x, self.image.focal_y]
        return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()

    @property
    def is_settable(self) -> bool:
        """Whether the site's faces have all its letters."""
        return bool(settable(self.title)) and can_set(settable_letters(f"{self.title} {self.series} {self.about}"))


def design_of(text: IssueEdition) -> CoverDesign | None:
    """The cover as it would be drawn now; None where it cannot be set. The text has its issue, series and picture."""
    edition = registry.all_editions().get(text.edition_id)
    if edition is None:
        return None
    issue = text.issue
    design = CoverDesign(
        series=translated(issue.series, "name", edition.code),
        about=about(text, edition),
        title=text.title,
        language=edition.language,
        direction=edition.direction,
        accent=edition.accent or ACCENT,
        image=issue.cover,
    )
    return design if design.is_settable else None


def about(text: IssueEdition, edition: Edition) -> str:
    """ "Number 7, 3 May 2026", as the edition writes numbers and days."""
    number = to_digits(str(text.issue.number), edition.digits)
    day = format_date(text.issue.issued_on, edition.date_style)
    with translation.override(edition.language):
        return _("Number %(number)s, %(date)s") % {"number": number, "date": day}
