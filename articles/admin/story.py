"""The story page: what all editions share at the side, one edition's article in the middle."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.desk.linting import LintedAdmin
from accounts.desk.rights import FoundAdmin
from accounts.gate import TextToBe, may_file_under, may_publish
from articles.admin import checks
from articles.admin.autosave import autosave
from articles.admin.correction import was_seen
from articles.admin.credits import CreditInline
from articles.admin.lists import StoryListMixin
from articles.admin.outcome import said
from articles.admin.preview import versions_of
from articles.admin.preview_links import links_of
from articles.admin.saving import (
    DISCARD,
    PUBLISH,
    SCHEDULE,
    STATE_OF,
    discard_pressed,
    may_discard,
    may_press,
    pressed,
    save_pressed,
)
from articles.admin.side import side_of
from articles.admin.stages import check_stage_button, move_after_saving, workflow_of
from articles.admin.story_form import FIELDS, StoryForm
from articles.admin.story_rights import StoryRights, articles_read, read_anew, text_to_publish
from articles.admin.strip import current_edition, may_open, may_work_in, strip
from articles.admin.writing import pending_notice, writing_desk
from articles.models import Article, Correction, Story
from articles.pending import apply_when_read
from articles.remarks import remarks_on
from articles.revisions import article_to_write
from articles.services import EditConflictError, place_story, save_story
from articles.standing import standing_of
from articles.workflow import tell_change_published, tell_published, writers_of_change
from editions.enums import State


@admin.register(Story)
class StoryAdmin(LintedAdmin, StoryRights, FoundAdmin, StoryListMixin):
    form = StoryForm
    inlines = [CreditInline]
    raw_id_fields = ["image"]
    change_form_template = "admin/articles/story/change_form.html"
    fields = FIELDS

    def may_write_words(self, request: HttpRequest, obj: Story, code: str) -> bool:
        return may_work_in(request.user, code, articles_read(request, obj).get(code), obj)

    def has_words(self, form: Any) -> bool:
        return form.article_form is not None

    # The form.

    def get_form(self, request: HttpRequest, obj: Story | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.article_options = self._article_options(request, obj)
        form.override = checks.Override.of(request)
        form.button = pressed(request)
        form.files_under = staticmethod(partial(may_file_under, request.user))
        return form

    def _article_options(self, request: HttpRequest, story: Story | None) -> dict[str, Any]:
        edition = request.desk_edition
        begun = articles_read(request, story).get(edition.code)
        if not may_work_in(request.user, edition.code, begun, story):
            return {}
        article = article_to_write(begun.pk) if begun else Article(created_by=request.user, edition=edition)
        if story is not None:
            article.story = story
        wanted = STATE_OF.get(pressed(request))
        code, user = edition.code, request.user
        return {
            "is_written": True,
            "publishes_under": lambda section: may_publish(user, code, TextToBe(code, section_id=section)),
            "edition": edition,
            "instance": article,
            "may_publish": self._may_publish(request, story),
            "wanted_state": wanted,
            "is_scheduling": pressed(request) == SCHEDULE,
            # What is shared may be saved without beginning the edition: a new story may have a working title alone.
            "empty_permitted": begun is None and wanted is None,
            "use_required_attribute": False,
        }

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Story | None:
        """Read once where a request only looks: this page and the stock view below it both ask."""
        if request.method != "GET":
            return super().get_object(request, object_id, from_field)
        read = request.__dict__.setdefault("_stories_read", {})
        if (object_id, from_field) not in read:
            read[object_id, from_field] = super().get_object(request, object_id, from_field)
        return read[object_id, from_field]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        story = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method == "GET" and apply_when_read(list(articles_read(request, story).values())):
            read_anew(request)
        request.desk_edition = current_edition(request, articles_read(request, story), story)
        if request.desk_edition is None:
            messages.error(request, _("There is no edition yet. An admin has to add one first."))
            return HttpResponseRedirect(reverse("admin:index"))
        self._check_button(request, story)
        if story and request.method == "POST" and pressed(request) == DISCARD:
            return self._discard(request, story)
        # Moments are typed and shown in the edition's own time.
        with timezone.override(request.desk_edition.zone):
            try:
                response = super().changeform_view(request, object_id, form_url, extra_context)
            except (EditConflictError, IntegrityError):
                # Somebody else saved between our look and our write; looking again tells what to say.
                read_anew(request)
                response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def _discard(self, request: HttpRequest, story: Story) -> HttpResponse:
        if discard_pressed(request, articles_read(request, story).get(request.desk_edition.code)):
            text = _("The draft was discarded; it can still be found among the revisions.")
            messages.success(request, text)
        else:
            messages.error(request, _("The draft was not discarded: it has been changed since you opened it."))
        return HttpResponseRedirect(self._address(request, story))

    def _check_button(self, request: HttpRequest, story: Story | None) -> None:
        if not may_press(pressed(request), may_publish=self._may_publish(request, story)):
            raise PermissionDenied
        check_stage_button(request, articles_read(request, story).get(request.desk_edition.code))

    def _may_publish(self, request: HttpRequest, story: Story | None) -> bool:
        return may_publish(request.user, request.desk_edition.code, text_to_publish(request, story))

    # Saving.

    def save_model(self, request: HttpRequest, obj: Story, form: StoryForm, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        if not change or form.fields:
            save_story(obj, changed=form.changed_columns, topics=form.topic_changes)
        article_form = form.article_form
        is_published = article_form is not None and article_form.instance.state == State.PUBLISHED
        writers = writers_of_change(article_form.instance) if is_published and form.button == PUBLISH else []
        request.is_text_saved = article_form is not None and save_pressed(
            article_form, story=obj, by=request.user, button=form.button
        )
        if request.is_text_saved and article_form.lost_characters:
            messages.info(request, _("Characters that cannot be seen were taken out of the title or standfirst."))
        if request.is_text_saved:
            checks.record_override(form, by=request.user)
        if request.is_text_saved and is_published and article_form.state_changes:
            tell_published([article_form.instance], by=request.user, also=writers)
        elif request.is_text_saved and writers:
            tell_change_published(article_form.instance, writers, by=request.user)
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
        if request.is_text_saved:
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
        return HttpResponseRedirect(self._address(request, story))

    def _address(self, request: HttpRequest, story: Story) -> str:
        return f"{reverse('admin:articles_story_change', args=[story.pk])}?edition={request.desk_edition.code}"

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path("<int:object_id>/autosave/", wrap(autosave), name="articles_story_autosave"),
            path("checks/", wrap(checks.check_story), name="articles_story_checks"),
            *super().get_urls(),
        ]

    # The page.

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        story, edition = kwargs.get("obj"), request.desk_edition
        form = context["adminform"].form
        articles = articles_read(request, story)
        begun = articles.get(edition.code)
        may_read = may_open(request.user, edition.code, begun)
        shown = Article.objects.get(pk=begun.pk) if begun and not form.article_form and may_read else None
        context |= {
            "pending": pending_notice(begun, form.article_form) if may_read else None,
            "writing": writing_desk(request, story, form.article_form) if form.article_form else None,
            "may_read": may_read,
            "edition": edition,
            "places": strip(request, story, articles, edition),
            "article_form": form.article_form,
            "begun": begun,
            "standing": standing_of(begun),
            "shown": shown,
            "versions": versions_of(request.user, articles, edition, is_written=form.article_form is not None),
            "remarks": remarks_on(begun) if may_read else [],
            "preview_links": links_of(request.user, begun),
            "workflow": workflow_of(request.user, begun) if may_read else None,
            **(side_of(request, story, edition, begun) if story else {}),
            "corrections": corrections_of(begun) if may_read else [],
            "may_correct": bool(begun)
            and begun.state == State.PUBLISHED
            and was_seen(begun)
            and self._may_publish(request, story),
            # Everything has its place beside the text; the list of all the desk's pages is a click away.
            "is_nav_sidebar_enabled": False,
            "may_publish": form.article_form is not None and self._may_publish(request, story),
            "may_discard": may_discard(request.user, begun),
            "errors": [*context["errors"], *(form.article_form.errors.values() if form.article_form else [])],
            "title": _("Story") if story else _("New story"),
            **checks.page_context(form, story, edition),
        }
        return super().render_change_form(request, context, **kwargs)


def corrections_of(article: Article | None) -> list[Correction]:
    return list(article.corrections.all()) if article else []
