"""Joins that only look a row up."""

from delivery.changes.declared import watched
from delivery.recording.scopes import Column, Source, use
from delivery.recording.tables import columns_by_table, is_foreign_key


def read_joins(sources: list[Source]) -> None:
    """Tell of the columns by which sources are joined whether they have a say in which rows there are.

    They have none where a join looks a row up: by its key, so that there is one at most, and so that there need be none
    (LEFT JOIN) or must be one (a foreign key that is never NULL), and if nothing else is made of that row than to show
    it. Then another key shows another row, as any other column that is shown.
    """
    lookups = []
    for source in sources:
        if column := _looks_up(source):
            lookups.append((source, column))
        else:
            for one in source.on_columns:
                use(one)
    is_settled = False
    while not is_settled:
        is_settled = True
        for source, column in list(lookups):
            if source.used:
                use(column)
                lookups.remove((source, column))
                is_settled = False
    for source, column in lookups:
        if source.selected:
            if column.source.query:
                use(column)
            else:
                column.source.selected.add(column.name)


def _looks_up(source: Source) -> Column | None:
    """The column of another source to whose value the join looks up a row, if it does nothing else."""
    on = source.on
    while len(on) == 1 and on[0].items:
        on = on[0].items
    is_single = len(on) == 7 and on[1].says(".") and on[3].says("=") and on[5].says(".")
    if not (is_single and len(source.on_columns) == 2 and source.table in watched()):
        return None
    one, other = source.on_columns
    if one.source is not source:
        one, other = other, one
    if one.source is not source or other.source is source or one.name != watched()[source.table].key:
        return None
    if source.is_optional:
        return other
    is_certain = is_foreign_key(other.source.table, other.name, watched()[source.table])
    if is_certain and not columns_by_table()[other.source.table][other.name].null and not other.source.is_optional:
        return other
    return None
