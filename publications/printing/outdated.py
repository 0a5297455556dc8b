"""Whether what was made of an issue still says what the issue says."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from editions.columns import translated
from publications.contents import Line, lines_in, sections_of
from publications.models import IssueEdition
from publications.printing.parts import moment_of

# Raised with every change of how issues are drawn: what was made before is then said to be out of date.
DESIGN = 1


def with_drafts(text: IssueEdition) -> bool:
    """Whether an issue is made with articles to come: until readers see it, it is made as it is planned.

    Nobody gets such a file before all its articles are published: publications/printing/unseen.py.
    """
    return not text.is_live()


def digest_of(text: IssueEdition) -> str:
    """Of all that goes into an issue, in a few queries and without the articles' texts, which their versions stand for.

    Args:
        text: with its edition, issue, series and cover.
    """
    issue, edition = text.issue, text.edition
    now = moment_of(text, timezone.now())
    sections = sections_of(text, now=now, with_drafts=with_drafts(text))
    told: list[Any] = [
        DESIGN,
        [text.title, text.lead, issue.number, issue.issued_on, translated(issue.series, "name", edition.code)],
        [issue.cover.digest if issue.cover else ""],
        [edition.site_name, edition.tagline, edition.accent, edition.digits, edition.calendar, edition.month_names],
        [[section.heading, [_told(line) for line in section.lines]] for section in sections],
    ]
    return hashlib.blake2b(json.dumps(told, default=str).encode(), digest_size=16).hexdigest()


def _told(line: Line) -> list[Any]:
    article, image = line.article, line.image
    # Where an article lies is no part of it; to have come live is no change.
    address = "" if article else line.address
    return [
        [line.heading, line.teaser, address, line.kind, line.is_lead, line.byline, line.category],
        [article.pk, article.version, article.title, article.standfirst, article.published_at] if article else [],
        image.digest if image else "",
    ]


def articles_in(text: IssueEdition) -> list[int]:
    """The numbers of the articles that it is made with now."""
    sections = sections_of(text, now=moment_of(text, timezone.now()), with_drafts=with_drafts(text))
    return sorted({line.article.pk for line in lines_in(sections) if line.article is not None})
