"""What the desk's pages of what readers send have in common."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.desk.dates import desk_number
from accounts.gate import may_manage_site
from readers.enums import Suspicion
from readers.reach import decides_somewhere, messages_read_by, subscribers_counted_by, subscribers_seen_by

MOST_AT_ONCE = 500


def tabs_of(user: Any, here: str) -> list[tuple[str, str, bool]]:
    """(address, words, whether it is this one) of the pages that the user may open."""
    found = []
    if decides_somewhere(user):
        found.append(("comments", _("Comments")))
    if messages_read_by(user) != set():
        found.append(("messages", _("Messages")))
    if subscribers_counted_by(user):
        found.append(("subscriber-numbers", _("Subscribers")))
    if may_manage_site(user):
        found.append(("erase-reader", _("Erase a reader’s data")))
        found.append(("suppressed", _("Addresses without mail")))
    return [(reverse(f"admin:{name}"), words, name == here) for name, words in found]


def subscriber_tabs(user: Any, here: str) -> list[tuple[str, str, bool]]:
    """The same of the pages about subscribers."""
    found = [("subscriber-numbers", _("How many"))]
    if subscribers_seen_by(user):
        found.append(("subscribers", _("Who they are")))
        found.append(("subscriber-files", _("Take in from a file")))
    return [(reverse(f"admin:{name}"), words, name == here) for name, words in found]


def suspicion_words(suspicions: dict[str, Any]) -> list[str]:
    """Why something looks like spam, in sentences."""
    told = []
    for name, what in suspicions.items():
        if name == Suspicion.WORDS and isinstance(what, list):
            told.append(_("words of spam: %(words)s") % {"words": _(", ").join(str(word) for word in what)})
        elif name == Suspicion.LINKS and isinstance(what, int):
            told.append(ngettext("%(number)s link", "%(number)s links", what) % {"number": desk_number(what)})
        elif name == Suspicion.REPEATED and isinstance(what, int):
            text = ngettext("the same text in %(number)s other place", "the same text in %(number)s other places", what)
            told.append(text % {"number": desk_number(what)})
        elif name in Suspicion.values:
            told.append(str(Suspicion(name).label))
    return told


def keys_in(values: Iterable[str]) -> list[int]:
    """Whole numbers among `values`, as many as are worked on at once."""
    found = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19]
    return found[:MOST_AT_ONCE]


def back_to(request: HttpRequest, name: str) -> HttpResponse:
    """To the list as it was asked for."""
    address = reverse(f"admin:{name}")
    here = request.POST.get("here", "")
    is_ours = here.startswith(f"{address}?") and url_has_allowed_host_and_scheme(here, allowed_hosts=None)
    return HttpResponseRedirect(here if is_ours else address)
