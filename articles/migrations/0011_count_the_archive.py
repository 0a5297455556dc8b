from collections import Counter
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

BATCH = 5000


def count(apps, schema_editor):
    """What `manage.py recount_archive` does, of what is there already."""
    Article = apps.get_model("articles", "Article")
    Place = apps.get_model("articles", "ArchivePlace")
    Count = apps.get_model("articles", "ArchiveCount")
    zones = {one.pk: ZoneInfo(one.time_zone) for one in apps.get_model("editions", "Edition").objects.only("time_zone")}
    numbers, last, now = Counter(), 0, timezone.now()
    published = Article.objects.filter(state="published", published_at__isnull=False).order_by("pk")
    while rows := list(
        published.filter(pk__gt=last).values_list("pk", "edition_id", "published_at", "unpublish_at")[:BATCH]
    ):
        places = []
        for pk, edition, moment, ends_at in rows:
            if ends_at and ends_at <= now:
                continue
            date = moment.astimezone(zones[edition]).date()
            day = (date.year * 100 + date.month) * 100 + date.day
            places.append(Place(article_id=pk, edition_id=edition, day=day, ends_at=ends_at))
            numbers[edition, day] += 1
            numbers[edition, day // 100] += 1
        Place.objects.bulk_create(places, batch_size=200)
        last = rows[-1][0]
    Count.objects.bulk_create(
        [Count(edition_id=edition, period=period, number=number) for (edition, period), number in numbers.items()],
        batch_size=200,
    )


class Migration(migrations.Migration):
    """Numbers that are kept from now on, of the articles that are there."""

    dependencies = [("articles", "0010_kept_counts_and_ways_by_index")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
