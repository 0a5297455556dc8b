"""The language lint as the desk's editors ask for it: one implementation, on the server, for what is being typed."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse, RawPostDataException
from django.views.decorators.http import require_POST

from accounts.gate import may_see_drafts
from editions import registry
from editions.lint.finding import Facts, Finding
from editions.lint.lint import lint_all
from editions.lint.run import Run, Units
from editions.lint.words import message_of
from editions.models import Edition
from editions.queries import house_words

MAX_BLOCKS = 500
MAX_CHARACTERS = 200_000


class MalformedError(ValueError):
    """What was sent is no list of blocks."""


def facts_of(edition: Edition) -> Facts:
    """What the rules have to know of an edition."""
    return Facts(edition.language, edition.digits)


@require_POST
def check_language(request: HttpRequest) -> JsonResponse:
    """Findings in blocks of text.

    Takes JSON: `{"edition": code, "blocks": [{"text", "kept": [[start, end], …], "isVerbatim", "isPlain"}, …]}` and
    gives `{"blocks": [[finding, …], …]}`, offsets in UTF-16 code units. For members of the edition.
    """
    try:
        asked = json.loads(request.body)
        edition = registry.all_editions().get(asked["edition"])
        blocks = asked["blocks"]
        if not isinstance(blocks, list) or len(blocks) > MAX_BLOCKS:
            raise MalformedError
        if edition is None or not may_see_drafts(request.user, edition.code):
            return JsonResponse({"error": "edition"}, status=403)
        read = [_read(block) for block in blocks]
        if sum(len(run.text) for run, _units in read) > MAX_CHARACTERS:
            raise MalformedError
    except (ValueError, KeyError, TypeError, RequestDataTooBig, RawPostDataException):
        return JsonResponse({"error": "malformed"}, status=400)
    found = lint_all([run for run, _units in read], facts_of(edition), house_words(edition.code))
    told = [
        [as_sent(finding, units) for finding in findings] for findings, (_run, units) in zip(found, read, strict=True)
    ]
    return JsonResponse({"blocks": told}, headers={"Cache-Control": "no-store"})


def _read(block: dict[str, Any]) -> tuple[Run, Units]:
    text = block["text"]
    if not isinstance(text, str):
        raise MalformedError
    units = Units(text)
    kept = units.points((int(start), int(end)) for start, end in block.get("kept", ()))
    return Run(text, kept, bool(block.get("isVerbatim")), bool(block.get("isPlain"))), units


def as_sent(finding: Finding, units: Units) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "start": units.unit(finding.start),
        "end": units.unit(finding.end),
        "message": message_of(finding),
        "replacement": finding.replacement,
        "severity": finding.severity,
        "language": finding.language,
    }
