"""Which tags a change leaves in the log, on both engines."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Placement, Topic
from delivery.changes.declared import set_tag, watch
from delivery.changes.triggers import installing
from delivery.changes.triggers.wording import MOST_CARRIED
from delivery.changes.wholesale import wholesale
from delivery.models import MissingAddress, Redirect, Webhook
from editions.models import MenuItem
from media_gallery.models import Image, LibraryTag
from seeds import factories
from tests.delivery.changes.conftest import all_tags, empty_log, given_up, installed, lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_declared")]

T = "delivery_redirect"


@pytest.fixture
def redirects() -> None:
    watch(Redirect, sets=[("host",), ("origin", "host")], members=("new_path",))
    installed()


def make(**values: str) -> Redirect:
    redirect = Redirect.objects.create(**{"old_path": "/a/", "new_path": "/b/", **values})
    return redirect


def test_a_row_that_comes_tells_of_its_table_itself_and_its_sets(redirects):
    row = make(host="a.org")

    assert lines() == [{T, f"{T}.id={row.pk}", f"{T}.*", f"{T}.host=a.org", f"{T}.origin=desk,host=a.org"}]


def test_a_row_that_goes_tells_the_same(redirects):
    row = make(host="a.org")
    key = row.pk
    empty_log()
    row.delete()

    assert lines() == [{T, f"{T}.id={key}", f"{T}.*", f"{T}.host=a.org", f"{T}.origin=desk,host=a.org"}]


def test_a_change_that_decides_nothing_tells_of_the_row_alone(redirects):
    row = make(host="a.org")
    empty_log()
    Redirect.objects.filter(pk=row.pk).update(new_key="x")

    assert lines() == [{T, f"{T}.id={row.pk}"}]


def test_a_change_of_a_member_tells_of_the_sets_too(redirects):
    row = make(host="a.org")
    empty_log()
    Redirect.objects.filter(pk=row.pk).update(new_path="/c/")

    assert lines() == [{T, f"{T}.id={row.pk}", f"{T}.*", f"{T}.host=a.org", f"{T}.origin=desk,host=a.org"}]


def test_a_row_that_changes_its_set_tells_of_both(redirects):
    row = make(host="a.org")
    empty_log()
    Redirect.objects.filter(pk=row.pk).update(host="b.org")

    expected = {T, f"{T}.id={row.pk}", f"{T}.*", f"{T}.host=a.org", f"{T}.host=b.org"}
    assert lines() == [expected | {f"{T}.origin=desk,host=a.org", f"{T}.origin=desk,host=b.org"}]


def test_a_set_by_the_day_of_a_moment_tells_of_it_in_utc():
    watch(Redirect, sets=[("host", "created_at__date")])
    installed()
    evening = datetime(2024, 3, 15, 23, 30, tzinfo=UTC)
    row = make(host="a.org")
    empty_log()
    Redirect.objects.filter(pk=row.pk).update(created_at=evening)
    assert set_tag(T, ("host", "created_at__date"), ("a.org", evening.date())) in all_tags()
    empty_log()
    Redirect.objects.filter(pk=row.pk).update(created_at=evening.astimezone(timezone.get_fixed_timezone(240)))
    assert all_tags() == set()
    Redirect.objects.filter(pk=row.pk).update(created_at=evening + timedelta(hours=1))
    days = {tag for tag in all_tags() if "created_at" in tag}
    assert days == {f"{T}.host=a.org,created_at__date=2024-03-{day}" for day in (15, 16)}


def test_no_tag_stands_twice_in_a_line(redirects):
    row = make(host="a.org")
    empty_log()
    Redirect.objects.filter(pk=row.pk).update(new_path="/c/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tags FROM delivery_change WHERE tags <> ''")
        tags = cursor.fetchone()[0].split("\n")

    assert len(tags) == len(set(tags))


def test_a_row_that_is_saved_as_it_was_tells_nothing(redirects):
    row = make(host="a.org")
    empty_log()
    row.save()

    assert lines() == []


def test_many_rows_in_one_statement_each_tell_of_themselves(redirects):
    rows = Redirect.objects.bulk_create(
        [Redirect(host=f"{number}.org", old_path="/a/", key=str(number)) for number in range(30)]
    )
    assert {f"{T}.id={row.pk}" for row in rows} <= all_tags()
    assert {f"{T}.host={number}.org" for number in range(30)} <= all_tags()

    empty_log()
    Redirect.objects.update(host="one.org")
    assert {f"{T}.id={row.pk}" for row in rows} <= all_tags()
    assert {f"{T}.host={number}.org" for number in range(30)} | {f"{T}.host=one.org"} <= all_tags()

    empty_log()
    Redirect.objects.all().delete()
    assert {f"{T}.id={row.pk}" for row in rows} <= all_tags()


def test_sql_by_hand_tells_too(redirects):
    row = make()
    empty_log()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE delivery_redirect SET new_path = '/by-hand/'")

    assert f"{T}.id={row.pk}" in all_tags()


def test_a_row_that_is_there_already_and_is_updated_instead_tells_of_both(redirects):
    row = make(host="a.org")
    empty_log()
    Redirect.objects.bulk_create(
        [Redirect(host="a.org", old_path="/a/", new_path="/z/", key=row.key, origin="file")],
        update_conflicts=True,
        unique_fields=["key", "host"],
        update_fields=["new_path", "origin"],
    )

    assert {f"{T}.id={row.pk}", f"{T}.origin=desk,host=a.org", f"{T}.origin=file,host=a.org"} <= all_tags()


def test_what_is_taken_back_leaves_nothing(redirects):
    given_up(make)

    assert lines() == []


def test_values_are_written_as_python_writes_them_on_both_engines():
    watch(
        MissingAddress,
        sets=[("is_probe",), ("count",), ("referrer",), ("count", "is_ignored")],
    )
    installed()
    moment = timezone.now()
    MissingAddress.objects.create(
        host="h", path="/x", key="1", is_probe=True, count=7, referrer="it's, “odd”\nand = more", last_at=moment
    )

    table = MissingAddress._meta.db_table
    assert {
        set_tag(table, ["is_probe"], [True]),
        set_tag(table, ["count"], [7]),
        set_tag(table, ["referrer"], ["it's, “odd”\nand = more"]),
        set_tag(table, ["count", "is_ignored"], [7, False]),
    } <= all_tags()
    assert f"{table}.is_probe=True" in all_tags()
    assert set_tag(table, ["is_probe"], [1]) == f"{table}.is_probe=True"


def test_null_is_written_as_none(editions):
    watch(MenuItem, sets=[("parent_id",)])
    watch(Webhook, sets=[("is_active",)])
    installed()
    item = MenuItem.objects.create(position=1)

    table = MenuItem._meta.db_table
    assert set_tag(table, ["parent_id"], [None]) == f"{table}.parent_id=None"
    assert f"{table}.parent_id=None" in all_tags()

    empty_log()
    MenuItem.objects.filter(pk=item.pk).update(parent=MenuItem.objects.create(position=2))
    assert f"{table}.parent_id=None" in all_tags()


def test_moments_of_a_column_that_decides_are_compared_not_told(redirects):
    watch(MissingAddress, members=("last_at",))
    installed()
    row = MissingAddress.objects.create(host="h", path="/x", key="1", last_at=datetime(2026, 1, 1, tzinfo=UTC))
    empty_log()
    MissingAddress.objects.filter(pk=row.pk).update(last_at=datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC))

    assert f"{MissingAddress._meta.db_table}.*" in all_tags()


# What readers do not see.


@pytest.fixture
def articles(editions) -> None:
    watch(
        Article,
        public="state <> 'draft' AND title <> 'it''s state'",
        sets=[("edition_id",)],
        members=("state",),
        moments=("published_at", "unpublish_at"),
        carried=[(Placement, "article_id")],
        private=("version", "stage"),
    )
    watch(Placement, sets=[("edition_id", "shelf", "target_id"), ("article_id",)], moments=("published_at",))
    installed()


A, P = "articles_article", "articles_placement"


def test_what_no_reader_sees_before_or_after_tells_nothing(articles):
    draft = factories.make_article(edition="en", published=False)
    Article.objects.filter(pk=draft.pk).update(title="Another")
    Article.objects.filter(pk=draft.pk).update(title="it's state", state="published", published_at=timezone.now())

    assert not [line for line in lines() if A in line]
    Article.objects.filter(pk=draft.pk).delete()
    assert not [line for line in lines() if A in line]


def test_what_readers_come_to_see_or_see_no_more_tells_of_its_sets(articles):
    draft = factories.make_article(edition="en", published=False)
    Article.objects.filter(pk=draft.pk).update(state="published", published_at=timezone.now() - timedelta(days=1))
    assert lines()[-1] == {A, f"{A}.id={draft.pk}", f"{A}.*", f"{A}.edition_id=en"}

    empty_log()
    Article.objects.filter(pk=draft.pk).update(state="draft", edition="fa")
    assert lines() == [{A, f"{A}.id={draft.pk}", f"{A}.*", f"{A}.edition_id=en"}]


def test_columns_that_no_page_shows_tell_nothing(articles):
    article = factories.make_article(edition="en")
    empty_log()
    Article.objects.filter(pk=article.pk).update(version=99, stage="review")

    assert lines() == []


def test_a_change_tells_of_the_lists_that_are_carried(articles):
    section = factories.make_category()
    article = factories.make_article(edition="en", story=factories.make_story(category=section))
    placements = list(Placement.objects.filter(article=article))
    assert placements
    empty_log()
    Article.objects.filter(pk=article.pk).update(title="Another")
    assert lines() == [{A, f"{A}.id={article.pk}"}]

    empty_log()
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    for one in placements:
        assert f"{P}.id={one.pk}" in all_tags()
        assert f"{P}.article_id={article.pk}" in all_tags()
        assert (
            set_tag(P, ["edition_id", "shelf", "target_id"], [one.edition_id, one.shelf, one.target_id]) in all_tags()
        )


def test_what_goes_along_with_something_else_tells_too(articles):
    section = factories.make_category()
    article = factories.make_article(edition="en", story=factories.make_story(category=section))
    keys = list(Placement.objects.filter(article=article).values_list("pk", flat=True))
    empty_log()
    article.story.delete()

    assert keys
    assert {f"{A}.id={article.pk}", *(f"{P}.id={key}" for key in keys)} <= all_tags()


def test_names_of_many_things_at_once_tell_of_each(editions):
    through = Image.tags.through
    watch(through, sets=[("image_id",), ("librarytag_id",)])
    installed()
    image = factories.make_image()
    tags = [LibraryTag.objects.create(name=name) for name in ("sea", "sand")]
    empty_log()
    image.tags.add(*tags)
    table = through._meta.db_table
    expected = {f"{table}.image_id={image.pk}", *(f"{table}.librarytag_id={tag.pk}" for tag in tags)}
    assert expected <= all_tags()

    empty_log()
    image.tags.clear()
    assert expected <= all_tags()


# Moments.


def test_a_moment_to_come_leaves_a_line_of_its_own(articles):
    soon = timezone.now() + timedelta(hours=2)
    article = factories.make_article(edition="en", published_at=soon)
    with connection.cursor() as cursor:
        cursor.execute("SELECT due_at FROM delivery_change WHERE due_at IS NOT NULL")
        moments = {row[0].replace(tzinfo=UTC) for row in cursor.fetchall()}

    assert moments == {soon}
    assert {A, f"{A}.id={article.pk}", f"{A}.edition_id=en", f"{A}.*"} in [line & {*line} for line in lines(due=True)]


def test_lists_that_come_after_what_they_name_have_its_moment_too(articles):
    soon = timezone.now() + timedelta(hours=2)
    article = factories.make_article(edition="en", published_at=timezone.now() - timedelta(days=1), unpublish_at=soon)
    Placement.objects.filter(article=article).delete()
    empty_log()
    one = Placement.objects.create(
        edition_id="en", shelf="category", target_id=7, article=article, published_at=article.published_at
    )

    tags = set.union(*lines(due=True))
    assert {f"{P}.id={one.pk}", f"{P}.edition_id=en,shelf=category,target_id=7", f"{P}.article_id={article.pk}"} <= tags


def test_a_moment_that_has_been_leaves_no_line(articles):
    factories.make_article(edition="en", published_at=timezone.now() - timedelta(days=1))

    assert lines(due=True) == []


def test_moments_that_are_there_when_triggers_come_are_noted(editions):
    article = factories.make_article(edition="en", published_at=timezone.now() + timedelta(hours=2))
    watch(Article, sets=[("edition_id",)], moments=("published_at",))
    empty_log()
    installing.install()
    assert [line for line in lines(due=True) if f"{A}.id={article.pk}" in line]
    assert lines() == [{"everything"}]


# Mass writes.


def test_mass_writes_say_once_that_everything_has_changed(redirects):
    with wholesale():
        make()
        make(host="b.org")
        with wholesale():
            make(host="c.org")
        assert lines() == []
    assert lines() == [{"everything"}]

    empty_log()
    row = make(host="d.org")
    assert f"{T}.id={row.pk}" in all_tags()


def test_mass_writes_that_fail_are_silent_no_longer(redirects):
    given_up(make, within=wholesale)
    assert lines() == []

    make()
    assert len(lines()) == 1


def test_mass_writes_still_tell_of_moments(articles):
    with wholesale():
        article = factories.make_article(edition="en", published_at=timezone.now() + timedelta(hours=2))

    assert [line for line in lines(due=True) if f"{A}.id={article.pk}" in line]


def test_so_many_carried_rows_that_everything_has_changed(editions):
    watch(Topic, members=("name_en",), carried=[(Placement, "target_id")])
    watch(Placement, sets=[("edition_id",)])
    installed()
    topic = factories.make_topic()
    article = factories.make_article(edition="en")
    Placement.objects.filter(article=article).delete()
    moment = timezone.now()
    Placement.objects.bulk_create(
        [
            Placement(edition_id="en", shelf=f"s{number}", target_id=topic.pk, article=article, published_at=moment)
            for number in range(MOST_CARRIED + 1)
        ]
    )
    empty_log()
    Topic.objects.filter(pk=topic.pk).update(name_en="Another")

    assert "everything" in all_tags()
