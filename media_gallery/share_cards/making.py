"""Cards are made when a text goes out, or when the first asks; then they are files like others."""

import time
from collections.abc import Iterable
from functools import partial

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.tasks import task
from django.urls import reverse
from django.views.decorators.http import require_safe

from media_gallery.files import FOR_EVER, safe_path, send
from media_gallery.pictures import address, image_url
from media_gallery.share_cards.card import SIZE, ShareCard, card_of_code
from media_gallery.share_cards.drawing import draw_card

# So many cards a minute are made on demand, about a tenth of one processor's time.
MOST_A_MINUTE = 60
FOLDER = "cards"


def card_name(digest: str) -> str:
    return f"{FOLDER}/{digest[:2]}/{digest}.jpg"


def make_card(card: ShareCard) -> str:
    """Draw a card unless there is one; the name of its file."""
    name = card_name(card.digest)
    if not default_storage.exists(name):
        saved = default_storage.save(name, ContentFile(draw_card(card)))
        if saved != name:
            # Somebody else made it in the same moment.
            default_storage.delete(saved)
    return name


def may_make_one() -> bool:
    """Whether one more may be made on demand in this minute."""
    key = f"cards.made:{int(time.time() // 60)}"
    cache.add(key, 0, 120)
    try:
        return cache.incr(key) <= MOST_A_MINUTE
    except ValueError:
        return True


@task()
def draw_share_card(code: str) -> str:
    """Background task: the card of what a short code stands for; "" where readers see nothing there."""
    card = card_of_code(code)
    return make_card(card) if card and card.is_settable else ""


@require_safe
def share_card(request: HttpRequest, code: str, digest: str) -> HttpResponseBase:
    """The card of what is live. An address of earlier words shows the card of then, else leads to that of now."""
    card = card_of_code(code)
    if card is None or not card.is_settable:
        raise Http404
    name = card_name(digest)
    if not default_storage.exists(name):
        if digest != card.digest:
            return HttpResponseRedirect(reverse("share-card", args=[code, card.digest]))
        if not may_make_one():
            return too_many(card)
        make_card(card)
    try:
        return send(request, safe_path(name), FOR_EVER)
    except Http404:
        # Kept in a bucket.
        return HttpResponseRedirect(address(name))


def too_many(card: ShareCard) -> HttpResponse:
    """For now the photograph alone, where there is one."""
    if card.image:
        response: HttpResponse = HttpResponseRedirect(image_url(card.image, SIZE[0]))
    else:
        response = HttpResponse(status=503)
        response.headers["Retry-After"] = "60"
    response.headers["Cache-Control"] = "no-store"
    return response


def draw_later(codes: Iterable[str]) -> None:
    """Have the worker make cards, once what they show is committed."""
    for code in codes:
        transaction.on_commit(partial(draw_share_card.enqueue, code), robust=True)
