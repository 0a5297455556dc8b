"""What a start does only when it is to be done."""

import os
from pathlib import Path

import pytest

from editions.models import Edition
from nejat_cms import preparing
from seeds.factories import make_edition


@pytest.fixture
def sources(settings, tmp_path: Path) -> Path:
    """A folder that holds all static files there are, on an installation that has collected none."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "site.css").write_text("p { margin: 0 }")
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    return folder


def test_static_files_are_collected_once(sources, settings):
    assert preparing.collect_static()
    assert not preparing.collect_static()
    assert (settings.STATIC_ROOT / "site.css").exists()


def change(file: Path) -> None:
    file.write_text("p { margin: 1px }")


def touch(file: Path) -> None:
    os.utime(file, ns=(0, 0))


def add(file: Path) -> None:
    file.with_name("print.css").write_text("p { margin: 0 }")


@pytest.mark.parametrize("happening", [change, touch, add, Path.unlink])
def test_static_files_are_collected_again_when_a_source_differs(sources, happening):
    preparing.collect_static()
    happening(sources / "site.css")
    assert preparing.collect_static()


def test_static_files_are_collected_again_when_the_collected_are_lost(sources, settings):
    preparing.collect_static()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert preparing.collect_static()
    assert (settings.STATIC_ROOT / "staticfiles.json").exists()


@pytest.mark.django_db
def test_database_that_is_up_to_date_is_left_alone():
    assert not preparing.migrate()


@pytest.mark.django_db
def test_demo_does_not_go_where_somebody_has_begun():
    make_edition("sq")
    assert not preparing.seed()
    assert [edition.code for edition in Edition.objects.all()] == ["sq"]
