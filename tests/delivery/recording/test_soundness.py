"""The proof of the analysis: whatever is read and whatever is changed, if the read then gives something else, the
change was told of by a tag that the read depends on."""

import os
from random import Random

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delivery.recording.recorder import Recording, recording
from tests.delivery.recording.random_reads import NOT_MINE, Changes, Reads, build

# RANDOM_READS=20000 looks longer; every round is another.
NUMBER = int(os.environ.get("RANDOM_READS", "100"))


def told_since(number: int) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tags FROM delivery_change WHERE id > %s AND due_at IS NULL", [number])
        return {tag for (tags,) in cursor.fetchall() for tag in tags.split("\n")}


def last_line() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM delivery_change")
        return cursor.fetchone()[0] or 0


def is_told(made: Recording, told: set[str]) -> bool:
    return bool(made.unkept or made.tags & told or "everything" in told)


def one_round(seed: int) -> str:
    """Draws a read and changes; gives what happened.

    Raises: AssertionError: a read gives something else, and nobody was told.
    """
    random = Random(seed)  # noqa: S311
    reads = Reads(random)
    try:
        read = reads.read()
        with transaction.atomic(), recording() as made:
            before = read()
    except NOT_MINE:
        return "no read"
    number = last_line()
    changes = Changes(random, made.tags)
    if not [changes.change() for _time in range(random.choice([1, 2, 4]))].count(True):
        return "no change"
    with transaction.atomic():
        after = read()
    if before == after:
        return "same, told" if is_told(made, told_since(number)) else "same"
    told = told_since(number)
    assert is_told(made, told), "\n".join(
        [f"seed {seed}", *reads.said, *changes.said, str(before), str(after), str(sorted(made.tags)), str(sorted(told))]
    )
    return "unkept" if made.unkept else "differs"


@settings(max_examples=NUMBER, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 10**9))
def check(seed: int) -> None:
    with transaction.atomic():
        outcome = one_round(seed)
        OUTCOMES[outcome] = OUTCOMES.get(outcome, 0) + 1
        transaction.set_rollback(True)


OUTCOMES: dict[str, int] = {}


def test_no_change_goes_unheard_that_alters_what_was_read(db, files_dir):
    build(Random(1))  # noqa: S311
    OUTCOMES.clear()
    check()
    # It would prove little if nothing ever differed, or if every read heard of everything.
    assert OUTCOMES["differs"] > NUMBER // 20
    assert OUTCOMES["same"] > NUMBER // 10
    assert OUTCOMES.get("unkept", 0) < NUMBER // 10
