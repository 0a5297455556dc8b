"""Migrations for the columns, indexes and constraints that added editions need and do not have yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations import Migration, RenameField
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from editions.columns import column

LABEL = "added_editions"
PACKAGE = "nejat_added_editions"


class ColumnsNotMade(Exception):
    """Why the columns could not be made, in words for whoever runs the installation."""


@dataclass(frozen=True)
class Written:
    """A migration that was written: its name and its file."""

    name: str
    path: Path


def added_codes() -> list[str]:
    shipped = {code for code, _name in settings.SHIPPED_LANGUAGES}
    return [code for code in settings.MODELTRANSLATION_LANGUAGES if code not in shipped]


def suffixes(codes: Iterable[str]) -> tuple[str, ...]:
    """What the names of an edition's columns, indexes and constraints end in."""
    return tuple({end for code in codes for end in (column("", code), f"_{code.replace('-', '_')}")})


def name_of(operation: Operation) -> str:
    """The name of the column, index or constraint that an operation is about; "" for any other operation."""
    for holder in ("index", "constraint"):
        if thing := getattr(operation, holder, None):
            return thing.name
    return getattr(operation, "new_name", "") or getattr(operation, "name", "")


class Questioner(NonInteractiveMigrationQuestioner):
    """Knows a column as renamed where the product's migrations have renamed the field it belongs to."""

    def __init__(self, migrations: Iterable[Migration], ends: tuple[str, ...]) -> None:
        super().__init__()
        self.ends = ends
        self.renamed = {
            (operation.model_name.lower(), operation.old_name, operation.new_name)
            for migration in migrations
            for operation in migration.operations
            if isinstance(operation, RenameField)
        }

    def ask_rename(self, model_name: str, old_name: str, new_name: str, field_instance: object) -> bool:
        return any(
            (model_name.lower(), old_name.removesuffix(end), new_name.removesuffix(end)) in self.renamed
            for end in self.ends
            if old_name.endswith(end) and new_name.endswith(end)
        )


def missing_operations(loader: MigrationLoader) -> Iterator[tuple[str, list[Operation]]]:
    """By app, what the models have for added editions and the migrations do not.

    Raises:
        ColumnsNotMade: models and migrations differ in something else, which is not for this installation to mend.
    """
    ends = suffixes(added_codes())
    detector = MigrationAutodetector(
        loader.project_state(), ProjectState.from_apps(apps), Questioner(loader.disk_migrations.values(), ends)
    )
    for app, found in sorted(detector.changes(graph=loader.graph).items()):
        operations = [operation for migration in found for operation in migration.operations]
        foreign = [operation.describe() for operation in operations if not name_of(operation).endswith(ends or ("\n",))]
        if foreign:
            raise ColumnsNotMade(
                f"The models of {app} differ from its migrations in more than the added editions: {'; '.join(foreign)}."
            )
        yield app, operations


def write_missing() -> list[Written]:
    """Write one migration an app; returns those written, in their order."""
    loader = MigrationLoader(None)
    own = [name for label, name in loader.disk_migrations if label == LABEL]
    previous, count = max(own, default=""), len(own)
    codes = "_".join(code.replace("-", "_") for code in added_codes())
    written = []
    for app, operations in list(missing_operations(loader)):
        count += 1
        name = f"{count:04}_{codes}_{app}"[:200]
        migration = Migration(name, LABEL)
        migration.operations = operations  # type: ignore[misc]
        before = [*loader.graph.leaf_nodes(app), *([(LABEL, previous)] if previous else [])]
        migration.dependencies = before  # type: ignore[misc]
        path = Path(settings.ADDED_EDITIONS_DIR) / PACKAGE / f"{name}.py"
        path.write_text(source_of(migration, app), encoding="utf-8")
        written.append(Written(name, path))
        previous = name
    return written


def source_of(migration: Migration, app: str) -> str:
    text = MigrationWriter(migration).as_string()
    head, _, rest = text.partition("class Migration(migrations.Migration):\n")
    if not rest:
        raise ColumnsNotMade("Django writes migrations in a form that is not known here.")
    imports = "from editions.added.migration import ForeignAppMigration\n\n\n"
    return f'{head.rstrip()}\n{imports}class Migration(ForeignAppMigration):\n\n    target_app = "{app}"\n{rest}'


def make_missing() -> list[Written]:
    """Write what is missing and run it; where that fails, everything is as it was before.

    Raises:
        ColumnsNotMade: with the reason.
    """
    before = max((name for label, name in MigrationLoader(None).disk_migrations if label == LABEL), default="zero")
    written = write_missing()
    if not written:
        return []
    try:
        call_command("migrate", LABEL, interactive=False, verbosity=0, skip_checks=True)
    except Exception as error:
        take_back(written, before)
        raise ColumnsNotMade(f"The database refused: {error}") from error
    return written


def take_back(written: list[Written], before: str) -> None:
    """Undo migrations that may have run, and remove their files."""
    try:
        call_command("migrate", LABEL, before, interactive=False, verbosity=0, skip_checks=True)
    except Exception as error:
        names = ", ".join(one.name for one in written)
        raise ColumnsNotMade(
            f"What had been done could not be undone ({error})."
            f" Undo it by hand: migrate {LABEL} {before}; then remove {names}."
        ) from error
    for one in written:
        one.path.unlink(missing_ok=True)
