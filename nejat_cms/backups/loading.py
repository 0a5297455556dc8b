"""A backup's rows into the database, in one transaction: all of them, or everything stays as it was.

The tables are made anew as they were when the backup was made, filled, and then brought up to date by the migrations
that have come since, as an upgrade would have done.
"""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.apps.registry import Apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import BadMigrationError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from delivery.progress import Out, Progress
from nejat_cms.backups.archive import Reader, Unusable
from nejat_cms.backups.contents import kept_fields, kept_models
from nejat_cms.backups.values import from_json

CHUNK = 500
# In Django's own list of migrations, under an app that does not exist: it is the one table that is there whatever the
# version, and it goes with the transaction. Says that a restore has been committed (`restoring.finish`).
MARK = "restored"


def check_version(reader: Reader) -> None:
    """Refuse a backup of migrations that this version does not have.

    Raises:
        Unusable: naming one of them.
    """
    known = set(MigrationExecutor(connection).loader.graph.nodes)
    if unknown := sorted(set(migrations_of(reader)) - known):
        raise Unusable(
            f"{reader.path} was made by a newer version of Nejat CMS, or by another: this one knows no migration"
            f" {'.'.join(unknown[0])}. Upgrade to the version that made it, then restore."
        )


def migrations_of(reader: Reader) -> list[tuple[str, str]]:
    return [(app, name) for app, name in reader.manifest["migrations"]]


def load(reader: Reader, mark: str, out: Out) -> None:
    """Put the backup in the place of what the database has; `mark` tells this restore from others of the same file.

    Raises:
        Unusable: it cannot be done; the database is as it was.
    """
    # SQLite alters tables only while it does not look at foreign keys, and that is not to be changed in a transaction.
    # They are checked as a whole before the end.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '30s'")
            drop_tables()
            registry = make_tables(migrations_of(reader))
            if connection.vendor == "postgresql":
                # Migrations that add a column with a foreign key have set that to be looked at once; the rows of a
                # table that comes later are not there yet.
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            fill(registry, reader, out)
            connection.check_constraints()
            bring_up_to_date()
            # Data migrations may have written rows; on PostgreSQL this also lets nothing wait for the end.
            connection.check_constraints()
            MigrationRecorder(connection).record_applied(MARK, mark)
    except DatabaseError as error:
        said = " ".join(str(error).split())
        if "lock" in said:
            raise Unusable("Somebody is using the database: stop the site, then run this again.") from error
        raise Unusable(f"The database refused: {said}. Nothing has changed.") from error
    except BadMigrationError as error:
        raise Unusable(f"The migrations do not fit together: {error}") from error
    finally:
        connection.enable_constraint_checking()
        ContentType.objects.clear_cache()


def was_committed(mark: str) -> bool:
    return (MARK, mark) in MigrationRecorder(connection).applied_migrations()


def drop_tables() -> None:
    """Drop the tables of the site, and no others that may be in the database."""
    ours = {*connection.introspection.django_table_names(only_existing=True, include_views=False)}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        ours = (ours | {"django_migrations", "search_words"}) & there
        names = [connection.ops.quote_name(name) for name in sorted(ours)]
        if connection.vendor == "postgresql":
            if names:
                cursor.execute(f"DROP TABLE {', '.join(names)} CASCADE")
            return
        for name in names:
            cursor.execute(f"DROP TABLE {name}")


def make_tables(targets: list[tuple[str, str]]) -> Apps:
    """Migrate nothing to `targets`; returns the models as they were then."""
    executor = MigrationExecutor(connection)
    wanted = set(targets)
    nodes = executor.loader.graph.node_map
    # The last of each app: asked for one that another in the plan needs, the executor would go back to it.
    last = [
        key
        for key in sorted(wanted)
        if not any(child.key in wanted and child.key[0] == key[0] for child in nodes[key].children)
    ]
    return executor.migrate(last).apps


def fill(registry: Apps, reader: Reader, out: Out) -> None:
    """Write the backup's rows into the empty tables of these models."""
    told: dict[str, Any] = reader.manifest["models"]
    models = {model._meta.label_lower: model for model in kept_models(registry)}
    if set(told) != set(models):
        odd = min(set(told) ^ set(models))
        raise Unusable(f"{reader.path} and its migrations do not fit together: {odd} is in one of them alone.")
    progress = Progress(out, "Rows", sum(one["rows"] for one in told.values()))
    for label, model in models.items():
        columns, rows = told[label]["columns"], reader.lines(f"rows/{label}.jsonl.gz")
        count = insert(model, columns, rows, progress)
        if count != told[label]["rows"]:
            raise Unusable(f"{reader.path} is damaged: {label} has {count:,} rows, not {told[label]['rows']:,}.")
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(sql)
    progress.end()


def insert(model: type[Model], columns: list[str], rows: Iterable[list[Any]], progress: Progress) -> int:
    """Write rows as they are: neither `save`, which would set dates and clean texts anew, nor managers have a say."""
    fields = {field.attname: field for field in kept_fields(model)}
    if set(fields) != set(columns):
        odd = min(set(fields) ^ set(columns))
        raise Unusable(f"The backup and its migrations do not fit together: {model._meta.label}.{odd}.")
    ordered = [fields[name] for name in columns]
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(str(field.column)) for field in ordered)
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(ordered))})"  # noqa: S608

    def values() -> Iterator[list[Any]]:
        for row in rows:
            pairs = zip(row, ordered, strict=True)
            yield [field.get_db_prep_save(from_json(value, field), connection) for value, field in pairs]

    count = 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - what a migration may have put there is in the backup
        for some in batched(values(), CHUNK):
            cursor.executemany(sql, some)
            count += len(some)
            progress.step(len(some))
    return count


def bring_up_to_date() -> None:
    """Apply what has come since; permissions and content types of new models are made with it."""
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
