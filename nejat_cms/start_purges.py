"""What the desk's first page says of a proxy or CDN that cannot be told of changes."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.proxies.state import report
from nejat_cms.waiting import Item, Waiting

# One refusal is no news: it is tried again within seconds.
PATIENCE = timedelta(minutes=2)


def purges_that_fail() -> Waiting | None:
    """Readers behind the proxy see old pages meanwhile. None where no proxy is told, and while it takes all."""
    if settings.PURGE is None:
        return None
    known = report()
    since = known.failing_since if known else None
    if known and known.is_running and (since is None or since > timezone.now() - PATIENCE):
        return None
    said = (known.answer if known else "") or _("No sender of purges runs.")
    waiting = Waiting("purges", _("The proxy is not told of changes"), _("The proxy is told of every change."), total=1)
    waiting.items = [Item(said, reverse("admin:index"), is_titled_in_edition=False, at=since)]
    return waiting
