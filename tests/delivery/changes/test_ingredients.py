"""What the rooms declare of their tables holds together."""

import pytest

from delivery.changes.declared import Watched, watched


def columns_of(one: Watched) -> set[str]:
    return {str(field.column) for field in one.model._meta.concrete_fields}


@pytest.mark.parametrize("one", watched().values(), ids=lambda one: one.table)
def test_only_columns_that_are_there_are_declared(one):
    carried = {(model._meta.db_table, column) for model, column in one.carried}

    assert (one.deciding | one.private) <= columns_of(one)
    assert not one.deciding & one.private
    assert all(column in columns_of(watched()[table]) for table, column in carried)


def test_no_table_of_people_who_sign_in_or_subscribe_is_watched():
    rooms = {one.model._meta.app_label for one in watched().values()}

    assert rooms == {"editions", "media_gallery", "articles", "readers", "publications"}
