"""Wishes to be told of a translation: the page with the form, and the page that the letter leads to."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.detail import language_name, wished_editions
from articles.models import Article
from editions.head import Head
from editions.making import narrowed
from editions.models import Edition
from readers.views.answers import asks_for_stamp, sent_page, stamp_answer
from readers.views.comments import trail_of
from readers.wish_form import WishForm
from readers.wish_tokens import wish_of_token
from readers.wishes import confirm, give_up, receive_wish


def wished_article(edition: Edition, slug: str) -> tuple[Article, list[Edition]]:
    """A live article, and the editions of which readers may wish to have its story too; Http404 where it is none."""
    with narrowed(Article) as held:
        found = list(Article.objects.of_same_story(edition.code, slug).defer("body"))
        if found:
            held.by(story_id=found[0].story_id)
    article = next((one for one in found if one.edition_id == edition.code), None)
    if article is None:
        raise Http404
    return article, wished_editions(edition, found)


def name_of(edition: Edition) -> str:
    """In the language of the page, and in its own, for who reads that one alone."""
    name = language_name(edition.code)
    return name if name == edition.endonym else f"{name} – {edition.endonym}"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The form, for the article's story; what is typed is sent here."""
    article, missing = wished_article(edition, slug)
    if not missing and request.method == "POST" and not edition.takes_wishes:
        return closed_page(request, edition, article)
    if not missing:
        raise Http404
    subject = f"wish:{article.pk}"
    if request.method == "POST" and asks_for_stamp(request):
        return stamp_answer(request, subject)
    form = WishForm(
        request.POST if request.method == "POST" else None,
        request=request if request.method == "POST" else None,
        edition=edition,
        subject=subject,
        editions=[(one.code, name_of(one)) for one in missing],
    )
    if form.is_bound and form.is_valid() and not form.is_first_look:
        wanted = next(one for one in missing if one.code == form.cleaned_data["wanted"])
        receive_wish(article=article, edition=wanted, email=form.cleaned_data["email"])
        answer = HttpResponseRedirect(reverse("readers:tell-thanks", args=[edition, article.slug]))
        answer.status_code = 303
        return answer
    path = reverse("readers:tell", args=[edition, article.slug])
    context = {"article": article, "action": path, "trail": trail_of(article)}
    title = _("Tell me when it is translated")
    return sent_page(request, edition, form, template="readers/tell.html", title=title, path=path, **context)


def closed_page(request: HttpRequest, edition: Edition, article: Article) -> HttpResponse:
    """For who had the form open when the edition was switched off."""
    title = _("We cannot take this")
    path = reverse("readers:tell", args=[edition, article.slug])
    head = Head(title=title, path=path, is_indexed=False)
    context = {"edition": edition, "head": head, "title": title, "article": article, "trail": trail_of(article)}
    answer = render(request, "readers/tell_closed.html", context, status=403)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def thanks(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The same page for everyone, whether or not a letter was sent: nobody learns who reads here."""
    article, _missing = wished_article(edition, slug)
    title = _("Look into your mail")
    path = reverse("readers:tell-thanks", args=[edition, article.slug])
    context = {
        "edition": edition,
        "head": Head(title=title, path=path, is_indexed=False),
        "title": title,
        "article": article,
        "trail": trail_of(article),
    }
    return render(request, "readers/tell_thanks.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, edition: Edition, token: str) -> HttpResponse:
    """Asks, for scanners of mail follow links; what is posted acts. All but "confirm" gives the wish up (RFC 8058)."""
    found = wish_of_token(token)
    if request.method == "POST" and found is not None:
        if request.POST.get("act") == "confirm":
            confirm(found)
            found.refresh_from_db()
        else:
            give_up(found)
            found = None
    is_confirmed = found is not None and found.confirmed_at is not None
    if found is None:
        title = _("Your address is not kept here")
    elif is_confirmed:
        title = _("We will write to you")
    else:
        title = _("Shall we write to you?")
    context = {
        "edition": edition,
        "head": Head(title=title, path=reverse("readers:wish", args=[edition, token]), is_indexed=False),
        "title": title,
        "wish": found,
        "is_confirmed": is_confirmed,
        "language": language_name(found.edition_id) if found else "",
        "trail": [],
    }
    answer = render(request, "readers/wish.html", context)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
