"""All that an issue in print is made of, read and drawn: by the sheet for paper, by the writer of EPUBs."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone, translation

from articles.bylines import bylines_of
from articles.models import Article
from delivery.short_links import short_path
from editions.columns import translated
from editions.enums import State
from editions.head import absolute
from editions.models import Edition
from editions.richtext.plain import plain_text
from media_gallery.bodies import images_of
from media_gallery.footnotes import Notes
from media_gallery.models import Image
from publications.contents import Line, Section, lines_in, sections_of
from publications.issues import SHORT_KIND
from publications.models import IssueEdition
from publications.printing.bodies import MEASURE, Codes, draw_picture, draw_text
from publications.printing.pictures import Pictures, pixels

# The letter of articles among the short addresses.
ARTICLE_KIND = "a"
# Letters of text below which an article is kept on one page with what stands above it.
SHORT = 1400
# Headlines of more letters are set smaller.
LONG = 90
# What is named on the cover.
ON_COVER = 4


@dataclass
class Piece:
    """An article as it is printed; texts are drawn HTML, but for the heading's."""

    anchor: str
    heading: str
    standfirst: str
    category: str
    byline: str
    authors: list[str]
    translators: str
    moment: datetime | None
    picture: str
    body: str
    notes: str
    address: str
    shown_address: str
    code: str
    is_short: bool
    is_long_title: bool


@dataclass
class Entry:
    """A line of the contents; `anchor` is "" for what is not printed in the issue itself."""

    heading: str
    teaser: str
    byline: str
    anchor: str
    address: str
    is_lead: bool


@dataclass
class Chapter:
    heading: str
    entries: list[Entry]


@dataclass
class PrintedIssue:
    """An issue of an edition, ready for a template; with the files that it names."""

    text: IssueEdition
    edition: Edition
    series: str
    cover: str
    cover_words: str
    lead: str
    lead_notes: str
    chapters: list[Chapter]
    pieces: list[Piece]
    pictures: Pictures
    codes: Codes
    address: str
    shown_address: str
    code: str
    on_cover: list[Entry] = field(default_factory=list)

    @property
    def has_long_lead(self) -> bool:
        return len(self.lead) > SHORT


def read_issue(text: IssueEdition, *, now: datetime | None = None, with_drafts: bool = False) -> PrintedIssue:
    """An issue with what readers see in it at `now`, or at its own moment if that is to come.

    Args:
        text: with its edition, issue, series and cover.
        with_drafts: for the desk's preview: with articles that are not published yet.
    """
    edition = text.edition
    now = moment_of(text, now or timezone.now())
    with translation.override(edition.language), timezone.override(edition.zone):
        sections = sections_of(text, now=now, with_drafts=with_drafts)
        return _Reading(text, edition, sections).issue()


def moment_of(text: IssueEdition, now: datetime) -> datetime:
    """The moment whose articles an issue is made with: one that is to come is printed as it will be."""
    if text.state == State.PUBLISHED and text.published_at is not None:
        return max(now, text.published_at)
    return now


class _Reading:
    """Reads the texts of an issue in a few queries, however many there are, and draws them in their order."""

    def __init__(self, text: IssueEdition, edition: Edition, sections: list[Section]) -> None:
        self.text, self.edition, self.sections = text, edition, sections
        self.pictures, self.codes = Pictures(edition.code), Codes()
        lines = lines_in(sections)
        articles = [line.article for line in lines if line.article is not None]
        self.bodies = dict(Article.objects.filter(pk__in=[one.pk for one in articles]).values_list("pk", "body"))
        self.images = images_of("".join([text.lead, *self.bodies.values()]))
        self.bylines = bylines_of({one.story_id for one in articles}, edition.code)
        # One that stands twice in an issue is printed once.
        self.printed: dict[int, Piece] = {}
        for line in lines:
            if line.article is not None and line.article.pk not in self.printed:
                self.printed[line.article.pk] = self.piece(line, line.article)

    def issue(self) -> PrintedIssue:
        text, code = self.text, self.edition.code
        notes = Notes(self.edition, "lead")
        lead = self.draw(text.lead, notes)
        cover = text.issue.cover
        address = absolute(short_path(SHORT_KIND, text.pk))
        chapters = [Chapter(one.heading, [self.entry(line) for line in one.lines]) for one in self.sections]
        entries = [entry for chapter in chapters for entry in chapter.entries if entry.anchor]
        return PrintedIssue(
            text=text,
            edition=self.edition,
            series=translated(text.issue.series, "name", code),
            cover=self.pictures.source(cover, pixels(210)) if cover else "",
            cover_words=self.pictures.words(cover) if cover else "",
            lead=lead,
            lead_notes=notes.drawn(),
            chapters=chapters,
            pieces=list(self.printed.values()),
            pictures=self.pictures,
            codes=self.codes,
            address=address,
            shown_address=address.partition("://")[2],
            code=self.codes.source(address),
            on_cover=sorted(entries, key=lambda entry: not entry.is_lead)[:ON_COVER],
        )

    def entry(self, line: Line) -> Entry:
        piece = self.printed.get(line.article.pk) if line.article is not None else None
        address = "" if piece else absolute(line.address) if line.address else ""
        return Entry(
            heading=line.heading,
            teaser=line.teaser,
            byline=line.byline,
            anchor=piece.anchor if piece else "",
            address=address,
            is_lead=line.is_lead,
        )

    def piece(self, line: Line, article: Article) -> Piece:
        edition = self.edition
        body = self.bodies.get(article.pk, "")
        notes = Notes(edition, article.pk)
        address = absolute(short_path(ARTICLE_KIND, article.pk))
        byline = self.bylines.get(article.story_id)
        return Piece(
            anchor=f"article-{article.pk}",
            heading=line.heading,
            standfirst=article.standfirst,
            category=line.category,
            byline=line.byline,
            authors=[name.text for name in byline.authors] if byline else [],
            translators=translation.gettext(", ").join(name.text for name in byline.translators) if byline else "",
            moment=article.published_at,
            picture=self.opening(line.image) if line.image else "",
            body=self.draw(body, notes),
            notes=notes.drawn(),
            address=address,
            shown_address=address.partition("://")[2],
            code=self.codes.source(address),
            is_short=len(plain_text(body)) < SHORT,
            is_long_title=len(line.heading) > LONG,
        )

    def opening(self, image: Image) -> str:
        return draw_picture(image, self.edition, self.pictures, is_wide=image.width >= pixels(MEASURE) / 2)

    def draw(self, body: str, notes: Notes) -> str:
        return draw_text(body, self.edition, self.images, pictures=self.pictures, codes=self.codes, notes=notes)
