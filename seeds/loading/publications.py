"""Series, issues with their contents and PDFs, and books."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from articles.models import Article, Person, Story
from editions.columns import translated
from editions.enums import State
from editions.models import Edition
from media_gallery.models import Image
from publications.composing.taking import take
from publications.enums import CoverFrom, EntryKind, SeriesKind
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
            if words := issue_words(code, series, number):
                load_issue_text(issue, edition, words, stories, published_at=published_at)
    if series.slug == "newsletter":
        load_coming(series, images, stories, editions, now=now)
    else:
        # Of these two one has a drawn cover, and one the first page of its PDF.
        Issue.objects.filter(series=series, number=2).update(cover_from=CoverFrom.MADE)
        Issue.objects.filter(series=series, number=1).update(cover=None)


def issue_words(code: str, series: Series, number: int) -> dict:
    found: dict = texts.site(code).get("issues", {}).get(series.slug, {}).get(str(number), {})
    return found


def load_coming(
    series: Series, images: dict[str, Image], stories: dict[str, Story], editions: dict[str, Edition], *, now: datetime
) -> None:
    """An issue that is being composed: the English contents, which the other editions have taken over. Some stories
    they do not have, some lag behind, and the headings wait to be translated."""
    number = texts.plan()["publications"]["coming"]
    entries = issue_words("en", series, number)["entries"]
    issue = Issue.objects.create(
        series=series,
        number=number,
        issued_on=(now + timedelta(days=25)).date(),
        cover=stories[next(entry["story"] for entry in entries if entry.get("lead"))].image,
        cover_from=CoverFrom.MADE,
    )
    drafts = {}
    for code, edition in editions.items():
        if words := issue_words(code, series, number):
            drafts[code] = IssueEdition.objects.create(
                issue=issue, edition=edition, title=words["title"], lead=f"<p>{words['lead']}</p>"
            )
    load_entries(drafts["en"], entries, stories)
    for code, text in drafts.items():
        if code != "en":
            take(target=text, source=drafts["en"])


def load_entries(text: IssueEdition, rows: list[dict], stories: dict[str, Story]) -> list[IssueEntry]:
    """The contents of a text, as its edition's words say; stories that it does not have are left out."""
    keys = [stories[row["story"]].pk for row in rows if "story" in row]
    articles = {one.story_id: one for one in Article.objects.filter(edition=text.edition_id, story__in=keys)}
    entries: list[IssueEntry] = []
    for row in rows:
        article = articles.get(stories[row["story"]].pk) if "story" in row else None
        heading = row.get("section") or row.get("heading", "")
        if article or heading:
            kind = EntryKind.SECTION if "section" in row else EntryKind.ARTICLE if article else EntryKind.OWN
            entries.append(
                IssueEntry(
                    text=text,
                    position=len(entries),
                    kind=kind,
                    article=article,
                    heading=heading,
                    teaser=row.get("teaser", ""),
                    is_lead=row.get("lead", False),
                )
            )
    return IssueEntry.objects.bulk_create(entries)


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
    text.save()
    entries = load_entries(text, words["entries"], stories)
    content = make_pdf(
        edition=edition,
        masthead=translated(issue.series, "name", edition.code) or issue.series.slug,
        number=issue.number,
        day=issue.issued_on,
        title=words["title"],
        lead=words["lead"],
        cover=issue.cover.file.path,  # type: ignore[union-attr]
        entries=[
            PdfEntry(str(entry), entry.teaser or (entry.article.standfirst if entry.article else ""))
            for entry in entries
            if entry.kind != EntryKind.SECTION
        ],
    )
    text.pdf.save(f"{issue.series.slug}-{issue.number}-{edition.code}.pdf", ContentFile(content))


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
