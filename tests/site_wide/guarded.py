"""Things of the English edition that only its own people may know of or change, and whether they are as they were."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.audit import record
from accounts.enums import AuditAction, NoticeKind
from accounts.models import Notice
from articles.enums import RevisionKind
from articles.models import Article, Correction, DossierPart, Note, OfferedPair, Plan, Presence, Revision
from articles.revisions import Text, keep
from editions.models import Edition, Page, PageEdition
from mailing.models import Sending
from publications.models import IssueEdition, MailSettings, MailWords, Release, ReleaseItem
from readers.enums import CommentState
from readers.models import SubscriberFile
from seeds import factories

# The key of everything that is guarded, whatever it is; and of a second story, which readers know.
KEY, KNOWN = 70_001, 70_002
# Words that must not reach who may not read them: one a place, so that a failure says where it leaked.
SECRETS = {
    "draft's title": "zorvath",
    "draft's address": "quilmere",
    "draft's standfirst": "ebbenholt",
    "draft's text": "wystraling",
    "pending change": "hollindrake",
    "autosave": "murrowby",
    "note": "tarnquist",
    "issue's draft": "fennimarch",
    "page's draft": "oskelund",
    "notice": "brackenveil",
    "audit log": "yarrowmede",
    "comment": "quandlemark",
    "message": "hesperwick",
    "subscriber": "velmouth",
    "mailing": "marlowick",
}
# Of all editions: any member adds to them and changes them.
SHARED = {"topic", "person", "image", "mediaitem", "albumpicture", "mediacredit", "book", "bookauthor", "librarytag"}
SHARED |= {"storytopic", "image_tags"}
# What is found of them follows, and how many there are.
SHARED |= {"entry", "word", "archiveplace", "archivecount"}
# The database writes down whatever changes.
SHARED |= {"change"}
# What editors of any edition may order for all; the lists of a topic that is deleted end with it.
CURATED = {"category", "series", "placement", "dossier", "dossierpart"}
# What somebody may add to elsewhere, as long as it belongs to nothing guarded.
MAY_GROW = {"story", "credit", "article", "revision", "plan", "note", "presence", "placement", "auditentry", "notice"}
# An announcement goes along with what one may publish.
MAY_GROW |= {"announcement", "issue", "issueedition", "issueentry", "page", "pageedition", "release", "releaseitem"}
# Who writes an issue may have it printed.
MAY_GROW |= {"printing"}
# How an edition mails is its publishers' to say.
MAY_GROW |= {"mailsettings"}
# What is published is counted.
MAY_GROW |= {"archiveplace", "archivecount"}
# A notice goes out by mail.
MAY_GROW |= {"noticemail", "letter"}


@dataclass
class Guarded:
    """The section that they lie in, another one, and whose they are."""

    section: int
    other_section: int
    owner: Any


def build_guarded() -> Guarded:
    """Everything that a desk can hold, in the state in which it must not be known."""
    factories.make_editions()
    section, other = factories.make_category(id=KEY), factories.make_category()
    owner = factories.make_user(role="editor", editions=["en"])
    picture = factories.make_image()
    things = {
        "category": section,
        "image": picture,
        "topics": [factories.make_topic(id=KEY)],
        "authors": [factories.make_person(id=KEY)],
    }
    story = factories.make_story(id=KEY, created_by=owner, working_title="Gardens", **things)
    draft = factories.make_article(
        id=KEY, story=story, published=False, created_by=owner, title="Zorvath", slug="quilmere",
        standfirst="Ebbenholt", body="<p>Wystraling</p>",
    )  # fmt: skip
    public = factories.make_article(
        id=KNOWN, story=factories.make_story(id=KNOWN, working_title="Rivers", **things), created_by=owner
    )
    _texts(draft, public, owner)
    _others(owner, picture, draft)
    return Guarded(section.pk, other.pk, owner)


def _texts(draft: Article, public: Article, owner: Any) -> None:
    """Revisions, a change that waits, notes, plans and who is there."""
    keep(draft, Text.of(draft), kind=RevisionKind.SAVED, by=owner)
    keep(draft, Text(title="Murrowby", body="<p>Murrowby</p>"), kind=RevisionKind.AUTOSAVE, by=owner, session="s")
    keep(public, Text.of(public), kind=RevisionKind.PUBLISHED, by=owner)
    pending = keep(public, Text(title="Hollindrake", body="<p>Hollindrake</p>"), kind=RevisionKind.SAVED, by=owner)
    Article.objects.filter(pk=public.pk).update(pending=pending)
    Revision.objects.filter(article=draft, number=1).update(name="First")
    Note.objects.create(id=KEY, article=draft, text="Tarnquist", made_by=owner)
    Plan.objects.create(id=KEY, story=draft.story, edition_id="en", assignee=owner)
    Presence.objects.create(id=KEY, article=draft, user=owner, session="s")
    OfferedPair.objects.create(id=KEY, one=draft, other=public, score=70)
    Correction.objects.create(id=KEY, article=public, text="A date was wrong.")
    Notice.objects.create(
        id=KEY, user=owner, kind=NoticeKind.REVIEW, about="Gardens", text="Brackenveil", address="/admin/"
    )
    waiting = {"state": CommentState.SPAM, "email": "quandlemark@example.org"}
    factories.make_comment(id=KEY, article=public, text="Quandlemark", name="Quandlemark", **waiting)
    factories.make_message(id=KEY, subject="Hesperwick", text="Hesperwick", email="hesperwick@example.org")
    factories.make_subscriber(id=KEY, email="velmouth@example.org", name="Velmouth", consent_text="Velmouth")
    SubscriberFile.objects.create(id=KEY, name="velmouth.csv", edition_id="en", rows=[{"email": "velmouth"}])
    record(AuditAction.DELETE, Note(id=1, text="Yarrowmede"), by=owner, edition="en")


def _others(owner: Any, picture: Any, draft: Article) -> None:
    """An issue, a page, a release; and one of everything that is shared."""
    series = factories.make_series(id=KEY)
    issue = factories.make_issue(id=KEY, series=series, editions=[])
    text = IssueEdition.objects.create(id=KEY, issue=issue, edition_id="en", title="Fennimarch", created_by=owner)
    planned = {"kind": "issue", "key": str(KEY), "audience": f"series:{series.slug}", "title": "Marlowick"}
    Sending.objects.create(id=KEY, edition_id="en", send_at=timezone.now() + timedelta(days=3), **planned)
    MailWords.objects.create(text=text, subject="Marlowick", preheader="Marlowick")
    MailSettings.objects.create(edition_id="en", postal="Marlowick")
    page = Page.objects.create(id=KEY, key="about")
    PageEdition.objects.create(id=KEY, page=page, edition_id="en", title="Oskelund", slug="oskelund", body="Oskelund")
    moment = timezone.now() + timedelta(days=3)
    release = Release.objects.create(id=KEY, name="Spring", goes_live_at=moment, made_by=owner)
    ReleaseItem.objects.create(id=KEY, release=release, article=draft)
    ReleaseItem.objects.create(release=release, issue=text)
    factories.make_media_item(id=KEY, image=picture)
    factories.make_book(id=KEY)
    dossier = factories.make_dossier(id=KEY)
    DossierPart.objects.create(id=KEY, dossier=dossier, story=draft.story)


# Whether they are as they were.


def own_models() -> list[type[models.Model]]:
    """Those of the site's own apps."""
    here = Path(settings.BASE_DIR)
    own = {config.label for config in apps.get_app_configs() if Path(config.path).parent == here}
    return [model for model in apps.get_models() if model._meta.app_label in own]


WRITES = re.compile(r'(INSERT( OR \w+)? INTO|UPDATE|DELETE FROM) "(?P<table>\w+)"', re.I)
Rows = dict[tuple[str, Any], dict[str, Any]]


def rows_now() -> Rows:
    """Every row of the site's own tables, by model and key."""
    return {
        # That pages have to be drawn anew follows from other changes.
        (model._meta.model_name, row[model._meta.pk.attname]): {**row, "frame_version": None}
        for model in own_models()
        for row in model._base_manager.order_by().values()
    }


def notes_writes(written: set[str]) -> Callable[..., Any]:
    """A wrapper of statements that puts the name of every model whose table is written to into `written`."""
    models_by_table = {model._meta.db_table: model._meta.model_name or "" for model in own_models()}

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and (name := models_by_table.get(found["table"])):
            written.add(name)
        return execute(sql, params, many, context)

    return note


def harm(before: Rows, *, user: Any, may_order: bool, codes: set[str]) -> list[str]:
    """What somebody has done to the guarded things, in words; nothing: no harm.

    Args:
        before: the rows as they were.
        user: who did it; their own account is theirs.
        may_order: they are an editor of another edition, and so order what all share.
        codes: editions in which they may begin nothing.
    """
    free = SHARED | (CURATED if may_order else set())
    after = rows_now()
    told = [f"{key} is gone" for key in before if key not in after and key[0] not in free]
    for key, row in after.items():
        if key[0] in free or key == ("user", user.pk):
            continue
        if key not in before:
            told += [f"{key} is new: {why}" for why in ties(key[0], row, codes)]
        elif before[key] != row:
            changed = {name: (before[key][name], value) for name, value in row.items() if before[key][name] != value}
            told.append(f"{key} has changed: {changed}")
    return told


def ties(name: str, row: dict[str, Any], codes: set[str]) -> list[str]:
    """By what a new row belongs to something guarded."""
    if name not in MAY_GROW:
        return ["nobody here may add one"]
    model = next(model for model in own_models() if model._meta.model_name == name)
    if row.get("edition_code") in codes:
        return ["of the edition"]
    if name == "announcement" and row["kind"] not in {"media_gallery.mediaitem", "publications.book"}:
        return [f"{row['kind']} {row['number']}"] if row["number"] in {KEY, KNOWN} else []
    found = []
    for column in model._meta.concrete_fields:
        value, target = row[column.attname], column.related_model
        is_text = target in {Article, IssueEdition, PageEdition}
        if (target is Edition and value in codes) or (is_text and value in {KEY, KNOWN}):
            found.append(f"{column.name} {value}")
    return found
