"""What a card says, and its address, which carries a digest of all that: what changes has another one."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from delivery.short_links import parse_code
from editions.head import Head, absolute
from editions.models import Edition
from media_gallery.models import Image
from media_gallery.share_cards.setting import can_set, settable

SIZE = (1200, 630)
# Counts up when cards are drawn otherwise than before.
DESIGN = 1
ACCENT = "#0b5a69"
EDITION_KIND = "e"


@dataclass(frozen=True)
class ShareCard:
    """The words and the photograph of a card, in its edition's language and direction."""

    title: str
    site_name: str
    language: str
    direction: str
    label: str = ""
    accent: str = ACCENT
    image: Image | None = None

    @property
    def focus(self) -> tuple[int, int]:
        return (self.image.focal_x, self.image.focal_y) if self.image else (50, 50)

    @property
    def digest(self) -> str:
        parts = [DESIGN, self.title, self.site_name, self.language, self.direction, self.label, self.accent]
        parts += [self.image.digest if self.image else "", *self.focus]
        return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:24]

    @property
    def is_settable(self) -> bool:
        """Whether the site's faces have all its letters; without a card pages name the photograph."""
        words = f"{self.title} {self.site_name} {self.label}"
        return bool(settable(self.title)) and can_set(settable_letters(words))


def settable_letters(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())


def card_in(edition: Edition, title: str, *, label: str = "", image: Image | None = None) -> ShareCard:
    return ShareCard(
        title=title,
        site_name=edition.site_name,
        language=edition.language,
        direction=edition.direction,
        label=label,
        accent=edition.accent or ACCENT,
        image=image,
    )


def edition_card(edition: Edition) -> ShareCard:
    """Of pages that have no picture of their own."""
    return card_in(edition, edition.tagline or edition.site_name)


# (number, code of the edition, for things that all share) -> the card of what readers see; None: they see nothing.
CardOf = Callable[[int, str], ShareCard | None]
_KINDS: dict[str, CardOf] = {}


def register_card(letter: str, card_of: CardOf) -> None:
    """Tell of the cards of a kind of thing, by its letter among the short addresses."""
    _KINDS[letter] = card_of


def card_of_code(code: str) -> ShareCard | None:
    """The card of what a short code stands for, as it is now."""
    parsed = parse_code(code)
    if parsed is None or parsed[0] not in _KINDS:
        return None
    letter, number, edition = parsed
    return _KINDS[letter](number, edition)


def card_path(short: str, card: ShareCard) -> str:
    """The card's address; `short` is the short path of the thing."""
    return reverse("share-card", args=[short.removeprefix("/s/"), card.digest])


def show_card(head: Head, short: str, card: ShareCard) -> None:
    """Name the card as the picture that the page is shared with, where it can be set."""
    if card.is_settable:
        head.card, head.card_alt = absolute(card_path(short, card)), f"{card.title} – {card.site_name}"
