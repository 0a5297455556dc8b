"""The form of a wish: which edition, and where to write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from readers.forms import DAY, HOUR
from readers.guards.form import GuardedForm
from readers.guards.rates import Rate


class WishForm(GuardedForm):
    """`editions`: (code, name) of those that the story is not published in."""

    wanted = forms.ChoiceField(label=gettext_lazy("Language"))
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("For one letter, and for nothing else. Then it is deleted."),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
    )

    kind = "wish"
    allowed = (Rate(5, HOUR), Rate(15, DAY))

    def __init__(self, data: Any = None, *, editions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["wanted"] = forms.ChoiceField(label=self.fields["wanted"].label, choices=editions)
