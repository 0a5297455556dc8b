"""What tests of backups share: another installation, on SQLite, whose commands run in processes of their own."""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command


def backup(path: Path) -> Path:
    call_command("backup", str(path), stdout=io.StringIO())
    return path


def parts(path: Path) -> dict[str, Any]:
    """The SHA-256 of every part that is of the site, and not of the machine."""
    with tarfile.open(path) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
    return {name: one for name, one in manifest["parts"].items() if name != "secret_key"}


class Installation:
    """Another installation, with a folder and SQLite of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        left_out = {"DATABASE_URL", "CACHE_URL", "SECRET_KEY"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        self.env = {**kept, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "nejat_cms.settings"}

    def manage(self, *words: str) -> str:
        """What a command that must not fail says."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=self.env, capture_output=True, text=True
        )

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """The same, running."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=self.env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@pytest.fixture
def installation(tmp_path: Path) -> Callable[[str], Installation]:
    return lambda name: Installation(tmp_path / name)
