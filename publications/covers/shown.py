"""Which cover readers of an edition see."""

from django.utils.translation import gettext as _

from editions.columns import column, translated
from media_gallery.models import Image
from publications.enums import CoverFrom
from publications.models import IssueEdition


def cover_of(text: IssueEdition) -> Image | None:
    """The cover of an issue in its text's edition: the one that was drawn, the library's picture, or its PDF's first
    page. What is drawn is no picture of the library but is shown as one: the row is made up, and not stored.

    Args:
        text: with its issue, series and picture; no query.
    """
    drawn, issue = text.drawn_cover, text.issue
    if issue.cover_from == CoverFrom.MADE:
        return image_of(text) if drawn.get("digest") and not drawn.get("pdf") else issue.cover
    if issue.cover is not None:
        return issue.cover
    return image_of(text) if drawn.get("digest") and drawn.get("pdf") == text.pdf.name else None


def image_of(text: IssueEdition) -> Image:
    """The drawn cover as a picture with the edition's alternative text."""
    drawn, code = text.drawn_cover, text.edition_id
    series = translated(text.issue.series, "name", code)
    image = Image(
        file=drawn["file"],
        digest=drawn["digest"],
        width=drawn["width"],
        height=drawn["height"],
        focal_x=50,
        focal_y=0,
        renditions=drawn["renditions"],
    )
    words = _("Cover: %(series)s, %(title)s") % {"series": series, "title": text.title}
    setattr(image, column("alt", code), words)
    return image
