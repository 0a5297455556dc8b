"""Series, issues with their contents and PDFs, and books."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from articles.models import Article, Person, Story
from editions.columns import translated
from editions.enums import State
from editions.models import Edition
from media_gallery.models import Image
from publications.enums import EntryKind, SeriesKind
from publications.models import Book, BookAuthor, Issue, IssueEdition, IssueEntry, Series
from seeds.loading import texts
from seeds.pdf import PdfEntry, make_pdf

KINDS = {"books": SeriesKind.BOOKS, "newsletter": SeriesKind.NEWSLETTER, "pars-brief": SeriesKind.BRIEF}
AUTHORS = {
    "the-quiet-shelf": ["daniel-okoye"],
    "water-and-stone": ["mira-halvorsen", "samir-nassar"],
    "forty-loaves": ["arben-kola"],
    "the-book-of-small-repairs": ["leila-farhadi"],
}
WITH_PDF = {"the-quiet-shelf", "forty-loaves"}


def load_publications(
    images: dict[str, Image], stories: dict[str, Story], people: dict[str, Person], *, now: datetime
) -> None:
    editions = {edition.code: edition for edition in Edition.objects.all()}
    for position, (slug, kind) in enumerate(KINDS.items()):
        series = Series(slug=slug, kind=kind, position=position)
        texts.fill(series, "series", slug, name="name", description="description")
        series.save()
        if kind == SeriesKind.BOOKS:
            load_books(series, images, people, now=now)
        else:
            load_issues(series, images, stories, editions, now=now)


def load_issues(
    series: Series, images: dict[str, Image], stories: dict[str, Story], editions: dict[str, Edition], *, now: datetime
) -> None:
    numbers = texts.plan()["publications"][series.slug]
    for number in numbers:
        published_at = now - timedelta(days=5 + (numbers[-1] - number) * 30, hours=3)
        issue = Issue.objects.create(
            series=series,
            number=number,
            issued_on=published_at.date(),
            cover=images[f"{series.slug}:{number}"],
        )
        for code, edition in editions.items():
            if words := texts.site(code).get("issues", {}).get(series.slug, {}).get(str(number)):
                load_issue_text(issue, edition, words, stories, published_at=published_at)


def load_issue_text(
    issue: Issue, edition: Edition, words: dict, stories: dict[str, Story], *, published_at: datetime
) -> None:
    text = IssueEdition(
        issue=issue,
        edition=edition,
        title=words["title"],
        lead=f"<p>{words['lead']}</p>",
        state=State.PUBLISHED,
        published_at=published_at,
    )
    keys = [entry["story"] for entry in words["entries"] if "story" in entry]
    articles = {
        article.story_id: article
        for article in Article.objects.filter(edition=edition, story__in=[stories[key].pk for key in keys])
    }
    entries = []
    for entry in words["entries"]:
        article = articles.get(stories[entry["story"]].pk) if "story" in entry else None
        if article or entry.get("heading"):
            entries.append((article, entry.get("heading", ""), entry.get("teaser", "")))
    content = make_pdf(
        edition=edition,
        masthead=translated(issue.series, "name", edition.code) or issue.series.slug,
        number=issue.number,
        day=issue.issued_on,
        title=words["title"],
        lead=words["lead"],
        cover=issue.cover.file.path,  # type: ignore[union-attr]
        entries=[
            PdfEntry(heading or (article.title if article else ""), teaser or (article.standfirst if article else ""))
            for article, heading, teaser in entries
        ],
    )
    text.pdf.save(f"{issue.series.slug}-{issue.number}-{edition.code}.pdf", ContentFile(content), save=False)
    text.save()
    IssueEntry.objects.bulk_create(
        IssueEntry(
            text=text,
            position=place,
            kind=EntryKind.ARTICLE if article else EntryKind.OWN,
            article=article,
            heading=heading,
            teaser=teaser,
        )
        for place, (article, heading, teaser) in enumerate(entries)
    )


def isbn_of(number: int) -> str:
    """An ISBN-13 with a right check digit, in the block 978-0-00 followed by our running number."""
    digits = f"97800000000{number}"[:12]
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def load_books(series: Series, images: dict[str, Image], people: dict[str, Person], *, now: datetime) -> None:
    for number, key in enumerate(texts.plan()["publications"]["books"], 1):
        book = Book(
            series=series,
            isbn=isbn_of(number),
            year=now.year - number % 3,
            cover=images[f"books:{key}"],
            state=State.PUBLISHED,
            published_at=now - timedelta(days=20 * number),
        )
        texts.fill(book, "books", key, title="title", subtitle="subtitle", slug="slug", publisher="publisher")
        for code in texts.CODES:
            if text := texts.words("books", key, code).get("description"):
                setattr(book, f"description_{code}", f"<p>{text}</p>")
        if key in WITH_PDF:
            words = texts.words("books", key, "en")
            content = make_pdf(
                edition=Edition.objects.get(code="en"),
                masthead=translated(series, "name", "en"),
                number=None,
                day=now.date(),
                title=words["title"],
                lead=words["description"],
                cover=images[f"books:{key}"].file.path,
                entries=[],
            )
            book.file.save(f"{key}.pdf", ContentFile(content), save=False)
        book.save()
        BookAuthor.objects.bulk_create(
            BookAuthor(book=book, person=people[person], position=place) for place, person in enumerate(AUTHORS[key])
        )
