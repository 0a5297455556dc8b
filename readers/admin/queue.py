"""The moderation queue: comments with their whole text, decided on one by one or many at once."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.desk.counting import count_each
from accounts.desk.dates import desk_number
from accounts.enums import PUBLISHING
from accounts.gate import editions_with
from articles.history import desk_address
from editions import registry
from editions.paging import page_of
from readers.admin.common import back_to, keys_in, suspicion_words, tabs_of
from readers.commenting import decide, delete_comments
from readers.enums import CommentState
from readers.models import Comment
from readers.reach import comments_decided_by, decides_somewhere

A_PAGE = 25
ACTS = {
    "approve": CommentState.APPROVED,
    "reject": CommentState.REJECTED,
    "spam": CommentState.SPAM,
    "hold": CommentState.HELD,
}
DELETE = "delete"


def decided_by(user: Any) -> QuerySet[Comment]:
    return Comment.objects.filter(comments_decided_by(user))


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """Those that wait, unless the address asks for others."""
    user = request.user
    if not decides_somewhere(user):
        raise PermissionDenied
    codes = editions_with(user, *PUBLISHING)
    editions = [one for code, one in registry.all_editions().items() if codes is None or code in codes]
    asked = Asked(request, {edition.code for edition in editions})
    rows = asked.narrow(decided_by(user))
    counts = count_each(asked.narrow(decided_by(user), state=False), "state", CommentState.values)
    address = reverse("admin:comments")
    rows = rows.select_related("article__story", "parent", "decided_by")
    # Of a page of the list; what articles say is not read.
    rows = rows.defer("article__body", "article__lineage", "article__standfirst")
    page = page_of(rows, request.GET, path=address, moment="made_at", size=A_PAGE)
    context = {
        **admin.site.each_context(request),
        "title": _("Comments"),
        "is_nav_sidebar_enabled": False,
        "tabs": tabs_of(user, "comments"),
        "asked": asked,
        "editions": editions,
        "states": [(state, label, counts.get(state, 0)) for state, label in CommentState.choices],
        "address": address,
        "here": request.get_full_path(),
        "rows": [row_of(comment) for comment in page.rows],
        "newer": asked.along(page.newer),
        "older": asked.along(page.older),
        "may_delete": asked.state in {CommentState.REJECTED, CommentState.SPAM},
    }
    return render(request, "admin/readers/comments.html", context)


class Asked:
    """What the address asks for: a state, an edition, words."""

    def __init__(self, request: HttpRequest, codes: set[str]) -> None:
        state, edition = request.GET.get("state", ""), request.GET.get("edition", "")
        self.state = state if state in CommentState.values else CommentState.HELD.value
        self.edition = edition if edition in codes else ""
        self.q = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]

    def narrow(self, rows: QuerySet[Comment], *, state: bool = True) -> QuerySet[Comment]:
        if state:
            rows = rows.filter(state=self.state)
        if self.edition:
            rows = rows.filter(edition=self.edition)
        if self.q:
            words = Q(text__icontains=self.q) | Q(name__icontains=self.q) | Q(email__icontains=self.q)
            rows = rows.filter(words | Q(article__title__icontains=self.q))
        return rows

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})

    def along(self, address: str) -> str:
        """The address of another page of the same list; "" of none."""
        return f"{address}&{self.query}" if address else ""


def row_of(comment: Comment) -> dict[str, Any]:
    article = comment.article
    return {
        "comment": comment,
        "edition": registry.all_editions().get(comment.edition_id),
        "why": suspicion_words(comment.suspicions),
        "desk_address": desk_address(article.story_id, article.edition_id),
        "public_address": f"{article.get_absolute_url()}#c{comment.pk}" if article.is_live() else "",
    }


@require_POST
def decide_on(request: HttpRequest) -> HttpResponse:
    """What the pressed button says, of the comments that are ticked; nothing where one is not the user's to decide."""
    act, keys = request.POST.get("act", ""), keys_in(request.POST.getlist("comment"))
    if one := request.POST.get("one", ""):
        # A comment's own button, whatever is ticked elsewhere.
        act, _between, key = one.partition(" ")
        keys = keys_in([key])
    if not decides_somewhere(request.user):
        raise PermissionDenied
    if act not in {*ACTS, DELETE}:
        return HttpResponseBadRequest()
    found = list(decided_by(request.user).filter(pk__in=keys))
    if len(found) < Comment.objects.filter(pk__in=keys).count():
        raise PermissionDenied
    if act == DELETE:
        number = delete_comments(comments=found, by=request.user)
    else:
        number = decide(comments=found, state=ACTS[act], by=request.user)
    if keys:
        messages.success(request, said(act, number))
    else:
        messages.warning(request, _("No comment was chosen."))
    return back_to(request, "comments")


def said(act: str, number: int) -> str:
    sentences = {
        "approve": ngettext("%(number)s comment was approved.", "%(number)s comments were approved.", number),
        "reject": ngettext("%(number)s comment was rejected.", "%(number)s comments were rejected.", number),
        "spam": ngettext("%(number)s comment went to the spam.", "%(number)s comments went to the spam.", number),
        "hold": ngettext("%(number)s comment waits again.", "%(number)s comments wait again.", number),
        DELETE: ngettext("%(number)s comment was deleted.", "%(number)s comments were deleted.", number),
    }
    return sentences[act] % {"number": desk_number(number)}
