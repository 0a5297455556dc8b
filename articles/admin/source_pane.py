"""The source of a translation as the side by side page shows it: its blocks, and how each stands to the translation."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.lineage.accepting import compared
from articles.lineage.comparing import Comparison, State, home
from articles.lineage.pieces import STANDFIRST, TITLE, Piece, pieces_of
from articles.lineage.records import Lineage
from articles.models import Article
from editions.models import Edition
from editions.richtext.blocks import units_of
from editions.richtext.diff import word_diff
from media_gallery.bodies import draw_body, images_of
from media_gallery.footnotes import Notes

TAGS = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}


def state_words() -> dict[str, str]:
    """States in the desk's language, for people and screen readers."""
    return {
        State.FRESH: _("up to date"),
        State.CHANGED: _("changed in the source"),
        State.REMOVED: _("no longer in the source"),
        State.UNTRANSLATED: _("not translated yet"),
        State.ONLY_HERE: _("only here"),
        State.MISSING: _("missing here"),
        State.LEFT_OUT: _("left out on purpose"),
    }


@dataclass
class Row:
    """A block of the source, or the place of one that it has no more.

    Attributes:
        id: of the source's block; of one that is gone, of the translation's block that was made from it.
        state: "" where nothing is followed: an empty paragraph, a dividing line.
        blocks: of the translation that say it.
        mark: that it has now.
        copy: its HTML as it is stored, to be copied across.
        is_address: only an address in it has changed.
    """

    id: str
    kind: str
    drawn: SafeString
    state: str = ""
    blocks: list[str] = field(default_factory=list)
    mark: str = ""
    copy: str = ""
    list_tag: str = ""
    is_address: bool = False

    @property
    def word(self) -> str:
        return state_words()[self.state] if self.state else ""

    @property
    def data(self) -> dict[str, Any]:
        """What the script knows of it."""
        return {
            "state": self.state,
            "blocks": self.blocks,
            "mark": self.mark,
            "copy": self.copy,
            "list": self.list_tag,
            "isGone": self.kind == "gone",
        }


class SourcePane:
    """The blocks of `source` beside a text of `article`, whose lineage is that of the text."""

    def __init__(self, source: Article, article: Any, edition: Edition) -> None:
        self.source, self.edition = source, edition
        self.lineage = Lineage.read(article.lineage)
        self.comparison: Comparison = compared(self.lineage, Lineage.read(source.lineage).marks)
        self.pieces, self.theirs = pieces_of(article), pieces_of(source)
        self.states = {block: self.comparison.state(block, self.pieces) for block in self.pieces}
        self.blocks_of = self._blocks_by_source()
        self.rows = self._with_gone(self._rows())

    def _blocks_by_source(self) -> dict[str, list[str]]:
        """The translation's blocks by the source's blocks whose words they say, as those stand now."""
        found: dict[str, list[str]] = {}
        for block in self.pieces:
            for key in {home(self.comparison.marks, source) for source in self.comparison.sources(block)}:
                if key:
                    found.setdefault(key, []).append(block)
        return found

    def _rows(self) -> list[Row]:
        rows = [self._row(key, key.strip("_"), self.theirs.get(key)) for key in (TITLE, STANDFIRST)]
        images, noted = images_of(self.source.body), 0
        for unit in units_of(self.source.body):
            # A note stands below its own block, where whoever translates both sees them together.
            notes = Notes(self.edition, unit.id, first=noted + 1)
            drawn = draw_body(unit.own_html, self.edition, images, notes=notes)
            if unit.list_tag:
                drawn = f"<{unit.list_tag}>{drawn}</{unit.list_tag}>"
            if notes:
                drawn += notes.listed()
                noted += len(notes)
            row = self._row(unit.id, "unit", self.theirs.get(unit.id), mark_safe(drawn))  # noqa: S308 - stored clean
            row.copy, row.list_tag = unit.own_html, unit.list_tag
            rows.append(row)
        return [row for row in rows if row.drawn]

    def _row(self, key: str, kind: str, piece: Piece | None, drawn: SafeString | None = None) -> Row:
        row = Row(key, kind, drawn if drawn is not None else format_html("{}", piece.words if piece else ""))
        mark = self.comparison.marks.live.get(key)
        if piece is None or mark is None:
            return row
        row.mark, row.copy = mark.mark, piece.words
        row.blocks = self.blocks_of.get(key, [])
        row.state = self._state(key, row.blocks)
        if row.state == State.CHANGED:
            self._show_change(row, piece)
        return row

    def _state(self, key: str, blocks: list[str]) -> str:
        if not blocks:
            return State.MISSING if key in self.comparison.missing else State.LEFT_OUT
        for block in blocks:
            if any(home(self.comparison.marks, source) == key for source in self.comparison.stale(block)):
                return State.CHANGED
        untranslated = any(self.states[block] == State.UNTRANSLATED for block in blocks)
        return State.UNTRANSLATED if untranslated else State.FRESH

    def _show_change(self, row: Row, piece: Piece) -> None:
        """Its words with what changed since they were translated, where that wording is still known."""
        base = self.lineage.base.get(row.id)
        made_from = {
            mark for block in row.blocks for one, mark in self.comparison.stale(block).items() if one == row.id
        }
        if base is None or base[0] not in made_from:
            return
        if base[1] == piece.words:
            row.is_address = True
        else:
            row.drawn = changed_words(base[1], piece.words)

    def _with_gone(self, rows: list[Row]) -> list[Row]:
        """Rows for what the source has no more, each after the row of the block before it in the translation."""
        after: dict[str, list[Row]] = {}
        previous = ""
        for block, state in self.states.items():
            if state == State.REMOVED:
                sources = self.comparison.sources(block)
                words = [self.lineage.base[one][1] for one in sources if one in self.lineage.base]
                drawn = format_html("<del>{}</del>", " ".join(words)) if words else SafeString("")
                after.setdefault(previous, []).append(Row(block, "gone", drawn, state, [block]))
            else:
                previous = next((row.id for row in rows if block in row.blocks), previous)
        found = after.get("", [])
        for row in rows:
            found = [*found, row, *after.get(row.id, [])]
        return found

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in each state."""
        states = [row.state for row in self.rows]
        return {state: states.count(state) for state in state_words() if state in states}

    @property
    def data(self) -> dict[str, Any]:
        """What the script knows: rows by id, and of the translation's blocks their states and what accepting stamps."""
        return {
            "rows": {row.id: row.data for row in self.rows if row.state},
            "blocks": {
                block: {"state": state, "seen": self.comparison.seen(block)} for block, state in self.states.items()
            },
        }


def changed_words(old: str, new: str) -> SafeString:
    """`new` with what was put in and what was taken out since `old`."""
    runs = word_diff(old, new)
    return format_html_join("", "{}", ((format_html(TAGS[kind], text),) for kind, text in runs))
