"""The library as a grid: what it is sorted out by, what each card says, tags for many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.desk.words import installed_editions
from media_gallery.completeness import InEdition, completeness_of
from media_gallery.lookalikes import groups
from media_gallery.models import Image, LibraryTag
from media_gallery.tags import SUGGESTED, add_tags, remove_tags, words_in
from media_gallery.uses import unused_numbers, used_among

# So many pictures that nothing uses, and groups of pictures that look alike, are listed at once.
MOST_UNUSED, MOST_GROUPS = 2000, 100
# To so many pictures tags are given in one go: more than a page shows.
MOST_AT_ONCE = 500


class LackingFilter(admin.SimpleListFilter):
    """Pictures whose words lack something in an edition."""

    field = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(edition.code, edition.endonym) for edition in installed_editions()]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        code = self.value()
        return queryset.lacking(self.field, code) if code in dict(self.lookup_choices) else queryset


class NoAltFilter(LackingFilter):
    """Pictures that say nothing to who cannot see them."""

    title, parameter_name, field = gettext_lazy("missing alternative text"), "no_alt", "alt"


class NoCaptionFilter(LackingFilter):
    title, parameter_name, field = gettext_lazy("missing caption"), "no_caption", "caption"


class NoCreditFilter(LackingFilter):
    title, parameter_name, field = gettext_lazy("missing credit"), "no_credit", "credit"


class TagFilter(admin.SimpleListFilter):
    """Pictures with a tag; the tags of most pictures are offered, and the one that is chosen."""

    title, parameter_name = gettext_lazy("tag"), "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        tags = LibraryTag.objects.annotate(number=Count("images")).order_by("-number", "name")[:SUGGESTED]
        return [(str(tag.pk), tag.name) for tag in tags]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        value = self.value() or ""
        is_number = value.isascii() and value.isdigit() and len(value) < 19
        return queryset.tagged(int(value)) if is_number else queryset


class UseFilter(admin.SimpleListFilter):
    """Pictures that nothing uses, and those that look like others."""

    title, parameter_name = gettext_lazy("use"), "only"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("unused", gettext_lazy("not used")), ("alike", gettext_lazy("looks like another"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        if self.value() == "unused":
            return queryset.numbered(unused_numbers(MOST_UNUSED))
        if self.value() == "alike":
            return in_groups(queryset, groups()[:MOST_GROUPS])
        return queryset


def in_groups(queryset: Any, alike: list[list[int]]) -> QuerySet:
    """The pictures of these groups, each group together."""
    numbers = [number for group in alike for number in group]
    places = [When(pk__in=group, then=Value(place)) for place, group in enumerate(alike)]
    place = Case(*places, default=Value(len(alike)), output_field=IntegerField()) if places else Value(0)
    return queryset.numbered(numbers).alias(place=place).order_by("place", "-created_at", "-pk")


@dataclass(frozen=True)
class Card:
    """A picture as the grid shows it."""

    image: Image
    words: list[InEdition]
    is_used: bool


def cards_of(images: Iterable[Image]) -> list[Card]:
    """What the grid says of these pictures; queries do not grow with their number."""
    shown = list(images)
    used, editions = used_among(shown), installed_editions()
    return [Card(image, completeness_of(image, editions), image.pk in used) for image in shown]


class TagActionForm(ActionForm):
    """The tags that are meant, beside the list of actions."""

    tag_words = forms.CharField(
        label=gettext_lazy("Tags:"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"list": "library-tags", "dir": "auto", "autocomplete": "off"}),
    )


class TagActions:
    """Mixin of the library's admin: tags given to, and taken from, the chosen pictures."""

    action_form = TagActionForm

    @admin.action(description=gettext_lazy("Add the tags"), permissions=["change"])
    def tag_chosen(self, request: HttpRequest, queryset: QuerySet) -> None:
        if words := self._words(request):
            images = list(queryset[:MOST_AT_ONCE])
            add_tags(images=images, text=words)
            self._tell(request, images)

    @admin.action(description=gettext_lazy("Take the tags away"), permissions=["change"])
    def untag_chosen(self, request: HttpRequest, queryset: QuerySet) -> None:
        if words := self._words(request):
            images = list(queryset[:MOST_AT_ONCE])
            remove_tags(images=images, text=words)
            self._tell(request, images)

    def _words(self, request: HttpRequest) -> str:
        words = request.POST.get("tag_words", "")
        if not words_in(words):
            messages.error(request, _("Type at least one tag, too."))
            return ""
        return words

    def _tell(self, request: HttpRequest, images: list[Image]) -> None:
        for image in images:
            self.log_change(request, image, [{"changed": {"fields": ["tags"]}}])
        count = len(images)
        told = ngettext(
            "The tags of %(count)s picture were changed.", "The tags of %(count)s pictures were changed.", count
        )
        messages.success(request, told % {"count": count})
