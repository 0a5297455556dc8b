"""Puts the triggers into the database, and says whether they are there.

They are taken away before migrations and made after them: SQLite loses a table's triggers when Django makes the table
anew, and refuses to rename a table that another's trigger names.
"""

from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from delivery.changes import log
from delivery.changes.declared import EVERYTHING, Watched, column_of, is_day, watched
from delivery.changes.triggers import postgresql, sqlite
from delivery.changes.triggers.wording import Trigger, quoted

LOG = "delivery_change"
# Types of columns that a tag can name: their text is the same on both engines and in Python.
TELLING = {"BooleanField", "CharField", "SlugField", "TextField", "URLField", "EmailField"}
TELLING |= {f"{size}{kind}" for size in ("", "Big", "Small") for kind in ("AutoField", "IntegerField")}
TELLING |= {f"Positive{size}IntegerField" for size in ("", "Big", "Small")}
# One number for all who would install at the same time (PostgreSQL's advisory locks).
_LOCK = 7_310_472


def engine(using: BaseDatabaseWrapper) -> ModuleType:
    return sqlite if using.vendor == "sqlite" else postgresql


def wanted(using: BaseDatabaseWrapper) -> dict[str, Trigger]:
    """The triggers that there should be, by name."""
    return _wanted(engine(using), tuple(watched().values()))


@lru_cache(maxsize=4)
def _wanted(engine: ModuleType, declared: tuple[Watched, ...]) -> dict[str, Trigger]:
    return {trigger.name: trigger for one in declared for trigger in engine.triggers(one)}


def found(using: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that there are, by name, and their tables."""
    return dict(log.fetch(using, engine(using).NAMES))


def are_installed(using: BaseDatabaseWrapper | None = None) -> bool:
    """Whether the database tells of every change that this code has declared, and of no other."""
    using = using or connection
    return found(using).keys() == wanted(using).keys() and log.floor(using) is not None


def install(using: BaseDatabaseWrapper | None = None) -> bool:
    """Make what is missing and take away what is old; whether there was anything to do.

    Without triggers changes may have happened of which nothing is known, so the log then says that all has changed.
    """
    using = using or connection
    columns = set(log.fetch(using, _COLUMNS[using.vendor]))
    if (LOG, "id") not in columns:
        return False
    # Migrations may have been asked to go half the way, and those of added editions come after the others.
    tables = {one.table for one in watched().values() if columns.issuperset((one.table, name) for name in one.columns)}
    here = {name: trigger for name, trigger in wanted(using).items() if trigger.table in tables}
    if found(using).keys() == here.keys() and log.floor(using) is not None:
        return False
    with transaction.atomic(using=using.alias), using.cursor() as cursor:
        if using.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        # First of all: a new log begins with it.
        log.mark(using)
        for statement in _statements(here, using):
            cursor.execute(statement)
        for one in watched().values():
            for statement in engine(using).existing_moments(one) if one.table in tables else ():
                cursor.execute(statement)
        log.write([EVERYTHING], using)
    return True


def _statements(here: dict[str, Trigger], using: BaseDatabaseWrapper) -> Iterator[str]:
    """What makes the triggers that there are those that there should be."""
    there = found(using)
    for name in there.keys() - here.keys():
        yield from engine(using).drop(name, there[name])
    if using.vendor == "postgresql":
        for (name,) in log.fetch(using, postgresql.LEFT_OVER):
            yield f"DROP FUNCTION {quoted(name)}()"
    for name in here.keys() - there.keys():
        yield from here[name].create


def remove(using: BaseDatabaseWrapper | None = None) -> None:
    """Take all triggers away, and say so: who follows the log looks whether they are there, and keeps nothing more."""
    using = using or connection
    there = found(using)
    if not there:
        return
    with transaction.atomic(using=using.alias), using.cursor() as cursor:
        for name, table in there.items():
            for statement in engine(using).drop(name, table):
                cursor.execute(statement)
        log.write([EVERYTHING], using)


_COLUMNS = {
    "sqlite": "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'",
    "postgresql": (
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND pg_table_is_visible(c.oid)"
    ),
}


# What Django calls.


def before_migrations(*, using: str, plan: list[Any], **_rest: Any) -> None:
    if plan:
        remove(connections[using])


def after_migrations(*, using: str, **_rest: Any) -> None:
    install(connections[using])


def check_declarations(app_configs: Any = None, **_rest: Any) -> list[CheckMessage]:
    """Whether triggers can be made of what is declared."""
    wrong: list[CheckMessage] = []
    for one in watched().values():
        fields = {str(field.column): field for field in one.model._meta.concrete_fields}
        carried = {column for model, column in one.carried if model is one.model}
        if unknown := sorted((one.deciding | carried) - fields.keys()):
            wrong.append(Error(f"{one.table} has no column {unknown[0]}, which is declared.", id="delivery.E001"))
            continue
        names = {name for columns in one.sets for name in columns}
        for column in sorted(name for name in names if not is_day(name)):
            if (kind := _kind(fields[column])) not in TELLING:
                text = f"{one.table}.{column} cannot be a set's: a {kind} is written in several ways."
                wrong.append(Error(text, id="delivery.E002"))
        for column in sorted({*one.moments, *(column_of(name) for name in names if is_day(name))}):
            if fields[column].get_internal_type() != "DateTimeField":
                wrong.append(Error(f"{one.table}.{column} is no moment.", id="delivery.E003"))
        for model, column in one.carried:
            columns = {str(field.column) for field in model._meta.concrete_fields}
            if model._meta.db_table not in watched() or column not in columns:
                text = f"{one.table} carries {model._meta.db_table}.{column}, which is not declared."
                wrong.append(Error(text, id="delivery.E004"))
    return wrong


def _kind(field: Any) -> str:
    """A field's type; of a foreign key that of what it refers to."""
    while field.remote_field:
        field = field.target_field
    return str(field.get_internal_type())


def check_installed(databases: Any = None, **_rest: Any) -> list[CheckMessage]:
    """A warning, no error: `migrate` begins with these checks, and is what helps."""
    if not databases:
        return []
    try:
        if not connection.introspection.table_names() or are_installed():
            return []
    except DatabaseError:
        # Not migrated yet, or away: others say so.
        return []
    return [
        Warning(
            "The database does not tell of changes as this version declares them, so no page is kept.",
            hint="Run: manage.py migrate",
            id="delivery.W001",
        )
    ]
