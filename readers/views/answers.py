"""Answers to what readers send, whatever the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editions.head import Head
from editions.models import Edition
from readers.guards.form import GuardedForm
from readers.guards.origin import is_own
from readers.guards.stamp import stamp_for

# What the script sends to a form's own address, to be given a stamp (static/js/stamp.js).
ASKS = "ask"


def asks_for_stamp(request: HttpRequest) -> bool:
    return request.POST.get(ASKS) == "stamp"


def stamp_answer(request: HttpRequest, subject: str) -> HttpResponse:
    if not is_own(request):
        return HttpResponse(status=403, content_type="text/plain")
    answer = HttpResponse(stamp_for(subject), content_type="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def sent_page(
    request: HttpRequest,
    edition: Edition,
    form: GuardedForm,
    *,
    template: str,
    title: str,
    path: str,
    **context: Any,
) -> HttpResponse:
    """The form on a page of its own: empty, to be looked at once more before it is sent, or with what is in the way."""
    is_sent = form.is_bound
    is_wrong = is_sent and not form.is_valid()
    context |= {
        "edition": edition,
        "head": Head(title=title, path=path, is_indexed=False),
        "title": title,
        "form": form,
        "is_wrong": is_wrong,
        "is_look": is_sent and not is_wrong,
        "stamp": form.next_stamp if is_sent else "",
    }
    answer = render(request, template, context, status=form.status if is_wrong else 200)
    if is_sent:
        answer.headers["Cache-Control"] = "no-store"
    if form.wait:
        answer.headers["Retry-After"] = str(form.wait)
    return answer
