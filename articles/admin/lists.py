"""The list of stories, with where each edition stands; and that of one edition's articles."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.desk.dates import desk_day
from accounts.desk.standing_column import edition_column
from articles.admin.bulk import EditionActionForm, publish, publishing_editions, withdraw
from articles.admin.filters import AuthorFilter, CategoryFilter, EditionFilter, StateFilter
from articles.desk_search import stories_found
from articles.models import Article, Story
from articles.reach import stories_seen_by
from articles.standing import standing_of
from editions import registry
from editions.columns import any_label, columns

STANDING_FIELDS = (
    "story_id",
    "edition_id",
    "state",
    "stage",
    "published_at",
    "unpublish_at",
    "pending_id",
    "pending_at",
)


class StoryListMixin(admin.ModelAdmin):
    """What `StoryAdmin` shows as a list: a bounded number of queries, however many stories there are."""

    list_display = ("titled", "category_name", "changed")
    list_filter = (EditionFilter, StateFilter, CategoryFilter, AuthorFilter, "is_featured")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("working_title", "articles__title")
    search_help_text = _("Working titles, and titles in every edition.")
    ordering = ("-updated_at", "-pk")
    action_form = EditionActionForm
    actions = (publish, withdraw)

    class Media:
        css = {"all": ["desk/story.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super().get_queryset(request).filter(stories_seen_by(request.user))
        match = request.resolver_match
        if not (match and match.url_name and match.url_name.endswith("_changelist")):
            return queryset
        articles = Article.objects.only(*STANDING_FIELDS).order_by()
        names = [f"category__{name}" for name in columns("name")]
        return (
            queryset.select_related("category")
            .only("working_title", "is_featured", "updated_at", "category_id", *names)
            .prefetch_related(Prefetch("articles", queryset=articles))
        )

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        if search_term.strip():
            queryset = queryset.filter(pk__in=stories_found(search_term))
        return queryset, False

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        titled, *rest = self.list_display
        columns_by_edition = [
            edition_column(edition, page="admin:articles_story_change", texts="articles", standing=standing_of)
            for edition in registry.all_editions().values()
        ]
        return [titled, *columns_by_edition, *rest]

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Only for those who may publish somewhere; deleting many at once is nobody's."""
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions if publishing_editions(request.user) else {}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        form = getattr(response, "context_data", None) and response.context_data.get("action_form")
        if form:
            form.offer(publishing_editions(request.user))
        return response

    @admin.display(description=_("working title"), ordering="working_title")
    def titled(self, story: Story) -> SafeString:
        if not story.is_featured:
            return format_html('<bdi class="story-title">{}</bdi>', story.working_title)
        return format_html(
            '<bdi class="story-title">{}</bdi><span class="story-leads">★ {}</span>',
            story.working_title,
            _("leads the home page"),
        )

    @admin.display(description=_("updated at"), ordering="updated_at")
    def changed(self, story: Story) -> str:
        return desk_day(timezone.localdate(story.updated_at))

    @admin.display(description=_("category"))
    def category_name(self, story: Story) -> str:
        return any_label(story.category, "name") if story.category else "–"
