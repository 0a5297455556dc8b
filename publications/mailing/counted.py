"""Links that are counted, where an admin has switched that on: how often each is followed in an hour, and no more.

A counted link leads over an address of ours, `/m/CODE`, which knows what stands in the sending and nothing else: the
code is the link's number and a keyed digest of it, so that it can neither be guessed nor be made to lead elsewhere.
Nothing of who asks is looked at: no cookie, no address, no program's name.
"""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import escape
from django.views.decorators.http import require_safe

from editions.head import absolute
from mailing.composing import PLACE
from mailing.drawing import Drawn
from mailing.models import Sending
from publications.models import LinkHour, MailLink

_HREF = re.compile(r'<a\b[^>]*?\shref="(https?://[^"]+)"')
_CODE = re.compile(r"([0-9]{1,18})-([0-9a-f]{16})")


def with_counted_links(drawn: Drawn, sending: Sending) -> Drawn:
    """The mail with each of its links led over ours; those that are each one's own stay as they are."""
    addresses = list(dict.fromkeys(found for found in _HREF.findall(drawn.html) if not PLACE.search(found)))
    html, lines = drawn.html, drawn.text.split("\n")
    for link in kept_links(sending, [plain(address) for address in addresses]):
        ours = absolute(reverse("mail-link", args=[code_of(link)]))
        html = html.replace(f'href="{escape(link.address)}"', f'href="{ours}"')
        lines = [ours if line == link.address else line for line in lines]
    return Drawn(html, "\n".join(lines))


def plain(address: str) -> str:
    return address.replace("&amp;", "&")


def kept_links(sending: Sending, addresses: list[str]) -> list[MailLink]:
    """The links of a sending, kept once however often it is composed."""
    known = {link.address: link for link in MailLink.objects.filter(sending=sending)}
    new = [address for address in addresses if address not in known]
    made = [
        MailLink(sending=sending, position=number, address=address)
        for number, address in enumerate(new, start=len(known) + 1)
    ]
    MailLink.objects.bulk_create(made)
    known |= {link.address: link for link in made}
    return [known[address] for address in addresses]


def code_of(link: MailLink) -> str:
    return f"{link.pk}-{signature(link.pk)}"


def signature(number: int) -> str:
    return salted_hmac("publications.mailing.counted", str(number), algorithm="sha256").hexdigest()[:16]


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """To where a counted link leads; a program that only looks whether it is there (HEAD) is not counted."""
    found = _CODE.fullmatch(code)
    if found is None or not constant_time_compare(found[2], signature(int(found[1]))):
        raise Http404
    link = MailLink.objects.filter(pk=int(found[1])).first()
    if link is None:
        raise Http404
    if request.method == "GET":
        count(link)
    answer = HttpResponseRedirect(link.address)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def count(link: MailLink, *, now: datetime | None = None) -> None:
    """One time more in this hour."""
    hour = (now or timezone.now()).replace(minute=0, second=0, microsecond=0)
    rows = LinkHour.objects.filter(link=link, hour=hour)
    if rows.update(n_times=F("n_times") + 1):
        return
    try:
        with transaction.atomic():
            LinkHour.objects.create(link=link, hour=hour, n_times=1)
    except IntegrityError:
        # Somebody else was the first of this hour.
        rows.update(n_times=F("n_times") + 1)


def times_of(sending: Sending) -> list[tuple[str, int]]:
    """(address, how often it was followed) of a sending's links, the most followed first, in one query."""
    links = MailLink.objects.filter(sending=sending).annotate(n_times=Sum("hours__n_times", default=0))
    return list(links.order_by("-n_times", "position").values_list("address", "n_times"))
