"""Public pages of media: an overview, a kind, one item."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from delivery.short_links import short_path
from editions import registry
from editions.columns import column, translated
from editions.head import Head, absolute
from editions.models import Edition
from editions.paging import page_of
from editions.richtext.plain import excerpt, plain_text
from editions.share import share_links
from editions.unions import fetch_union
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
    live = MediaItem.objects.live_in(code).newest_first()
    rows = fetch_union([live.of_kind(kind).values_list("pk")[:A_KIND] for kind in Kind])
    items = live.for_cards(code).in_bulk([pk for _part, (pk,) in rows])
    kinds = [
        {
            "key": kind.value,
            "title": kind.label,
            "grid": GRIDS[kind],
            "address": reverse("media_gallery:kind", args=[edition, kind]),
            "items": cards([items[pk] for part, (pk,) in rows if part == number and pk in items], code),
        }
        for number, kind in enumerate(Kind)
    ]
    path = reverse("media_gallery:overview", args=[edition])
    head = Head(title=_("Media"), path=path, description=edition.tagline)
    head.alternates = {one.code: reverse("media_gallery:overview", args=[one]) for one in registry.visible_editions()}
    illustrate(head, (items[pk].image for _part, (pk,) in rows if pk in items), code)
    return render(request, "media_gallery/overview.html", {"edition": edition, "head": head, "kinds": kinds})


def kind_list(request: HttpRequest, edition: Edition, kind: Kind) -> HttpResponse:
    """All items of a kind, newest first."""
    path = reverse("media_gallery:kind", args=[edition, kind])
    queryset = MediaItem.objects.live_in(edition.code).of_kind(kind).for_cards(edition.code)
    page = page_of(queryset, request.GET, path=path, size=A_PAGE)
    head = Head(
        title=str(kind.label),
        path=path,
        description=edition.tagline,
        alternates={one.code: reverse("media_gallery:kind", args=[one, kind]) for one in registry.visible_editions()},
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
        "trail": [(_("Media"), reverse("media_gallery:overview", args=[edition]))],
    }
    return render(request, "media_gallery/kind_list.html", context)


def item_detail(request: HttpRequest, edition: Edition, kind: Kind, slug: str) -> HttpResponse:
    """A cartoon, news picture, album or video."""
    code = edition.code
    items = MediaItem.objects.of_kind(kind).filter(**{column("slug", code): slug})
    item = items.live_in(code).select_related("image").first()
    if item is None:
        return missing_item(request, edition, items)
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
            (_("Media"), reverse("media_gallery:overview", args=[edition])),
            (kind.label, reverse("media_gallery:kind", args=[edition, kind])),
        ],
    }
    return render(request, "media_gallery/item_detail.html", context)


def missing_item(request: HttpRequest, edition: Edition, items: MediaItemQuerySet) -> HttpResponse:
    """410 for what was shown here and withdrawn, else 404; a draft is not given away."""
    if items.was_live_in(edition.code).exists():
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    raise Http404


def pictures_of(album: MediaItem, code: str) -> list[Image]:
    """The pictures of an album, in their order."""
    places = AlbumPicture.objects.filter(item=album).select_related("image").only("item_id", *image_columns(code))
    return [place.image for place in places]


def neighbours(item: MediaItem, code: str) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The next older and newer item of the kind, in one query; of equal moments the higher number is the newer."""
    live = MediaItem.objects.live_in(code).of_kind(item.kind)
    columns = (column("title", code), column("slug", code))
    moment, same = item.published_at, Q(published_at=item.published_at)
    before = Q(published_at__lt=moment) | (same & Q(pk__lt=item.pk))
    after = Q(published_at__gt=moment) | (same & Q(pk__gt=item.pk))
    rows = fetch_union(
        [
            live.filter(before).newest_first().values_list(*columns)[:1],
            live.filter(after).order_by("published_at", "pk").values_list(*columns)[:1],
        ]
    )
    found = {
        part: {"title": title, "address": reverse("media_gallery:item", args=[code, item.kind, slug])}
        for part, (title, slug) in rows
    }
    return found.get(0), found.get(1)


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
