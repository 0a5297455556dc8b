"""Categories, topics, dossiers and people: named in each edition, shared by all."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.desk.counting import AtLeast
from accounts.desk.dates import desk_number
from accounts.desk.linting import LintedAdmin
from accounts.desk.lists import GivenOrderList
from accounts.desk.rights import ConfiningThings, CuratedAdmin, InlineOfParent, SharedThingsAdmin
from accounts.desk.words import EditionFieldsetsMixin
from articles.dossiers import MOST_PARTS
from articles.enums import Shelf
from articles.models import Category, Dossier, DossierPart, Person, Placement, Story, StoryTopic, Topic
from articles.services import place_category
from editions.columns import columns
from media_gallery.desk import PicturesMixin

# So many stories of a category or topic are counted in a list of them.
MOST_STORIES = 1000


def tree_order(rows: list[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """(pk, depth) of every (pk, parent), each under its parent, siblings in the order given; loops end."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in rows:
        children.setdefault(parent, []).append(pk)
    ordered: list[tuple[int, int]] = []
    todo = [(pk, 0) for pk in reversed(children.get(None, []))]
    while todo:
        pk, depth = todo.pop()
        ordered.append((pk, depth))
        todo += [(child, depth + 1) for child in reversed(children.get(pk, []))]
    return ordered


def take_off_lists(shelf: str, target: int) -> None:
    """Forget the list of a topic, category or person that is deleted."""
    Placement.objects.filter(shelf=shelf, target_id=target).delete()


@admin.register(Category)
class CategoryAdmin(ConfiningThings, LintedAdmin, EditionFieldsetsMixin, CuratedAdmin):
    confines_as = "section"
    words = ("name", "slug", "description")
    linted = ("name", "description")
    shared_fieldsets = ((None, {"fields": ["parent", "position"]}),)
    list_display = ("entry", "position", "stories_count")
    list_editable = ("position",)
    list_per_page = 200
    search_fields = columns("name")
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super().get_queryset(request).select_related("parent")
        if not is_list_page(request):
            return queryset
        rows = list(Category.objects.order_by("position", "pk").values_list("pk", "parent_id"))
        places = tree_order(rows)
        if not places:
            return queryset
        at = Case(*(When(pk=pk, then=Value(i)) for i, (pk, _d) in enumerate(places)), output_field=IntegerField())
        depth = Case(*(When(pk=pk, then=Value(d)) for pk, d in places), output_field=IntegerField())
        return queryset.annotate(
            place=at, depth=depth, stories_number=bounded_count(Story.objects.filter(category=OuterRef("pk")))
        ).order_by("place", "pk")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return GivenOrderList

    @admin.display(description=_("category"))
    def entry(self, category: Category) -> SafeString:
        return format_html('<span class="tree tree-{}">{}</span>', min(getattr(category, "depth", 0) or 0, 4), category)

    @admin.display(description=_("stories"))
    def stories_count(self, category: Category) -> str:
        return stories_in_words(category.stories_number)

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "parent" in form.changed_data:
            place_category(obj)

    def delete_model(self, request: HttpRequest, obj: Category) -> None:
        take_off_lists(Shelf.CATEGORY, obj.pk)
        super().delete_model(request, obj)


class Limited(Subquery):
    """How many rows a correlated query gives, which is limited: they are not read beyond that."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def bounded_count(rows: QuerySet) -> Limited:
    return Limited(rows.order_by().values("pk")[: MOST_STORIES + 1])


def stories_in_words(number: int) -> str:
    """A category may have all stories there are: beyond so many the list does not count them."""
    return desk_number(number if number <= MOST_STORIES else AtLeast(MOST_STORIES))


def is_list_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_changelist"))


@admin.register(Topic)
class TopicAdmin(EditionFieldsetsMixin, SharedThingsAdmin):
    words = ("name", "slug")
    list_display = ("__str__", *columns("name"), "stories_count")
    search_fields = columns("name")
    sortable_by = columns("name")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super().get_queryset(request)
        return (
            queryset.annotate(stories_number=bounded_count(StoryTopic.objects.filter(tag=OuterRef("pk"))))
            if is_list_page(request)
            else queryset
        )

    @admin.display(description=_("stories"))
    def stories_count(self, topic: Topic) -> str:
        return stories_in_words(topic.stories_number)

    def delete_model(self, request: HttpRequest, obj: Topic) -> None:
        take_off_lists(Shelf.TOPIC, obj.pk)
        super().delete_model(request, obj)


class DossierPartInline(InlineOfParent, admin.TabularInline):
    model = DossierPart
    extra = 0
    max_num = MOST_PARTS
    autocomplete_fields = ("story",)
    fields = ("position", "story")


@admin.register(Dossier)
class DossierAdmin(PicturesMixin, EditionFieldsetsMixin, CuratedAdmin):
    words = ("name", "slug", "description")
    shared_fieldsets = ((None, {"fields": ["image"]}),)
    inlines = (DossierPartInline,)
    list_display = ("__str__", *columns("name"), "stories_count")
    search_fields = columns("name")
    sortable_by = columns("name")
    raw_id_fields = ("image",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super().get_queryset(request)
        return queryset.annotate(stories_number=Count("parts")) if is_list_page(request) else queryset

    @admin.display(description=_("stories"))
    def stories_count(self, dossier: Dossier) -> int:
        return dossier.stories_number


@admin.register(Person)
class PersonAdmin(PicturesMixin, EditionFieldsetsMixin, SharedThingsAdmin):
    words = ("name", "slug", "biography")
    shared_fieldsets = ((None, {"fields": ["portrait", "is_organisation", "address"]}),)
    list_display = ("__str__", *columns("name"), "is_organisation")
    list_filter = ("is_organisation",)
    search_fields = columns("name")
    sortable_by = columns("name")
    raw_id_fields = ("portrait",)

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        take_off_lists(Shelf.PERSON, obj.pk)
        super().delete_model(request, obj)
