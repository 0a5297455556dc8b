"""What the composer's buttons do to its form where no script does it."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from publications.composing.acts import MOST_ROWS, acted, moved, order_of


def form(*positions: str, **fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data["entries-TOTAL_FORMS"] = str(len(positions))
    for row, position in enumerate(positions):
        data[f"entries-{row}-position"] = position
    for name, value in fields.items():
        data[name] = value
    return data


def test_row_goes_up_and_down_one_place():
    data = form("0", "1", "2")
    assert order_of(acted(data, "up:2")) == [0, 2, 1]
    assert order_of(acted(data, "down:0")) == [1, 0, 2]


@pytest.mark.parametrize("act", ["up:0", "down:2", "up:7", "up:", "up:x", "down:-1", "find", "nonsense", "pick:0", ""])
def test_act_that_leads_nowhere_changes_no_order(act: str):
    assert order_of(acted(form("0", "1", "2"), act)) == [0, 1, 2]


def test_article_is_added_as_the_last():
    data = acted(form("4", "4"), "pick:17")
    assert data["entries-TOTAL_FORMS"] == "3"
    assert (data["entries-2-kind"], data["entries-2-article"]) == ("article", "17")
    assert order_of(data) == [0, 1, 2]


def test_row_goes_past_those_that_are_removed():
    data = form("0", "1", "2")
    data["entries-1-DELETE"] = "on"
    assert order_of(acted(data, "up:2"))[0] == 2


def test_what_was_posted_is_left_as_it_is():
    data = form("0", "1")
    acted(data, "section")
    assert data["entries-TOTAL_FORMS"] == "2"


def test_form_takes_no_more_rows_than_a_request_may_carry():
    data = form(*(str(row) for row in range(MOST_ROWS)))
    assert acted(data, "own")["entries-TOTAL_FORMS"] == str(MOST_ROWS)


@given(st.lists(st.text("0123456789-x ۱", max_size=5), max_size=9), st.lists(st.text(max_size=9), max_size=6))
def test_whatever_is_pressed_every_row_keeps_exactly_one_place(positions: list[str], acts: list[str]):
    data = form(*positions)
    for act in [*acts, "up:1", "down:0", "section"]:
        data = acted(data, act)
    rows = int(data["entries-TOTAL_FORMS"])
    assert sorted(order_of(data)) == list(range(rows))
    assert sorted(data[f"entries-{row}-position"] for row in range(rows)) == sorted(str(place) for place in range(rows))


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)), st.integers(0, 5), st.sampled_from([-1, 1]))
def test_move_changes_places_with_the_next_that_stays(order: list[int], kept: set[int], row: int, step: int):
    found = moved(order, row, step, among=kept)
    assert sorted(found) == sorted(order)
    before = [one for one in order if one in kept | {row}]
    after = [one for one in found if one in kept | {row}]
    place = before.index(row)
    if 0 <= place + step < len(before):
        before[place], before[place + step] = before[place + step], before[place]
    assert after == before
