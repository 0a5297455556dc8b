"""Where an article stands: as any text does, and besides in review or approved, with what waits behind it."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.desk.standing import Standing
from accounts.desk.standing import standing_of as standing_of_text
from articles.enums import Stage
from articles.models import Article
from editions.enums import State


def standing_of(article: Article | None) -> Standing:
    """In words: not begun, draft, in review, approved, scheduled, published, over, withdrawn; and what waits."""
    if article is None:
        return standing_of_text(None)
    if article.state == State.DRAFT and article.stage != Stage.WRITING:
        words = {Stage.REVIEW: _("in review"), Stage.APPROVED: _("approved")}
        return Standing(str(article.stage), words[Stage(article.stage)])
    return replace(standing_of_text(article), waiting=waiting_of(article))


def waiting_of(article: Article) -> str:
    """What became of a pending change, in words; empty where there is none."""
    if article.pending_id is None:
        return ""
    if article.pending_at is None or article.state != State.PUBLISHED:
        return _("changes pending")
    return _("change is overdue") if article.pending_at <= timezone.now() else _("change scheduled")
