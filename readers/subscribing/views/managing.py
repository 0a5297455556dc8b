"""A subscriber's own page: what they get, in which language; to pause, to leave, to see and to erase what is known."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editions import registry
from editions.models import Edition
from editions.scripts.digits import format_number
from readers.enums import SubscriberState
from readers.models import Subscriber
from readers.subscribing import changes
from readers.subscribing.addresses import shown
from readers.subscribing.changes import HERE, PAUSES
from readers.subscribing.forms import CONSENT, consent_text
from readers.subscribing.lists import lists_of
from readers.subscribing.own_data import data_of, erase_subscribers
from readers.subscribing.tokens import manage_path
from readers.subscribing.views.private import kept_private, private_page, speak_to, subscriber_of

UNTIL_RESUMED = "0"
# What was done, as the page that comes after says it.
DONE = {
    "saved": gettext_lazy("Saved."),
    "paused": gettext_lazy("No mail comes until then."),
    "resumed": gettext_lazy("Mail comes again."),
    "left": gettext_lazy("You get no more mail from us."),
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """The page; what is posted acts. Who holds the token is who got it by mail: no cookie, nothing to forge."""
    found = subscriber_of(token)
    edition = speak_to(request, edition, found)
    if found is None or found.state == SubscriberState.PENDING or not found.email:
        return _lost_page(request, edition)
    if request.method != "POST":
        return own_page(request, edition, found)
    act = ACTS.get(request.POST.get("act", ""))
    return act(request, edition, found) if act else _refused()


def _lost_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    return private_page(
        request, edition, "readers/subscription_lost.html", title=_("Nobody is known by this link"), status=404
    )


def _refused() -> HttpResponse:
    return kept_private(HttpResponseBadRequest())


def own_page(
    request: HttpRequest, edition: Edition, found: Subscriber, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """Which edition's lists are offered is asked for by the address: the choice needs no script."""
    wanted = registry.visible_edition(request.POST.get("edition") or request.GET.get("edition", ""))
    wanted = wanted or registry.visible_edition(found.edition_id) or edition
    ticked = set(found.subscriptions.values_list("list", flat=True))
    offers = lists_of(wanted.code)
    context = {
        "subscriber": found,
        "address": shown(found.email),
        "is_here": found.state in HERE,
        "is_pausing": found.is_pausing,
        "is_silenced": found.state == SubscriberState.SILENCED,
        "wanted": wanted,
        "offers": [(offer, offer.key in ticked) for offer in offers],
        "is_other": wanted.code != found.edition_id,
        "editions": [one for one in registry.visible_editions() if one.code != wanted.code],
        "weeks": weeks_to_choose(edition),
        "consent": CONSENT,
        "problem": problem,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "asks_to_erase": request.method == "POST" and request.POST.get("act") == "erase",
    }
    title = _("Your subscription")
    return private_page(request, edition, "readers/subscription.html", title=title, status=status, **context)


def weeks_to_choose(edition: Edition) -> list[tuple[str, str]]:
    """(what is sent, words) of each pause, its number in the edition's digits."""
    told = [
        (
            str(weeks),
            ngettext("%(number)s week", "%(number)s weeks", weeks) % {"number": format_number(weeks, edition.digits)},
        )
        for weeks in PAUSES
    ]
    return [*told, (UNTIL_RESUMED, _("as long as I do not say otherwise"))]


def _back(found: Subscriber, done: str) -> HttpResponse:
    """To the page as it is now, in the language that was chosen; loading it anew sends nothing twice."""
    found.refresh_from_db()
    answer = HttpResponseRedirect(f"{manage_path(found)}?done={done}")
    answer.status_code = 303
    return kept_private(answer)


def _save(request: HttpRequest, edition: Edition, found: Subscriber) -> HttpResponse:
    wanted = registry.visible_edition(request.POST.get("edition", ""))
    if wanted is None or found.state == SubscriberState.SILENCED:
        return _refused()
    offers = {offer.key: offer.name for offer in lists_of(wanted.code)}
    chosen = [key for key in request.POST.getlist("lists") if key in offers]
    if not chosen:
        problem = _("Tick at least one. To get none, leave below.")
        return own_page(request, edition, found, problem=problem, status=422)
    text = consent_text([offers[key] for key in chosen])
    changes.change(subscriber=found, edition=wanted, lists=chosen, text=text)
    return _back(found, "saved")


def _pause(request: HttpRequest, edition: Edition, found: Subscriber) -> HttpResponse:
    weeks = request.POST.get("weeks", "")
    if weeks not in {UNTIL_RESUMED, *map(str, PAUSES)}:
        return _refused()
    changes.pause(subscriber=found, weeks=None if weeks == UNTIL_RESUMED else int(weeks))
    return _back(found, "paused")


def _resume(request: HttpRequest, edition: Edition, found: Subscriber) -> HttpResponse:
    changes.resume(found)
    return _back(found, "resumed")


def _leave(request: HttpRequest, edition: Edition, found: Subscriber) -> HttpResponse:
    changes.leave(found)
    return _back(found, "left")


def _data(request: HttpRequest, edition: Edition, found: Subscriber) -> HttpResponse:
    answer = JsonResponse(data_of(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="subscription.json"'
    return kept_private(answer)


def _erase(request: HttpRequest, edition: Edition, found: Subscriber) -> HttpResponse:
    """Asked once more; then everything is gone, this page too."""
    if request.POST.get("sure") != "yes":
        return own_page(request, edition, found)
    erase_subscribers([found])
    return private_page(request, edition, "readers/subscription_erased.html", title=_("You are deleted here"))


Act = Callable[[HttpRequest, Edition, Subscriber], HttpResponse]
ACTS: dict[str, Act] = {
    "save": _save,
    "pause": _pause,
    "resume": _resume,
    "leave": _leave,
    "data": _data,
    "erase": _erase,
}
