"""By what stories and articles are sorted out in the desk's lists."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.enums import CreditRole
from articles.models import Article, Category, Credit, Person
from editions import registry
from editions.columns import any_label
from editions.enums import State

NOT_BEGUN, SCHEDULED, PENDING = "none", "scheduled", "pending"
STATES = [
    (NOT_BEGUN, _("not begun")),
    (State.DRAFT.value, _("draft")),
    (SCHEDULED, _("scheduled")),
    (State.PUBLISHED.value, _("published")),
    (State.WITHDRAWN.value, _("withdrawn")),
    (PENDING, _("changes pending")),
]


def in_state(state: str) -> Q:
    """Articles in a state, as the desk's words tell it: what is scheduled is not published yet."""
    now = timezone.now()
    over = Q(state=State.PUBLISHED, unpublish_at__lte=now)
    return {
        State.DRAFT.value: Q(state=State.DRAFT),
        SCHEDULED: Q(state=State.PUBLISHED, published_at__gt=now) & ~over,
        State.PUBLISHED.value: Q(state=State.PUBLISHED, published_at__lte=now) & ~over,
        State.WITHDRAWN.value: Q(state=State.WITHDRAWN) | over,
        PENDING: Q(pending__isnull=False),
    }[state]


class EditionFilter(admin.SimpleListFilter):
    """The edition a story is told in; with a state chosen too, the edition in which it stands so."""

    title = _("edition")
    parameter_name = "edition"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(code, edition.endonym) for code, edition in registry.all_editions().items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        code = self.value()
        if not code or StateFilter.parameter_name in request.GET:
            return queryset
        return queryset.filter(Exists(Article.objects.filter(story=OuterRef("pk"), edition=code)))


class StateFilter(admin.SimpleListFilter):
    """The state of a story's article in the chosen edition, else in any."""

    title = _("state")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return STATES

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        state, code = self.value(), request.GET.get(EditionFilter.parameter_name)
        if state not in dict(STATES):
            return queryset
        articles = Article.objects.filter(story=OuterRef("pk"))
        asked = [code] if code in registry.all_editions() else list(registry.all_editions())
        if state == NOT_BEGUN:
            missing = Q()
            for one in asked:
                missing |= Q(~Exists(articles.filter(edition=one)))
            return queryset.filter(missing)
        return queryset.filter(Exists(articles.filter(in_state(state), edition__in=asked)))


def branches(categories: Iterable[Category]) -> Iterator[tuple[Category, int]]:
    """Each category under its own, with its depth in the tree; a broken tree that loops ends."""
    under: dict[int | None, list[Category]] = {}
    for category in categories:
        under.setdefault(category.parent_id, []).append(category)
    todo = [(category, 0) for category in reversed(under.pop(None, []))]
    while todo:
        category, depth = todo.pop()
        yield category, depth
        todo += [(child, depth + 1) for child in reversed(under.pop(category.pk, []))]


class CategoryFilter(admin.SimpleListFilter):
    """A category with those below it."""

    title = _("category")
    parameter_name = "category"
    story = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.tree = [(category.pk, depth) for category, depth in self._read()]
        return [(str(category.pk), f"{'— ' * depth}{any_label(category, 'name')}") for category, depth in self._read()]

    def _read(self) -> list[tuple[Category, int]]:
        if not hasattr(self, "_branches"):
            self._branches = list(branches(Category.objects.order_by("position", "pk")))
        return self._branches

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value() or ""
        found = next((i for i, (pk, _depth) in enumerate(self.tree) if str(pk) == value), None)
        if found is None:
            return queryset
        keys, depth = [self.tree[found][0]], self.tree[found][1]
        for pk, deeper in self.tree[found + 1 :]:
            if deeper <= depth:
                break
            keys.append(pk)
        return queryset.filter(**{f"{self.story}category__in": keys})


class CategoryOfStoryFilter(CategoryFilter):
    story = "story__"


class AuthorFilter(admin.SimpleListFilter):
    """Who is named as an author."""

    title = _("author")
    parameter_name = "author"
    story = "pk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        credited = Credit.objects.filter(person=OuterRef("pk"), role=CreditRole.AUTHOR)
        named = [(str(person.pk), any_label(person, "name")) for person in Person.objects.filter(Exists(credited))]
        return sorted(named, key=lambda pair: pair[1].casefold())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value() or ""
        if value not in {key for key, _label in self.lookup_choices}:
            return queryset
        credits = Credit.objects.filter(story=OuterRef(self.story), person=int(value), role=CreditRole.AUTHOR)
        return queryset.filter(Exists(credits))


class AuthorOfStoryFilter(AuthorFilter):
    story = "story_id"


class ArticleStateFilter(admin.SimpleListFilter):
    """The state of an article, in the same words as the story's strip."""

    title = _("state")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return STATES[1:]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        state = self.value()
        return queryset.filter(in_state(state)) if state in dict(STATES[1:]) else queryset
