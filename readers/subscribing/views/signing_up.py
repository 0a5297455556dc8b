"""The sign-up page: what an edition sends by mail, and the form. It rests on no cookie and no script."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from editions import registry
from editions.head import Head
from editions.models import Edition
from readers.subscribing.asking import ask, send_link
from readers.subscribing.forms import CONSENT, LinkForm, SubscribeForm
from readers.subscribing.lists import ListOffer, lists_of
from readers.subscribing.signup import subject_of
from readers.views.answers import asks_for_stamp, sent_page, stamp_answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, edition: Edition) -> HttpResponse:
    subject = subject_of(edition)
    if request.method == "POST" and asks_for_stamp(request):
        return stamp_answer(request, subject)
    offers = lists_of(edition.code)
    form = SubscribeForm(offers=offers, edition=edition, subject=subject, **_sent(request))
    if form.is_bound and offers and form.is_valid() and not form.is_first_look:
        told = form.cleaned_data
        ask(edition=edition, email=told["email"], lists=told["lists"], text=form.consent())
        return _to_thanks(edition)
    return _form_page(request, edition, form, offers)


def _sent(request: HttpRequest) -> dict[str, Any]:
    is_sent = request.method == "POST"
    return {"data": request.POST if is_sent else None, "request": request if is_sent else None}


def _form_page(request: HttpRequest, edition: Edition, form: SubscribeForm, offers: list[ListOffer]) -> HttpResponse:
    path = reverse("readers:subscribe", args=[edition])
    title = _("Get it by mail")
    if form.is_bound:
        around: dict[str, Any] = {"action": path, "trail": [], "consent": CONSENT}
        return sent_page(request, edition, form, template="readers/subscribe.html", title=title, path=path, **around)
    others = [other for other in registry.visible_editions() if other.code != edition.code]
    head = Head(
        title=title,
        path=path,
        description=_("What %(site)s sends by mail, and how to get it.") % {"site": edition.site_name},
        alternates={one.code: reverse("readers:subscribe", args=[one]) for one in registry.visible_editions()},
        is_indexed=bool(offers),
    )
    context = {
        "edition": edition,
        "head": head,
        "title": title,
        "form": form,
        "action": path,
        "trail": [],
        "consent": CONSENT,
        "others": others,
    }
    return render(request, "readers/subscribe.html", context)


def _to_thanks(edition: Edition) -> HttpResponse:
    answer = HttpResponseRedirect(reverse("readers:subscribe-thanks", args=[edition]))
    answer.status_code = 303
    return answer


@require_safe
def thanks(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The same page for everyone, whatever is known of the address: nobody learns who gets our mail."""
    title = _("Look into your mailbox")
    head = Head(title=title, path=reverse("readers:subscribe-thanks", args=[edition]), is_indexed=False)
    return render(
        request, "readers/subscribe_thanks.html", {"edition": edition, "head": head, "title": title, "trail": []}
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Sends somebody the link of their own page once more."""
    subject = f"subscription-link:{edition.code}"
    if request.method == "POST" and asks_for_stamp(request):
        return stamp_answer(request, subject)
    form = LinkForm(edition=edition, subject=subject, **_sent(request))
    if form.is_bound and form.is_valid() and not form.is_first_look:
        send_link(edition=edition, email=form.cleaned_data["email"])
        return _to_thanks(edition)
    path = reverse("readers:subscription-link", args=[edition])
    context = {"action": path, "trail": [(_("Get it by mail"), reverse("readers:subscribe", args=[edition]))]}
    title = _("Change what you get")
    return sent_page(
        request, edition, form, template="readers/subscription_link.html", title=title, path=path, **context
    )
