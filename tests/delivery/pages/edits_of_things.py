"""Edits of names and pictures, which editions share."""

from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse

from articles.models import Category, Dossier, Person, Topic
from articles.services import place_category
from delivery.services import move_address
from editions.columns import column
from editions.models import MenuItem
from media_gallery.models import Image, MediaItem
from media_gallery.renditions import make_renditions
from media_gallery.services import replace_file
from publications.models import (
    Book,
    Series,
)
from seeds.factories import jpeg, make_category, make_topic
from tests.accounts import desk_forms
from tests.delivery.pages.edits import Desk, edit

NAMED = (Category, Topic, Person, Dossier)
# What the desk has a form of, by the words that are written there.
FORMS: dict[Any, tuple[str, ...]] = {
    Category: ("name", "description"), Topic: ("name",), Person: ("name", "biography"), Dossier: ("name",),
    MediaItem: ("title",), Image: ("alt", "caption", "credit"), Book: ("title", "subtitle"), Series: ("name",),
    MenuItem: ("label",),
}  # fmt: skip
_shades = count(5000)


@edit(5)
def writes_in_a_form_of_the_desk(desk: Desk) -> str:
    model = desk.draw.choice(tuple(FORMS))
    row, field = desk.one(model), column(desk.draw.choice(FORMS[model]), desk.code())
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
    answer = desk_forms.edit(desk.client, address, **{field: desk.words()})
    return f"{field} of {model.__name__} {row.pk}: {answer.status_code}"


@edit(3)
def renames(desk: Desk) -> str:
    thing, code = desk.one(desk.draw.choice(NAMED)), desk.code()
    setattr(thing, column("name", code), desk.words() if desk.draw.random() < 0.9 else "")
    thing.save()
    return f"{thing._meta.model_name} {thing.pk} in {code}"


@edit(2)
def changes_the_address_of_a_name(desk: Desk) -> str:
    thing, code = desk.one(desk.draw.choice(NAMED)), desk.code()
    old = thing.address_in(code)
    setattr(thing, column("slug", code), f"part-{desk.draw.randrange(10_000)}")
    thing.save()
    if old and (new := thing.address_in(code)):
        move_address(old_path=old, new_path=new)
    return f"{thing._meta.model_name} {thing.pk} in {code}"


@edit(2)
def moves_a_category(desk: Desk) -> str:
    category, parent = desk.one(Category), desk.one(Category)
    above, one = set(), parent
    while one is not None and one.pk not in above:
        above.add(one.pk)
        one = one.parent
    category.parent = None if category.pk in above else parent
    category.position = desk.draw.randrange(4)
    category.save()
    place_category(category)
    return f"{category.pk} under {category.parent_id}"


@edit(2)
def makes_a_name(desk: Desk) -> str:
    make = desk.draw.choice((make_category, make_topic))
    return str(make(name=desk.words(), editions=desk.site.codes).pk)


@edit(1)
def deletes_a_name_at_the_desk(desk: Desk) -> str:
    thing = desk.one(desk.draw.choice(NAMED))
    address = reverse(f"admin:articles_{thing._meta.model_name}_delete", args=[thing.pk])
    return f"{thing._meta.model_name} {thing.pk}: {desk.client.post(address, {'post': 'yes'}).status_code}"


@edit(4)
def changes_a_picture(desk: Desk) -> str:
    image, code = desk.one(Image), desk.code()
    what = desk.draw.choice(("alt", "focus", "file", "renditions"))
    if what == "alt":
        Image.objects.filter(pk=image.pk).update(**{column(desk.draw.choice(("alt", "credit")), code): desk.words()})
    elif what == "focus":
        image.focal_x, image.focal_y = desk.draw.randrange(101), desk.draw.randrange(101)
        image.save()
    elif what == "file":
        content = ContentFile(jpeg(size=(desk.draw.randrange(20, 60), 30), shade=next(_shades)), name="new.jpg")
        replace_file(image=image, file=content, keeps_focus=desk.draw.random() < 0.5)
    else:
        make_renditions(image)
    return f"{what} of {image.pk}"
