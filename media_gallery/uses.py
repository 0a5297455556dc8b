"""Where a picture is used: by whatever model points to it, in this app or above, and in the texts of all editions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.desk.standing import Standing, standing_of
from editions.columns import translated
from editions.enums import State
from editions.live import Publishable
from editions.unions import fetch_union
from media_gallery.mentions import holding, mentions, models_with_texts, numbers_in, rows_of
from media_gallery.models import AlbumPicture, Image
from media_gallery.querysets import relations_to

MOST = 50
# What an edition's text is a text of, by the name of its field: the desk's page is that thing's.
_PARENTS = ("story", "issue", "page")
_PUBLIC = {"published", "scheduled"}


@dataclass(frozen=True)
class Use:
    """One thing that uses the picture.

    Attributes:
        kind, name: what it is, and how it is called.
        address: its page in the desk; "" where it has none.
        standings: (code of the edition, where it stands there); None: it has no state, and readers see it.
        within: the picture stands within a text.
    """

    kind: str
    name: str
    address: str
    standings: tuple[tuple[str, Standing], ...] | None = None
    within: bool = False

    @property
    def is_public(self) -> bool:
        """Whether readers see it, or will without anybody's doing."""
        return self.standings is None or any(standing.shape in _PUBLIC for _code, standing in self.standings)


# Texts that stand in no column: (the row that they belong to, the HTML). Registered by the apps that have them.
_finders: list[Callable[[], Iterable[tuple[Model, str]]]] = []


def register_texts(finder: Callable[[], Iterable[tuple[Model, str]]]) -> None:
    """Let pictures in the texts that `finder` gives count as used (called by an app's `ready`)."""
    if finder not in _finders:
        _finders.append(finder)


def waiting_texts() -> Iterator[tuple[Model, tuple[int, ...]]]:
    for finder in _finders:
        for row, html in finder():
            if numbers := numbers_in(html):
                yield row, numbers


def uses_of(image: Image) -> list[Use]:
    """Stories, items, albums, issues, books, people: at most fifty of each kind."""
    found: list[Use] = []
    for relation in relations_to(Image):
        model = relation.related_model
        # With whatever it cannot be without: names are made of these.
        needed = [one.name for one in model._meta.concrete_fields if one.is_relation and not one.null]
        rows = model._base_manager.filter(**{relation.field.name: image})
        rows = rows.select_related(*needed) if needed else rows
        # A part that has no page of its own says what it is a part of.
        things = [row.item if isinstance(row, AlbumPicture) else getattr(row, "used_in", row) for row in rows[:MOST]]
        # A picture may stand in one album, or in one issue, twice.
        found += dict.fromkeys(uses_as(things))
    return found


def uses_in_texts(image: Image) -> list[Use]:
    """Articles, pages and whatever else has the picture within its text, as far as is remembered: for showing."""
    found: list[Use] = []
    for model, rows in mentions().items():
        numbers = [pk for pk, pictures in rows.items() if image.pk in pictures][:MOST]
        if numbers:
            found += uses_as(rows_of(model).filter(pk__in=numbers), within=True)
    return [*found, *uses_waiting(image)]


def uses_in_texts_now(image: Image) -> list[Use]:
    """As `uses_in_texts`, read from every body: for what cannot be taken back."""
    wanted = f'data-image="{image.pk}"'
    found: list[Use] = []
    for model, names in models_with_texts():
        found += uses_as(rows_of(model).filter(holding(names, wanted))[:MOST], within=True)
    return [*found, *uses_waiting(image)]


def all_uses_now(image: Image) -> list[Use]:
    """Everything that uses the picture, read from every body."""
    return [*uses_of(image), *uses_in_texts_now(image)]


def uses_waiting(image: Image) -> list[Use]:
    rows = [row for row, numbers in waiting_texts() if image.pk in numbers][:MOST]
    # The change waits, so that readers do not see it yet, wherever the text itself stands.
    waits = Standing("draft", _("unpublished change"))
    return [
        Use(use.kind, use.name, use.address, tuple((code, waits) for code, _standing in use.standings or ()), True)
        for use in uses_as(rows, within=True)
    ]


def uses_as(things: Iterable[Any], *, within: bool = False) -> list[Use]:
    """These things, all of one model, as uses. One query more where their editions' texts are rows of their own."""
    rows = list(things)
    standings = standings_of(rows)
    return [Use(str(row._meta.verbose_name), str(row), address_of(row), standings[row.pk], within) for row in rows]


def standings_of(rows: list[Any]) -> dict[Any, tuple[tuple[str, Standing], ...] | None]:
    """By key, the editions in which each of these rows of one model has a text, and where it stands there."""
    if not rows:
        return {}
    model = type(rows[0])
    if issubclass(model, Publishable):
        return {row.pk: ((row.edition_id, standing_of(row)),) for row in rows}
    if hasattr(rows[0], "state"):
        return {row.pk: shared_standings(row) for row in rows}
    texts = next((one for one in model._meta.related_objects if issubclass(one.related_model, Publishable)), None)
    if texts is None:
        return dict.fromkeys((row.pk for row in rows), None)
    found: dict[Any, list[tuple[str, Standing]]] = {row.pk: [] for row in rows}
    names = (texts.field.attname, "edition_id", "state", "published_at", "unpublish_at")
    queryset = texts.related_model._base_manager.filter(**{f"{texts.field.name}__in": list(found)}).only(*names)
    for text in queryset.order_by("edition__position"):
        found[getattr(text, texts.field.attname)].append((text.edition_id, standing_of(text)))
    return {pk: tuple(stands) for pk, stands in found.items()}


def shared_standings(row: Any) -> tuple[tuple[str, Standing], ...]:
    """Of a thing that is published in all editions at once: the same in each that has a title for it."""
    words = {State.DRAFT: _("draft"), State.PUBLISHED: _("published"), State.WITHDRAWN: _("withdrawn")}
    standing = Standing(str(row.state), words[State(row.state)])
    if row.state == State.PUBLISHED and row.published_at and row.published_at > timezone.now():
        standing = Standing("scheduled", _("scheduled"))
    codes = [code for code in settings.MODELTRANSLATION_LANGUAGES if translated(row, "title", code)]
    return tuple((code, standing) for code in codes)


def address_of(row: Any) -> str:
    """Its page in the desk: of an edition's text that of the story, issue or page, opened at the edition."""
    parent = next((name for name in _PARENTS if isinstance(row, Publishable) and hasattr(row, f"{name}_id")), None)
    model, key = (row._meta.get_field(parent).related_model, getattr(row, f"{parent}_id")) if parent else (row, row.pk)
    try:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])
    except NoReverseMatch:
        return ""
    return f"{address}?edition={row.edition_id}" if parent else address


def used_among(images: Iterable[Image]) -> set[int]:
    """Numbers of those that something uses. Two queries, and what the apps above need for texts that wait."""
    numbers = {image.pk for image in images}
    asked = []
    for relation in relations_to(Image):
        name = relation.field.attname
        rows = relation.related_model._base_manager.order_by().filter(**{f"{name}__in": numbers})
        asked.append(rows.values_list(name).distinct())
    pointed_to = {number for _part, (number,) in fetch_union(asked)} if numbers else set()
    return pointed_to | (in_texts() & numbers)


def in_texts() -> set[int]:
    """Numbers of all pictures within texts."""
    found = {number for rows in mentions().values() for numbers in rows.values() for number in numbers}
    return found.union(*(numbers for _row, numbers in waiting_texts()))


def unused_numbers(most: int) -> list[int]:
    """Numbers of the newest pictures that nothing uses."""
    within = in_texts()
    rows = Image.objects.pointed_to(is_so=False).newest_first().values_list("pk", flat=True)
    found = []
    for number in rows.iterator():
        if number not in within:
            found.append(number)
            if len(found) == most:
                break
    return found
