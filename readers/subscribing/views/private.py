"""Pages that somebody reaches by a link of their own: in their language, and for nobody else's eyes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from editions import registry
from editions.head import Head
from editions.models import Edition
from readers.models import Subscriber
from readers.subscribing.tokens import is_token


def subscriber_of(token: str) -> Subscriber | None:
    """Who holds the token; None: erased, or it never was one."""
    return Subscriber.objects.filter(secret=token).first() if is_token(token) else None


def speak_to(request: HttpRequest, edition: Edition, subscriber: Subscriber | None) -> Edition:
    """The edition in whose language the page is, made the active one: the subscriber's, else that of the address."""
    own = registry.visible_edition(subscriber.edition_id) if subscriber else None
    edition = own or edition
    request.edition = edition  # type: ignore[attr-defined]
    translation.activate(edition.language)
    return edition


def private_page(
    request: HttpRequest, edition: Edition, template: str, *, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {
        "edition": edition,
        "head": Head(title=title, path=request.path, is_indexed=False),
        "title": title,
        "trail": [],
    }
    return kept_private(render(request, template, context, status=status))


def kept_private(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by no search engine, and its address told to no other site."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
