"""Taking over: one edition's contents of an issue become another's, with its own translations.

What stands in both is known by a key: a story, whatever the edition tells it, or the entry that a section's heading or
an own entry came from. An edition remembers what it has seen of its source, so that what the source changed later can
be told, difference by difference, and nothing is taken that was not asked for.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from publications.enums import EntryKind
from publications.models import IssueEdition, IssueEntry

ADDED, REMOVED, CHANGED, ORDER = "added", "removed", "changed", "order"
WORDS = {
    ADDED: _("new there"),
    REMOVED: _("no longer there"),
    CHANGED: _("in other words there"),
    ORDER: _("in another order there"),
}


@dataclass(frozen=True)
class Difference:
    """One thing that the source has otherwise: `act` says which, `entry` is the source's (or ours, of what is gone)."""

    act: str
    key: str = ""
    entry: IssueEntry | None = None

    @property
    def name(self) -> str:
        """What the form that offers it calls it."""
        return f"{self.act}:{self.key}"

    @property
    def word(self) -> str:
        return str(WORDS[self.act])


def key_of_source(entry: IssueEntry) -> str:
    """What an entry is known by in the edition that it is taken from."""
    story = story_of(entry)
    return f"s{story}" if story else f"e{entry.pk}"


def key_of_target(entry: IssueEntry) -> str:
    """What an entry is known by in the edition that takes; "" of what is the edition's own affair."""
    story = story_of(entry)
    if story:
        return f"s{story}"
    return f"e{entry.taken_from}" if entry.taken_from else ""


def story_of(entry: IssueEntry) -> int | None:
    return entry.article.story_id if entry.article else entry.story_id


def entries_of(text: IssueEdition) -> list[IssueEntry]:
    rows = IssueEntry.objects.filter(text=text.pk).select_related("article")
    return list(rows.defer("article__body", "article__lineage"))


def seen_of(entries: Iterable[IssueEntry]) -> list[list[str]]:
    """What is remembered of a source: keys in their order, each with a digest of the words that would be taken."""
    return [[key_of_source(entry), digest_of(entry)] for entry in entries]


def digest_of(entry: IssueEntry) -> str:
    """Of headings and teasers that have to be translated; articles have their own translations."""
    if story_of(entry):
        return ""
    words = "\0".join([entry.kind, entry.heading, entry.teaser, entry.link])
    return hashlib.blake2b(words.encode(), digest_size=6).hexdigest()


def differences(
    target: IssueEdition, source: list[IssueEntry], own: list[IssueEntry] | None = None, *, from_start: bool = False
) -> list[Difference]:
    """What the source has otherwise than when the target saw it last.

    Args:
        source: the entries of the text that is taken from.
        own: the target's; None: they are read.
        from_start: as if the target had seen nothing of it.
    """
    own = entries_of(target) if own is None else own
    seen: dict[str, str] = {} if from_start else dict(target.seen_of_source)
    theirs = {key_of_source(entry): entry for entry in source}
    mine = {key: entry for entry in own if (key := key_of_target(entry))}
    found = [Difference(ADDED, key, entry) for key, entry in theirs.items() if key not in seen and key not in mine]
    found += [Difference(REMOVED, key, mine[key]) for key in seen if key not in theirs and key in mine]
    found += [
        Difference(CHANGED, key, entry)
        for key, entry in theirs.items()
        if key in seen and key in mine and seen[key] != digest_of(entry)
    ]
    now = [key for key in theirs if key in seen]
    was = [key for key in seen if key in theirs]
    if now != was and common(mine, theirs) != common(theirs, mine):
        found.append(Difference(ORDER))
    return found


def common(keys: Iterable[str], others: Collection[str]) -> list[str]:
    return [key for key in keys if key in others]


@transaction.atomic
def take(
    *, target: IssueEdition, source: IssueEdition, wanted: Collection[str] | None = None, from_start: bool = False
) -> int:
    """Take over what is wanted of the source's contents; returns how many differences were taken.

    What the target has keeps its words, its order among itself (unless the order is taken) and whatever is its own.

    Args:
        wanted: names of differences; None: all of them; empty: none, the source is only noted as seen.
        from_start: look at all that the source has, also what was seen and not taken.
    """
    # One after the other: two editors who press at once take nothing twice.
    IssueEdition.objects.select_for_update().filter(pk=target.pk).first()
    theirs, own = entries_of(source), entries_of(target)
    taken = [
        one for one in differences(target, theirs, own, from_start=from_start) if wanted is None or one.name in wanted
    ]
    gone = {one.key for one in taken if one.act == REMOVED}
    order = [entry for entry in own if key_of_target(entry) not in gone or not key_of_target(entry)]
    IssueEntry.objects.filter(pk__in=[entry.pk for entry in own if entry not in order]).delete()
    changed = {one.key: one.entry for one in taken if one.act == CHANGED}
    for entry in order:
        if came := changed.get(key_of_target(entry)):
            _say_as(entry, came)
    added = [one for one in taken if one.act == ADDED]
    articles = articles_of(added, target.edition_id)
    has_lead = any(entry.is_lead for entry in order)
    keys = [key_of_source(entry) for entry in theirs]
    for one in added:
        entry = taken_entry(one.entry, target, articles)
        entry.is_lead = entry.is_lead and not has_lead
        has_lead = has_lead or entry.is_lead
        order.insert(place_after(order, keys[: keys.index(one.key)]), entry)
    if any(one.act == ORDER for one in taken):
        order = in_order_of(order, keys)
    save_in_order(order)
    target.source, target.seen_of_source = source, seen_of(theirs)
    IssueEdition.objects.filter(pk=target.pk).update(source=source, seen_of_source=target.seen_of_source)
    return len(taken)


def articles_of(added: Iterable[Difference], code: str) -> dict[int, Article]:
    """The edition's articles of the stories that come, by story."""
    stories = [story for one in added if one.entry and (story := story_of(one.entry))]
    articles = Article.objects.in_edition(code).filter(story__in=stories).only("story_id", "edition_id", "title")
    return {article.story_id: article for article in articles}


def taken_entry(source: Any, target: IssueEdition, articles: dict[int, Article]) -> IssueEntry:
    """A new entry of the target; its words are still those of the source's edition, where it has words of its own."""
    entry = IssueEntry(
        text=target, kind=source.kind, taken_from=source.pk, image_id=source.image_id, is_lead=source.is_lead
    )
    story = story_of(source)
    if story:
        entry.article = articles.get(story)
        entry.story_id = None if entry.article else story
        entry.kind = EntryKind.ARTICLE
    else:
        entry.kind = EntryKind.OWN if source.kind == EntryKind.ARTICLE else source.kind
        _say_as(entry, source)
    return entry


def _say_as(entry: IssueEntry, source: IssueEntry) -> None:
    entry.heading, entry.teaser, entry.link = source.heading, source.teaser, source.link
    entry.is_untranslated = True


def place_after(order: list[IssueEntry], keys: list[str]) -> int:
    """Where what follows these keys stands: after the last of them that is there, else first."""
    places = {key_of_target(entry): place for place, entry in enumerate(order)}
    return next((places[key] + 1 for key in reversed(keys) if key in places), 0)


def in_order_of(order: list[IssueEntry], keys: list[str]) -> list[IssueEntry]:
    """What has keys in their order, in the places that it has together; what has none stays where it is."""
    rank = {key: place for place, key in enumerate(keys)}
    known = iter(sorted((one for one in order if key_of_target(one) in rank), key=lambda one: rank[key_of_target(one)]))
    return [next(known) if key_of_target(entry) in rank else entry for entry in order]


def save_in_order(order: list[IssueEntry]) -> None:
    for place, entry in enumerate(order):
        entry.position = place
    stored = [entry for entry in order if entry.pk]
    IssueEntry.objects.bulk_update(stored, ["position", "heading", "teaser", "link", "is_untranslated"])
    IssueEntry.objects.bulk_create([entry for entry in order if not entry.pk])


def fill_gaps(text: IssueEdition) -> int:
    """Put the edition's articles where there were none yet; returns how many were put in."""
    gaps = list(IssueEntry.objects.filter(text=text.pk, article=None, story__isnull=False))
    articles = {
        article.story_id: article
        for article in Article.objects.filter(edition=text.edition_id, story__in=[gap.story_id for gap in gaps]).only(
            "story_id", "edition_id", "title"
        )
    }
    filled = []
    for gap in gaps:
        if gap.story_id and (article := articles.get(gap.story_id)):
            gap.article, gap.story = article, None
            filled.append(gap)
    IssueEntry.objects.bulk_update(filled, ["article", "story"])
    return len(filled)
