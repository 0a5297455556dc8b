"""Rows of prepared reads are what Django makes of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Model, QuerySet
from django.db.models.base import ModelState

from articles.models import Article, Category
from editions import rows
from editions.models import Edition
from editions.prepared import prepared
from media_gallery.models import Image, MediaItem
from media_gallery.querysets import image_columns
from publications.models import IssueEdition
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_issue

READS: dict[str, Callable[[], QuerySet]] = {
    "all columns": lambda: Edition.objects.order_by("code"),
    "translated columns": lambda: Category.objects.order_by("pk"),
    "files and JSON": lambda: Image.objects.order_by("pk"),
    "deferred columns": lambda: Article.objects.defer("body").order_by("pk"),
    "joined rows": lambda: Article.objects.for_list("en").order_by("pk"),
    "joined columns of one": lambda: MediaItem.objects.select_related("image").only("kind", *image_columns("en")),
    "three joins": lambda: IssueEdition.objects.for_covers("en").order_by("pk"),
    "annotated": lambda: Category.objects.annotate(n_found=Count("stories")).order_by("pk"),
}


@pytest.fixture
def written(editions: Any) -> None:
    story = make_story(category=make_category(), image=make_image(alt_en="A bridge"))
    make_article(edition="en", story=story)
    # Without category and picture: joined rows that are not there.
    make_article(edition="en", story=make_story(category=None, image=None))
    make_media_item()
    make_issue()


def held(one: Any) -> Any:
    """All that an instance holds, and what is joined to it."""
    if not isinstance(one, Model):
        return one
    columns = {name: value for name, value in one.__dict__.items() if name != "_state"}
    state: ModelState = one._state
    joined = {name: held(other) for name, other in state.fields_cache.items()}
    return type(one), columns, state.adding, state.db, joined


@pytest.mark.parametrize("name", READS)
def test_rows_hold_what_django_gives_them(written, name):
    build = READS[name]
    found = prepared(build)()
    assert found
    assert [held(one) for one in found] == [held(one) for one in build()]
    assert [one.get_deferred_fields() for one in found] == [one.get_deferred_fields() for one in build()]


def test_reads_of_plain_rows_are_not_left_to_django(written, monkeypatch):
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("made by Django")

    for name, build in READS.items():
        read = prepared(build)
        with monkeypatch.context() as patched:
            patched.setattr("django.db.models.query.ModelIterable.__iter__", refuse)
            assert read(), name


def test_model_that_makes_its_rows_itself_goes_on_doing_so(written, monkeypatch):
    made = []

    def from_db(cls: type[Category], *args: Any, **kwargs: Any) -> Category:
        made.append(args)
        return Model.from_db.__func__(cls, *args, **kwargs)

    monkeypatch.setattr(Category, "from_db", classmethod(from_db))
    assert prepared(READS["translated columns"])()
    assert made


def test_hearer_is_told_the_keys_of_all_rows_that_were_made(written, monkeypatch):
    heard: list[tuple[type[Model], set[Any]]] = []
    monkeypatch.setattr(rows, "_hearer", [])
    rows.tell(lambda model, keys: heard.append((model, set(keys))))
    found = prepared(READS["joined rows"])()
    told = {model.__name__: keys for model, keys in heard}
    stories = {one.story for one in found}
    assert told["Article"] == {one.pk for one in found}
    assert told["Story"] == {one.pk for one in stories}
    assert told["Category"] == {one.category_id for one in stories} - {None}
    assert told["Image"] == {one.image_id for one in stories} - {None}


def test_whoever_looks_on_sees_that_rows_become_instances(written):
    seen = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(getattr(context["cursor"], "makes_instances", False))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        prepared(READS["all columns"])()
        prepared(lambda: Edition.objects.values_list("code"))()
    assert seen == [True, False]
