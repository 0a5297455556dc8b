"""A report as lines for the screen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wordpress.importing.report import Report

# What remarks are about, in words; in the order in which they are worth looking at.
REMARKS = {
    "conflicts": gettext_lazy("edited here and changed there; what is here was kept"),
    "missing": gettext_lazy("files that texts show and that are not here"),
    "leftovers": gettext_lazy("parts of texts that have no form here; kept as words or links"),
    "otherwise": gettext_lazy("came in as articles, not as the mapping file says"),
    "drafts": gettext_lazy("drafts here that were none there"),
    "files": gettext_lazy("files that are not quite what they were"),
    "categories": gettext_lazy("had further categories; these are topics here, or what the mapping file says"),
    "untitled": gettext_lazy("had no title; their first words are theirs now"),
}
NAMES = {
    "leftovers": gettext_lazy("left over from texts"),
    "fields": gettext_lazy("custom fields"),
    "formats": gettext_lazy("formats of posts"),
}
MOST = 12


def lines_of(report: Report) -> Iterator[str]:
    """What somebody who has started an import should know at its end."""
    yield ""
    if report.is_dry:
        yield _("Only tried: nothing was written.")
    for problem in report.problems:
        yield f"! {problem}"
    wide = max((len(kind) for kind in report.items), default=4)
    yield f"{'':<{wide}}  {_('in'):>8}  {_('out'):>8}  {_('skipped'):>8}"
    for kind, count in sorted(report.items.items()):
        yield f"{kind:<{wide}}  {count.came:>8,}  {count.here:>8,}  {count.skipped:>8,}"
    done = report.done
    told = {
        "new": done["new"],
        "updated": done["updated"],
        "unchanged": done["unchanged"],
        "conflicts": done["conflict"],
    }
    yield _("%(new)d new, %(updated)d updated, %(unchanged)d unchanged, %(conflicts)d in conflict.") % told
    yield from _skipped(report)
    for about, words in REMARKS.items():
        if number := report.n_remarks[about]:
            yield f"{number:,} {words}"
    for about, words in NAMES.items():
        if names := report.names.get(about):
            some = ", ".join(f"{name} ({number:,})" for name, number in names.most_common(MOST))
            yield f"{words}: {some}" + (" …" if len(names) > MOST else "")
    if pairs := report.besides["pairs"]:
        told_of = ngettext(
            "%(number)d pair of articles is likely one story: it waits at the desk.",
            "%(number)d pairs of articles are likely one story each: they wait at the desk.",
            pairs,
        )
        yield told_of % {"number": pairs}
    yield ngettext(
        "%(number)d old address leads to its new one.",
        "%(number)d old addresses lead to their new ones.",
        report.redirects,
    ) % {"number": report.redirects}
    yield _("Done in %(seconds).1f s.") % {"seconds": report.seconds}


def _skipped(report: Report) -> Iterator[str]:
    ordered = sorted(report.reasons.items(), key=lambda pair: -pair[1].number)
    if ordered:
        yield _("Skipped:")
    for (kind, reason), one in ordered[:MOST]:
        yield f"  {one.number:,} {kind}: {reason}"
    if len(ordered) > MOST:
        yield "  " + _("… and %(number)d reasons more, in the report.") % {"number": len(ordered) - MOST}
