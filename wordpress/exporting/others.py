"""Standing pages, media items, books and issues, and the menu."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import chain
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from articles.models import MediaCredit
from editions import registry
from editions.columns import column, translated
from editions.enums import State
from editions.head import absolute
from editions.models import PageEdition
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, MediaItem
from publications.models import Book, BookAuthor, IssueEdition, IssueEntry
from wordpress.exporting.blocks import (
    Body,
    block,
    embed,
    file_block,
    gallery,
    mark,
    name_of,
    provider_of,
)
from wordpress.exporting.library import file_address
from wordpress.exporting.lines import words_of
from wordpress.exporting.numbers import document_number, number
from wordpress.exporting.outgoing import Outgoing
from wordpress.exporting.scope import by_key
from wordpress.exporting.shelves import place_of as shelf_of
from wordpress.exporting.texts import Place, Room, credits_shown, meant, place_of
from wordpress.exporting.told import told
from wordpress.told import SHOWN


def pages(room: Room) -> Iterator[list[Outgoing]]:
    for some in by_key(room.scope.pages().select_related("page")):
        room.library.read(chain.from_iterable(room.scope.images_in(one.body) for one in some))
        numbers = page_numbers({one.page_id for one in some})
        yield [_page(room, one, numbers.get(one.page_id, {})) for one in some]


def page_numbers(keys: set[int]) -> dict[int, dict[str, int]]:
    rows = PageEdition.objects.filter(page__in=keys).order_by("edition__position", "edition_id", "pk")
    found: dict[int, dict[str, int]] = {}
    for page, code, pk in rows.values_list("page_id", "edition_id", "pk"):
        found.setdefault(page, {})[code] = number("page", pk)
    return found


def _page(room: Room, text: PageEdition, numbers: dict[str, int]) -> Outgoing:
    place = place_of(text, begun=text.created_at, unpublish_at=text.unpublish_at)
    body, notes = room.body(text.body, text.edition_id)
    _count(room, text)
    room.mind_slug(text.slug)
    return Outgoing(
        number=number("page", text.pk),
        kind="page",
        title=text.title,
        link=absolute(text.get_absolute_url()),
        slug=text.slug,
        body=body,
        order=text.page.position,
        terms=room.language_terms(text.edition_id, numbers),
        meta=[*notes, *told(**place.told, **meant(title=text.title), kind="page", key=text.page.key)],
        **_stand(place, text),
    )


def _stand(place: Place, thing: Any) -> dict[str, Any]:
    return {
        "status": place.status,
        "date": place.date,
        "is_dated": place.is_dated,
        "modified": thing.updated_at,
    }


def _count(room: Room, thing: Any) -> None:
    room.report.lacking["withdrawn"] += thing.state == State.WITHDRAWN
    room.report.lacking["ending"] += getattr(thing, "unpublish_at", None) is not None


# Media.


def media(room: Room) -> Iterator[list[Outgoing]]:
    for some in by_key(room.scope.media()):
        albums: dict[int, list[int]] = {}
        for item, image in (
            AlbumPicture.objects.filter(item__in=some).order_by("position", "pk").values_list("item", "image")
        ):
            albums.setdefault(item, []).append(image)
        credits: dict[int, list[MediaCredit]] = {}
        for credit in MediaCredit.objects.filter(item__in=some):
            credits.setdefault(credit.item_id, []).append(credit)
        texts = (
            room.scope.images_in(getattr(one, column("text", code)) or "") for one in some for code in room.scope.codes
        )
        room.library.read(chain((one.image_id for one in some), *albums.values(), *texts))
        yield [
            _media(room, one, code, albums.get(one.pk, []), credits.get(one.pk, []))
            for one in some
            for code in room.scope.codes
            if getattr(one, column("title", code))
        ]


def numbers_of(kind: str, thing: Any) -> dict[str, int]:
    """The numbers of a thing that is one record for all editions, in those that have a title for it."""
    return {
        code: number(kind, thing.pk, code)
        for code in registry.all_editions()
        if getattr(thing, column("title", code), "")
    }


def _media(room: Room, item: MediaItem, code: str, album: list[int], credits: list[MediaCredit]) -> Outgoing:
    place = place_of(item, begun=item.created_at)
    parts = [
        one
        for credit in credits
        if (one := room.people.credit(credit.person_id, code, role=credit.role, at=credit.position))
    ]
    parts.sort(key=lambda one: (one.get("at", 0), one["role"], one["login"]))
    room.report.lacking["unnamed"] += len(credits) - len(parts)
    body, notes = room.body(
        f"{translated(item, 'text', code)}",
        code,
        *_shown_media(room, item, code, album),
        credits_shown(room.people, parts, code),
    )
    _count(room, item)
    slug = translated(item, "slug", code)
    room.mind_slug(slug)
    return Outgoing(
        number=number("media", item.pk, code),
        kind="post",
        title=translated(item, "title", code),
        link=absolute(item.address_in(code) or f"/{code}/"),
        slug=slug,
        creator=str(parts[0]["login"]) if parts else "",
        body=body,
        terms=[*room.language_terms(code, numbers_of("media", item)), room.shelves.place(item.kind, code)],
        meta=[
            ("_thumbnail_id", str(room.library.number(item.image_id))),
            *notes,
            *told(
                **place.told,
                **meant(title=translated(item, "title", code)),
                kind="media",
                credits=parts,
                album=[room.library.number(key) for key in album],
                video=item.video_url,
                video_file=document_number(item.video_file.name) if item.video_file else 0,
            ),
        ],
        **_stand(place, item),
    )


def _shown_media(room: Room, item: MediaItem, code: str, album: list[int]) -> Iterator[str]:
    """What is seen of an item besides its text: its picture, its album, its video."""
    shelf = room.library.in_edition(code)
    body = Body(shelf, code)
    picture = shelf.picture(item.image_id)
    if item.kind == Kind.PHOTOS:
        yield gallery([one for key in album if (one := shelf.picture(key))], body)
    elif item.kind == Kind.VIDEOS and item.video_url:
        yield embed(item.video_url, provider_of(item.video_url), mark(SHOWN))
    elif item.video_file:
        address = file_address(item.video_file.name)
        html = f'<figure class="wp-block-video"><video controls src="{escape(address)}"></video></figure>'
        yield block("video", {"id": document_number(item.video_file.name), **mark(SHOWN)}, html)
    elif picture is not None:
        attributes = {"id": picture.number, "sizeSlug": "full", "linkDestination": "none", **mark(SHOWN)}
        yield block("image", attributes, body.image(picture))


# Books.


def books(room: Room) -> Iterator[list[Outgoing]]:
    for some in by_key(room.scope.books().select_related("series")):
        authors: dict[int, list[BookAuthor]] = {}
        for author in BookAuthor.objects.filter(book__in=some):
            authors.setdefault(author.book_id, []).append(author)
        texts = (
            room.scope.images_in(getattr(one, column("description", code)) or "")
            for one in some
            for code in room.scope.codes
        )
        room.library.read(chain((one.cover_id for one in some), *texts))
        yield [
            _book(room, one, code, authors.get(one.pk, []))
            for one in some
            for code in room.scope.codes
            if getattr(one, column("title", code))
        ]


def _book(room: Room, book: Book, code: str, authors: list[BookAuthor]) -> Outgoing:
    place = place_of(book, begun=book.created_at)
    credits = [one for author in authors if (one := room.people.credit(author.person_id, code, at=author.position))]
    credits.sort(key=lambda one: (one.get("at", 0), one["login"]))
    file = [_file(book.file.name)] if book.file else []
    body, notes = room.body(
        translated(book, "description", code), code, credits_shown(room.people, credits, code), *file
    )
    _count(room, book)
    slug, thumbnail = translated(book, "slug", code), room.library.number(book.cover_id)
    return Outgoing(
        number=number("book", book.pk, code),
        kind="post",
        title=translated(book, "title", code),
        link=absolute(book.address_in(code) or f"/{code}/"),
        slug=slug,
        creator=str(credits[0]["login"]) if credits else "",
        body=body,
        excerpt=translated(book, "subtitle", code),
        terms=[*room.language_terms(code, numbers_of("book", book)), room.shelves.place(shelf_of(book.series), code)],
        meta=[
            *([("_thumbnail_id", str(thumbnail))] if thumbnail else []),
            *notes,
            *told(
                **place.told,
                **meant(title=translated(book, "title", code)),
                kind="book",
                credits=credits,
                subtitle=translated(book, "subtitle", code),
                publisher=translated(book, "publisher", code),
                isbn=book.isbn,
                year=book.year,
                file=document_number(book.file.name) if book.file else 0,
            ),
        ],
        **_stand(place, book),
    )


def _file(name: str | None) -> str:
    address = file_address(name)
    return file_block(address, document_number(name), name_of(address))


# Issues.


def issues(room: Room) -> Iterator[list[Outgoing]]:
    for some in by_key(room.scope.issues().select_related("issue__series")):
        entries: dict[int, list[IssueEntry]] = {}
        for entry in IssueEntry.objects.filter(text__in=some).order_by("position", "pk").select_related("article"):
            entries.setdefault(entry.text_id, []).append(entry)
        texts = (room.scope.images_in(one.lead) for one in some)
        room.library.read(chain((one.issue.cover_id for one in some), *texts))
        numbers = issue_numbers({one.issue_id for one in some})
        yield [_issue(room, one, entries.get(one.pk, []), numbers.get(one.issue_id, {})) for one in some]


def issue_numbers(keys: set[int]) -> dict[int, dict[str, int]]:
    rows = IssueEdition.objects.filter(issue__in=keys).order_by("edition__position", "edition_id", "pk")
    found: dict[int, dict[str, int]] = {}
    for issue, code, pk in rows.values_list("issue_id", "edition_id", "pk"):
        found.setdefault(issue, {})[code] = number("issue", pk)
    return found


def _issue(room: Room, text: IssueEdition, entries: list[IssueEntry], numbers: dict[str, int]) -> Outgoing:
    issue, code = text.issue, text.edition_id
    place = place_of(text, begun=text.created_at, unpublish_at=text.unpublish_at)
    shown = [*([_contents(entries, code)] if entries else []), *([_file(text.pdf.name)] if text.pdf else [])]
    body, notes = room.body(text.lead, code, *shown)
    _count(room, text)
    thumbnail = room.library.number(issue.cover_id)
    return Outgoing(
        number=number("issue", text.pk),
        kind="post",
        title=text.title,
        link=absolute(text.get_absolute_url()),
        slug=f"{issue.series.slug}-{issue.number}",
        body=body,
        terms=[*room.language_terms(code, numbers), room.shelves.place(shelf_of(issue.series), code)],
        meta=[
            *([("_thumbnail_id", str(thumbnail))] if thumbnail else []),
            *notes,
            *told(
                **place.told,
                **meant(title=text.title),
                kind="issue",
                number=issue.number,
                issued=issue.issued_on.isoformat(),
                file=document_number(text.pdf.name) if text.pdf else 0,
                entries=[
                    {
                        name: value
                        for name, value in (
                            ("article", number("article", entry.article_id) if entry.article_id else 0),
                            ("heading", entry.heading),
                            ("teaser", entry.teaser),
                            ("at", entry.position),
                        )
                        if value
                    }
                    for entry in entries
                ],
            ),
        ],
        **_stand(place, text),
    )


def _contents(entries: Iterable[IssueEntry], code: str) -> str:
    """What an issue holds, as a list for readers of WordPress."""
    with translation.override(code):
        parts = [block("heading", mark(SHOWN), f'<h2 class="wp-block-heading">{escape(_("Inside this issue"))}</h2>')]
    items = []
    for entry in entries:
        article = entry.article
        heading = words_of(entry.heading or (article.title if article else ""))
        if article is not None and article.slug:
            heading = f'<a href="{escape(absolute(article.get_absolute_url()))}">{heading}</a>'
        teaser = words_of(entry.teaser or (article.standfirst if article else ""))
        items.append(block("list-item", {}, f"<li>{heading}{'<br>' if teaser else ''}{teaser}</li>"))
    parts.append(block("list", mark(SHOWN), f'<ul class="wp-block-list">{"".join(items)}</ul>'))
    return "\n\n".join(parts)


KINDS: tuple[tuple[str, Callable[[Room], Iterator[list[Outgoing]]]], ...] = (
    ("page", pages),
    ("media item", media),
    ("book", books),
    ("issue", issues),
)
