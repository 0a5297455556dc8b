"""Public pages of media: an overview, a kind, one item."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from delivery.short_links import short_path
from editions import registry
from editions.addresses import address_of, path_to
from editions.columns import column, translated
from editions.head import Head, absolute, in_all_editions
from editions.models import Edition
from editions.paging import beyond, page_from
from editions.prepared import prepared
from editions.richtext.plain import excerpt, plain_text
from editions.share import share_links
from media_gallery.cards import cards
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, Image, MediaItem
from media_gallery.pictures import illustrate
from media_gallery.querysets import MediaItemQuerySet, image_columns
from media_gallery.sections import SHORT_KIND, card_of
from media_gallery.share_cards.card import show_card
from media_gallery.structured import media_data

A_KIND = 4
A_PAGE = 24
# The grids of static/css/components/grid.css.
GRIDS = {Kind.CARTOONS: "cartoons", Kind.NEWSPICS: "pics", Kind.PHOTOS: "pics", Kind.VIDEOS: "videos"}


def overview(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The newest of each kind."""
    code = edition.code
    now = timezone.now()
    rows = _newest(code, now=now)
    keys = [pk for _part, (pk,) in rows]
    items = {item.pk: item for item in _cards(code, now=now, keys=keys)} if keys else {}
    kinds = [
        {
            "key": kind.value,
            "title": kind.label,
            "grid": GRIDS[kind],
            "address": path_to("media_gallery:kind", edition.code, kind.value),
            "items": cards([items[pk] for part, (pk,) in rows if part == number and pk in items], code),
        }
        for number, kind in enumerate(Kind)
    ]
    path = path_to("media_gallery:overview", edition.code)
    alternates = in_all_editions("media_gallery:overview")
    head = Head(title=_("Media"), path=path, description=edition.tagline, alternates=alternates)
    illustrate(head, (items[pk].image for _part, (pk,) in rows if pk in items), code)
    return render(request, "media_gallery/overview.html", {"edition": edition, "head": head, "kinds": kinds})


@prepared
def _newest(code: str, /, *, now: datetime) -> list[QuerySet[Any]]:
    live = MediaItem.objects.live_in(code, now).newest_first()
    return [live.of_kind(kind).values_list("pk")[:A_KIND] for kind in Kind]


@prepared
def _cards(code: str, /, *, now: datetime, keys: list[int]) -> QuerySet[MediaItem]:
    return MediaItem.objects.live_in(code, now).for_cards(code).filter(pk__in=keys)


def kind_list(request: HttpRequest, edition: Edition, kind: Kind) -> HttpResponse:
    """All items of a kind, newest first."""
    path = path_to("media_gallery:kind", edition.code, kind.value)
    page = page_from(partial(_beyond, edition.code, kind), request.GET, path=path, size=A_PAGE)
    head = Head(
        title=str(kind.label),
        path=path,
        description=edition.tagline,
        alternates=in_all_editions("media_gallery:kind", kind.value),
    )
    head.turn_to(page)
    illustrate(head, (item.image for item in page.rows), edition.code)
    context = {
        "edition": edition,
        "head": head,
        "title": kind.label,
        "grid": GRIDS[kind],
        "items": cards(page.rows, edition.code),
        "page": page,
        "trail": [(_("Media"), path_to("media_gallery:overview", edition.code))],
    }
    return render(request, "media_gallery/kind_list.html", context)


def _beyond(code: str, kind: Kind, sign: str, **edge: Any) -> list[MediaItem]:
    return _of_kind(code, kind, sign, now=timezone.now(), **edge)


@prepared
def _of_kind(code: str, kind: Kind, sign: str, /, *, now: datetime, **edge: Any) -> QuerySet[MediaItem]:
    items = MediaItem.objects.live_in(code, now).of_kind(kind).for_cards(code)
    return beyond(items, sign, **edge)[: A_PAGE + 1]


def item_detail(request: HttpRequest, edition: Edition, kind: Kind, slug: str) -> HttpResponse:
    """A cartoon, news picture, album or video."""
    code = edition.code
    item = next(iter(_live_at(code, kind, now=timezone.now(), slug=slug)), None)
    if item is None:
        return missing_item(request, edition, MediaItem.objects.of_kind(kind).filter(**{column("slug", code): slug}))
    older, newer = neighbours(item, code)
    head = item_head(item, code)
    illustrate(head, [item.image], code)
    short = short_path(SHORT_KIND, item.pk, code)
    show_card(head, short, card_of(item, edition))
    pictures = pictures_of(item, code) if kind == Kind.PHOTOS else []
    head.json_ld = [media_data(item, edition, head, pictures)]
    context = {
        "edition": edition,
        "head": head,
        "item": item,
        "title": head.title,
        "text": translated(item, "text", code),
        "pictures": pictures,
        "older": older,
        "newer": newer,
        "short_path": short,
        "share": share_links(edition.share_targets, url=absolute(short), title=head.title, picture=head.image),
        "trail": [
            (_("Media"), path_to("media_gallery:overview", edition.code)),
            (kind.label, path_to("media_gallery:kind", edition.code, kind.value)),
        ],
    }
    return render(request, "media_gallery/item_detail.html", context)


@prepared
def _live_at(code: str, kind: Kind, /, *, now: datetime, slug: str) -> QuerySet[MediaItem]:
    items = MediaItem.objects.of_kind(kind).filter(**{column("slug", code): slug})
    return items.live_in(code, now).select_related("image")


def missing_item(request: HttpRequest, edition: Edition, items: MediaItemQuerySet) -> HttpResponse:
    """410 for what was shown here and withdrawn, else 404; a draft is not given away."""
    if items.was_live_in(edition.code).exists():
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    raise Http404


def pictures_of(album: MediaItem, code: str) -> list[Image]:
    """The pictures of an album, in their order."""
    return [place.image for place in _pictures(code, album=album.pk)]


@prepared
def _pictures(code: str, /, *, album: int) -> QuerySet[AlbumPicture]:
    return AlbumPicture.objects.filter(item=album).select_related("image").only("item_id", *image_columns(code))


def neighbours(item: MediaItem, code: str) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The next older and newer item of the kind, in one query; of equal moments the higher number is the newer."""
    rows = _beside(code, item.kind, now=timezone.now(), moment=item.published_at, number=item.pk)
    found = {
        part: {"title": title, "address": address_of("media_gallery:item", code, item.kind, slug)}
        for part, (title, slug) in rows
    }
    return found.get(0), found.get(1)


@prepared
def _beside(code: str, kind: str, /, *, now: datetime, moment: datetime, number: int) -> list[QuerySet[Any]]:
    live = MediaItem.objects.live_in(code, now).of_kind(kind)
    columns = (column("title", code), column("slug", code))
    same = Q(published_at=moment)
    before = Q(published_at__lt=moment) | (same & Q(pk__lt=number))
    after = Q(published_at__gt=moment) | (same & Q(pk__gt=number))
    return [
        live.filter(before).newest_first().values_list(*columns)[:1],
        live.filter(after).order_by("published_at", "pk").values_list(*columns)[:1],
    ]


def item_head(item: MediaItem, code: str) -> Head:
    text = plain_text(translated(item, "text", code))
    return Head(
        title=translated(item, "title", code),
        path=item.address_in(code) or "",
        description=excerpt(text or translated(item.image, "caption", code), 200),
        alternates={one.code: path for one in registry.visible_editions() if (path := item.address_in(one.code))},
        kind="article",
        published=item.published_at.isoformat() if item.published_at else "",
        modified=item.updated_at.isoformat(),
    )
