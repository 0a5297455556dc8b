"""The library's tags, as words in a field: read, compared, written."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count

from editions.scripts.controls import one_line
from media_gallery.models import Image, LibraryTag
from media_gallery.spellings import comparable

MOST = 30
LONGEST = 60
SUGGESTED = 200
# Commas and semicolons of all our scripts, and line ends.
_BETWEEN = re.compile(r"[,;،؛、\n\r]+")


def words_in(text: str) -> list[str]:
    """The tags that somebody typed, each once, in their order; how they are spelt the first time counts."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        word = one_line(part)[:LONGEST].strip()
        if word and comparable(word):
            found.setdefault(comparable(word), word)
    return list(found.values())[:MOST]


def words_of(image: Image) -> str:
    """The tags of a picture as its field shows them."""
    return ", ".join(tag.name for tag in image.tags.all())


def suggestions() -> list[str]:
    """The tags there are, those of most pictures first."""
    tags = LibraryTag.objects.annotate(number=Count("images")).order_by("-number", "name")
    return list(tags.values_list("name", flat=True)[:SUGGESTED])


def tags_named(words: Iterable[str]) -> list[LibraryTag]:
    """The tags of these words; what differs from one there is only in spelling is that one, others are made."""
    known = {comparable(tag.name): tag for tag in LibraryTag.objects.all()}
    found = []
    for word in words:
        tag = known.get(comparable(word))
        if tag is None:
            tag, _made = LibraryTag.objects.get_or_create(name=word)
            known[comparable(word)] = tag
        found.append(tag)
    return found


@transaction.atomic
def set_tags(*, image: Image, text: str) -> None:
    """Give a picture exactly the tags typed; those that no picture has any more go."""
    before = set(image.tags.values_list("pk", flat=True))
    image.tags.set(tags_named(words_in(text)))
    drop_unused(before)


@transaction.atomic
def add_tags(*, images: Iterable[Image], text: str) -> list[LibraryTag]:
    """Give each picture the tags typed, besides those it has."""
    tags = tags_named(words_in(text))
    through = Image.tags.through
    rows = [through(image_id=image.pk, librarytag_id=tag.pk) for image in images for tag in tags]
    through.objects.bulk_create(rows, ignore_conflicts=True)
    return tags


@transaction.atomic
def remove_tags(*, images: Iterable[Image], text: str) -> list[LibraryTag]:
    """Take the tags typed away from each picture; a tag that no picture has any more goes."""
    wanted = {comparable(word) for word in words_in(text)}
    tags = [tag for tag in LibraryTag.objects.all() if comparable(tag.name) in wanted]
    Image.tags.through.objects.filter(image__in=[one.pk for one in images], librarytag__in=tags).delete()
    drop_unused(tag.pk for tag in tags)
    return tags


def drop_unused(numbers: Iterable[int]) -> None:
    LibraryTag.objects.filter(pk__in=list(numbers), images=None).delete()
