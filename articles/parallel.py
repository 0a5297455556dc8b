"""A story in two editions side by side, paragraph by paragraph, for readers; paired by the lineage of the texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.lineage.comparing import home
from articles.lineage.pieces import STANDFIRST, TITLE
from articles.lineage.records import Lineage, Marks
from articles.models import Article
from editions import registry
from editions.head import Head
from editions.richtext.blocks import units_of
from editions.richtext.word_diff import rising
from media_gallery.bodies import draw_body, images_of
from media_gallery.figures import has_gallery
from media_gallery.footnotes import Notes

# What is read of each of the two; the lineage says which block is whose.
FIELDS = ("edition_id", "title", "slug", "standfirst", "body", "published_at", "source_id", "lineage")


@dataclass
class Row:
    """What both editions say in one place; a side is empty where its edition has nothing for it."""

    here: list[SafeString] = field(default_factory=list)
    there: list[SafeString] = field(default_factory=list)


def parallel_page(code: str, slug: str, other_code: str) -> dict[str, Any] | None:
    """The context of `articles/parallel.html`; None where there are no two live texts that lineage pairs.

    Args:
        code, slug: of the article whose order the page keeps.
        other_code: the edition that stands beside it.
    """
    story = Article.objects.in_edition(code).filter(slug=slug).values("story_id")[:1]
    texts = Article.objects.live().filter(story_id=story, edition__in=[code, other_code]).only(*FIELDS)
    found = {article.edition_id: article for article in texts}
    here, there = found.get(code), found.get(other_code)
    if here is None or there is None or not are_paired(here, there):
        return None
    editions = registry.all_editions()
    paths = {
        code: reverse("articles:parallel", args=[code, here.slug, other_code]),
        other_code: reverse("articles:parallel", args=[other_code, there.slug, code]),
    }
    notes = [Notes(editions[article.edition_id], article.pk) for article in (here, there)]
    return {
        "edition": editions[code],
        "other": editions[other_code],
        "here": here,
        "there": there,
        "rows": list(parallel_rows(here, there, *notes)),
        "notes": [mark_safe(one.drawn()) for one in notes] if any(notes) else [],  # noqa: S308 - stored clean
        "has_gallery": any(has_gallery(article.body) for article in (here, there)),
        "head": Head(title=here.title, path=paths[code], alternates=paths, is_indexed=False),
    }


def are_paired(one: Article, other: Article) -> bool:
    """Whether lineage says which paragraph of one belongs to which of the other: one is made from the other, or both
    from a third."""
    if other.pk == one.pk:
        return False
    if one.source_id is not None and one.source_id == other.source_id:
        return True
    return one.source_id == other.pk or other.source_id == one.pk


def parallel_rows(here: Article, there: Article, notes: Notes, other_notes: Notes) -> Iterator[Row]:
    """Both bodies in rows, in the order of `here`; a moved paragraph stands beside nothing, rather than out of order.

    Args:
        here, there: `are_paired`, with body and lineage.
        notes, other_notes: what is noted in either, kept for the end.

    Source of the pairing: docs/adr/0005-lineage.md.
    """
    ours, ids = drawn_units(here, notes)
    theirs, other_ids = drawn_units(there, other_notes)
    place = {name: i for i, name in enumerate(ids) if name}
    other_place = {name: j for j, name in enumerate(other_ids) if name}
    first: dict[int, int] = {}
    for name, other in pairs_of(here, there):
        if name in place and other in other_place:
            j = other_place[other]
            first[j] = min(place[name], first.get(j, place[name]))
    return in_rows(ours, theirs, first)


def drawn_units(article: Article, notes: Notes) -> tuple[list[SafeString], list[str]]:
    """The units of a body as readers see them, and their ids."""
    images, drawn, ids = images_of(article.body), [], []
    for unit in units_of(article.body):
        text = draw_body(unit.own_html, notes.edition, images, notes=notes)
        if unit.list_tag:
            text = f"<{unit.list_tag}>{text}</{unit.list_tag}>"
        drawn.append(mark_safe(text))  # noqa: S308 - stored clean
        ids.append(unit.id)
    return drawn, ids


def pairs_of(here: Article, there: Article) -> Iterator[tuple[str, str]]:
    """Ids of blocks that say the same, as (of `here`, of `there`)."""
    if there.source_id == here.pk:
        yield from of_translation(there, Lineage.read(here.lineage).marks)
    elif here.source_id == there.pk:
        yield from swapped(of_translation(here, Lineage.read(there.lineage).marks))
    else:
        marks = marks_of_source(here)
        ours = list(of_translation(here, marks))
        for source, block in of_translation(there, marks):
            yield from ((name, block) for known, name in ours if known == source)


def marks_of_source(article: Article) -> Marks:
    lineage = article.source.lineage if article.source else {}
    return Lineage.read(lineage).marks


def of_translation(article: Article, marks: Marks) -> Iterator[tuple[str, str]]:
    """(block of the source where its words stand now, block of the translation)."""
    for block, sources in Lineage.read(article.lineage).links.items():
        if block in {TITLE, STANDFIRST}:
            continue
        for source in sources:
            if at := home(marks, source):
                yield at, block


def swapped(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((one, other) for other, one in pairs)


def in_rows(ours: list[SafeString], theirs: list[SafeString], first: dict[int, int]) -> Iterator[Row]:
    """Rows that hold every unit of both once, each side in its own order.

    Args:
        first: for units of `theirs` the first one of `ours` that they say, by place.
    """
    kept = dict(stepwise(sorted(first.items())))
    beside: dict[int, list[SafeString]] = {}
    lone: dict[int, list[SafeString]] = {}
    last = -1
    for j, unit in enumerate(theirs):
        if j in kept:
            last = kept[j]
            beside.setdefault(last, []).append(unit)
        else:
            lone.setdefault(last, []).append(unit)
    yield from (Row(there=[unit]) for unit in lone.get(-1, ()))
    for i, unit in enumerate(ours):
        yield Row([unit], beside.get(i, []))
        yield from (Row(there=[unit]) for unit in lone.get(i, ()))


def stepwise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs of which none stands before another in one text and behind it in the other; several of the one
    text may belong to one of the other."""
    # Made strictly rising by counting those that share a place.
    spread = [(j, i * (len(pairs) + 1) + n) for n, (j, i) in enumerate(pairs)]
    return [(j, i // (len(pairs) + 1)) for j, i in rising(spread)]
