"""What search shows of this room: cartoons, news pictures, albums and videos, with the words of their pictures."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from django.conf import settings
from django.db.models import Q

from editions.columns import translated
from editions.enums import State
from editions.richtext.plain import plain_text
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, Image, MediaItem
from search.sources import Document, Shown, Source, keys_of, register_shown, register_source

Names = Callable[[list[int]], dict[int, set[tuple[str, int]]]]
_NAMES: list[Names] = []


def register_names(names: Names) -> None:
    """A room above says who is credited with items."""
    _NAMES.append(names)


def register() -> None:
    """Let the items of each kind be found."""
    for kind in Kind:
        register_source(kind.value, Source(kind.label, partial(documents, kind), keys_of(MediaItem)))
    register_shown("media_gallery.MediaItem", item_shown)
    register_shown("media_gallery.Image", image_shown)


def documents(kind: Kind, keys: list[int]) -> Iterator[Document]:
    items = list(
        MediaItem.objects.of_kind(kind)
        .filter(pk__in=keys, state=State.PUBLISHED, published_at__isnull=False)
        .select_related("image")
    )
    albums: dict[int, list[Image]] = defaultdict(list)
    for place in AlbumPicture.objects.filter(item__in=items).select_related("image"):
        albums[place.item_id].append(place.image)
    names: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for names_of in _NAMES:
        for item, found in names_of([one.pk for one in items]).items():
            names[item] |= found
    for item in items:
        for code in settings.MODELTRANSLATION_LANGUAGES:
            if item.published_at and (address := item.address_in(code)):
                yield Document(
                    edition=code,
                    key=item.pk,
                    title=translated(item, "title", code),
                    address=address,
                    published_at=item.published_at,
                    summary=plain_text(translated(item, "text", code)),
                    text=words_of_pictures([item.image, *albums[item.pk]], code),
                    names=tuple(sorted(names[item.pk])),
                )


def words_of_pictures(images: list[Image], code: str) -> str:
    """Captions, alternative texts and credits in the edition, a line each, none twice."""
    lines = (translated(image, field, code) for image in images for field in ("caption", "alt", "credit"))
    return "\n".join(dict.fromkeys(line for line in lines if line))


def item_shown(item: MediaItem) -> Shown:
    # Whatever its kind was before.
    return [(kind.value, [item.pk]) for kind in Kind]


def image_shown(image: Image) -> Shown:
    items = MediaItem.objects.filter(Q(image=image.pk) | Q(pictures__image=image.pk)).distinct()
    return [(kind, [pk]) for pk, kind in items.values_list("pk", "kind")]
