"""What a save on the story page has led to, in words."""

from django.utils.translation import gettext as _

from accounts.desk.dates import desk_moment_in
from articles.models import Article
from editions.enums import State
from editions.models import Edition


def said(edition: Edition, article: Article | None) -> str:
    """What a save has led to."""
    names = {"edition": edition.endonym}
    if article is None:
        return _("Saved. The story is not begun in %(edition)s yet.") % names
    if article.pending_id:
        names["moment"] = desk_moment_in(article.pending_at, edition.zone) if article.pending_at else ""
        if article.pending_at:
            return _("Saved. %(edition)s: the change will be published on %(moment)s.") % names
        if article.is_scheduled:
            return _("Saved. %(edition)s: a draft of changes, which is no part yet of what will be published.") % names
        return _("Saved. %(edition)s: a draft of changes; readers see the text as it was.") % names
    if article.is_scheduled:
        names["moment"] = desk_moment_in(article.live_since, edition.zone)
        return _("Saved. %(edition)s: will be published on %(moment)s.") % names
    return {
        State.DRAFT: _("Saved. %(edition)s: a draft that readers do not see."),
        State.PUBLISHED: _("Saved. %(edition)s: published."),
        State.WITHDRAWN: _("Saved. %(edition)s: withdrawn, readers do not see it."),
    }[State(article.state)] % names
