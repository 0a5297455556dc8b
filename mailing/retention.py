"""Letters of sendings that ended long ago are cleared away; how they fared stays with the sending, in sums."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import TruncHour

from mailing.enums import OPEN, SendingState
from mailing.models import Letter, Pace, Sending, Worker

# Letters cleared in one transaction, so that nobody waits for it long.
CHUNK = 2000
EVERY = timedelta(hours=1)
_last: datetime | None = None


def clear_now_and_then(now: datetime) -> int:
    """Once an hour, some; how many letters were cleared."""
    global _last
    if _last is not None and now - _last < EVERY:
        return 0
    count = clear_some(now)
    if count < CHUNK:
        _last = now
    return count


def clear_some(now: datetime) -> int:
    """Clear away letters whose time is over; how many."""
    before = now - timedelta(days=settings.KEEP_LETTERS_DAYS)
    ended = Sending.objects.filter(state__in=[SendingState.DONE, SendingState.CANCELLED], finished_at__lt=before)
    settled = Letter.objects.filter(sending=OuterRef("pk")).exclude(state__in=OPEN)
    sending = ended.filter(Exists(settled)).order_by("pk").first()
    if sending is not None:
        return _clear(sending)
    Pace.objects.filter(name__startswith="sending ", free_at__lt=before).delete()
    Worker.objects.filter(seen_at__lt=before).delete()
    old = Letter.objects.filter(sending=None, due_at__lt=before).exclude(state__in=OPEN)
    numbers = list(old.order_by("pk").values_list("pk", flat=True)[:CHUNK])
    return Letter.objects.filter(pk__in=numbers).delete()[0]


@transaction.atomic
def _clear(sending: Sending) -> int:
    held = Sending.objects.select_for_update().get(pk=sending.pk)
    if held.sums is None:
        held.sums = sums_of(held)
        held.save(update_fields=["sums"])
    numbers = list(Letter.objects.filter(sending=held).exclude(state__in=OPEN).values_list("pk", flat=True)[:CHUNK])
    return Letter.objects.filter(pk__in=numbers).delete()[0]


def sums_of(sending: Sending) -> dict[str, object]:
    """Letters by state, those that are doubtful, and those that were sent in each hour."""
    letters = Letter.objects.filter(sending=sending).order_by()
    by_state = dict(letters.values_list("state").annotate(count=Count("pk")))
    doubtful = letters.filter(n_doubtful__gt=0).aggregate(sum=Sum("n_doubtful"))["sum"] or 0
    hours = letters.filter(~Q(sent_at=None)).annotate(hour=TruncHour("sent_at")).values_list("hour")
    by_hour = {hour.isoformat(): count for hour, count in hours.annotate(count=Count("pk")).order_by("hour")}
    return {"by_state": by_state, "doubtful": doubtful, "by_hour": by_hour}
