from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from delivery.qr import qr_svg
from delivery.short_links import address_of_code
from editions.head import absolute


@require_safe
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Send a short address on to the page it stands for."""
    address = address_of_code(code)
    if address is None:
        raise Http404
    return HttpResponsePermanentRedirect(address)


@require_safe
def short_link_code(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code of a short address, which pages carry on paper; the same for ever."""
    if address_of_code(code) is None:
        raise Http404
    response = HttpResponse(qr_svg(absolute(reverse("short-link", args=[code]))), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
