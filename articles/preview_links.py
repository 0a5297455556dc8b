"""Links by which somebody outside the desk reads a draft: made, read and withdrawn here.

A token is `NUMBER-MOMENT.SIGNATURE`: the link's number and when it ends (seconds since 1970), signed. So it cannot be
guessed or prolonged; and since the link has a row, it can be withdrawn. Letters, digits, `-`, `_` and `.` only, for
messengers break addresses at others.
"""

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.enums import AuditAction
from articles.models import Article, PreviewLink

# How long a link may work, in days.
DAYS = (1, 7, 30)
LARGEST_KEY = 2**63 - 1
_signer = Signer(sep=".", salt="articles.preview_links")


def token_of(link: PreviewLink) -> str:
    return _signer.sign(f"{link.pk}-{int(link.expires_at.timestamp())}")


def link_of(token: str) -> PreviewLink | None:
    """The link of a token, over and withdrawn ones too; None of one that was not made here."""
    try:
        number, _dash, moment = _signer.unsign(token).partition("-")
    except BadSignature:
        return None
    if not (number.isascii() and number.isdigit() and int(number) <= LARGEST_KEY):
        return None
    related = ("article__edition", "article__story__category", "article__story__image", "article__pending__base")
    link = PreviewLink.objects.select_related(*related).filter(pk=int(number)).first()
    # A number that was given twice, as after a backup was brought back, is another link's.
    return link if link and moment == str(int(link.expires_at.timestamp())) else None


@transaction.atomic
def make_link(article: Article, *, by: Any, days: int) -> PreviewLink:
    """A link to the article as it stands, that works for `days` (one of `DAYS`). The caller has asked the gate.

    Raises:
        ValueError: another number of days.
    """
    if days not in DAYS:
        raise ValueError(f"A preview link works for {DAYS} days, not {days}.")
    now = timezone.now()
    link = PreviewLink.objects.create(
        article=article, made_by=by, made_at=now, expires_at=(now + timedelta(days=days)).replace(microsecond=0)
    )
    detail = {"until": link.expires_at.isoformat()}
    record(AuditAction.LINK, article, by=by, edition=article.edition_id, detail=detail)
    return link


@transaction.atomic
def withdraw_links(article: Article, *, by: Any) -> int:
    """End every link to the article at once. Returns how many worked."""
    number = PreviewLink.objects.working().filter(article=article).update(withdrawn_at=timezone.now())
    if number:
        record(AuditAction.LINK, article, by=by, edition=article.edition_id, detail={"withdrawn": number})
    return number
