"""The parity board: stories × editions."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gate import may_share_things
from accounts.models import User
from articles.admin.filters import branches
from articles.board.cells import rows_of
from articles.board.filters import ME, NOBODY, SORTS, STANDINGS, BoardFilters
from articles.board.rows import page_of_board
from articles.board.summary import summary_of
from articles.models import Category
from editions import registry
from editions.columns import any_label

DAYS = [1, 7, 30, 90, 365]


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Members of any edition see how all of them stand; what a draft says, its title too, is not on the board."""
    if not may_share_things(request.user):
        raise PermissionDenied
    editions = list(registry.all_editions().values())
    codes = [edition.code for edition in editions]
    filters = BoardFilters.read(request.GET, codes)
    page = page_of_board(filters, request.GET, user=request.user, codes=codes)
    address = reverse("admin:board")
    sums = summary_of(codes)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Board"),
        "is_nav_sidebar_enabled": False,
        "editions": [(edition, sums[edition.code]) for edition in editions],
        "filters": filters,
        "rows": rows_of(page.stories, editions, user=request.user, live=filters.live),
        "page": page,
        "address": address,
        "here": request.get_full_path(),
        "first": f"{address}?{filters.query()}",
        "back": f"{address}?{filters.query(before=page.before)}" if page.before else "",
        "on": f"{address}?{filters.query(after=page.after)}" if page.after else "",
        "standings": STANDINGS,
        "sorts": SORTS,
        "days": DAYS if filters.days in (None, *DAYS) else sorted([*DAYS, filters.days]),
        "categories": [
            (category.pk, f"{'— ' * depth}{any_label(category, 'name')}")
            for category, depth in branches(Category.objects.order_by("position", "pk"))
        ],
        "people": people(),
        "mine": ME,
        "nobodys": NOBODY,
    }
    return render(request, "admin/board/board.html", context)


def people() -> list[tuple[str, str]]:
    """Who may be asked for: those at the desk, by name."""
    users = User.objects.filter(is_active=True, is_staff=True).only("username", "first_name", "last_name")
    named = [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]
    return sorted(named, key=lambda pair: pair[1].casefold())
