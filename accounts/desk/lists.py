"""Lists of the desk in an order of their own."""

from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest


class GivenOrderList(ChangeList):
    """Keeps the order that the admin's `get_queryset` gives, such as that of a tree."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list:
        return list(queryset.query.order_by) or ["pk"]
