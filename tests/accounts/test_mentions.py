"""Who is named in a note: @ and a user name, in the midst of any script."""

import pytest

from accounts.mentions import find_mentioned, mentions_in
from seeds.factories.accounts import make_user


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@mira please look", ["mira"]),
        ("Ask @mira.", ["mira.", "mira"]),
        ("(@mira)", ["mira"]),
        ("سلام @mira، لطفاً ببینید", ["mira"]),
        ("متن را @mira؛ ببین", ["mira"]),
        ("و@mira هم بداند", ["mira"]),
        ("@miraرا خبر کن", ["miraرا", "mira"]),
        ("به @mira\u200cها بگو", ["mira"]),
        ("@مریم ببین", ["مریم"]),
        ("@ali-reza!", ["ali-reza"]),
        ("@a.b@example", ["a.b@example"]),
    ],
)
def test_mention_is_read_out_of_its_sentence(text, names):
    assert mentions_in(text) == [names]


@pytest.mark.parametrize("text", ["mira@example.org", "no name @ here", "a@b", "", "@"])
def test_what_is_no_mention_is_none(text):
    assert mentions_in(text) == []


def test_mentioned_are_members_of_the_edition_whatever_the_capitals(editions):
    mira = make_user(role="contributor", editions=["fa"], username="Mira")
    assert find_mentioned("@mira و @MIRA", "fa") == ([mira], [])


def test_longest_name_wins_and_the_shorter_is_found_where_there_is_no_longer(editions):
    short = make_user(role="editor", username="ali")
    found, unknown = find_mentioned("@ali.", "fa")
    assert (found, unknown) == ([short], [])
    dotted = make_user(role="editor", username="ali.reza")
    assert find_mentioned("@ali.reza", "fa")[0] == [dotted]


def test_who_may_not_read_the_edition_is_not_mentioned_and_named_as_unknown(editions):
    make_user(role="editor", editions=["en"], username="erin")
    make_user(role="editor", editions=["fa"], username="gone", is_active=False)
    assert find_mentioned("@erin @gone @nobody.", "fa") == ([], ["erin", "gone", "nobody"])


def test_a_text_full_of_mentions_costs_no_more_queries_than_one(editions, django_assert_max_num_queries):
    make_user(role="admin", username="name3")
    with django_assert_max_num_queries(1):
        found, unknown = find_mentioned(" ".join(f"@name{number}" for number in range(200)), "fa")
    assert len(found) == 1
    assert len(unknown) == 19
