"""Imports as processes of their own, on installations of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def _environment(folder: Path) -> dict[str, str]:
    given = {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "nejat_cms.settings"}
    given.pop("DATABASE_URL", None)
    return given


def installed(folder: Path) -> Path:
    """An empty installation with the four editions."""
    folder.mkdir()
    manage(folder, "migrate", "-v0")
    manage(folder, "shell", "-v0", "-c", "from seeds.factories.editions import make_editions; make_editions()")
    return folder


def manage(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def importing(folder: Path, path: Path, *options: str) -> subprocess.Popen:
    """An import that runs."""
    command = [sys.executable, "manage.py", "import_wordpress", str(path), "--edition", "en", "--no-download", *options]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=_environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
