"""What is noted of a page while it is made, and what a page says of itself."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from articles.models import Article, Category, Story
from delivery.changes.following import Follower
from delivery.recording.recorder import recording
from editions.making import do_not_keep, narrowed, part, still_true, until
from seeds.factories import make_article, make_category, make_editions, make_story

SOON, LATER = datetime(2030, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


@pytest.fixture
def category(db) -> Category:
    make_editions()
    return make_category()


def row(category: Category) -> str:
    return f"articles_category.id={category.pk}"


def test_rows_count_however_they_are_fetched(category):
    rows = Category.objects.order_by("position")
    ways = [lambda: list(rows.all()), lambda: rows.all().first(), lambda: list(rows.all().iterator())]
    ways += [lambda: list(rows.values()), lambda: rows.all().in_bulk([category.pk])]
    for way in ways:
        with recording() as made:
            way()
        assert row(category) in made.tags


def test_nothing_is_noted_before_and_after(category):
    with recording() as made:
        pass
    list(Category.objects.all())
    assert made.tags == set()


def test_one_cursor_may_run_several_statements(category):
    with recording() as made, connection.cursor() as cursor:
        cursor.execute("SELECT id, description_fa FROM articles_category WHERE parent_id IS NULL")
        assert cursor.fetchone()[0] == category.pk
        cursor.execute("SELECT id FROM articles_topic WHERE articles_topic.id = %s", [3])
        assert cursor.fetchall() == []
    assert {row(category), "articles_topic.id=3"} <= made.tags


def test_who_writes_meanwhile_is_not_kept(category):
    with recording() as made:
        Category.objects.filter(pk=category.pk).update(position=3)
    assert made.unkept.startswith("writes")


def test_the_earliest_end_counts(category):
    with recording() as made:
        until(LATER)
        until(SOON)
        until(LATER)
    assert made.until == SOON


def test_a_view_may_say_that_its_page_is_not_to_be_kept(category):
    with recording() as made:
        do_not_keep("of this moment")
        do_not_keep("again")
    assert made.unkept == "of this moment"


def test_what_is_said_where_nobody_listens_is_lost():
    until(SOON)
    do_not_keep("why")
    with narrowed(Article) as held:
        held.by(edition_id="fa")
    with part() as made_of:
        pass
    assert not still_true(made_of)


def test_reads_may_be_narrowed_to_sets_and_rows(category):
    story = make_story(category=category)
    with recording() as made:
        with narrowed(Article) as held:
            list(Article.objects.values("pk"))
            held.by(story_id=story.pk)
        with narrowed(Category) as held:
            list(Category.objects.values("pk"))
            held.by(id=category.pk)
    assert made.tags == {f"articles_article.story_id={story.pk}", row(category)}


def test_narrowed_without_a_word_is_not_narrow(category):
    with recording() as made, narrowed(Article):
        list(Article.objects.values("pk"))
    assert made.tags == {"articles_article.*"}


def test_a_set_does_not_stand_for_columns_that_decide_nothing(category):
    with recording() as made, narrowed(Article) as held:
        list(Article.objects.filter(title="x").values("pk"))
        held.by(edition_id="fa")
    assert made.tags == {"articles_article", "articles_article.edition_id=fa"}


def test_what_is_said_may_count_in_place_of_the_set_that_sql_binds(category):
    article = make_article(edition="fa")
    with recording() as made, narrowed(Article, is_instead=True) as held:
        list(Article.objects.filter(edition="fa").values_list("pk"))
        list(Article.objects.filter(pk=article.pk).values_list("pk"))
        held.by(edition_id="fa", published_at__date=date(2024, 3, 15))
    day = "articles_article.edition_id=fa,published_at__date=2024-03-15"
    assert made.tags == {day, f"articles_article.id={article.pk}"}


def test_in_place_of_nothing_the_set_counts_that_sql_binds(category):
    with recording() as made, narrowed(Article, is_instead=True):
        list(Article.objects.filter(edition="fa").values_list("pk"))
    assert made.tags == {"articles_article.edition_id=fa"}


def test_narrowing_to_a_set_that_nobody_declares_is_a_mistake(category):
    with recording(), narrowed(Article) as held, pytest.raises(ValueError, match="no set"):
        held.by(title="x")


@pytest.fixture
def follower(category) -> Follower:
    found = Follower(lambda changes: None)
    found.begin()
    return found


def test_a_part_is_noted_by_itself_and_for_its_page(category):
    with recording() as made:
        with part() as made_of:
            list(Category.objects.filter(pk=category.pk))
            until(SOON)
        list(Story.objects.filter(pk=1))
    assert made_of.tags == {row(category)}
    assert made.tags == {row(category), "articles_story.id=1"}
    assert made.until == SOON


def test_a_part_is_used_again_until_something_of_it_changes(category, follower):
    with recording(follower), part() as made_of:
        list(Category.objects.filter(pk=category.pk))
        until(LATER)
    with recording(follower) as made:
        assert still_true(made_of)
    assert made.tags == {row(category)}
    assert made.until == LATER
    make_category()
    with recording(follower):
        assert still_true(made_of)
    Category.objects.filter(pk=category.pk).update(name_fa="another")
    with recording(follower) as made:
        assert not still_true(made_of)
    assert made.tags == set()


def test_without_somebody_who_follows_no_part_is_used_again(category):
    with recording(), part() as made_of:
        list(Category.objects.filter(pk=category.pk))
    with recording():
        assert not still_true(made_of)


def test_a_part_that_was_true_until_a_moment_that_has_come_is_not_used_again(category, follower):
    with recording(follower), part() as made_of:
        until(datetime(2020, 1, 1, tzinfo=UTC))
    with recording(follower):
        assert not still_true(made_of)
