"""The tables of this room that public pages are made of."""

from articles.models import (
    ArchiveCount,
    ArchivePlace,
    Article,
    Category,
    Correction,
    Credit,
    Dossier,
    DossierPart,
    MediaCredit,
    Person,
    Placement,
    Story,
    StoryTopic,
    Topic,
)
from delivery.changes.declared import watch
from editions.columns import columns
from editions.enums import State


def declare() -> None:
    declare_texts()
    declare_names()


def declare_texts() -> None:
    watch(
        Article,
        # What was withdrawn keeps its heading in the issue that it was published in.
        public=f"state <> '{State.DRAFT}'",
        sets=[("edition_id", "slug"), ("edition_id", "published_at__date"), ("edition_id",), ("story_id",)],
        members=("state", "source_id"),
        # When its change is due, an article is read anew, and that is when the change is published.
        moments=("published_at", "unpublish_at", "pending_at"),
        carried=[(Placement, "article_id")],
        private=("version", "created_by_id", "created_at", "stage", "pending_id", "stale_since"),
    )
    watch(
        Placement,
        sets=[("edition_id", "shelf", "target_id"), ("edition_id", "shelf"), ("article_id",)],
        moments=("published_at",),
    )
    watch(
        Story,
        members=("is_featured", "category_id"),
        carried=[(Article, "story_id")],
        private=("working_title", "version", "created_by_id", "created_at", "updated_at"),
    )
    # How many an edition has in a month or on a day, and what of that is still to come or over.
    watch(ArchiveCount, sets=[("edition_id", "period"), ("edition_id",)], members=("number",))
    watch(ArchivePlace, sets=[("edition_id",)], members=("day",), moments=("ends_at",), carried=[(Article, "id")])
    watch(Correction, sets=[("article_id",)], members=("made_at",))
    watch(
        Credit,
        sets=[("story_id",), ("person_id",)],
        members=("role", "edition_id", "address", "position"),
    )
    watch(MediaCredit, sets=[("item_id",), ("person_id",)], members=("role", "position"))
    watch(StoryTopic, sets=[("content_object_id",), ("tag_id",)])
    watch(DossierPart, sets=[("dossier_id",), ("story_id",)], members=("position",))


def declare_names() -> None:
    slugs, names = columns("slug"), columns("name")
    watch(Category, sets=[*((slug,) for slug in slugs), ("parent_id",)], members=("position", *names))
    # Of a story all topics and dossiers are read, named here or not, so that theirs are rows that the page depends on.
    watch(Topic, sets=[(slug,) for slug in slugs], members=names)
    watch(Person, sets=[(slug,) for slug in slugs], members=names)
    watch(Dossier, sets=[(slug,) for slug in slugs], members=names)
