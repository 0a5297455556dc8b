"""Reads of pictures and media items."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, ManyToOneRel, OuterRef, Q
from django.utils import timezone

from editions.columns import column, columns
from editions.enums import State
from media_gallery.spellings import spellings

# What drawing a picture needs of its image, besides its words in the edition.
IMAGE_FIELDS = ("file", "digest", "width", "height", "focal_x", "focal_y", "is_decorative", "renditions")


def image_columns(code: str, path: str = "image") -> list[str]:
    """The columns of an image, reached over `path`, that drawing it in the edition needs."""
    return [
        *(f"{path}__{name}" for name in IMAGE_FIELDS),
        *(f"{path}__{column(name, code)}" for name in ("alt", "caption", "credit")),
    ]


# What is written of a picture in each edition.
WORDS = ("alt", "caption", "credit")
SEARCHED = ("title", *(name for field in WORDS for name in columns(field)))


def relations_to(model: type[models.Model]) -> list[ManyToOneRel]:
    """Foreign keys of whatever model to this one, also those without a way back; tables of tags apart."""
    found = model._meta.get_fields(include_hidden=True)
    return [one for one in found if isinstance(one, ManyToOneRel) and not one.related_model._meta.auto_created]


class ImageQuerySet(models.QuerySet):
    def matching(self, query: str) -> Self:
        """Pictures that carry every word of `query` in their name, in a tag, or in the words of some edition."""
        found = self
        for word in query.replace("\x00", "").split()[:8]:
            anywhere = Q()
            for spelling in spellings(word[:60]):
                for name in SEARCHED:
                    anywhere |= Q(**{f"{name}__icontains": spelling})
                anywhere |= Q(Exists(self._with_tag(name__icontains=spelling)))
            found = found.filter(anywhere)
        return found

    def tagged(self, tag: int) -> Self:
        return self.filter(Exists(self._with_tag(pk=tag)))

    def _with_tag(self, **of_tag: object) -> models.QuerySet:
        through = apps.get_model("media_gallery", "Image").tags.through
        return through.objects.filter(image=OuterRef("pk"), **{f"librarytag__{key}": of_tag[key] for key in of_tag})

    def lacking(self, field: str, code: str) -> Self:
        """Pictures without alternative text, caption or credit in an edition; decoration needs no alternative text."""
        name = column(field, code)
        found = self.filter(Q(**{name: ""}) | Q(**{f"{name}__isnull": True}))
        return found.filter(is_decorative=False) if field == "alt" else found

    def pointed_to(self, *, is_so: bool = True) -> Self:
        """Pictures that a story, item, issue or anything else names as its own, or those that nothing does."""
        wanted = Q()
        for relation in relations_to(self.model):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            wanted |= Q(Exists(rows))
        return self.filter(wanted if is_so else ~wanted)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def numbered(self, numbers: Iterable[int]) -> Self:
        return self.filter(pk__in=list(numbers))


class MediaItemQuerySet(models.QuerySet):
    def live_in(self, code: str, now: datetime | None = None) -> Self:
        """Items that the edition shows at `now`: published, with a title and an address there."""
        return self.filter(
            **{f"{column('slug', code)}__isnull": False, f"{column('title', code)}__gt": ""},
            state=State.PUBLISHED,
            published_at__lte=now or timezone.now(),
        )

    def was_live_in(self, code: str, now: datetime | None = None) -> Self:
        """Items that readers of the edition may have seen and that are withdrawn."""
        return self.filter(
            **{f"{column('slug', code)}__isnull": False},
            state=State.WITHDRAWN,
            published_at__lte=now or timezone.now(),
        )

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_cards(self, code: str) -> Self:
        """What a grid shows of items of the edition: title, address and picture; no text."""
        names = ("kind", "published_at", column("title", code), column("slug", code))
        return self.select_related("image").only(*names, *image_columns(code))
