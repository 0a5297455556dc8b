"""Queries whose SQL is made once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Category
from editions.models import Edition
from editions.prepared import prepared
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.editions import make_editions

DAY = timedelta(days=1)


@prepared
def _titled(code: str, /, *, now: datetime, titles: list[str]) -> QuerySet[Article]:
    live = Article.objects.in_edition(code).live(now).filter(title__in=titles)
    return live.select_related("story__category").order_by("title")


def test_second_call_reads_with_its_own_values(editions, django_assert_num_queries):
    for title in "abc":
        make_article(edition="en", title=title)
    make_article(edition="fa", title="a")
    now = timezone.now() + DAY
    assert [one.title for one in _titled("en", now=now, titles=["a", "c"])] == ["a", "c"]
    with django_assert_num_queries(1):
        found = _titled("en", now=now, titles=["b"])
    assert [(one.title, one.edition_id) for one in found] == [("b", "en")]
    assert [one.edition_id for one in _titled("fa", now=now, titles=["a", "b", "c"])] == ["fa"]
    assert _titled("en", now=datetime(2000, 1, 1, tzinfo=UTC), titles=["a"]) == []


def test_rows_are_what_the_queryset_gives_with_what_it_joins(editions, django_assert_num_queries):
    story = make_story(category=make_category())
    make_article(edition="en", title="a", story=story)
    now = timezone.now() + DAY
    _titled("en", now=now, titles=["x"])
    with django_assert_num_queries(1):
        [article] = _titled("en", now=now, titles=["a"])
        assert article.story.category == story.category
    assert article.published_at == Article.objects.get().published_at
    assert not article.get_deferred_fields()


def test_row_read_by_prepared_sql_can_be_changed_and_read_anew(editions):
    make_article(edition="en", title="a")
    [article] = _titled("en", now=timezone.now() + DAY, titles=["a"])
    article.title = "b"
    article.save()
    article.refresh_from_db()
    assert article.title == "b"


def test_more_values_than_one_length_are_read_all_the_same(editions):
    for number in range(40):
        make_article(edition="en", title=f"{number:03}")
    titles = [f"{number:03}" for number in range(400)]
    now = timezone.now() + DAY
    for some in (titles[:1], titles[:9], titles[:33], titles):
        assert len(_titled("en", now=now, titles=some)) == min(len(some), 40)


@pytest.mark.django_db(transaction=True)
def test_what_was_composed_in_one_thread_is_read_in_others():
    """Each thread has a connection of its own, and SQLite lets none use another's."""

    @prepared
    def codes(*, least: str) -> QuerySet[Edition]:
        return Edition.objects.filter(code__gte=least).order_by("code").only("code")

    make_editions()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(_read_and_close, codes).result()
    assert [one.code for one in codes(least="fa")] == ["fa", "sq"]
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(_read_and_close, codes).result()


def _read_and_close(read: Callable[..., list[Edition]]) -> bool:
    try:
        return [one.code for one in read(least="fa")] == ["fa", "sq"]
    finally:
        connection.close()


@prepared
def _labels(code: str, /, *, names: tuple[str, ...]) -> list[QuerySet]:
    return [Category.objects.filter(**{f"name_{code}": name}).values_list("pk", f"name_{code}")[:1] for name in names]


def test_several_are_read_in_one_query_each_row_with_its_part(editions, django_assert_num_queries):
    first, second = make_category(name_en="One", name_fa="یک"), make_category(name_en="Two", name_fa="دو")
    assert _labels("en", names=("Two", "Three", "One")) == [(0, (second.pk, "Two")), (2, (first.pk, "One"))]
    with django_assert_num_queries(1):
        assert _labels("fa", names=("یک", "دو", "سه")) == [(0, (first.pk, "یک")), (1, (second.pk, "دو"))]


def test_columns_do_not_depend_on_the_language_of_the_first_call(editions):
    make_category(name_en="One", name_fa="یک")

    @prepared
    def names(*, name: str) -> QuerySet:
        return Category.objects.filter(name_en=name).values_list("name", flat=True)

    for language, name in (("en", "One"), ("fa", "یک"), ("en", "One")):
        with translation.override(language):
            assert names(name="One") == [name]


def test_value_that_becomes_no_parameter_is_refused(editions):
    @prepared
    def first_ones(*, count: int) -> QuerySet[Article]:
        return Article.objects.all()[:count]

    with pytest.raises(ValueError, match="first_ones"):
        first_ones(count=3)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
@pytest.mark.django_db
def test_values_reach_the_database_as_they_are(text: str):
    @prepared
    def echoed(*, value: str) -> QuerySet[Category]:
        return Category.objects.filter(name_en=value)

    if not Category.objects.filter(name_en=text).exists():
        make_category(name_en=text)
    assert {one.name_en for one in echoed(value="another")} <= {"another"}
    assert {one.name_en for one in echoed(value=text)} == {text}
