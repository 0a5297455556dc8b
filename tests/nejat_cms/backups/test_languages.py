"""A backup of an installation that has added a language goes to one that has not, and back."""

import pytest

from tests.nejat_cms.backups.conftest import parts

# Commands in processes of their own, each of which starts the whole site.
pytestmark = pytest.mark.timeout(1800)


def test_added_languages_go_along(installation, tmp_path):
    one, two = installation("one"), installation("two")
    plain, path = tmp_path / "plain.backup", tmp_path / "turkish.backup"
    one.manage("migrate", "-v0")
    one.manage("backup", str(plain))
    one.manage("add_edition", "tr")
    one.manage("backup", str(path))

    said = two.manage("restore", str(path))
    assert "start the site, or run rebuild_search" in said
    assert (two.folder / "editions" / "languages.txt").read_text() == (
        one.folder / "editions" / "languages.txt"
    ).read_text()
    assert not (two.folder / "restoring").exists()
    two.manage("backup", str(tmp_path / "again.backup"))
    assert parts(tmp_path / "again.backup") == parts(path)

    # And one without it takes it away again, columns and all.
    refused = two.run("restore", str(plain))
    assert "--replace would lose 1 edition" in refused.stderr
    two.manage("restore", str(plain), "--replace")
    two.manage("backup", str(tmp_path / "without.backup"))
    assert parts(tmp_path / "without.backup") == parts(plain)
