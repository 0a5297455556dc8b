"""Making and withdrawing links by which somebody outside reads a draft."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.desk.dates import desk_moment
from accounts.gate import may_write
from articles.models import Article, PreviewLink
from articles.preview_links import DAYS, make_link, token_of, withdraw_links
from editions.head import absolute


@dataclass(frozen=True)
class Shown:
    """A link as the desk shows it: its whole address, and until when it works, in words."""

    address: str
    until: str


def shown(link: PreviewLink, article: Article) -> Shown:
    with timezone.override(article.edition.zone):
        moment = f"{desk_moment(link.expires_at)} ({article.edition.time_zone})"
    return Shown(absolute(reverse("preview-link", args=[token_of(link)])), _("until %(moment)s") % {"moment": moment})


def links_of(user: Any, article: Article | None) -> dict[str, Any] | None:
    """What the story page says of an article's links; None for who may make none."""
    if article is None or not may_write(user, article):
        return None
    return {
        "links": [shown(link, article) for link in PreviewLink.objects.working().filter(article=article)],
        "address": reverse("admin:articles_article_links", args=[article.pk]),
        "days": [(days, ngettext("%(number)d day", "%(number)d days", days) % {"number": days}) for days in DAYS],
    }


@require_POST
def links(request: HttpRequest, object_id: int) -> HttpResponse:
    """`days=N` makes a link, `withdraw` ends all there are; for who may write the article.

    Answers a script that accepts JSON with the link; others are led back to the story.
    """
    article = get_object_or_404(Article.objects.select_related("edition").defer("body"), pk=object_id)
    if not may_write(request.user, article):
        raise PermissionDenied
    days = request.POST.get("days", "")
    if "withdraw" in request.POST:
        number = withdraw_links(article, by=request.user)
        told = ngettext("%(number)d link was withdrawn.", "%(number)d links were withdrawn.", number)
        return answer(request, article, {"told": told % {"number": number}})
    if days not in map(str, DAYS):
        return HttpResponseBadRequest(_("Choose for how many days the link should work."))
    link = shown(make_link(article, by=request.user, days=int(days)), article)
    told = _("The link was made.")
    return answer(request, article, {"told": told, "address": link.address, "until": link.until})


def answer(request: HttpRequest, article: Article, said: dict[str, str]) -> HttpResponse:
    if request.accepts("text/html"):
        messages.success(request, said["told"])
        story = reverse("admin:articles_story_change", args=[article.story_id])
        return HttpResponseRedirect(f"{story}?edition={article.edition_id}#links")
    response = JsonResponse(said)
    response.headers["Cache-Control"] = "no-store, private"
    return response
