"""The tables of this room that public pages are made of."""

from delivery.changes.declared import watch
from editions.columns import columns
from editions.enums import State
from publications.models import Book, BookAuthor, Issue, IssueEdition, IssueEntry, MailSettings, Printing, Series

# What was withdrawn has its short address still.
KNOWN = f"state <> '{State.DRAFT}'"


def declare() -> None:
    watch(Series, sets=[("slug",)], members=("kind", "position", *columns("name")))
    watch(Issue, sets=[("series_id",)], members=("number", "issued_on"), carried=[(IssueEdition, "issue_id")])
    watch(
        IssueEdition,
        public=KNOWN,
        sets=[("edition_id",), ("issue_id",)],
        members=("state",),
        moments=("published_at", "unpublish_at"),
        private=("created_by_id", "created_at", "source_id", "seen_of_source"),
    )
    watch(
        IssueEntry,
        sets=[("text_id",)],
        members=("position", "kind", "article_id"),
        private=("taken_from", "story_id"),
    )
    watch(Printing, private=("state", "asked_at", "made_at", "pages", "digest", "fault"))
    watch(
        Book,
        public=KNOWN,
        sets=[*((slug,) for slug in columns("slug")), ("series_id",)],
        members=("state", *columns("title")),
        moments=("published_at",),
    )
    watch(BookAuthor, sets=[("book_id",)], members=("person_id", "position"))
    watch(MailSettings, members=("digest_is_on",))
