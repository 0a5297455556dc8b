"""The story page: what all editions share at the side, one edition's article in the middle."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.gate import may_delete, may_enter, may_publish, may_shape, may_start
from articles.admin.credits import CreditFormSet
from articles.admin.lists import StoryListMixin
from articles.admin.side import side_of
from articles.admin.stages import check_stage_button, move_after_saving, workflow_of
from articles.admin.story_form import FIELDS, StoryForm
from articles.admin.strip import articles_of, current_edition, may_open, may_work_in, standing_of, strip
from articles.models import Article, Correction, Credit, Story
from articles.services import EditConflictError, place_story, save_article, save_story
from articles.workflow import tell_published
from editions.enums import State
from editions.models import Edition
from editions.registry import all_editions

# The button that was pressed -> the state it leads to; others leave the state as it is.
STATE_OF = {"_publish": State.PUBLISHED, "_withdraw": State.WITHDRAWN}


class CreditInline(admin.StackedInline):
    """People and source of a story."""

    model = Credit
    formset = CreditFormSet
    extra = 0
    autocomplete_fields = ["person"]
    fields = ["person", ("role", "edition"), "address", "position"]

    def _may(self, request: HttpRequest, story: Story | None) -> bool:
        return may_shape_story(request, story)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_enter(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)


def articles_read(request: HttpRequest, story: Story | None) -> dict[str, Article]:
    """The story's articles by edition, read once a request: permissions ask for them many times."""
    if story is None or story.pk is None:
        return {}
    read = request.__dict__.setdefault("_articles_read", {})
    if story.pk not in read:
        read[story.pk] = articles_of(story)
    return read[story.pk]


def may_shape_story(request: HttpRequest, story: Story | None) -> bool:
    if story is None or story.pk is None:
        return any(may_start(request.user, code) for code in all_editions())
    was_public = any(article.state != State.DRAFT for article in articles_read(request, story).values())
    return may_shape(request.user, story, was_public=was_public)


@admin.register(Story)
class StoryAdmin(StoryListMixin):
    form = StoryForm
    inlines = [CreditInline]
    raw_id_fields = ["image"]
    change_form_template = "admin/articles/story/change_form.html"
    fields = FIELDS

    # Who may.

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return may_enter(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_shape_story(request, None)

    def has_change_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        """Whether there is anything on the page that the user may change: shared fields, or the edition's article."""
        if obj is None:
            return self.has_add_permission(request)
        if may_shape_story(request, obj):
            return True
        articles = articles_read(request, obj)
        edition = current_edition(request, articles)
        return edition is not None and may_work_in(request.user, edition.code, articles.get(edition.code))

    def has_delete_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        """Only a story that no edition has published, by those who may publish in each that has begun it."""
        if obj is None:
            return False
        articles = articles_read(request, obj)
        return may_shape_story(request, obj) and all(may_delete(request.user, one) for one in articles.values())

    def get_readonly_fields(self, request: HttpRequest, obj: Story | None = None) -> list[str]:
        return [] if may_shape_story(request, obj) else FIELDS

    # The form.

    def get_form(self, request: HttpRequest, obj: Story | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.article_options = self._article_options(request, obj)
        return form

    def _article_options(self, request: HttpRequest, story: Story | None) -> dict[str, Any]:
        edition = request.desk_edition
        begun = articles_read(request, story).get(edition.code)
        if not may_work_in(request.user, edition.code, begun):
            return {}
        article = Article.objects.get(pk=begun.pk) if begun else Article(story=story, created_by=request.user)
        wanted = STATE_OF.get(pressed(request))
        return {
            "is_written": True,
            "edition": edition,
            "instance": article,
            "may_publish": may_publish(request.user, edition.code),
            "wanted_state": wanted,
            # Who opens an edition that has not begun the story may save what is shared without beginning it.
            "empty_permitted": story is not None and begun is None and wanted is None,
            "use_required_attribute": False,
        }

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        story = self.get_object(request, unquote(object_id)) if object_id else None
        request.desk_edition = current_edition(request, articles_read(request, story))
        if request.desk_edition is None:
            messages.error(request, _("There is no edition yet. An admin has to add one first."))
            return HttpResponseRedirect(reverse("admin:index"))
        self._check_button(request, story)
        # Moments are typed and shown in the edition's own time.
        with timezone.override(request.desk_edition.zone):
            try:
                response = super().changeform_view(request, object_id, form_url, extra_context)
            except (EditConflictError, IntegrityError):
                # Somebody else saved between our look and our write; looking again tells what to say.
                request.__dict__.pop("_articles_read", None)
                response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def _check_button(self, request: HttpRequest, story: Story | None) -> None:
        if pressed(request) in STATE_OF and not may_publish(request.user, request.desk_edition.code):
            raise PermissionDenied
        check_stage_button(request, articles_read(request, story).get(request.desk_edition.code))

    # Saving.

    def save_model(self, request: HttpRequest, obj: Story, form: StoryForm, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        if not change or form.fields:
            save_story(obj, changed=form.changed_columns, topics=form.topic_changes)
        article_form = form.article_form
        if article_form and (article_form.has_changed() or article_form.state_changes):
            article = article_form.save(commit=False)
            article.story = obj
            save_article(article, by=request.user, old_address=article_form.old_address)
            if article_form.lost_characters:
                messages.info(request, _("Characters that cannot be seen were taken out of the title or standfirst."))
            if article_form.state_changes and article.state == State.PUBLISHED:
                tell_published(article, by=request.user)
        move_after_saving(request, obj)

    def save_related(self, request: HttpRequest, form: StoryForm, formsets: Any, change: bool) -> None:
        # Topics are saved with the story; the stock way would write them whole.
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)
        if any(formset.has_changed() for formset in formsets):
            place_story(form.instance)

    def construct_change_message(self, request: HttpRequest, form: StoryForm, formsets: Any, add: bool = False) -> Any:
        """Tells the log which edition's article was saved, and to what state."""
        message = super().construct_change_message(request, form, formsets, add)
        article = form.article_form
        if article and (article.has_changed() or article.state_changes):
            named = {"name": str(Article._meta.verbose_name), "object": f"{article.edition}: {article.instance}"}
            fields = [str(article.fields[name].label) for name in article.changed_data]
            if article.state_changes:
                fields.append(f"{_('state')} ({standing_of(article.instance).word})")
            message.append({"changed": {**named, "fields": fields}})
        return message

    def response_add(self, request: HttpRequest, obj: Story, post_url_continue: str | None = None) -> HttpResponse:
        return self._back(request, obj)

    def response_change(self, request: HttpRequest, obj: Story) -> HttpResponse:
        return self._back(request, obj)

    def _back(self, request: HttpRequest, story: Story) -> HttpResponse:
        """To the same edition of the same story, saying what was done."""
        edition = request.desk_edition
        article = Article.objects.filter(story=story, edition=edition).defer("body").first()
        messages.success(request, said(edition, article))
        return HttpResponseRedirect(f"{reverse('admin:articles_story_change', args=[story.pk])}?edition={edition.code}")

    # The page.

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        story, edition = kwargs.get("obj"), request.desk_edition
        form = context["adminform"].form
        articles = articles_read(request, story)
        begun = articles.get(edition.code)
        may_read = may_open(request.user, edition.code, begun)
        shown = Article.objects.get(pk=begun.pk) if begun and not form.article_form and may_read else None
        context |= {
            "edition": edition,
            "places": strip(request, story, articles, edition),
            "article_form": form.article_form,
            "begun": begun,
            "standing": standing_of(begun),
            "shown": shown,
            "workflow": workflow_of(request.user, begun) if may_read else None,
            **(side_of(request, story, edition, begun) if story else {}),
            "corrections": corrections_of(begun) if may_read else [],
            "may_correct": bool(begun) and begun.state == State.PUBLISHED and may_publish(request.user, edition.code),
            # Everything has its place beside the text; the list of all the desk's pages is a click away.
            "is_nav_sidebar_enabled": False,
            "may_publish": may_publish(request.user, edition.code) and form.article_form is not None,
            "errors": [*context["errors"], *(form.article_form.errors.values() if form.article_form else [])],
            "title": _("Story") if story else _("New story"),
        }
        return super().render_change_form(request, context, **kwargs)


def corrections_of(article: Article | None) -> list[Correction]:
    return list(article.corrections.all()) if article else []


def pressed(request: HttpRequest) -> str:
    """The name of the button that sent the form, where it leads to another state."""
    return next((name for name in STATE_OF if name in request.POST), "")


def said(edition: Edition, article: Article | None) -> str:
    """What a save has led to."""
    names = {"edition": edition.endonym}
    if article is None:
        return _("Saved. The story is not begun in %(edition)s yet.") % names
    if article.is_scheduled:
        moment = timezone.localtime(article.published_at, edition.zone)
        names |= {"moment": f"{moment:%Y-%m-%d %H:%M}", "zone": edition.time_zone}
        return _("Saved. %(edition)s: will be published on %(moment)s (%(zone)s).") % names
    return {
        State.DRAFT: _("Saved. %(edition)s: a draft that readers do not see."),
        State.PUBLISHED: _("Saved. %(edition)s: published."),
        State.WITHDRAWN: _("Saved. %(edition)s: withdrawn, readers do not see it."),
    }[State(article.state)] % names
