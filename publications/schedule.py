"""Releases in the desk's calendar: on the day of each edition that takes part."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk.addresses import page_if_any
from articles.schedule import MOST, Entry
from editions.models import Edition
from publications.enums import ReleaseState
from publications.models import Release, ReleaseItem

WORD = _("release")


def release_entries(start: datetime, end: datetime, editions: dict[str, Edition], user: Any) -> Iterator[Entry]:
    """Those that are still to come, an entry for each of `editions` that has a text in them. Two queries."""
    items = ReleaseItem.objects.select_related("article", "issue").only("release", "article__edition", "issue__edition")
    releases = Release.objects.filter(
        state__in=[ReleaseState.PLANNED, ReleaseState.SET],
        goes_live_at__gt=max(start, timezone.now()),
        goes_live_at__lte=end,
    ).prefetch_related(Prefetch("items", items))
    for release in releases.order_by("goes_live_at", "pk")[:MOST]:
        at = release.goes_live_at
        if at is None:
            continue
        texts = [item.article or item.issue for item in release.items.all()]
        for code in sorted({text.edition_id for text in texts if text} & editions.keys()):
            edition = editions[code]
            yield Entry(
                edition=edition,
                day=timezone.localtime(at, edition.zone).date(),
                at=at,
                kind="release",
                word=WORD,
                title=release.name,
                address=page_if_any("publications_release_change", release.pk),
                is_titled_in_edition=False,
            )
