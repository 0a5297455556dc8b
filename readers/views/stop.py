"""No more mail about comments: the link at the foot of each mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editions.head import Head
from editions.models import Edition
from readers.mails import comment_of_token
from readers.models import Comment


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """Asks, for scanners of mail follow links; what is posted acts at once, also from a mail program (RFC 8058)."""
    comment = comment_of_token(token)
    is_done = request.method == "POST" or comment is None or not comment.wants_mail
    if request.method == "POST" and comment is not None:
        Comment.objects.of_address(comment.email).update(wants_mail=False)
    title = _("You get no more mail from us about comments") if is_done else _("No more mail about comments?")
    context = {
        "edition": edition,
        "head": Head(title=title, path=reverse("readers:stop", args=[edition, token]), is_indexed=False),
        "title": title,
        "is_done": is_done,
        "trail": [],
    }
    answer = render(request, "readers/stop.html", context)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
