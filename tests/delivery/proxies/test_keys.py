"""Surrogate keys: a page that a change makes old has a key in common with it, however many keys it was given."""

from hypothesis import given
from hypothesis import strategies as st

from delivery.proxies.keys import EVERYTHING, MOST, key, surrogate, to_purge

# Tags as triggers and reads make them: rows, sets, all sets, whole tables.
tables = st.sampled_from([f"room_{name}" for name in "abcdefgh"])
tags = st.one_of(
    st.builds("{}.id={}".format, tables, st.integers(0, 300)),
    st.builds("{}.edition_id={}".format, tables, st.sampled_from(["en", "fa", "ar", "sq"])),
    st.builds("{}.*".format, tables),
    tables,
)


@given(page=st.sets(tags, max_size=60), change=st.sets(tags, min_size=1, max_size=8), most=st.integers(3, 40))
def test_page_is_purged_by_every_change_that_it_depends_on(page, change, most):
    keys = surrogate(page, most)
    assert len(keys) <= most
    if page & change:
        assert set(keys) & set(to_purge(change))


@given(page=st.sets(tags, max_size=60))
def test_every_page_is_purged_when_everything_is(page):
    assert to_purge([EVERYTHING, *page]) == [key(EVERYTHING)]
    assert key(EVERYTHING) in surrogate(page)


def test_page_of_few_tags_is_left_alone_by_changes_of_others():
    keys = surrogate(["articles_article.id=5", "articles_article.edition_id=fa"])
    assert not set(keys) & set(to_purge(["articles_article", "articles_article.id=6"]))


def test_of_too_many_tags_the_largest_table_alone_becomes_coarse():
    many = {f"media_gallery_image.id={number}" for number in range(MOST)}
    keys = set(surrogate({*many, "articles_article.id=5"}))
    assert len(keys) < 5
    assert keys & set(to_purge(["media_gallery_image.id=100000"]))
    assert not keys & set(to_purge(["articles_article.id=6"]))


def test_change_without_tags_purges_nothing():
    assert to_purge([]) == []


def test_keys_are_short_and_the_same_in_any_case(settings):
    one = key("articles_article.id=5")
    assert len(one) == 8
    assert one == one.lower()
    assert one.isalnum()
    settings.SITE_URL = "https://other.example.org"
    assert key("articles_article.id=5") != one
