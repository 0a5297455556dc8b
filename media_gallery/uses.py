"""Where a picture is used: by whatever model points to it, in this app or above, and in the texts of all editions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import ManyToOneRel, Model, Q
from django.urls import NoReverseMatch, reverse

from editions.richtext.fields import RichTextField
from media_gallery.models import AlbumPicture, Image

MOST = 50


@dataclass(frozen=True)
class Use:
    """One thing that uses the picture: its kind, its name, and its page in the desk ("" where it has none)."""

    kind: str
    name: str
    address: str


def uses_of(image: Image) -> list[Use]:
    """Stories, items, albums, issues, books, people: at most fifty of each kind."""
    found: list[Use] = []
    for relation in Image._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: image})
        if relation.related_model is AlbumPicture:
            rows = rows.select_related("item")
        # A picture may stand in one album twice.
        found += dict.fromkeys(use_of(row) for row in rows[:MOST])
    return found


def uses_in_texts(image: Image) -> list[Use]:
    """Articles, pages and whatever else has the picture within its text. Reads every body: for rare questions only."""
    wanted = f'data-image="{image.pk}"'
    return [use_of(row) for model, names in models_with_texts() for row in rows_with(model, names, wanted)]


def models_with_texts() -> Iterator[tuple[type[Model], list[str]]]:
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, RichTextField)]
        if names:
            yield model, names


def rows_with(model: type[Model], names: list[str], wanted: str) -> list[Model]:
    anywhere = Q()
    for name in names:
        anywhere |= Q(**{f"{name}__contains": wanted})
    manager = model._base_manager
    # Named columns are meant, not those of the active language.
    queryset = manager.rewrite(False) if hasattr(manager, "rewrite") else manager.all()
    return list(queryset.filter(anywhere)[:MOST])


def use_of(row: Model) -> Use:
    thing = row.item if isinstance(row, AlbumPicture) else row
    opts = thing._meta
    try:
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[thing.pk])
    except NoReverseMatch:
        address = ""
    return Use(str(opts.verbose_name), str(thing), address)
