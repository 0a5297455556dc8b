"""The contact form's address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from editions.head import Head
from editions.models import Edition
from editions.views import page_detail, render_page
from readers.contact import contact_page, receive_message, subject_of
from readers.forms import ContactForm
from readers.views.answers import asks_for_stamp, sent_page, stamp_answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The standing page with the form, wherever the edition has it; what is typed there is sent here."""
    page = contact_page(edition)
    if request.method == "POST":
        if page is None:
            raise Http404
        return take(request, edition)
    if page is None:
        # Another page may have the address, or have had it.
        return page_detail(request, edition, "contact")
    if page.get_absolute_url() != request.path:
        return HttpResponseRedirect(page.get_absolute_url())
    return render_page(request, page, edition)


def take(request: HttpRequest, edition: Edition) -> HttpResponse:
    subject = subject_of(edition)
    if asks_for_stamp(request):
        return stamp_answer(request, subject)
    form = ContactForm(request.POST, request=request, edition=edition, subject=subject)
    if not form.is_valid() or form.is_first_look:
        path = reverse("readers:contact", args=[edition])
        context = {"action": path, "trail": []}
        return sent_page(
            request, edition, form, template="readers/contact_again.html", title=_("Your message"), path=path, **context
        )
    told = {name: form.cleaned_data[name] for name in ("name", "email", "subject", "text")}
    receive_message(edition=edition, suspicions=form.suspicions(), **told)
    answer = HttpResponseRedirect(reverse("readers:contact-thanks", args=[edition]))
    answer.status_code = 303
    return answer


@require_safe
def thanks(request: HttpRequest, edition: Edition) -> HttpResponse:
    if contact_page(edition) is None:
        raise Http404
    title = _("Thank you for your message")
    head = Head(title=title, path=reverse("readers:contact-thanks", args=[edition]), is_indexed=False)
    return render(
        request, "readers/contact_thanks.html", {"edition": edition, "head": head, "title": title, "trail": []}
    )
