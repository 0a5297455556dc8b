"""Forms of mailing."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk.edition_text_form import moment_input
from accounts.desk.linting import text_attrs
from editions.models import Edition
from editions.scripts.controls import one_line
from publications.models import MailSettings, MailWords

MOST_SAMPLES = 10


class WordsForm(forms.ModelForm):
    """What is read of a mail before it is opened."""

    class Meta:
        model = MailWords
        fields = ("subject", "preheader")

    def __init__(self, *args: Any, edition: Edition, title: str, preheader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What stands there where nothing is typed.
        for name, given in (("subject", title), ("preheader", preheader)):
            self.fields[name].widget.attrs |= {**text_attrs(edition), "placeholder": given}
        self.fields["subject"].help_text = _("Empty: the issue’s title. Phones show about 40 letters.")
        self.fields["preheader"].help_text = _("Empty: the beginning of the lead.")

    def clean_subject(self) -> str:
        return one_line(self.cleaned_data["subject"])

    def clean_preheader(self) -> str:
        return one_line(self.cleaned_data["preheader"])


class SampleForm(forms.Form):
    """Addresses that get the mail as it is now; they are kept nowhere."""

    addresses = forms.CharField(
        label=_("addresses"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("At most ten, one a line."),
    )

    def clean_addresses(self) -> list[str]:
        typed = self.cleaned_data["addresses"].replace(",", " ").replace(";", " ").replace("،", " ").split()
        found = list(dict.fromkeys(typed))
        if len(found) > MOST_SAMPLES:
            raise ValidationError(_("These are more than ten."))
        for address in found:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(_("“%(address)s” is no mail address."), params={"address": address}) from None
        return found


class SendForm(forms.Form):
    """When an issue is mailed, and how fast."""

    send_at = forms.DateTimeField(label=_("moment"), required=False, widget=moment_input())
    rate = forms.IntegerField(
        label=_("mails a minute"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Empty: as fast as the mail server takes them."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["send_at"].help_text = _("Empty: at once. Time of %(zone)s.") % {"zone": edition.time_zone}

    def clean_send_at(self) -> datetime | None:
        """In the time zone that is active: the edition's."""
        moment = self.cleaned_data["send_at"]
        if moment and moment <= timezone.now():
            raise ValidationError(_("This moment is past. Leave it empty to send at once."))
        return moment


class SettingsForm(forms.ModelForm):
    """How an edition mails; what concerns readers' privacy is the admins' alone to switch."""

    class Meta:
        model = MailSettings
        fields = ("postal", "counts_links", "digest_is_on", "digest_weekday", "digest_hour", "digest_least")

    def __init__(self, *args: Any, edition: Edition, is_admin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postal"].widget = forms.Textarea(
            attrs={"rows": 3, "lang": edition.language, "dir": edition.direction}
        )
        self.fields["digest_hour"].help_text = _("From 0 to 23, time of %(zone)s.") % {"zone": edition.time_zone}
        if not is_admin:
            self.fields["counts_links"].disabled = True
            self.fields["counts_links"].help_text = _("Only admins switch this.")
