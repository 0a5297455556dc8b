"""What keeps a form of the desk from being saved, named on top of it and linked to its field (WCAG 2.2, 3.3.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.desk.dates import desk_number


@dataclass(frozen=True)
class Fault:
    """One field with what is wrong about it.

    Attributes:
        name: of the field; with its row, where the form has many.
        target: the id of its control; "" where nothing can be typed.
        messages: what is wrong, in the desk's words.
    """

    name: str
    target: str
    messages: list[str]


def faults_of(form: BaseForm, formsets: Iterable[Any] = ()) -> list[Fault]:
    """The faults of a page's form, of the form of one edition's text that it carries, and of its rows.

    Args:
        form: the page's; it may carry `article_form` or `text_form`, which stand before it on the page.
        formsets: those of the stock page, each with the options of its inline.
    """
    carried = (getattr(form, name, None) for name in ("article_form", "text_form"))
    found = [fault for one in (*carried, form) if one is not None for fault in _of_form(one)]
    for inline in formsets:
        found += _of_rows(inline.formset, capfirst(str(inline.opts.verbose_name_plural)))
    return found


def _of_form(form: BaseForm, row: str = "") -> Iterator[Fault]:
    """Fields in their order; what is wrong with the form as a whole is told by the page itself."""
    if not form.is_bound:
        return
    for field in form:
        if field.errors:
            label = capfirst(str(field.label))
            # Translators: a field within a row, such as “People, row 2: role”.
            name = _("%(row)s: %(field)s") % {"row": row, "field": label} if row else label
            yield Fault(name, "" if field.is_hidden else control_of(field), [str(error) for error in field.errors])


def _of_rows(formset: Any, name: str) -> Iterator[Fault]:
    if not formset.is_bound:
        return
    if whole := [str(error) for error in formset.non_form_errors()]:
        yield Fault(name, f"{formset.prefix}-group", whole)
    for number, form in enumerate(formset.forms, start=1):
        row = _("%(name)s, row %(number)s") % {"name": name, "number": desk_number(number)}
        if alone := [str(error) for error in form.non_field_errors()]:
            yield Fault(row, f"{formset.prefix}-{number - 1}", alone)
        yield from _of_form(form, row)


def control_of(field: BoundField) -> str:
    """The id of what is typed into: of a field of several controls, the first."""
    return field.id_for_label or field.auto_id
