"""The composer: what the page of an issue shows of its contents, of articles to choose, of what another edition has."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.sites import site
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.desk.dates import desk_number
from accounts.gate import may_see_drafts
from articles.board.cells import Cell, rows_of
from articles.models import Article, Category
from editions import registry
from editions.columns import translated
from editions.enums import State
from editions.models import Edition
from publications.composing.acts import BUTTON, PREFIX
from publications.composing.picking import (
    DRAFTS,
    NEWEST,
    SINCE,
    Pick,
    Picks,
    Wanted,
    columns_of,
    last_issue_at,
    pick_of,
    picks_of,
    used_in,
)
from publications.composing.taking import Difference, differences, entries_of
from publications.enums import EntryKind
from publications.models import Issue, IssueEdition, IssueEntry


@dataclass
class Row:
    """A row of the composer: its form, and what stands in it.

    Attributes:
        number: of the form in the formset.
        pick: its article; None: it has none.
        cell: where its story stands in the edition, and what may be done about that.
        told: the story of a gap, in words.
        theirs: words that are still to be translated are of this edition.
    """

    form: Any
    number: Any
    kind: str
    pick: Pick | None = None
    cell: Cell | None = None
    told: str = ""
    is_untranslated: bool = False
    theirs: Edition | None = None
    is_removed: bool = False

    @property
    def is_gap(self) -> bool:
        return self.kind == EntryKind.ARTICLE and self.pick is None and self.cell is not None


@dataclass(frozen=True)
class Source:
    """An edition whose contents can be taken over, or were."""

    edition: Edition
    count: int
    differences: list[Difference] = field(default_factory=list)
    is_taken: bool = False

    @property
    def count_words(self) -> str:
        return desk_number(self.count)


@dataclass(frozen=True)
class Composer:
    """All that `admin/publications/issue/composer.html` draws."""

    edition: Edition
    rows: list[Row]
    empty: list[Row]
    picks: Picks
    wanted: Wanted
    categories: list[tuple[int, str]]
    find_address: str
    which: list[tuple[str, str]]
    gaps: int
    button: str = BUTTON
    prefix: str = PREFIX


def articles_seen(request: HttpRequest) -> Any:
    """The articles that the user may read at the desk."""
    return site.get_model_admin(Article).get_queryset(request)


def composer_of(
    request: HttpRequest, issue: Issue | None, text: IssueEdition | None, formset: Any, *, find_address: str, act: str
) -> Composer:
    """The composer on the page of an issue, whose formset may be a posted one; some ten queries, however long it is.

    Args:
        act: the button that was pressed, where no script looked after it.
    """
    edition = request.desk_edition
    wanted = Wanted.read(request.POST, before=act.removeprefix("more:") if act.startswith("more:") else "")
    rows = rows_from(request, issue, text, formset)
    return Composer(
        edition=edition,
        rows=rows,
        empty=[Row(formset.empty_form, "__prefix__", kind) for kind in EntryKind.values],
        picks=picks_for(request, issue, wanted),
        wanted=wanted,
        categories=categories_of(edition),
        find_address=find_address,
        which=[(NEWEST, _("newest first")), (SINCE, _("since the last issue")), (DRAFTS, _("drafts"))],
        gaps=sum(row.is_gap for row in rows),
    )


def picks_for(request: HttpRequest, issue: Issue | None, wanted: Wanted) -> Picks:
    edition = request.desk_edition
    series = issue.series_id if issue else None
    since = last_issue_at(issue, edition.code)
    return picks_of(wanted, edition, articles_seen(request), series=series, since=since)


def categories_of(edition: Edition) -> list[tuple[int, str]]:
    named = ((one.pk, translated(one, "name", edition.code)) for one in Category.objects.all())
    return [(pk, name) for pk, name in named if name]


def rows_from(request: HttpRequest, issue: Issue | None, text: IssueEdition | None, formset: Any) -> list[Row]:
    """The rows in the order in which they stand."""
    edition = request.desk_edition
    forms = sorted(enumerate(formset.forms), key=lambda pair: (whole(pair[1]["position"].value()), pair[0]))
    keys = {number: whole(form["article"].value()) for number, form in forms}
    articles = (
        Article.objects.filter(edition=edition.code, pk__in=[key for key in keys.values() if key])
        .select_related("story__category")
        .only(*columns_of(edition.code))
        .in_bulk()
    )
    used = used_in(articles.values(), issue.series_id if issue else None)
    gaps = {number: form.instance.story_id for number, form in forms if not keys[number]}
    stories = [*{one.story_id for one in articles.values()}, *{story for story in gaps.values() if story}]
    source = text.source if text and text.source_id else None
    board = {
        row.story.pk: row
        for row in rows_of(stories, [edition], user=request.user, live=source.edition_id if source else "")
    }
    theirs = registry.all_editions().get(source.edition_id) if source else None
    here = issue.number if issue else None
    rows = []
    for number, form in forms:
        article = articles.get(keys[number])
        about = board.get(article.story_id if article else gaps.get(number) or 0)
        numbers = [one for one in used[article.pk] if one != here] if article else []
        is_untranslated = form.instance.is_untranslated
        rows.append(
            Row(
                form,
                number,
                kind_of(form),
                pick=pick_of(article, edition.code, numbers) if article else None,
                cell=about.cells[0] if about else None,
                told=str(about.story) if about else "",
                is_untranslated=is_untranslated,
                theirs=theirs if is_untranslated else None,
                is_removed=bool("DELETE" in form.fields and form["DELETE"].value()),
            )
        )
    return rows


def kind_of(form: Any) -> str:
    value = form["kind"].value()
    return value if value in EntryKind.values else EntryKind.ARTICLE


def whole(value: Any) -> int:
    """A whole number that somebody may have typed; 0 for anything else."""
    text = str(value if value is not None else "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def sources_of(request: HttpRequest, issue: Issue, text: IssueEdition | None) -> list[Source]:
    """Editions whose contents this one can take over, as far as the user may read them; that which it took first."""
    edition = request.desk_edition
    texts = list(
        IssueEdition.objects.filter(issue=issue.pk).exclude(edition=edition.code).defer("lead").order_by("edition")
    )
    texts = [one for one in texts if may_read_contents(request.user, one)]
    counts: dict[int, int] = {}
    for number in IssueEntry.objects.filter(text__in=texts).values_list("text_id", flat=True):
        counts[number] = counts.get(number, 0) + 1
    editions = registry.all_editions()
    found = []
    for one in texts:
        if one.pk in counts and one.edition_id in editions:
            is_taken = text is not None and text.source_id == one.pk
            told = differences(text, entries_of(one)) if is_taken and text else []
            found.append(Source(editions[one.edition_id], counts[one.pk], told, is_taken))
    return sorted(found, key=lambda source: not source.is_taken)


def may_read_contents(user: Any, text: IssueEdition) -> bool:
    return text.state == State.PUBLISHED or may_see_drafts(user, text.edition_id, text)
