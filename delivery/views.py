from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from delivery.short_links import address_of_code


def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Send a short address on to the page it stands for."""
    address = address_of_code(code)
    if address is None:
        raise Http404
    return HttpResponsePermanentRedirect(address)
