"""The form of what all editions of a story share; it carries the form of one edition's article."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib.admin.sites import site
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.choices import KnownSelectMultiple
from articles.admin.article_form import ArticleForm
from articles.admin.checks import Override, may_go_out
from articles.admin.saving import SAVE
from articles.models import Category, Story, StoryTopic, Topic
from editions.columns import any_label
from editions.enums import State
from editions.scripts.controls import one_line
from media_gallery.widgets import PictureWidget

FIELDS = ["working_title", "category", "image", "topics", "is_featured", "comments"]


class CategoryField(forms.ModelChoiceField):
    """The tree of categories, each under its own, set in by dashes; those that the user may not choose are left out."""

    # Set by the form, which knows its user: whether the category of a key is offered.
    offers: Callable[[int], bool] = staticmethod(lambda key: True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Category.objects.all(), **kwargs)
        self.iterator = CategoryTree

    def label_from_instance(self, category: Category) -> str:
        return any_label(category, "name")


class CategoryTree(forms.models.ModelChoiceIterator):
    def __iter__(self):
        yield "", self.field.empty_label
        under: dict[int | None, list[Category]] = {}
        for category in self.queryset:
            under.setdefault(category.parent_id, []).append(category)
        yield from self._branch(under, None, 0)

    def _branch(
        self, under: dict[int | None, list[Category]], parent: int | None, depth: int
    ) -> Iterator[tuple[Any, str]]:
        # Taken out as it is walked: a broken tree that loops ends.
        for category in under.pop(parent, []):
            if self.field.offers(category.pk):
                value, label = self.choice(category)
                yield value, f"{'— ' * depth}{label}"
            yield from self._branch(under, category.pk, depth + 1)


class StoryForm(forms.ModelForm):
    """Shared fields carry what they were when the page was opened, so that only what a user changed is saved."""

    topics: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=gettext_lazy("topics"),
        required=False,
        widget=KnownSelectMultiple(StoryTopic._meta.get_field("tag"), site),
    )
    category = CategoryField(label=gettext_lazy("category"), required=False)

    # Set by the admin, which makes a class for each request.
    article_options: dict[str, Any] = {}
    override = Override()
    # The name of the button that was pressed.
    button = SAVE
    # Whether the user may put a story into the category of a key, or into none.
    files_under: Callable[[int | None], bool] = staticmethod(lambda key: True)

    class Meta:
        model = Story
        fields = FIELDS
        widgets = {
            "working_title": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "image": PictureWidget(Story._meta.get_field("image")),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "topics" in self.fields:
            topics = sorted(self.initial["topics"], key=lambda topic: topic.pk)
            self.initial["topics"] = [topic.pk for topic in topics]
            self.fields["topics"].widget.know(topics)
        if "category" in self.fields:
            self.fields["category"].offers = lambda key: key == self.instance.category_id or self.files_under(key)
        for field in self.fields.values():
            field.show_hidden_initial = self.instance.pk is not None
        if "working_title" in self.fields:
            self.fields["working_title"].required = False
            self.fields["working_title"].widget.attrs.pop("maxlength", None)
        self._stored = dict(self.initial)
        options = dict(self.article_options)
        self.article_form = None
        if options.pop("is_written", False):
            self.publishes_under = options.pop("publishes_under")
            self.article_form = ArticleForm(self.data if self.is_bound else None, prefix="article", **options)

    def is_valid(self) -> bool:
        mine = super().is_valid()
        return (self.article_form is None or self.article_form.is_valid()) and mine and may_go_out(self)

    @property
    def media(self) -> forms.Media:
        return super().media + (self.article_form.media if self.article_form else forms.Media())

    def clean_working_title(self) -> str:
        return one_line(self.cleaned_data["working_title"])

    def clean_category(self) -> Category | None:
        category = self.cleaned_data["category"]
        if "category" in self.changed_data and not self.files_under(category and category.pk):
            raise ValidationError(_("You do not work in this section; choose one of yours."), code="section")
        return category

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_others_changes(cleaned)
        self._check_section(cleaned)
        if "working_title" in self.fields and not self.errors:
            article = self.article_form
            of_article = article.cleaned_data.get("title") if article and article.is_valid() else ""
            cleaned["working_title"] = cleaned["working_title"] or of_article or self._stored.get("working_title", "")
            if not cleaned["working_title"] and not (article and article.errors):
                self.add_error("working_title", _("A story needs a working title, or an article with a title."))
        return cleaned

    def _check_section(self, cleaned: dict[str, Any]) -> None:
        """A story is published in a section of the user's, whatever it was in before."""
        article = self.article_form
        publishes = article is not None and article.state_changes and article.instance.state == State.PUBLISHED
        section = cleaned.get("category", self.instance.category)
        if publishes and "category" not in self.errors and not self.publishes_under(section and section.pk):
            name = "category" if "category" in self.fields else None
            self.add_error(name, _("You publish in sections of your own; choose one of them."))

    def _check_others_changes(self, cleaned: dict[str, Any]) -> None:
        """Refuse a change to a field that somebody else has changed since the page was opened."""
        for name in set(self.changed_data) & set(cleaned):
            initial = self.add_initial_prefix(name)
            # Topics that were added and taken away are two sets, so that nobody's are lost.
            if name == "topics" or initial not in self.data:
                continue
            seen, stored, mine = (
                _plain(value) for value in (self.data[initial], self._stored.get(name), cleaned[name])
            )
            if seen != stored != mine:
                self._refuse(name, initial, stored)

    def _refuse(self, name: str, initial: str, stored: str) -> None:
        message = _(
            "Somebody else has changed this since you opened it, to “%(value)s”. Save again to have it your way."
        )
        shown = stored
        if isinstance(field := self.fields[name], forms.ModelChoiceField):
            shown = str(field.queryset.filter(pk=stored or None).first() or "–")
        self.add_error(name, ValidationError(message, code="conflict", params={"value": shown}))
        self.data = self.data.copy()
        self.data[initial] = stored

    @property
    def topic_changes(self) -> tuple[set[int], set[int]]:
        """Keys of topics that were added, and of those that were taken away, since the page was opened."""
        if "topics" not in self.changed_data:
            return set(), set()
        initial = self.add_initial_prefix("topics")
        seen = {int(pk) for pk in self.data.getlist(initial) if pk.isascii() and pk.isdigit()}
        chosen = {topic.pk for topic in self.cleaned_data["topics"]}
        return chosen - seen, seen - chosen

    @property
    def changed_columns(self) -> list[str]:
        """Names of the story's own fields that were changed."""
        return [name for name in self.changed_data if name != "topics"]


def _plain(value: Any) -> str:
    """A value as a hidden field says it."""
    return "" if value is None else str(getattr(value, "pk", value))
