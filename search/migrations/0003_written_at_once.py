from django.db import migrations

from search.engines import postgresql


def at_once(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql.AT_ONCE)
        schema_editor.execute(postgresql.NO_LIST)


def later(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql.LATER)


class Migration(migrations.Migration):
    """PostgreSQL: what is published costs a little more to write, and no search waits for what was written."""

    dependencies = [("search", "0002_words")]
    operations = [migrations.RunPython(at_once, later)]
