"""What waits to be purged: twice, in order, and never forgotten for a failure."""

from delivery.proxies.keys import EVERYTHING, key
from delivery.proxies.waiting import AGAIN_AFTER, MOST_WAITING, PAUSES, Waiting


def test_what_was_taken_is_sent_once_more_and_settled_only_then():
    waiting = Waiting()
    waiting.add(["a", "b"], "1")
    assert waiting.next_at() == 0
    assert waiting.take(10.0) == ["a", "b"]
    assert waiting.done(10.0) == ""
    assert waiting.next_at() == 10.0 + AGAIN_AFTER
    assert waiting.take(10.0 + AGAIN_AFTER) == ["a", "b"]
    assert waiting.done(10.0 + AGAIN_AFTER) == "1"
    assert waiting.is_empty


def test_second_purge_travels_with_the_first_of_what_came_since():
    waiting = Waiting()
    waiting.add(["a"], "1")
    waiting.take(0.0)
    waiting.done(0.0)
    waiting.add(["b"], "2")
    assert waiting.take(1.0) == ["b"]
    assert waiting.done(1.0) == ""
    waiting.add(["c"], "3")
    assert waiting.take(AGAIN_AFTER) == ["c", "a"]
    assert waiting.done(AGAIN_AFTER) == "1"
    assert waiting.take(AGAIN_AFTER + 1) == ["b"]
    assert waiting.done(AGAIN_AFTER + 1) == "2"


def test_what_was_refused_waits_longer_each_time_and_goes_out_with_what_came_since():
    waiting = Waiting()
    waiting.add(["a"], "1")
    now = 0.0
    for pause in (*PAUSES, PAUSES[-1]):
        assert waiting.take(now) == ["a"]
        assert waiting.failed(now, None) == now + pause
        assert waiting.is_failing
        assert waiting.take(now + pause - 0.1) == []
        now = waiting.next_at()
        assert now > 0
    waiting.add(["b"], "2")
    assert waiting.take(now) == ["a", "b"]
    waiting.done(now)
    assert not waiting.is_failing


def test_pause_that_the_other_side_asks_for_is_kept():
    waiting = Waiting()
    waiting.add(["a"], "1")
    waiting.take(0.0)
    assert waiting.failed(0.0, 30.0) == 30.0
    assert waiting.next_at() == 30.0


def test_changes_that_no_page_shows_are_settled_with_what_came_before_them():
    waiting = Waiting()
    waiting.add([], "1")
    assert waiting.take(0.0) == []
    assert waiting.done(0.0) == "1"
    waiting.add(["a"], "2")
    waiting.take(0.0)
    waiting.done(0.0)
    waiting.add([], "3")
    waiting.take(1.0)
    assert waiting.done(1.0) == ""
    waiting.take(AGAIN_AFTER)
    assert waiting.done(AGAIN_AFTER) == "3"


def test_too_many_keys_become_one_of_all_pages():
    waiting = Waiting()
    waiting.add([str(number) for number in range(MOST_WAITING + 1)], "1")
    assert waiting.take(0.0) == [key(EVERYTHING)]
