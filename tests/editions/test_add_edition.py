"""`add_edition` on installations of their own, in real processes, on the database that the tests run on."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

PROJECT = Path(settings.BASE_DIR)
ENGINE = settings.DATABASES["default"]
IS_SQLITE = ENGINE["ENGINE"].endswith("sqlite3")

SEED = """
from seeds.factories import *
from editions.models import MenuItem
make_edition("en"); make_edition("fa")
category = make_category(name="Heritage", editions=["en"], name_fa="میراث")
make_article(edition="en", title="The bridge", category=category)
make_article(edition="fa", title="پل", category=category)
MenuItem.objects.create(label_en="Home", target="articles:home", is_hidden_fa=True)
"""
DUMP = """
import json
from django.core import serializers
from articles.models import *; from editions.models import *; from publications.models import *
rows = [*Edition.objects.exclude(pk="tr"), *MenuItem.objects.all(), *Category.objects.all(), *Article.objects.all()]
data = json.loads(serializers.serialize("json", rows))
for row in data:
    row["fields"] = {k: v for k, v in row["fields"].items() if not k.endswith("_tr") and k != "frame_version"}
print("RESULT", json.dumps(data, sort_keys=True))
"""


@dataclass
class Installation:
    """A folder and a database of its own, run by the code in `code`."""

    folder: Path
    database: str
    code: Path = PROJECT

    def run(self, *command: str, fails: bool = False) -> str:
        """A management command's output; its errors where it is expected to fail."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=self.code,
            env={**kept, "DATA_DIR": str(self.folder), "DATABASE_URL": self.database, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert bool(done.returncode) is fails, done.stdout + done.stderr
        return done.stderr if fails else done.stdout

    def python(self, script: str):
        """Run a script in the shell; gives what it prints as `RESULT …` in JSON."""
        lines = self.run("shell", "-v0", "-c", script).splitlines()
        return next((json.loads(line.removeprefix("RESULT ")) for line in lines if line.startswith("RESULT ")), None)

    @property
    def own_files(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "editions" / "nejat_added_editions").glob("0*.py"))

    @property
    def languages(self) -> str:
        path = self.folder / "editions" / "languages.txt"
        return path.read_text() if path.exists() else ""


@pytest.fixture(scope="module")
def new_database(django_db_blocker, tmp_path_factory) -> Iterator[Callable[[], str]]:
    """Makes empty databases beside the tests' own, and removes them at the end."""
    made: list[str] = []

    def make() -> str:
        name = f"nejat_added_{uuid.uuid4().hex[:12]}"
        if IS_SQLITE:
            return f"sqlite:///{tmp_path_factory.mktemp('database') / name}.sqlite3"
        execute(f'CREATE DATABASE "{name}"')
        made.append(name)
        found = {key: ENGINE[key] or "" for key in ("USER", "PASSWORD", "HOST", "PORT")}
        password = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
        return f"postgresql://{found['USER']}{password}@{found['HOST']}:{found['PORT']}/{name}"

    def execute(sql: str) -> None:
        with django_db_blocker.unblock():
            connection = connections["default"].copy(alias="default")
            with connection._nodb_cursor() as cursor:
                cursor.execute(sql)

    yield make
    for name in made:
        execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def empty(new_database, tmp_path) -> Installation:
    installation = Installation(tmp_path, new_database())
    installation.run("migrate", "-v0")
    return installation


@pytest.fixture(scope="module")
def turkish(new_database, tmp_path_factory) -> tuple[Installation, list, list]:
    """An installation to which Turkish was added, with what it held before and after."""
    installation = Installation(tmp_path_factory.mktemp("installation"), new_database())
    installation.run("migrate", "-v0")
    installation.python(SEED)
    before = installation.python(DUMP)
    said = installation.run("add_edition", "tr")
    assert "Restart" in said
    return installation, before, installation.python(DUMP)


def test_everything_that_was_there_is_kept(turkish):
    _installation, before, after = turkish
    assert len(before) == 6
    assert after == before


def test_new_edition_is_hidden_and_written_as_its_language_is(turkish):
    installation, _before, _after = turkish
    found = installation.python(
        "import json; from editions.models import Edition; e = Edition.objects.get(pk='tr');"
        "print('RESULT', json.dumps([e.endonym, e.direction, e.digits, e.calendar, e.is_visible, e.position]))"
    )
    assert found == ["Türkçe", "ltr", "latn", "gregorian", False, 3]


def test_columns_constraints_and_the_record_of_migrations_are_complete(turkish):
    installation, _before, _after = turkish
    found = installation.python(
        """
import json
from django.db import connection
with connection.cursor() as cursor:
    columns, unique = [], []
    for table in connection.introspection.table_names(cursor):
        names = [c.name for c in connection.introspection.get_table_description(cursor, table)]
        columns += [f"{table}.{name}" for name in names if name.endswith("_tr")]
        constraints = connection.introspection.get_constraints(cursor, table)
        unique += [name for name, facts in constraints.items() if facts["unique"] and name.endswith("_tr")]
print("RESULT", json.dumps([sorted(columns), sorted(unique)]))
"""
    )
    expected = installation.python(
        """
import json
from django.apps import apps
models = [m for m in apps.get_models(include_auto_created=True)]
columns = [f"{m._meta.db_table}.{f.column}" for m in models for f in m._meta.local_fields if f.column.endswith("_tr")]
unique = [c.name for m in models for c in m._meta.constraints if c.name.endswith("_tr")]
print("RESULT", json.dumps([sorted(set(columns)), sorted(unique)]))
"""
    )
    assert found == expected
    assert "articles_category.slug_tr" in found[0]
    assert "category_slug_tr" in found[1]
    installation.run("makemigrations", "--check", "--dry-run")
    assert installation.run("add_edition", "--refresh") == "Nothing is missing.\n"


def test_article_is_written_and_read_in_the_new_edition(turkish):
    installation, _before, _after = turkish
    found = installation.python(
        """
import json
from django.conf import settings
from django.test import Client, override_settings
from articles.models import Category
from editions.models import Edition
from seeds.factories import make_article
category = Category.objects.get()
category.name_tr = "Miras"; category.description_tr = "Eski şeyler."; category.save()
edition = Edition.objects.get(pk="tr")
article = make_article(edition="tr", title="Taşınan köprü", category=category, published=False)
article.full_clean(); article.state = "published"; article.published_at = "2026-03-21T09:00Z"; article.full_clean()
article.save()
from articles.services import place
place([article])
plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
paths = ["/tr/articles/taşınan-köprü/", "/tr/", "/tr/category/miras/", "/tr/feed/", "/tr/articles/"]
paths.append("/sitemap/tr/pages.xml")
with override_settings(STORAGES=plain, ALLOWED_HOSTS=["testserver"]):
    hidden = [Client().get(path).status_code for path in paths]
    edition.is_visible = True; edition.save()
    shown = [Client().get(path) for path in paths]
    # The installation is shared by tests in any order: the edition is left as it was found.
    edition.is_visible = False; edition.save()
print("RESULT", json.dumps([hidden, [r.status_code for r in shown], [r.content.decode() for r in shown[:3]]]))
"""
    )
    hidden, shown, (article, home, category) = found
    assert set(hidden) == {404}
    assert set(shown) == {200}
    assert '<html lang="tr" dir="ltr">' in article
    assert "Taşınan köprü" in article
    assert "21 Mart 2026" in article
    # The interface has no Turkish yet: its own words are English, never another edition's.
    assert "Back to top" in article
    assert "Taşınan köprü" in home
    assert "Eski şeyler." in category


def test_new_database_is_made_from_nothing_with_the_added_columns(turkish, new_database):
    installation, _before, _after = turkish
    fresh = Installation(installation.folder, new_database())
    fresh.run("migrate", "-v0")
    fresh.run("makemigrations", "--check", "--dry-run")
    fresh.python("from seeds.factories import *; make_edition('en'); make_category(name='x', editions=['en', 'tr'])")
    # The language is installed, its edition's row is not there yet.
    fresh.run("add_edition", "tr")
    assert fresh.python("from editions.models import Edition; print('RESULT', Edition.objects.count())") == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["t"], "“t” is no language code"),
        (["türkçe"], "“türkçe” is no language code"),
        (["../x"], "“../x” is no language code"),
        (["xqz"], "Django knows no language “xqz”"),
        (["tr"], "The edition “tr” is installed already."),
        (["en"], "The edition “en” is installed already."),
        (["de", "--time-zone", "Mars/Base"], "“Mars/Base” is no time zone"),
        (["de", "--endonym", "x" * 61], "at most 60 characters"),
        ([], "Give the code of a language"),
    ],
)
def test_wrong_request_gets_one_clear_line_and_changes_nothing(turkish, arguments, message):
    installation, _before, _after = turkish
    errors = installation.run("add_edition", *arguments, fails=True)
    assert message in errors
    assert len(errors.strip().splitlines()) == 1
    assert installation.languages == "tr Turkish\n"


def test_database_that_is_behind_is_refused(new_database, tmp_path):
    installation = Installation(tmp_path, new_database())
    assert "Run migrate first" in installation.run("add_edition", "tr", fails=True)
    assert installation.languages == ""


def test_failure_half_way_leaves_nothing_behind(empty):
    # The last of the tables to be altered refuses its column.
    add = "ALTER TABLE publications_series ADD COLUMN name_tr varchar(10)"
    empty.python(f"from django.db import connection; connection.cursor().execute('{add}')")
    errors = empty.run("add_edition", "tr", fails=True)
    assert "The database refused" in errors
    assert (empty.languages, empty.own_files) == ("", [])
    count = empty.python(
        """
import json
from django.db import connection
from editions.models import Edition
with connection.cursor() as cursor:
    tables = connection.introspection.table_names(cursor)
    columns = [f"{t}.{c.name}" for t in tables for c in connection.introspection.get_table_description(cursor, t)]
print("RESULT", json.dumps([Edition.objects.count(), [c for c in columns if c.endswith("_tr")]]))
"""
    )
    assert count == [0, ["publications_series.name_tr"]]
    drop = "ALTER TABLE publications_series DROP COLUMN name_tr"
    empty.python(f"from django.db import connection; connection.cursor().execute('{drop}')")
    empty.run("add_edition", "tr")
    assert len(empty.own_files) == 4


def test_language_that_django_does_not_know_is_added_by_its_name(empty):
    empty.run("add_edition", "prs", "--name", "Dari", "--endonym", "دری")
    empty.run("add_edition", "id")
    found = empty.python(
        """
import json
from editions.models import Edition
from articles.models import Category
e = Edition.objects.get(pk="prs")
Category.objects.create(name_prs="میراث", name_ind="Warisan")
print("RESULT", json.dumps([e.endonym, e.direction, e.digits, e.calendar, Category.objects.get().slug_ind]))
"""
    )
    assert found == ["دری", "rtl", "arabext", "jalali", "warisan"]
    assert empty.languages == "prs Dari\nid Indonesian\n"
    empty.run("makemigrations", "--check", "--dry-run")


LATER = """
from django.db import migrations, models
LANGS = ["", "_en", "_ar", "_fa", "_sq"]
def null(lang): return {"null": True} if lang else {}
class Migration(migrations.Migration):
    dependencies = [("articles", "LEAF")]
    operations = [
        *(migrations.AlterField("category", "name" + lang, models.CharField(
            blank=True, max_length=140, verbose_name="name", **null(lang))) for lang in LANGS),
        *(migrations.AddField("category", "motto" + lang, models.CharField(
            blank=True, max_length=90, **null(lang))) for lang in LANGS),
        *(migrations.RenameField("category", "description" + lang, "summary" + lang) for lang in LANGS),
    ]
"""


def later_version(folder: Path) -> Path:
    """The product as a later version may be: one field longer (which rebuilds a SQLite table), one new, one renamed."""
    left_out = (".*", "__pycache__", "tests", "var", "content", "static", "docs", "node_modules")
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*left_out))
    (folder / "static").mkdir()
    models = folder / "articles" / "models" / "taxonomy.py"
    text = models.read_text()
    changed = text.replace(
        'name = models.CharField(_("name"), max_length=120', 'name = models.CharField(_("name"), max_length=140'
    )
    changed = changed.replace(
        '    description = models.TextField(_("description"), blank=True)',
        '    summary = models.TextField(_("description"), blank=True)\n'
        "    motto = models.CharField(max_length=90, blank=True)",
    )
    assert changed.count("summary") == 1
    assert "max_length=140" in changed
    models.write_text(changed)
    translation = folder / "articles" / "translation.py"
    text = translation.read_text()
    assert '("name", "slug", "description")' in text
    translation.write_text(text.replace('("name", "slug", "description")', '("name", "slug", "summary", "motto")', 1))
    migrations = folder / "articles" / "migrations"
    leaf = max(path.stem for path in migrations.glob("0*.py"))
    (migrations / "9999_later.py").write_text(LATER.replace("LEAF", leaf))
    return folder


def test_upgrade_that_rebuilds_a_table_keeps_the_texts_and_refresh_adds_what_is_new(empty, new_database, tmp_path):
    empty.python(SEED)
    empty.run("add_edition", "tr")
    empty.python(
        "from articles.models import Category; c = Category.objects.get();"
        "c.name_tr = 'Miras'; c.description_tr = 'Eski şeyler.'; c.save()"
    )
    upgraded = Installation(empty.folder, empty.database, later_version(tmp_path / "later"))
    upgraded.run("migrate", "-v0", "--skip-checks")
    said = upgraded.run("add_edition", "--refresh")
    assert "0005_tr_articles" in said
    upgraded.run("makemigrations", "--check", "--dry-run", "--skip-checks")
    kept = upgraded.python(
        """
import json
from articles.models import Category
c = Category.objects.get(); c.motto_tr = "Yavaş"; c.name_tr += " " + "x" * 130; c.save(); c.refresh_from_db()
print("RESULT", json.dumps([c.name_en, c.name_fa, c.name_tr[:5], c.slug_tr, c.summary_tr, c.motto_tr]))
"""
    )
    assert kept == ["Heritage", "میراث", "Miras", "miras", "Eski şeyler.", "Yavaş"]
    # And the upgraded installation is made from nothing, too.
    fresh = Installation(empty.folder, new_database(), upgraded.code)
    fresh.run("migrate", "-v0", "--skip-checks")
    assert fresh.run("add_edition", "--refresh") == "Nothing is missing.\n"


def test_difference_that_is_not_of_an_added_edition_is_refused(empty, tmp_path):
    changed = Installation(empty.folder, empty.database, later_version(tmp_path / "later"))
    (changed.code / "articles" / "migrations" / "9999_later.py").unlink()
    errors = changed.run("add_edition", "tr", fails=True)
    assert "The models of articles differ from its migrations" in errors
    assert (changed.languages, changed.own_files) == ("", [])
