"""/sw.js, and of each edition the manifest and the page that is shown without a connection."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delivery.offline.manifest import manifest_of
from delivery.offline.worker import worker_context
from editions import registry
from editions.head import Head
from editions.models import Edition


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it may answer for every edition; browsers ask each time whether it has changed."""
    answer = render(request, "delivery/worker.js", worker_context(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


@require_safe
def manifest(request: HttpRequest, edition: Edition) -> HttpResponse:
    answer = JsonResponse(
        manifest_of(edition), content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@require_safe
def offline(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The same for everyone: which articles are kept, the browser alone knows."""
    head = Head(
        title=_("Kept for offline"),
        path=reverse("offline", args=[edition]),
        alternates={other.code: reverse("offline", args=[other]) for other in registry.visible_editions()},
        is_indexed=False,
    )
    return render(request, "delivery/offline.html", {"edition": edition, "head": head, "title": head.title})
