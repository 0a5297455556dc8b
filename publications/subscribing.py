"""What readers get by mail of an edition: the periodicals that it names."""

from editions.columns import translated
from editions.models import Edition
from editions.richtext.plain import excerpt
from publications.enums import SeriesKind
from publications.models import Series
from publications.queries import named_series
from readers.subscribing.lists import ListOffer
from readers.subscribing.signup import SmallForm, small_form

# As long as it still reads at a glance beneath a box to tick.
DESCRIPTION = 160


def list_key(series: Series) -> str:
    """What those who get a series are kept under, whatever becomes of its name."""
    return f"series:{series.slug}"


def series_offers(code: str) -> list[ListOffer]:
    """The series of an edition whose issues come by mail; books do not."""
    return [offer_of(series, code) for series in named_series(code) if series.kind != SeriesKind.BOOKS]


def offer_of(series: Series, code: str) -> ListOffer:
    text = excerpt(translated(series, "description", code), DESCRIPTION)
    return ListOffer(list_key(series), translated(series, "name", code), text, series.address_in(code))


def form_beneath(series: Series, edition: Edition) -> SmallForm | None:
    """The form that stands on the page of a series; None of a list of books."""
    return None if series.kind == SeriesKind.BOOKS else small_form(edition, offer_of(series, edition.code))
