"""What a story's posted form says of its topics and people, for a preview: nothing of it is saved."""

from django.http import HttpRequest

from articles.bylines import byline_of
from articles.detail import Typed
from articles.enums import CreditRole
from articles.models import Credit, Person

# More rows are looked at by nobody.
MOST = 100


def typed_in(request: HttpRequest, code: str) -> Typed | None:
    """Topics and byline as they are typed, as the edition would show them; None: the form has no such fields."""
    data = request.POST
    total = _number(data.get("credits-TOTAL_FORMS"))
    if total is None:
        return None
    topics = [key for key in map(_number, data.getlist("topics")[:MOST]) if key]
    credits = [credit for row in range(min(total, MOST)) if (credit := _credit_in(request, f"credits-{row}"))]
    people = Person.objects.in_bulk([credit.person_id for credit in credits])
    known = [credit for credit in credits if credit.person_id in people]
    for credit in known:
        credit.person = people[credit.person_id]
    return Typed(topics, byline_of(known, code))


def _credit_in(request: HttpRequest, row: str) -> Credit | None:
    """A row that names a person and what they did, and is not to be taken away."""
    data = request.POST
    person, role = _number(data.get(f"{row}-person")), data.get(f"{row}-role")
    if not person or role not in CreditRole.values or data.get(f"{row}-DELETE"):
        return None
    return Credit(
        pk=_number(data.get(f"{row}-id")),
        person_id=person,
        role=role,
        edition_id=data.get(f"{row}-edition") or None,
        address=data.get(f"{row}-address", ""),
        position=_number(data.get(f"{row}-position")) or 0,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
