"""Several processes find what one finds."""

import json
from pathlib import Path

import pytest

from tests.wordpress.exports import category, export, item
from tests.wordpress.importing.outside import importing, installed, manage

N = 400


@pytest.mark.once
@pytest.mark.timeout(300)
def test_what_several_processes_find_is_what_one_finds(tmp_path: Path):
    """Processes see what is committed alone, so this needs an installation of its own."""
    folder = installed(tmp_path / "site")
    manage(folder, "collectstatic", "--noinput", "-v0")
    path = tmp_path / "site.xml"
    posts = (item(number, terms=[("category", "bridges")]) for number in range(1, N + 1))
    path.write_text(export(category("bridges", "Bridges", number=3), *posts), encoding="utf-8")
    running = importing(folder, path)
    assert running.wait(timeout=200) == 0
    running.communicate()
    found = []
    for processes in ("1", "2"):
        report = tmp_path / f"{processes}.json"
        manage(folder, "check_old_urls", "--only-kept", "--processes", processes, "--report", str(report))
        told = json.loads(report.read_text(encoding="utf-8"))
        found.append({name: told[name] for name in ("total", "here", "moved", "gone", "lost", "addresses")})
    assert found[0] == found[1]
    assert found[0]["lost"] == 0
    # More than one stretch, so that both had something to do.
    assert found[0]["total"] > 1000
