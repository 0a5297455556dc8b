"""The settings under which tests run: the real ones, with a folder of their own and nothing slow or lasting."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# A test run must depend on nobody's installation. The engines alone (DATABASE_URL, CACHE_URL) may be given.
for _name in (
    "SITE_URL",
    "ALLOWED_HOSTS",
    "PORT",
    "PAGE_CACHE",
    "PAGE_MEMORY",
    "PAGE_DISK",
    "STORAGE_URL",
    "EMAIL_URL",
    "MAIL_WEBHOOK_SECRET",
    "PEERTUBE_HOSTS",
    "DEMO_PASSWORD",
):
    os.environ.pop(_name, None)

# Every process has its folder: tests write pictures, mail and mirrors side by side.
_folder = Path(tempfile.mkdtemp(prefix="nejat-tests-"))
_owner = os.getpid()
os.environ["DATA_DIR"] = str(_folder)
os.environ["SECRET_KEY"] = "only-for-tests-" + "0" * 32


def _remove_folder() -> None:
    # A forked child runs this too, and must leave its parent's folder alone.
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


atexit.register(_remove_folder)

from nejat_cms.settings import *  # noqa: E402, F403
from nejat_cms.settings import CACHES, DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: locks, transactions and write-ahead logging are then what they are on a site.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

if "LOCATION" in CACHES["default"]:
    # Workers share the server, each in a database of its own, so that none clears another's keys.
    _number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 16
    CACHES["default"]["LOCATION"] = f"{CACHES['default']['LOCATION'].rstrip('/')}/{_number}"

# Hashing and compressing every file takes seconds and shows nothing here; tests/site_wide has one test of it.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = _folder / "static"
STATIC_ROOT.mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No thread of ours beside a test's transaction: what is noted is written where a test says so.
MISSING_WRITES_ITSELF = False
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}

__all__ = [name for name in globals() if name.isupper()]
