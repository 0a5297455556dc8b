"""What others are told of media items (delivery/outbox.py)."""

from collections.abc import Iterator

from django.utils import timezone

from delivery.outbox import Public
from delivery.short_links import short_path
from editions import registry
from editions.columns import translated
from editions.enums import State
from media_gallery.models import MediaItem
from media_gallery.sections import SHORT_KIND


def public_items(numbers: list[int]) -> Iterator[Public]:
    """Items as readers know them, in each visible edition that has words for them."""
    now = timezone.now()
    for item in MediaItem.objects.filter(pk__in=numbers).exclude(published_at=None):
        for edition in registry.visible_editions():
            if path := item.address_in(edition.code):
                yield Public(
                    kind="media",
                    number=item.pk,
                    edition=edition.code,
                    code=short_path(SHORT_KIND, item.pk, edition.code).removeprefix("/s/"),
                    title=translated(item, "title", edition.code),
                    path=path,
                    is_live=item.state == State.PUBLISHED
                    and item.published_at is not None
                    and item.published_at <= now,
                    published_at=item.published_at,
                    updated_at=item.updated_at,
                )
