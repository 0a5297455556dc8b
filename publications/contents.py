"""What stands "Inside this issue"."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone, translation

from articles.bylines import Byline, bylines_of, said
from articles.models import Article
from editions import registry
from editions.columns import translated
from editions.enums import State
from editions.prepared import prepared
from media_gallery.models import Image
from publications.enums import EntryKind
from publications.models import IssueEdition, IssueEntry


@dataclass(frozen=True)
class Line:
    """One line of the contents; `address` is "" where there is nothing that readers can open.

    `article` is that of readers (with drafts asked for: of the desk), without its body; `byline` is said in the
    edition's language, and "" of an own entry; `category` is the name of the article's category.
    """

    heading: str
    teaser: str
    address: str
    kind: str = EntryKind.ARTICLE
    article: Article | None = None
    image: Image | None = None
    is_lead: bool = False
    byline: str = ""
    category: str = ""


@dataclass(frozen=True)
class Section:
    """Lines beneath a heading; `heading` is "" before the first."""

    heading: str
    lines: tuple[Line, ...]


def sections_of(text: IssueEdition, *, now: datetime | None = None, with_drafts: bool = False) -> list[Section]:
    """The contents of an issue as readers see them at `now`, in two queries.

    Args:
        with_drafts: for the desk: articles to come stand there as they will, without a link.
    """
    return sections_from(_entries(text=text.pk), text.edition_id, now=now or timezone.now(), with_drafts=with_drafts)


@prepared
def _entries(*, text: int) -> QuerySet[IssueEntry]:
    related = ("article__story__category", "article__story__image", "image")
    return IssueEntry.objects.filter(text=text).select_related(*related).defer("article__body", "article__lineage")


def sections_from(entries: list[IssueEntry], code: str, *, now: datetime, with_drafts: bool = False) -> list[Section]:
    """Sections of entries, which need not be stored; one query for the bylines.

    A section with nothing in it that readers see is left out, as is one lead beside another.
    """
    bylines = bylines_of({entry.article.story_id for entry in entries if entry.article}, code)
    sections: list[tuple[str, list[Line]]] = [("", [])]
    has_lead = False
    edition = registry.all_editions().get(code)
    with translation.override(edition.language if edition else None):
        for entry in entries:
            if entry.kind == EntryKind.SECTION:
                # Without a heading of its own language the section stands apart all the same.
                sections.append(("" if entry.is_untranslated and not with_drafts else entry.heading, []))
                continue
            line = line_of(entry, now, with_drafts=with_drafts)
            if line is None:
                continue
            line = with_story(line, bylines, code)
            sections[-1][1].append(replace(line, is_lead=line.is_lead and not has_lead))
            has_lead = has_lead or line.is_lead
    return [Section(heading, tuple(lines)) for heading, lines in sections if lines]


def with_story(line: Line, bylines: dict[int, Byline], code: str) -> Line:
    """With picture, category and byline of its article."""
    if line.article is None:
        return line
    story = line.article.story
    return replace(
        line,
        image=line.image or story.image,
        byline=said(bylines.get(story.pk)),
        category=translated(story.category, "name", code) if story.category else "",
    )


def lines_of(text: IssueEdition, *, limit: int | None = None, now: datetime | None = None) -> list[Line]:
    """Headings, teasers and addresses of an issue in their order, without its sections, in one query."""
    now = now or timezone.now()
    lines = [line for entry in _headings(text=text.pk) if (line := line_of(entry, now, with_image=False))]
    return lines[:limit]


@prepared
def _headings(*, text: int) -> QuerySet[IssueEntry]:
    return (
        IssueEntry.objects.filter(text=text)
        .exclude(kind=EntryKind.SECTION)
        .select_related("article")
        .only(
            "kind",
            "heading",
            "teaser",
            "link",
            "is_lead",
            "is_untranslated",
            "article__edition_id",
            "article__title",
            "article__slug",
            "article__standfirst",
            "article__state",
            "article__published_at",
            "article__unpublish_at",
        )
    )


def lines_in(sections: Iterable[Section]) -> list[Line]:
    """All lines of sections, in their order."""
    return [line for section in sections for line in section.lines]


def line_of(entry: IssueEntry, now: datetime, *, with_drafts: bool = False, with_image: bool = True) -> Line | None:
    """A line of an entry; None for one that has only an article which readers have never seen.

    A withdrawn article keeps its heading, as the issue was published with it, but neither its standfirst nor a link.
    What was taken over from another edition and is not translated yet is not for readers.

    Args:
        with_drafts: for the desk: articles to come stand there as they will, without a link.
        with_image: with the picture that the entry itself names.
    """
    article = entry.article
    image = entry.image if with_image else None

    def line(heading: str, teaser: str, address: str, article: Article | None = None) -> Line:
        return Line(heading, teaser, address, entry.kind, article, image, entry.is_lead)

    is_live = article is not None and article.is_live(now)
    if article is not None and (is_live or (with_drafts and article.state != State.WITHDRAWN)):
        address = article.get_absolute_url() if is_live else ""
        return line(entry.heading or article.title, entry.teaser or article.standfirst, address, article)
    if entry.is_untranslated and not with_drafts:
        return None
    heading = entry.heading or (article.title if article is not None and was_seen(article, now) else "")
    return line(heading, entry.teaser, entry.link) if heading else None


def was_seen(article: Article, now: datetime) -> bool:
    return article.state != State.DRAFT and article.published_at is not None and article.published_at <= now
