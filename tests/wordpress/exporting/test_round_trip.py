"""A site that has been moved out and in again is the same site: its next export is the same file."""

import difflib

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from seeds.factories import make_editions
from tests.site_wide.world import build_world
from tests.wordpress.exporting.moving import (
    bring_in,
    comparable,
    empty_the_site,
    export,
    files_in,
    keys_begin_high,
    settle_files,
)
from tests.wordpress.exporting.sites import CODES, SITES, make_site

pytestmark = pytest.mark.django_db


def assert_same(one: str, other: str) -> None:
    """Fails with the first lines that differ, each from a little before the place where it does."""
    mine, theirs = comparable(one).splitlines(), comparable(other).splitlines()
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    found = [code for code in matcher.get_opcodes() if code[0] != "equal"] if mine != theirs else []
    told = []
    for _kind, start, end, at, to in found[:4]:
        before, after = "\n".join(mine[start:end]), "\n".join(theirs[at:to])
        pairs = zip(before, after, strict=False)
        same = next((place for place, (one, two) in enumerate(pairs) if one != two), 0)
        told.append(f"- {before[max(0, same - 80) : same + 300]}\n+ {after[max(0, same - 80) : same + 300]}")
    assert not found, "\n".join(told)


def test_site_with_something_at_every_address_comes_back(files_dir, tmp_path):
    keys_begin_high()
    build_world()
    settle_files()
    before = export(tmp_path / "before.xml", "en", "ar", "fa", "sq")
    empty_the_site()
    report = bring_in(tmp_path / "before.xml")
    after = export(tmp_path / "after.xml", "en", "ar", "fa", "sq")
    assert report.as_json()["skipped"] == []
    assert_same(before, after)


@pytest.mark.once
@settings(max_examples=8, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(SITES)
def test_any_site_comes_back(tmp_path_factory, site):
    with files_in(tmp_path_factory.mktemp("site") / "files"), transaction.atomic():
        make_editions()
        keys_begin_high()
        make_site(site, settle_files)
        folder = tmp_path_factory.mktemp("exports")
        before = export(folder / "before.xml", *CODES)
        empty_the_site()
        report = bring_in(folder / "before.xml")
        assert report.as_json()["skipped"] == []
        assert_same(before, export(folder / "after.xml", *CODES))
        transaction.set_rollback(True)
