"""The search page of an edition, and suggestions while typing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editions import registry
from editions.head import Head
from editions.making import do_not_keep
from editions.models import Edition
from editions.scripts import calendars
from editions.scripts.digits import to_digits
from search.engines import Span, engine
from search.expressions import Lexeme
from search.finding import MOST_COUNTED, Found, Narrowing, Position, Search
from search.lexemes import edition_mark
from search.models import Entry
from search.places import end_of, end_of_names, moment_of
from search.query import Query, read_query
from search.snippets import extract, html_of, marked
from search.sources import Section, document_kinds, sections_of, source_of
from search.suggesting import did_you_mean, suggestions

BY_DATE = "date"
# Seconds for which proxies and browsers keep suggestions, and we the years to choose from.
FRESH, YEARS_KEPT = 60, 600
MOST_YEARS = 60


@dataclass(frozen=True)
class Result:
    """A text as the page shows it."""

    title: SafeString
    address: str
    kind: str
    section: str
    moment: Any
    extract: SafeString


def options_html(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """Options of a field that narrows the search, as (value, label). There are dozens: a template takes its time."""
    made = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in choices
    )
    return mark_safe("".join(made))  # noqa: S308 - every part is escaped


@require_safe
def results(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The form, and what is found; whatever is typed is answered kindly."""
    code, asked = edition.code, request.GET
    query = read_query(asked.get("q", ""), edition.language)
    sections = sections_of(code)
    narrowing = narrowing_of(asked, sections)
    path = reverse("search:results", args=[edition])
    title = _("Search: %(query)s") % {"query": query.text} if query.text else _("Search")
    # Its canonical address is that of the form: what is found stands for nothing of its own at search engines.
    head = Head(title=title, path=path)
    head.alternates = {one.code: reverse("search:results", args=[one]) for one in registry.visible_editions()}
    context: dict[str, Any] = {
        "edition": edition,
        "head": head,
        "query": query,
        "narrowing": narrowing,
        "is_narrowed": bool(narrowing.kind or narrowing.sections is not None or narrowing.year),
        "all_address": f"{path}?{urlencode({'q': query.text})}",
        "kinds": options_html([(kind, str(one.label)) for kind, one in document_kinds().items()], narrowing.kind or ""),
        "sections": options_html([(one.slug, one.name) for one in sections], chosen_section(sections, narrowing)),
        "years": options_html(years_to_choose(edition), str(narrowing.year or "")),
    }
    if not query.is_empty:
        context |= found_in(edition, query, narrowing, asked, path, sections)
    # Words of strangers that find nothing here, and pages that are a part of others, are kept out altogether.
    is_part = any(name in asked for name in ("kind", "category", "year", "sort", "before", "after"))
    head.is_indexed = not is_part and (query.is_empty or bool(context["results"]))
    response = render(request, "search/results.html", context)
    if not head.is_indexed:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def found_in(
    edition: Edition, query: Query, narrowing: Narrowing, asked: QueryDict, path: str, sections: list[Section]
) -> dict[str, Any]:
    """What the page says of a search that is not empty."""
    search = Search(query, edition.code, narrowing)
    before, after = position_of(asked, "before"), position_of(asked, "after")
    found = search.page(before=before, after=after)
    is_first = not (before or after)
    count = search.count() if is_first and found.older else len(found.rows)
    kept = {name: value for name in ("q", "kind", "category", "year", "sort") if (value := asked.get(name))}
    kept["q"] = query.text
    links = {
        name: f"{path}?{urlencode({**kept, at: position.key})}" if position else ""
        for name, at, position in (("newer", "after", found.newer), ("older", "before", found.older))
    }
    better = did_you_mean(query, edition.code) if is_first and not found.rows and not found.older else None
    return {
        "is_search": True,
        "is_first": is_first,
        "results": results_of(found, query, edition, sections),
        "names": found.names,
        "count": min(count, MOST_COUNTED),
        "is_more": count > MOST_COUNTED,
        # Of a phrase's own spelling only what was read is known.
        "is_counted": is_first and not (query.phrases and found.older),
        "page": {**links, "is_first": is_first},
        "better": better,
        "better_address": f"{path}?{urlencode({**kept, 'q': better})}" if better else "",
    }


def results_of(found: Found, query: Query, edition: Edition, sections: list[Section]) -> list[Result]:
    language, forms, prefixes = edition.language, query.forms(), query.prefixes()
    # A category is named by the section that is its own, whose first key it is not always.
    named = {key: one.name for one in sorted(sections, key=lambda one: -len(one.keys)) for key in one.keys}
    results = []
    for entry in found.rows:
        title = marked(entry.title, language, forms, prefixes)
        has_words = any(piece.is_match for piece in title)
        results.append(
            Result(
                title=html_of(title),
                address=entry.address,
                kind=str(source_of(entry.kind).label),
                section=named.get(entry.section, "") if entry.section else "",
                moment=entry.published_at,
                extract=html_of(extract(passage(entry), language, forms, prefixes, is_needed=not has_words)),
            )
        )
    return results


def passage(entry: Entry) -> str:
    return f"{entry.summary}\n{entry.text}".strip()


def position_of(asked: QueryDict, name: str) -> Position | None:
    """The place in the order that an address names; one that is malformed is an unknown address."""
    if (key := asked.get(name)) is None:
        return None
    position = Position.read(key)
    if position is None:
        raise Http404
    return position


def narrowing_of(asked: QueryDict, sections: list[Section]) -> Narrowing:
    """What the reader chose; what there is not is no choice."""
    kind, slug, year = asked.get("kind"), asked.get("category"), asked.get("year", "")
    chosen = next((one.keys for one in sections if one.slug == slug), None)
    return Narrowing(
        kind=kind if kind in document_kinds() else None,
        sections=chosen,
        year=int(year) if year.isascii() and year.isdigit() and len(year) <= 4 else None,
        is_by_date=asked.get("sort") == BY_DATE,
    )


def chosen_section(sections: list[Section], narrowing: Narrowing) -> str:
    return next((one.slug for one in sections if one.keys == narrowing.sections), "")


def years_to_choose(edition: Edition) -> list[tuple[str, str]]:
    """The years in which the edition has published, in its calendar, the newest first."""
    do_not_keep("years that were looked up a while ago")
    key = f"search.years:{edition.code}:{edition.calendar}:{edition.time_zone.replace(' ', '')}"
    first, last = cache.get_or_set(key, lambda: years_of(edition), YEARS_KEPT) or (1, 0)
    years = range(last, first - 1, -1)[:MOST_YEARS]
    return [(str(year), to_digits(str(year), edition.digits)) for year in years]


def years_of(edition: Edition) -> tuple[int, int]:
    now = timezone.now()
    everything = Lexeme(edition_mark(edition.code))
    ends = []
    for from_old_end in (True, False):
        span = Span(end_of(now), end_of_names(), from_old_end=from_old_end)
        ends += engine().find(everything, edition=edition.code, span=span, now=now, limit=1)
    if len(ends) < 2:
        return 1, 0
    first, last = (calendars.local(moment_of(end), edition.zone).date() for end in ends)
    return calendars.parts(first, edition.date_style)[0], calendars.parts(last, edition.date_style)[0]


@require_safe
def suggest(request: HttpRequest, edition: Edition) -> JsonResponse:
    """Pages that a search being typed may be about, as JSON; kept for a minute by whoever keeps answers."""
    query = read_query(request.GET.get("q", ""), edition.language)
    kinds = {"topic": _("Topic"), "person": _("Person")}
    found = [
        {
            "text": one.text,
            "address": one.address,
            "kind": kinds.get(one.kind) or str(source_of(one.kind).label),
        }
        for one in suggestions(query, edition.code)
    ]
    response = JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
