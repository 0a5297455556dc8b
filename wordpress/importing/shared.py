"""Posts that become media items, books or issues, as the mapping file says."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Max, Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.enums import CreditRole
from articles.models import MediaCredit
from editions import registry
from editions.columns import column
from editions.scripts.controls import one_line
from editions.scripts.digits import to_latin
from editions.scripts.slugs import slugify
from editions.years import LAST_YEAR
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, MediaItem
from media_gallery.videos import parse_video
from publications.enums import SeriesKind
from publications.models import Book, BookAuthor, Issue, IssueEdition, IssueEntry, Series
from search.services import refresh_things
from wordpress.importing.destinations import MEDIA, Place
from wordpress.importing.digests import digest_of
from wordpress.importing.prepared import Prepared, first_embed
from wordpress.importing.words import slug_of
from wordpress.models import Origin

NO_PICTURE = gettext_noop("it has no picture here, which it needs there")
NO_VIDEO = gettext_noop("it has no video that is known here")
_ROLES = {Kind.CARTOONS: CreditRole.CARTOONIST}
_PICTURE = re.compile(r'<figure[^<>]* data-image="(\d+)"[^>]*>.*?</figure>', re.DOTALL)
_EMPTIED = re.compile(r'<figure class="gallery"[^>]*><figcaption>(.*?)</figcaption></figure>', re.DOTALL)
_PDF = re.compile(r'href="([^"]+\.pdf)"', re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class Maker:
    model: type[Model]
    stood: Callable[[Any, str], str]
    update: Callable[[Prepared, int], Model]

    def stood_of(self, keys: Iterable[int], edition: str) -> dict[int, str]:
        rows = self.model._default_manager.filter(pk__in=list(keys))
        return {row.pk: self.stood(row, edition) for row in rows}


def make(one: Prepared, translations: list[Origin]) -> tuple[Model | None, str]:
    """What an item becomes at its place, found by search; or None, and why it cannot.

    Args:
        translations: origins of what is here of it in other languages.
    """
    thing: Model | None
    lacking = ""
    if one.goal.place in MEDIA:
        thing, lacking = _media(one, translations)
    elif one.goal.place == Place.BOOKS:
        thing = _book(one, translations)
    else:
        thing = _issue(one, translations)
    if thing is not None:
        refresh_things([thing])
    return thing, lacking


def _here(translations: list[Origin], label: str) -> int | None:
    return next((origin.object_id for origin in translations if origin.model == label), None)


def _slug(one: Prepared, rows: Any, longest_known: str) -> str:
    name = column("slug", one.edition)
    some = slugify(one.item.slug) or slugify(one.title) or str(one.item.number)
    taken = set(
        rows.filter(**{f"{name}__startswith": some[:60]}).exclude(**{name: longest_known}).values_list(name, flat=True)
    )
    return slug_of(one.item.slug, one.title, one.item.number, taken=taken)


# Media.


def _media(one: Prepared, translations: list[Origin]) -> tuple[MediaItem | None, str]:
    kind = Kind(one.goal.place.value)
    image = one.image or next(iter(one.pictures), None)
    is_told = one.told.text("kind") == "media"
    video, body = first_embed(one.body) if kind == Kind.VIDEOS and not is_told else ("", one.body)
    video = one.told.text("video", 300) if is_told else video
    file = one.file if is_told and kind == Kind.VIDEOS else ""
    if image is None:
        return None, NO_PICTURE
    if kind == Kind.VIDEOS and parse_video(video) is None and not file:
        return None, NO_VIDEO
    key = _here(translations, "media_gallery.mediaitem")
    item = MediaItem.objects.filter(pk=key, kind=kind).first() if key else None
    if item is None:
        state, moment = one.standing.state, one.standing.published_at
        item = MediaItem(kind=kind, image_id=image, state=state, published_at=moment)
    if kind == Kind.VIDEOS and not item.video_url:
        item.video_url = video[:300] if parse_video(video) else ""
    if file and not item.video_file:
        item.video_file.name = file
    _write_media(item, one, body)
    if key is None:
        pictures = (one.album if is_told else list(dict.fromkeys(one.pictures))) if kind == Kind.PHOTOS else []
        AlbumPicture.objects.bulk_create(
            AlbumPicture(item=item, image_id=picture, position=place) for place, picture in enumerate(pictures, 1)
        )
    role = _ROLES.get(kind, CreditRole.PHOTOGRAPHER)
    MediaCredit.objects.bulk_create(
        [
            MediaCredit(
                item=item,
                person_id=credited.person,
                role=credited.role if is_told else role,
                position=credited.position if credited.position is not None else place,
            )
            for place, credited in enumerate(one.credits)
            if is_told or credited.role == CreditRole.AUTHOR
        ],
        ignore_conflicts=True,
    )
    return item, ""


def _write_media(item: MediaItem, one: Prepared, body: str) -> None:
    own = MediaItem.objects.filter(kind=item.kind).exclude(pk=item.pk)
    slug = getattr(item, column("slug", one.edition)) or _slug(one, own, "")
    # The pictures are shown above the text: in the album, or as the item itself.
    shown = set(one.pictures) if item.kind == Kind.PHOTOS else {item.image_id}
    if one.told.text("kind") == "media":
        # Of one that was ours these stand beside its text, and what is in it is meant to be there.
        shown = set()
    text = _PICTURE.sub(lambda found: "" if int(found[1]) in shown else found[0], body)
    text = _EMPTIED.sub(lambda found: f"<p>{found[1]}</p>" if found[1] else "", text)
    setattr(item, column("title", one.edition), one.title)
    setattr(item, column("slug", one.edition), slug)
    setattr(item, column("text", one.edition), text)
    item.save()


def _update_media(one: Prepared, key: int) -> MediaItem:
    item = MediaItem.objects.get(pk=key)
    item.state, item.published_at = one.standing.state, one.standing.published_at
    is_told = one.told.text("kind") == "media"
    _write_media(item, one, first_embed(one.body)[1] if item.kind == Kind.VIDEOS and not is_told else one.body)
    refresh_things([item])
    return item


# Books.


def _series(slug: str, kind: SeriesKind, edition: str, name: str) -> Series:
    """The series at this address, with a name in the edition: without one it has no page there."""
    series = Series.objects.filter(slug=slug).first() or Series(slug=slug, kind=kind)
    if not getattr(series, column("name", edition)):
        setattr(series, column("name", edition), name[:160])
        series.save()
    return series


def _book(one: Prepared, translations: list[Origin]) -> Book:
    key = _here(translations, "publications.book")
    book = Book.objects.select_related("series").filter(pk=key).first() if key else None
    known = book.series if book else Series.objects.filter(kind=SeriesKind.BOOKS).order_by("position", "pk").first()
    slug = known.slug if known and (book or not one.goal.series) else one.goal.series or "books"
    with translation.override(one.edition):
        # A translation of a book that is here needs the name of its series, too.
        series = _series(slug, SeriesKind.BOOKS, one.edition, _("Books"))
    if book is None:
        state, moment = one.standing.state, one.standing.published_at
        book = Book(series=series, cover_id=one.image, state=state, published_at=moment)
        book.file.name = one.file or _pdf_in(one.body)
        book.isbn, book.year = one.told.text("isbn", 17), one.told.whole("year", LAST_YEAR) or None
    _write_book(book, one)
    authors = [credited for credited in one.credits if credited.role == CreditRole.AUTHOR]
    BookAuthor.objects.bulk_create(
        [
            BookAuthor(
                book=book,
                person_id=credited.person,
                position=credited.position if credited.position is not None else place,
            )
            for place, credited in enumerate(authors)
        ],
        ignore_conflicts=True,
    )
    return book


def _write_book(book: Book, one: Prepared) -> None:
    slug = getattr(book, column("slug", one.edition)) or _slug(one, Book.objects.exclude(pk=book.pk), "")
    setattr(book, column("title", one.edition), one.title)
    setattr(book, column("slug", one.edition), slug)
    setattr(book, column("description", one.edition), one.body)
    for name, longest in (("subtitle", 300), ("publisher", 200)):
        if words := one.told.text(name, longest):
            setattr(book, column(name, one.edition), words)
    book.save()


def _update_book(one: Prepared, key: int) -> Book:
    book = Book.objects.get(pk=key)
    book.state, book.published_at = one.standing.state, one.standing.published_at
    _write_book(book, one)
    refresh_things([book])
    return book


def _pdf_in(body: str) -> str:
    """The name in the storage of the first PDF of ours that a text offers; empty where it offers none."""
    for address in _PDF.findall(body):
        path = unquote(urlsplit(unescape(address)).path)
        if path.startswith(settings.MEDIA_URL):
            return path.removeprefix(settings.MEDIA_URL)
    return ""


# Issues.


def _issue(one: Prepared, translations: list[Origin]) -> IssueEdition:
    kind = SeriesKind.BRIEF if "brief" in one.goal.series else SeriesKind.NEWSLETTER
    series = _series(one.goal.series, kind, one.edition, one.goal.series.replace("-", " ").capitalize())
    key = _here(translations, "publications.issueedition")
    other = (
        IssueEdition.objects.select_related("issue").filter(pk=key).exclude(edition=one.edition).first()
        if key
        else None
    )
    issue = other.issue if other else None
    if issue is None or IssueEdition.objects.filter(issue=issue, edition=one.edition).exists():
        issue = _new_issue(one, series)
    text = IssueEdition(
        issue=issue,
        edition_id=one.edition,
        title=one.title,
        lead=one.body,
        state=one.standing.state,
        published_at=one.standing.published_at,
        unpublish_at=one.standing.unpublish_at,
    )
    text.pdf.name = one.file or _pdf_in(one.body)
    text.save()
    _write_entries(text, one)
    return text


def _write_entries(text: IssueEdition, one: Prepared) -> None:
    """What our own export told of what is inside; an article that is not here leaves its heading, if it has one."""
    rows = []
    for part in one.told.parts("entries"):
        article = one.inside.get(part.whole("article"))
        heading = one_line(part.text("heading", 300))
        if article is not None or heading:
            teaser, place = part.text("teaser", 1000), part.whole("at", 32_000)
            rows.append(IssueEntry(text=text, article_id=article, heading=heading, teaser=teaser, position=place))
    IssueEntry.objects.bulk_create(rows)


def _new_issue(one: Prepared, series: Series) -> Issue:
    """The number that its title names, where no other issue has it; else the next."""
    found = _NUMBER.search(to_latin(one.title))
    number = one.told.whole("number", 10**9) or (int(found[0]) if found else 0)
    if not number or Issue.objects.filter(series=series, number=number).exists():
        number = (Issue.objects.filter(series=series).aggregate(last=Max("number"))["last"] or 0) + 1
    moment = one.item.date or one.item.modified or timezone.now()
    edition = registry.all_editions().get(one.edition)
    day = moment.astimezone(edition.zone).date() if edition else moment.date()
    if told := one.told.moment_of_day("issued"):
        day = told
    return Issue.objects.create(series=series, number=number, issued_on=day, cover_id=one.image)


def _update_issue(one: Prepared, key: int) -> IssueEdition:
    text = IssueEdition.objects.select_related("issue").get(pk=key)
    text.title, text.lead = one.title, one.body
    text.state, text.published_at = one.standing.state, one.standing.published_at
    text.unpublish_at = one.standing.unpublish_at
    text.save()
    refresh_things([text])
    return text


def _stood_shared(thing: Any, edition: str) -> str:
    """Of one edition's words: another's are another item's."""
    words = [getattr(thing, column(name, edition)) for name in ("title", "slug", words_of(thing))]
    return digest_of(*map(str, words), thing.state, thing.published_at)


def words_of(thing: Any) -> str:
    """The field that holds its text."""
    return "description" if isinstance(thing, Book) else "text"


def _stood_issue(text: IssueEdition, _edition: str = "") -> str:
    return digest_of(text.title, text.lead, text.state, text.published_at)


MAKERS = {
    "media_gallery.mediaitem": Maker(MediaItem, _stood_shared, _update_media),
    "publications.book": Maker(Book, _stood_shared, _update_book),
    "publications.issueedition": Maker(IssueEdition, _stood_issue, _update_issue),
}
