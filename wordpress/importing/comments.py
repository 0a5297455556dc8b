"""Comments: threads of one level, each in the state that it had."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Article
from editions.many import create_many
from editions.scripts.controls import one_line
from readers.commenting import count_again
from readers.enums import CommentState
from readers.guards.repeats import fingerprint_of
from readers.models import Comment
from readers.models.comment import NAME, TEXT
from wordpress.importing.origins import COMMENT, Origins
from wordpress.importing.report import Report
from wordpress.importing.told import read_told
from wordpress.importing.words import comment_text
from wordpress.told import KEY as TOLD
from wordpress.wxr import items

KIND = "comment"
_STATES = {
    "1": CommentState.APPROVED,
    "approve": CommentState.APPROVED,
    "0": CommentState.HELD,
    "hold": CommentState.HELD,
    "spam": CommentState.SPAM,
    "trash": CommentState.REJECTED,
}
MAIL = 254


@dataclass(frozen=True)
class Made:
    """A comment to be written, in answer to one that is written with it (`root`, its number) or is here (`key`)."""

    row: Comment
    root: int
    key: int | None


def keep_comments(
    under: Mapping[int, Article], items_of: Iterable[items.Item], *, origins: Origins, report: Report
) -> None:
    """Keep the comments of items whose articles are here; those that were kept before stay as they are.

    Args:
        under: articles by the numbers of their items.
        items_of: those items.
    """
    found = [(item, comment) for item in items_of for comment in item.comments]
    if not found:
        return
    known = origins.find(COMMENT, [comment.number for _item, comment in found if comment.number])
    texts = {key: origin.object_id for key, origin in known.items()}
    parents = {comment.number: comment.parent for _item, comment in found}
    made: dict[int, Made] = {}
    met: set[int] = set()
    touched: set[int] = set()
    # Before its answers: whatever order they come in.
    for item, comment in sorted(found, key=lambda pair: (_depth(pair[1].number, parents), pair[1].date)):
        if reason := _why_left_out(comment, met):
            report.skip(KIND, comment.number, reason)
            continue
        met.add(comment.number)
        article = under[item.number]
        if str(comment.number) in texts:
            report.here(KIND, "unchanged")
            continue
        made[comment.number] = Made(_row(comment, article), *_root(comment, parents, made, texts))
        touched.add(article.pk)
    _write(made, origins)
    for _one in made:
        report.here(KIND, "new")
    count_again(touched)


def skip_comments(item: items.Item, sentence: str, report: Report, **told: str) -> None:
    """Count the comments of an item that has nothing here to stand beneath."""
    for comment in item.comments:
        report.skip(KIND, comment.number, sentence, **told)


def _why_left_out(comment: items.Comment, met: set[int]) -> str:
    if comment.kind in {"pingback", "trackback"}:
        return gettext_noop("it says only that another site links here (pingback or trackback)")
    if comment.kind not in {"", "comment", "review"}:
        return gettext_noop("it is a plugin’s own remark, no reader’s comment")
    if comment.approved not in _STATES:
        return gettext_noop("it lies in the bin with its post")
    if not comment.number:
        return gettext_noop("it has no number")
    if comment.number in met:
        return gettext_noop("the export has another one of this number")
    return ""


def _depth(number: int, parents: Mapping[int, int]) -> int:
    depth, seen = 0, {number}
    while (number := parents.get(number, 0)) and number not in seen:
        seen.add(number)
        depth += 1
    return depth


def _root(
    comment: items.Comment, parents: Mapping[int, int], made: Mapping[int, Made], texts: Mapping[str, int | None]
) -> tuple[int, int | None]:
    """What begins its thread: an answer to an answer is one to the first.

    Returns:
        The number of one that is made now, or 0; the key of one that is here, or None.
    """
    root: tuple[int, int | None] = (0, None)
    number, seen = comment.parent, {comment.number}
    while number and number not in seen:
        seen.add(number)
        # What was left out in between is stepped over.
        if number in made:
            root = (number, None)
        elif key := texts.get(str(number)):
            root = (0, key)
        number = parents.get(number, 0)
    return root


def _row(comment: items.Comment, article: Article) -> Comment:
    state = _STATES[comment.approved]
    text = _as_typed(comment) or comment_text(comment.body, longest=TEXT) or "–"
    moment = min(comment.date, timezone.now())
    return Comment(
        article=article,
        edition_id=article.edition_id,
        name=_name(comment, article.edition_id),
        email=comment.email if len(comment.email) <= MAIL and "@" in comment.email else "",
        text=text,
        state=state,
        fingerprint=fingerprint_of(text),
        made_at=moment,
        decided_at=None if state == CommentState.HELD else moment,
    )


def _as_typed(comment: items.Comment) -> str:
    """The text to the letter, as our own export told it, unless it has been changed in WordPress; else empty."""
    text = read_told(comment.meta_of(TOLD)).text("text", TEXT)
    return text if text and escape(text, quote=False).strip() == comment.body.strip() else ""


def _name(comment: items.Comment, edition: str) -> str:
    if name := one_line(comment.author)[:NAME]:
        return name
    with translation.override(edition):
        return _("A reader")


def _write(made: Mapping[int, Made], origins: Origins) -> None:
    first = [one for one in made.values() if not one.root]
    for one in first:
        one.row.parent_id = one.key
    create_many(one.row for one in first)
    answers = [one for one in made.values() if one.root]
    for one in answers:
        one.row.parent_id = made[one.root].row.pk
    create_many(one.row for one in answers)
    origins.write(origins.new(COMMENT, number, one.row) for number, one in made.items())
