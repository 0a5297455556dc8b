"""Comments of invented readers, and which stories take them."""

from datetime import datetime, timedelta

from accounts.models import User
from articles.enums import CommentsMode
from articles.models import Article, Story
from editions.enums import CommentPolicy
from editions.models import Edition
from readers.commenting import count_again
from readers.enums import CommentState
from readers.guards.repeats import fingerprint_of
from readers.models import Comment
from seeds.loading import texts

# Two editions take comments under every story, two where a story switches them on.
POLICIES = {"en": CommentPolicy.ON, "fa": CommentPolicy.ON, "ar": CommentPolicy.CHOSEN, "sq": CommentPolicy.CHOSEN}
MODES = {
    "the-bridge-that-was-moved": CommentsMode.ON,
    "seeds-by-post": CommentsMode.ON,
    "bread-at-four-in-the-morning": CommentsMode.CLOSED,
}


def load_comments(stories: dict[str, Story], *, now: datetime, by: User) -> None:
    for code, policy in POLICIES.items():
        Edition.objects.filter(pk=code).update(comments=policy)
    for key, mode in MODES.items():
        Story.objects.filter(pk=stories[key].pk).update(comments=mode)
    touched = set()
    for code in texts.CODES:
        for told in texts.comments(code):
            article = Article.objects.defer("body").get(story=stories[told["story"]], edition=code)
            touched.add(article.pk)
            comment = load_comment(article, told, now=now, by=by)
            for answer in told.get("replies", []):
                load_comment(article, answer, now=now, by=by, parent=comment)
    count_again(touched)


def load_comment(article: Article, told: dict, *, now: datetime, by: User, parent: Comment | None = None) -> Comment:
    """One as its file tells it: written so many `hours` ago, but not before the article was published."""
    waits = told.get("waiting", False)
    text = told["text"].strip()
    earliest = article.live_since + timedelta(minutes=20 if parent is None else 40)
    moment = min(max(now - timedelta(hours=told["hours"]), earliest), now)
    return Comment.objects.create(
        article=article,
        edition_id=article.edition_id,
        parent=parent,
        name=told["name"],
        text=text,
        fingerprint=fingerprint_of(text),
        made_at=moment,
        state=CommentState.HELD if waits else CommentState.APPROVED,
        decided_at=None if waits else moment,
        decided_by=None if waits else by,
    )
