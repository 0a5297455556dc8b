"""A form of a public page, with all the guards before it."""

import re
from collections.abc import Hashable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editions.models import Edition
from readers.enums import Suspicion
from readers.guards import rates
from readers.guards.links import count_links
from readers.guards.origin import is_own
from readers.guards.rates import Rate
from readers.guards.stamp import Stamped, check_stamp, stamp_for
from readers.guards.words import words_found

MOST_LINKS = 2
# Statuses of answers that refuse (RFC 9110; RFC 6585 of the last).
WRONG, FOREIGN, TOO_MANY = 422, 403, 429


class GuardedForm(forms.Form):
    """Refuses in words that a reader understands, and keeps everything that was typed.

    A subclass names the fields whose words are looked at, and how much one place may send. What is valid may still lack
    a stamp: it was sent from a page as it is kept for everyone, without script. Then `is_first_look` is true, and the
    reader is shown what they wrote, with a stamp, to send it from there.
    """

    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    looked_at: tuple[str, ...] = ()
    kind = ""
    allowed: tuple[Rate, ...] = ()

    def __init__(self, data: Any = None, *, request: HttpRequest | None, edition: Edition, subject: str) -> None:
        super().__init__(data, auto_id=f"{self.kind}-%s")
        self.request, self.edition, self.about = request, edition, subject
        self.stamped = Stamped.NONE
        self.status = WRONG
        self.wait = 0
        for name in self.fields:
            # Browsers cut what is pasted beyond it, and say nothing.
            self.fields[name].widget.attrs.pop("maxlength", None)

    @property
    def memo_key(self) -> Hashable:
        """Of an empty form, which is the same on every page of an edition (editions/memo.py)."""
        return None if self.is_bound or self.initial else (type(self).__name__, self.auto_id, self.edition.memo_key)

    @property
    def is_first_look(self) -> bool:
        return self.is_valid() and self.stamped is Stamped.NONE

    @property
    def next_stamp(self) -> str:
        """What the page that answers carries: the stamp that came, where it holds, so that writing counts from it."""
        keeps = self.stamped in {Stamped.GOOD, Stamped.TOO_QUICK}
        return self.data.get("stamp", "") if keeps else stamp_for(self.about)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check(cleaned)
        self._guard(cleaned)
        return cleaned

    def check(self, cleaned: dict[str, Any]) -> None:
        """What a subclass asks of several fields together."""

    def _guard(self, cleaned: dict[str, Any]) -> None:
        if self.request is None or not is_own(self.request):
            self.status = FOREIGN
            self.add_error(None, _("This did not come from a page of this site. Please send it from here."))
            return
        if self.data.get("website"):
            self.add_error(
                None, _("A field that must stay empty was filled in, perhaps by your browser. Send it again.")
            )
        if sum(count_links(cleaned.get(name, "")) for name in self.looked_at) > MOST_LINKS:
            text = ngettext("Please leave at most %(most)d link.", "Please leave at most %(most)d links.", MOST_LINKS)
            self.add_error(self.looked_at[-1], text % {"most": MOST_LINKS})
        self.stamped = check_stamp(self.data.get("stamp", ""), self.about)
        if self.stamped is Stamped.TOO_QUICK:
            self.add_error(None, _("That was very quick. Please send it once more."))
        elif self.stamped is Stamped.TOO_OLD:
            self.add_error(None, _("This page was open for a long time. Please send it once more."))
        elif self.stamped is Stamped.FALSE:
            self.add_error(None, _("Something was lost on the way. Please send it once more."))
        if not self.errors and self.stamped is Stamped.GOOD:
            self._count()

    def _count(self) -> None:
        """Only what would be kept is counted, so that mistakes make nobody wait."""
        if self.request is None:
            return
        self.wait = rates.count(self.request, self.kind, self.allowed)
        if self.wait:
            self.status = TOO_MANY
            minutes = max(1, self.wait // 60)
            text = ngettext(
                "There was a lot from your network. Please send this again in %(minutes)d minute.",
                "There was a lot from your network. Please send this again in %(minutes)d minutes.",
                minutes,
            )
            self.add_error(None, text % {"minutes": minutes})

    def suspicions(self) -> dict[str, Any]:
        """What makes this look like spam, though it was not refused."""
        whole = "\n".join(str(self.cleaned_data.get(name, "")) for name in self.looked_at)
        found: dict[str, Any] = {}
        if words := words_found(whole, self.edition.blocked_words):
            found[Suspicion.WORDS.value] = words[:10]
        if links := count_links(whole):
            found[Suspicion.LINKS.value] = links
        letters = re.sub(r"[^A-Za-z]", "", whole)
        if len(letters) > 30 and letters.isupper():
            found[Suspicion.SHOUTING.value] = True
        return found
