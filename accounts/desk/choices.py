"""Choices that are found by typing, whose chosen things the page has read already."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model


class KnownChoices:
    """Mixin of autocompletes: shows what is `known` without asking the database for each field again."""

    known: dict[str, Model] = {}

    def know(self, things: Iterable[Model]) -> None:
        self.known = {str(thing.pk): thing for thing in things}

    def optgroups(self: Any, name: str, value: list[str], attr: Any = None) -> list[Any]:
        keys = [str(key) for key in value if str(key) not in self.choices.field.empty_values]
        if not keys or not all(key in self.known for key in keys):
            return super().optgroups(name, value, attr)
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for key in keys:
            label = self.choices.field.label_from_instance(self.known[key])
            options.append(self.create_option(name, key, label, True, len(options)))
        return [(None, options, 0)]


class KnownSelect(KnownChoices, AutocompleteSelect):
    pass


class KnownSelectMultiple(KnownChoices, AutocompleteSelectMultiple):
    pass
