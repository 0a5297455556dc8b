"""Categories, topics and people at the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.gate import may_curate, may_share_things
from articles.models import Category, Person, Topic
from editions.columns import columns


class NamedAdmin(admin.ModelAdmin):
    """Things that all editions share, found by their names in any of them."""

    search_fields = columns("name")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_share_things(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_share_things(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_share_things(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_curate(request.user)


@admin.register(Category)
class CategoryAdmin(NamedAdmin):
    fields = ["parent", "position", *columns("name"), *columns("slug"), *columns("description")]


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    fields = [*columns("name"), *columns("slug")]


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    fields = [*columns("name"), *columns("slug"), *columns("biography"), "portrait", "is_organisation", "address"]
    raw_id_fields = ["portrait"]
