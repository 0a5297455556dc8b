"""All that an issue's page shows."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.cards import LONG_TITLE
from delivery.short_links import short_path
from editions.addresses import path_to
from editions.columns import translated
from editions.head import Head, absolute
from editions.models import Edition
from editions.prepared import prepared
from editions.richtext.plain import excerpt, plain_text
from editions.share import share_links
from media_gallery.pictures import illustrate
from media_gallery.share_cards.card import ShareCard, card_in, show_card
from publications.contents import Line, Section, lines_in, sections_of
from publications.covers.design import about
from publications.covers.shown import cover_of
from publications.models import IssueEdition
from publications.queries import IssueView, issue_view
from publications.structured import publication_issue

# The letter of issues among the short addresses: "a number of a periodical".
SHORT_KIND = "n"


def issue_page(
    text: IssueEdition, edition: Edition, translations: list[IssueEdition], *, sections: list[Section] | None = None
) -> dict[str, Any]:
    """The context of `publications/issue_detail.html`.

    Args:
        text: with its issue, series and cover.
        translations: live texts of the same issue, its own included where it is live.
        sections: its contents; None: those that are stored, as readers see them.
    """
    code = edition.code
    issue = issue_view(text, code, sections=sections_of(text) if sections is None else sections)
    older, newer = neighbours(text)
    head = issue_head(issue, edition, translations)
    illustrate(head, [issue.cover], code)
    head.json_ld = [publication_issue(issue, edition, head)]
    leading, rest = with_lead_first(issue.sections)
    short = short_path(SHORT_KIND, text.pk) if text.pk else ""
    if any(one.pk == text.pk for one in translations):
        show_card(head, short, card_in(edition, issue.title, label=issue.series, image=issue.cover))
    return {
        "edition": edition,
        "head": head,
        "issue": issue,
        "lead_line": leading,
        "sections": rest,
        # What its link is called by who hears it alone.
        "document_name": f"{issue.series}, {about(text, edition)}: {issue.title}",
        "title_is_long": len(issue.title) > LONG_TITLE,
        "also_in": [one for one in translations if one.edition_id != code],
        "older": older,
        "newer": newer,
        "short_path": short,
        "share": share_links(
            edition.share_targets, url=absolute(short or head.path), title=text.title, picture=head.image
        ),
        "trail": [
            (_("Publications"), path_to("publications:overview", code)),
            (issue.series, issue.series_address),
        ],
    }


def with_lead_first(sections: list[Section]) -> tuple[Line | None, list[Section]]:
    """The line that leads, which stands above all sections, and the sections without it."""
    leading = next((line for line in lines_in(sections) if line.is_lead), None)
    rest = [Section(one.heading, tuple(line for line in one.lines if line is not leading)) for one in sections]
    return leading, [one for one in rest if one.lines]


def neighbours(text: IssueEdition) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """(title, address) of the numbers before and after, as the edition publishes them, in one query."""
    issue = text.issue
    rows = _beside(text.edition_id, now=timezone.now(), series=issue.series_id, number=issue.number)
    found = {
        part: (title, reverse("publications:entry", args=[text.edition_id, issue.series.slug, str(number)]))
        for part, (title, number, _pk) in rows
    }
    return found.get(0), found.get(1)


@prepared
def _beside(code: str, /, *, now: datetime, series: int, number: int) -> list[QuerySet[Any]]:
    live = IssueEdition.objects.in_edition(code).live(now).filter(issue__series=series)
    rows = live.values_list("title", "issue__number", "pk")
    return [
        rows.filter(issue__number__lt=number).order_by("-issue__number")[:1],
        rows.filter(issue__number__gt=number).order_by("issue__number")[:1],
    ]


def issue_head(issue: IssueView, edition: Edition, translations: list[IssueEdition]) -> Head:
    text = issue.text
    return Head(
        title=text.title,
        path=issue.address,
        description=excerpt(plain_text(text.lead, with_notes=False), 200)
        or excerpt("; ".join(line.heading for line in issue.lines), 200),
        alternates={one.edition_id: one.get_absolute_url() for one in translations},
        published=text.published_at.isoformat() if text.published_at else "",
        modified=text.updated_at.isoformat(),
    )


def issue_address(number: int) -> str | None:
    """Where the short address of an issue leads."""
    # What was withdrawn has its address still, and says there that it is gone.
    known = IssueEdition.objects.live() | IssueEdition.objects.was_live().filter(edition__is_visible=True)
    text = known.of_periodicals().filter(pk=number).select_related("issue__series").first()
    return text.get_absolute_url() if text else None


def share_card_of(number: int, _code: str) -> ShareCard | None:
    """The share card of an issue that readers see."""
    related = ("edition", "issue__series", "issue__cover")
    text = IssueEdition.objects.live().of_periodicals().filter(pk=number).select_related(*related).first()
    if text is None:
        return None
    series = translated(text.issue.series, "name", text.edition_id)
    return card_in(text.edition, text.title, label=series, image=cover_of(text))
