"""A site that has been moved out and in again is the same site: its next export is the same file."""

import difflib

import pytest

from tests.site_wide.world import build_world
from tests.wordpress.exporting.moving import bring_in, comparable, empty_the_site, export, keys_begin_high, settle_files

pytestmark = pytest.mark.django_db


def assert_same(one: str, other: str) -> None:
    mine, theirs = comparable(one), comparable(other)
    if mine != theirs:
        found = difflib.unified_diff(mine.splitlines(), theirs.splitlines(), "before", "after", lineterm="", n=1)
        raise AssertionError("\n".join(line[:700] for line, _number in zip(found, range(16), strict=False)))


def test_site_with_something_at_every_address_comes_back(files_dir, tmp_path):
    keys_begin_high()
    build_world()
    settle_files()
    before = export(tmp_path / "before.xml", "en", "ar", "fa", "sq")
    empty_the_site()
    report = bring_in(tmp_path / "before.xml")
    after = export(tmp_path / "after.xml", "en", "ar", "fa", "sq")
    for one in report.as_json()["skipped"]:
        print(one)
    assert_same(before, after)
