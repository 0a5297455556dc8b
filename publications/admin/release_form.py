"""The form of a release that is still open: its name, its moment, what it holds."""

from typing import Any

from django import forms
from django.contrib.admin.sites import site
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.edition_text_form import moment_input
from articles.models import Article
from editions import registry
from editions.scripts.controls import one_line
from publications.models import IssueEdition, Release, ReleaseItem


def zones() -> list[tuple[str, str]]:
    """The time zones of the editions, each with the names of those that live in it."""
    names: dict[str, list[str]] = {}
    for edition in registry.all_editions().values():
        names.setdefault(edition.time_zone, []).append(edition.endonym)
    return [(zone, f"{zone} ({', '.join(editions)})") for zone, editions in names.items()]


def zone_of(user: Any) -> str:
    """In whose time a user types moments: of the first edition they work in, an admin of the default one."""
    editions, default = registry.all_editions(), registry.default_edition()
    mine = [code for code in editions if code in user.roles()]
    if default and (user.is_superuser or default.code in mine or not mine):
        return default.time_zone
    return editions[mine[0]].time_zone if mine else "UTC"


class KeysOnly:
    """A mixin of widgets that choose several: what can be no key of a row is left out, before the database is asked."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        keys = super().value_from_datadict(data, files, name) or []
        return [key for key in keys if key.isascii() and key.isdigit() and len(key) < 19]


class TextsSelect(KeysOnly, AutocompleteSelectMultiple):
    pass


class PartsSelect(KeysOnly, forms.CheckboxSelectMultiple):
    pass


def found_by_typing(name: str, label: Any) -> forms.ModelMultipleChoiceField:
    """A field that finds texts for the key `name` of a part; what it may find is set by the form."""
    key = ReleaseItem._meta.get_field(name)
    return forms.ModelMultipleChoiceField(
        key.related_model._default_manager.none(),
        label=label,
        required=False,
        widget=TextsSelect(key, site),
    )


class ReleaseForm(forms.ModelForm):
    """Refuses to overwrite unseen. Drawn in the time of `zone_of(user)`, read in the chosen one.

    The admin gives the class `user`, and the texts that the user may find.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    zone = forms.ChoiceField(label=gettext_lazy("In the time of"))
    add_articles = found_by_typing("article", gettext_lazy("Add articles"))
    add_issues = found_by_typing("issue", gettext_lazy("Add issues"))
    remove = forms.ModelMultipleChoiceField(
        ReleaseItem.objects.none(), required=False, label=gettext_lazy("Take out"), widget=PartsSelect
    )

    user: Any = None
    articles: QuerySet[Article] = Article.objects.none()
    issues: QuerySet[IssueEdition] = IssueEdition.objects.none()

    class Meta:
        model = Release
        fields = ["name", "goes_live_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()
        self.fields["add_articles"].queryset = self.articles
        self.fields["add_issues"].queryset = self.issues
        self.fields["remove"].queryset = ReleaseItem.objects.filter(release=self.instance.pk)
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        self.initial["zone"] = zone_of(self.user)
        moment = self.fields.get("goes_live_at")
        if moment is not None:
            moment.widget = moment_input()

    def full_clean(self) -> None:
        """The moment is read in the chosen zone."""
        chosen = self.data.get(self.add_prefix("zone"), "") if self.is_bound else ""
        with timezone.override(chosen if chosen in dict(zones()) else self.initial["zone"]):
            super().full_clean()

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean_goes_live_at(self) -> Any:
        moment = self.cleaned_data["goes_live_at"]
        if moment and not 1900 <= moment.year <= 2200:
            raise ValidationError(_("The year must lie between 1900 and 2200."))
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("version") or 0) != self.initial["version"]:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(self.initial["version"])
            raise ValidationError(
                _("Somebody else has changed this release since you opened it. Look at it, then save again."),
                code="conflict",
            )
        return cleaned

    def save_items(self) -> None:
        """Take out what was ticked, add what was chosen and is not in it yet. The release is saved."""
        ReleaseItem.objects.filter(pk__in=[item.pk for item in self.cleaned_data["remove"]]).delete()
        new = [ReleaseItem(release=self.instance, article=one) for one in self.cleaned_data["add_articles"]]
        new += [ReleaseItem(release=self.instance, issue=one) for one in self.cleaned_data["add_issues"]]
        ReleaseItem.objects.bulk_create(new, ignore_conflicts=True)
