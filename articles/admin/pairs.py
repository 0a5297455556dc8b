"""Pairs of articles that may be one story: for an admin to say that they are, or that they are two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.desk.dates import desk_number
from accounts.gate import may_manage_site
from articles.history import desk_address
from articles.joining.categories import are_one, names_every
from articles.joining.offers import confirm_pair, editions_of, in_order, open_pairs, refuse_pair
from articles.joining.reasons import Reason, from_json
from articles.joining.stories import NotJoinedError
from articles.models import Article, OfferedPair, Story
from editions import registry
from editions.models import Edition
from editions.richtext.plain import excerpt, plain_text
from media_gallery.pictures import image_url

A_PAGE = 20
TEXT = 260
JOIN, REFUSE = "join", "refuse"


@dataclass(frozen=True)
class Side:
    """One article of a pair as the page shows it."""

    article: Article
    edition: Edition | None
    address: str
    picture: str
    text: str


@dataclass(frozen=True)
class Row:
    """A pair as the page shows it.

    `stays`: of which article's story category and picture are kept, where they differ. `asks_categories`: their
    categories are of one language each, and may be one too.
    """

    pair: OfferedPair
    sides: list[Side]
    reasons: list[Reason]
    stays: Article | None
    asks_categories: bool


@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """The likeliest first, a page at a time."""
    if not may_manage_site(request.user):
        raise PermissionDenied
    found = list(after(whole(open_pairs()), request.GET.get("after", ""))[: A_PAGE + 1])
    address = reverse("admin:pairs")
    shown = found[:A_PAGE]
    editions = editions_of(shown)
    context = {
        **admin.site.each_context(request),
        "title": _("Articles that may be one story"),
        "is_nav_sidebar_enabled": False,
        "rows": [row_of(pair, editions) for pair in shown],
        "count": open_pairs().count(),
        "first": address if request.GET.get("after") else "",
        "further": f"{address}?after={shown[-1].score}-{shown[-1].pk}" if len(found) > A_PAGE else "",
    }
    return render(request, "admin/articles/pairs.html", context)


def whole(pairs: QuerySet[OfferedPair]) -> QuerySet[OfferedPair]:
    """Pairs with all that is shown of them."""
    sides = ("one", "other")
    return pairs.select_related(
        *(f"{side}__story__{what}" for side in sides for what in ("image", "category"))
    ).order_by("-score", "pk")


def after(pairs: QuerySet[OfferedPair], place: str) -> QuerySet[OfferedPair]:
    """Those after the place that an address names, as "70-123"; all of them where it names none."""
    score, _hyphen, key = place.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (score, key)):
        return pairs
    return pairs.filter(Q(score__lt=int(score)) | Q(score=int(score), pk__gt=int(key)))


def row_of(pair: OfferedPair, editions: Mapping[int, set[str]]) -> Row:
    story, other = in_order(pair, editions)
    differs = bool(
        (story.category and other.category and story.category != other.category)
        or (story.image and other.image and story.image != other.image)
    )
    stays = pair.one if pair.one.story == story else pair.other
    return Row(
        pair,
        [side_of(pair.one), side_of(pair.other)],
        from_json(pair.reasons),
        stays if differs else None,
        asks_categories(story, other, editions[story.pk] | editions[other.pk]),
    )


def asks_categories(story: Story, other: Story, codes: set[str]) -> bool:
    """Whether the two can be one only if their categories are."""
    first, second = story.category, other.category
    if first is None or second is None or first == second or not are_one(first, second):
        return False
    return not (names_every(first, codes) or names_every(second, codes))


def side_of(article: Article) -> Side:
    image = article.story.image
    return Side(
        article,
        registry.all_editions().get(article.edition_id),
        desk_address(article.story_id, article.edition_id),
        image_url(image, 320) if image else "",
        excerpt(article.standfirst or plain_text(article.body), TEXT),
    )


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """What the pressed button says, of the pairs that are ticked. Each stands alone: one that cannot be is named."""
    if not may_manage_site(request.user):
        raise PermissionDenied
    act = request.POST.get("act", "")
    if act not in {JOIN, REFUSE}:
        return HttpResponseBadRequest()
    keys = keys_in(request.POST.getlist("pair"))
    with_categories = set(keys_in(request.POST.getlist("categories")))
    number = sum(decide_on(request, key, act, joins_categories=key in with_categories) for key in keys)
    if not keys:
        messages.warning(request, _("No pair was chosen."))
    elif number and act == JOIN:
        text = ngettext("%(number)s pair is one story now.", "%(number)s pairs are one story each now.", number)
        messages.success(request, text % {"number": desk_number(number)})
    elif number:
        text = ngettext("%(number)s pair stays two stories.", "%(number)s pairs stay two stories each.", number)
        messages.success(request, text % {"number": desk_number(number)})
    return HttpResponseRedirect(reverse("admin:pairs"))


def decide_on(request: HttpRequest, key: int, act: str, *, joins_categories: bool) -> bool:
    """Whether the pair was there to be decided on, and could be."""
    pair = open_pairs().select_related("one__story", "other__story").filter(pk=key).first()
    if pair is None:
        # Somebody else has decided, or another pair has brought the two together.
        return False
    if act == REFUSE:
        refuse_pair(pair=pair, by=request.user)
        return True
    try:
        confirm_pair(pair=pair, by=request.user, joins_categories=joins_categories)
    except NotJoinedError as error:
        told = "<bdi>{}</bdi> – <bdi>{}</bdi>: {}"
        messages.error(request, format_html(told, pair.one.title, pair.other.title, str(error)))
        return False
    return True


def keys_in(values: list[Any]) -> list[int]:
    """Whole numbers among the values of a form, as many as a page can send."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19][:A_PAGE]
