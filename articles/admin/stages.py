"""The steps of the workflow on the story page: which buttons there are, and what they do."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.gate import may_publish, may_revise, may_write
from articles.enums import Stage
from articles.history import desk_address
from articles.models import Article, Story
from articles.workflow import WrongStageError, has_work, may_move, move_to_stage
from editions.enums import State

BUTTON, NOTE = "_stage", "stage_note"
MAX_NOTE = 4000


@dataclass(frozen=True)
class Step:
    """A step that the user may take, as a button says it."""

    stage: str
    label: str
    takes_note: bool


@dataclass(frozen=True)
class Workflow:
    """What the story page says of the stage of the edition's article."""

    words: str
    steps: list[Step]
    # Whether the page's own form saves the text first: who may only read it has nothing to save.
    saves_first: bool

    @property
    def takes_note(self) -> bool:
        return any(step.takes_note for step in self.steps)


def workflow_of(user: Any, article: Article | None) -> Workflow | None:
    """None where there is nothing to be said."""
    if article is None:
        return None
    saves = may_write(user, article)
    steps = [step for step in _steps(user, article) if may_move(user, article, step.stage, saves_first=saves)]
    words = _words(user, article)
    return Workflow(words, steps, saves) if words or steps else None


def _steps(user: Any, article: Article) -> list[Step]:
    publishes = may_publish(user, article.edition_id, article)
    if article.stage == Stage.WRITING:
        return [Step(Stage.REVIEW, _("Hand in for review"), True)]
    back = Step(Stage.WRITING, _("Return to the writer"), True) if publishes else None
    if article.stage == Stage.REVIEW:
        return [Step(Stage.APPROVED, _("Approve"), True), back or Step(Stage.WRITING, _("Take back"), False)]
    return [back] if back else []


def _words(user: Any, article: Article) -> str:
    is_mine = is_handed_in_by(user, article) and not may_publish(user, article.edition_id, article)
    if not has_work(article) and may_revise(user, article):
        return _("Readers see this text. What you change waits until an editor publishes it.")
    if article.stage == Stage.REVIEW:
        if is_mine:
            return _("In review: the editors have it. To change it, take it back first.")
        return _("In review: it waits for an editor's approval.")
    if article.stage == Stage.APPROVED:
        if is_mine:
            return _("Approved: it is ready to be published. Ask an editor to return it if something must change.")
        return _("Approved: ready to be published.")
    return ""


def is_handed_in_by(user: Any, article: Article) -> bool:
    """Whether the text that lies with the editors is the user's: their article, or their change to a published one."""
    return (article.pending_by_id if article.pending_id else article.created_by_id) == user.pk


def check_stage_button(request: HttpRequest, article: Article | None) -> None:
    """Refuse a step that the gate does not let the user take, before anything is saved.

    Raises:
        PermissionDenied: it does not.
    """
    wanted = request.POST.get(BUTTON, "")
    is_step = wanted in Stage.values and article is not None
    if wanted and not (is_step and may_move(request.user, article, wanted, saves_first=True)):
        raise PermissionDenied


def move_after_saving(request: HttpRequest, story: Story) -> None:
    """Take the step of the pressed button with what has just been saved."""
    if not (wanted := request.POST.get(BUTTON, "")):
        return
    article = Article.objects.select_related("edition", "story").filter(story=story, edition=request.desk_edition)
    _move(request, article.defer("body").get(), wanted)


def _move(request: HttpRequest, article: Article, wanted: str) -> None:
    if not has_work(article):
        messages.error(request, _("There is nothing to hand in: readers see this text already."))
        return
    try:
        move_to_stage(article, wanted, by=request.user, note=request.POST.get(NOTE, "")[:MAX_NOTE])
    except WrongStageError:
        messages.error(request, _("Somebody else has moved this text on meanwhile; look at where it stands now."))
    else:
        messages.success(request, SAID[Stage(wanted)])


SAID = {
    Stage.WRITING: gettext_lazy("The text is in writing again."),
    Stage.REVIEW: gettext_lazy("Handed in: the editors of the edition were told."),
    Stage.APPROVED: gettext_lazy("Approved: who wrote it was told."),
}


@require_POST
def change_stage(request: HttpRequest, article: int) -> HttpResponse:
    """A step without saving: of those who may only read the text as it stands, such as taking it back."""
    found = get_object_or_404(Article.objects.select_related("edition", "story").defer("body"), pk=article)
    wanted = request.POST.get(BUTTON, "")
    if wanted not in Stage.values or not may_move(request.user, found, wanted):
        _refuse_or_tell(request, found, wanted)
    else:
        _move(request, found, wanted)
    return HttpResponseRedirect(desk_address(found.story_id, found.edition_id))


def _refuse_or_tell(request: HttpRequest, article: Article, wanted: str) -> None:
    """Who may not take the step at all is refused; who comes too late is told."""
    is_mine = article.created_by_id == request.user.pk and article.state == State.DRAFT
    is_mine = is_mine or (may_revise(request.user, article) and article.pending_id is not None)
    if wanted not in Stage.values or not (is_mine or may_publish(request.user, article.edition_id, article)):
        raise PermissionDenied
    messages.error(request, _("Somebody else has moved this text on meanwhile; look at where it stands now."))
