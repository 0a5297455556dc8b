"""The form of an edition, and the two fields it needs."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.desk.merging import MergingForm
from editions.models import Edition
from editions.models.edition import check_time_zone
from editions.scripts.controls import one_line
from editions.share import TARGETS

# What the colour box shows where an edition has no colour of its own (static/css/tokens.css).
DESIGN_COLOUR = "#0b5c56"


class OptionalColourWidget(forms.MultiWidget):
    """A tick and a colour box: a colour box alone can never be empty."""

    template_name = "accounts/widgets/optional_colour.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        colour = forms.TextInput({"type": "color", "aria-label": _("Colour")})
        super().__init__({"own": forms.CheckboxInput(), "": colour}, attrs)

    def decompress(self, value: str | None) -> list[Any]:
        return [bool(value), value or DESIGN_COLOUR]


class OptionalColourField(forms.MultiValueField):
    """A colour such as #0b5c56, or "" for none."""

    widget = OptionalColourWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (forms.BooleanField(required=False), forms.CharField(required=False, max_length=7))
        super().__init__(fields, require_all_fields=False, required=False, **kwargs)

    def compress(self, values: list[Any]) -> str:
        return values[1].lower() if values and values[0] and values[1] else ""


class EditionForm(MergingForm):
    """An edition's identity; the default edition is moved here, never left without one."""

    is_first = forms.BooleanField(
        label=_("default edition"),
        required=False,
        help_text=_("Readers whose browser asks for no other edition come here. Tick it here to take it from another."),
    )
    share_targets = forms.MultipleChoiceField(
        label=_("share targets"),
        choices=[(key, target.label) for key, target in TARGETS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    accent = OptionalColourField(
        label=_("accent colour"),
        help_text=_("Unticked: the design's own. Must be readable on white paper (contrast 4.5)."),
    )
    time_zone = forms.CharField(
        label=_("time zone"),
        validators=[check_time_zone],
        help_text=_("Such as Europe/Tirane: dates are shown and moments typed in it."),
    )

    class Meta:
        model = Edition
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_first"] = self.instance.is_default
        if self.instance.is_default:
            self.fields["is_first"].disabled = True
            self.fields["is_first"].help_text = _("To move it, open another edition and tick this there.")
        written = {"lang": self.instance.language, "dir": self.instance.direction}
        for name in ("endonym", "site_name", "tagline", "blocked_words"):
            self.fields[name].widget.attrs |= written
        self.fields["contact_address"].widget.attrs |= {"dir": "ltr"}
        self.fields["time_zone"].widget.attrs |= {"dir": "ltr", "list": "time-zones", "autocomplete": "off"}

    @property
    def time_zones(self) -> list[str]:
        return sorted(available_timezones())

    def clean_endonym(self) -> str:
        return one_line(self.cleaned_data["endonym"])

    def clean_site_name(self) -> str:
        return one_line(self.cleaned_data["site_name"])

    def clean_tagline(self) -> str:
        return one_line(self.cleaned_data["tagline"])

    def clean_share_targets(self) -> list[str]:
        chosen = self.cleaned_data["share_targets"]
        return [key for key in TARGETS if key in chosen]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_first") and not cleaned.get("is_visible"):
            self.add_error("is_visible", _("The default edition must be shown to readers."))
        return cleaned
