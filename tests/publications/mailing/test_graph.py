"""The picture of a sending."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import translation

from mailing.progress import Progress
from publications.mailing.graph import MOST_HOURS, WIDTH, graph_of, parts_of

NINE = datetime(2026, 11, 28, 9, tzinfo=UTC)
HERE = ZoneInfo("UTC")


def test_parts_fill_the_bar_and_each_is_as_wide_as_its_share(db):
    with translation.override("en"):
        parts = parts_of(Progress(total=10, sent=6, queued=2, bounced=1, left=1))
    sizes = {part.name: part.size for part in parts}
    assert sizes["sent"] == WIDTH * 0.6
    assert round(sum(sizes.values()), 1) == WIDTH
    assert parts[0].start == 0


def test_bar_and_hours_run_from_right_to_left_in_such_a_desk(db):
    hours = [(NINE, 10), (NINE + timedelta(hours=2), 5)]
    with translation.override("fa"):
        parts, graph = parts_of(Progress(total=2, sent=1, queued=1)), graph_of(hours, HERE)
    assert parts[0].start == WIDTH / 2
    assert graph.bars[0].start > graph.bars[-1].start


def test_hours_between_have_their_place(db):
    with translation.override("en"):
        graph = graph_of([(NINE, 10), (NINE + timedelta(hours=3), 5)], HERE)
    assert [bar.count for bar in graph.bars] == [10, 0, 0, 5]
    assert graph.bars[0].height > graph.bars[3].height > graph.bars[1].height == 0


def test_long_sending_shows_its_last_hours(db):
    with translation.override("en"):
        graph = graph_of([(NINE, 1), (NINE + timedelta(days=9), 1)], HERE)
    assert len(graph.bars) == MOST_HOURS


def test_sending_of_which_nothing_is_sent_has_no_hours(db):
    assert graph_of([], HERE).bars == []
    assert all(part.size == 0 for part in parts_of(Progress()))
