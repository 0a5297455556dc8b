from django.db import migrations

from search.engines import postgresql, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def create(apps, schema_editor):
    schema_editor.execute(ENGINES[schema_editor.connection.vendor].CREATE, params=None)


def drop(apps, schema_editor):
    schema_editor.execute(ENGINES[schema_editor.connection.vendor].DROP, params=None)


class Migration(migrations.Migration):
    """Where the engine keeps which rows have which words: a table of its own kind, outside the models' state."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
