"""The columns of fields that are translated in place.

Code names the column of an edition and never leans on the active language: the base column holds whatever was
saved last, and several kinds of query read it silently (docs/adr/0002).
"""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language


def column(field: str, code: str) -> str:
    """The name of `field`'s column for the edition `code`: ("name", "pt-br") -> "name_pt_br"."""
    # modeltranslation's rule: "name_id" would look like the column of a foreign key.
    return f"{field}_{'ind' if code == 'id' else code.replace('-', '_')}"


def columns(field: str) -> list[str]:
    """The names of `field`'s columns, one an installed edition."""
    return [column(field, code) for code in settings.MODELTRANSLATION_LANGUAGES]


def translated(obj: Any, field: str, code: str) -> Any:
    """The value of `field` in the edition `code` and no other; "" where there is none."""
    value = getattr(obj, column(field, code))
    return "" if value is None else value


def any_label(obj: Any, field: str) -> str:
    """Some name for the desk: in the desk's language, else the default edition's, else the first there is."""
    mine = get_language()
    first = [column(field, mine)] if mine in settings.MODELTRANSLATION_LANGUAGES else []
    return next((value for name in [*first, *columns(field)] if (value := getattr(obj, name))), "")
