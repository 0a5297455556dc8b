"""How many rows a list of the desk has, counted as far as anybody turns pages."""

import pytest

from accounts.desk.counting import AtLeast, count_each, count_up_to
from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def users() -> None:
    User.objects.bulk_create(User(username=str(number), is_staff=number < 2) for number in range(6))


def test_count_goes_no_further_than_anybody_turns_pages(users):
    assert count_up_to(User.objects.all(), 6) == 6
    assert not isinstance(count_up_to(User.objects.all(), 6), AtLeast)
    found = count_up_to(User.objects.all(), 5)
    assert found == 5
    assert isinstance(found, AtLeast)


def test_rows_are_counted_by_a_column(users):
    found = count_each(User.objects.all(), "is_staff", [True, False], 3)
    assert found == {True: 2, False: 3}
    assert isinstance(found[False], AtLeast)
    assert count_each(User.objects.filter(is_staff=True), "is_staff", [True, False]) == {True: 2}


def test_nothing_is_counted_of_no_rows(users, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert count_each(User.objects.filter(pk__in=[]), "is_staff", [True, False]) == {}
