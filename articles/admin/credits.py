"""The rows of people and source on the story page."""

from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class CreditFormSet(BaseInlineFormSet):
    """Sees two new rows that say the same: each alone would be right, and the database would refuse the second."""

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", None)
            if not values or values.get("DELETE") or not values.get("person"):
                continue
            key = (values["person"], values.get("role"), values.get("edition"))
            if key in seen:
                form.add_error("person", _("This person is credited with this role already."))
            seen.add(key)
