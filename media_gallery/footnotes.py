"""The notes of a text as readers see them: a number where each belongs, the notes in a list at the end.

Links lead there and back, and work without script. Numbers and words are the edition's. Ids hold the text's own key, so
that two texts on one page, or many in a feed reader, do not lead into each other.
"""

from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from editions.models import Edition
from editions.richtext.directions import own_direction
from editions.scripts.digits import format_number


class Notes:
    """What was noted while a text was drawn, in order.

    Args:
        key: of the text among those that may stand on one page.
        first: the number of its first note.
    """

    def __init__(self, edition: Edition, key: object = "", *, first: int = 1) -> None:
        self.edition, self.first = edition, first
        self.key = f"-{key}" if key else ""
        self.notes: list[str] = []

    def __len__(self) -> int:
        return len(self.notes)

    def refer(self, note: str) -> str:
        """Keep a note, drawn inline HTML, and give what stands in its place in the text."""
        self.notes.append(note)
        number = self.first + len(self.notes) - 1
        return (
            f'<sup class="noteref"><a id="ref{self.key}-{number}" href="#note{self.key}-{number}" role="doc-noteref">'
            f"{format_number(number, self.edition.digits)}</a></sup>"
        )

    def drawn(self) -> str:
        """The list of all that were kept, under a heading; "" for none."""
        if not self.notes:
            return ""
        title = f"notes{self.key}"
        with override(self.edition.language):
            name = escape(pgettext("of a text", "Notes"))
        return (
            f'<section class="notes" role="doc-endnotes" aria-labelledby="{title}">'
            f'<h2 class="notes__title" id="{title}">{name}</h2>{self.listed()}</section>'
        )

    def listed(self) -> str:
        """The list alone."""
        with override(self.edition.language):
            items = "".join(self._item(self.first + place, note) for place, note in enumerate(self.notes))
        start = f' start="{self.first}"' if self.first > 1 else ""
        return f'<ol class="notes__list notes__list--{self.edition.digits}"{start}>{items}</ol>'

    def _item(self, number: int, note: str) -> str:
        direction = own_direction(note)
        if direction and direction != self.edition.direction:
            note = f'<bdi dir="{direction}">{note}</bdi>'
        shown = format_number(number, self.edition.digits)
        back = escape(_("Back to the text, at note %(number)s") % {"number": shown})
        # An arrow that is the same in both directions.
        return (
            f'<li id="note{self.key}-{number}">{note} <a class="notes__back" href="#ref{self.key}-{number}"'
            f' role="doc-backlink" aria-label="{back}">↑</a></li>'
        )
