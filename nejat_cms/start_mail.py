"""What the desk's first page says of mail that is planned or on its way."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.gate import may_send
from editions import registry
from mailing.enums import UNFINISHED
from mailing.models import Sending
from nejat_cms.waiting import Item, Waiting, first_few


def mail_on_its_way(user: Any) -> Waiting | None:
    """None for who sends none, and where nothing is planned or on its way."""
    editions = registry.all_editions()
    codes = [code for code in editions if may_send(user, code)]
    if not codes:
        return None
    waiting = Waiting("mail", _("Mail that is planned or on its way"), _("No mail is on its way."))
    waiting.more = reverse("admin:sendings")
    rows = Sending.objects.filter(state__in=UNFINISHED, edition__in=codes)
    rows = rows.only("title", "edition_id", "send_at", "created_at").order_by("-created_at", "-pk")
    first_few(
        waiting,
        rows,
        lambda sending: Item(
            sending.title,
            reverse("admin:sending", args=[sending.pk]),
            editions.get(sending.edition_id),
            at=sending.send_at or sending.created_at,
        ),
    )
    return waiting if waiting.total else None
