"""Wagtail as a peer: an environment of its own below .cache, with our articles; gunicorn, as its documentation says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from benchmarks.peers.ours import ROOT, environment, run

HERE = Path(__file__).resolve().parent / "wagtail"
CACHE = ROOT / ".cache" / "bench" / "wagtail"


class WagtailMissing(Exception):
    """It could not be set up; the text says why."""


def python() -> Path:
    """The Python of its environment, which is made where it is not there or asks for other packages."""
    wanted, stamp = (HERE / "requirements.txt").read_text(), CACHE / "requirements.stamp"
    found = CACHE / "venv" / "bin" / "python"
    if found.exists() and stamp.exists() and stamp.read_text() == wanted:
        return found
    CACHE.mkdir(parents=True, exist_ok=True)
    uv = next((str(one) for one in (shutil.which("uv"), ROOT / ".tools/bin/uv") if one and Path(one).exists()), "")
    given = {**os.environ, "UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "true")}
    requirements = ("-r", str(HERE / "requirements.txt"))
    steps = (
        [
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(CACHE / "venv")],
            [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(found), *requirements],
        ]
        if uv
        else [
            [sys.executable, "-m", "venv", "--clear", str(CACHE / "venv")],
            [str(found), "-m", "pip", "install", "--quiet", *requirements],
        ]
    )
    for step in steps:
        done = subprocess.run(step, env=given, capture_output=True, text=True, check=False)
        if done.returncode:
            raise WagtailMissing(f"its packages could not be installed: {last_line(done.stderr)}")
    stamp.write_text(wanted)
    return found


def last_line(said: str) -> str:
    return (said.strip().splitlines() or ["nothing said"])[-1]


def surroundings(data: Path, url: str, *, cache: bool = False) -> dict[str, str]:
    """Its variables; of ours none stays."""
    kept = environment(data, url)
    for name in ("DATA_DIR", "DJANGO_SETTINGS_MODULE", "WEB_WORKERS", "PAGE_CACHE", "PYTHONPATH"):
        kept.pop(name, None)
    return {**kept, "PEER_DATA": str(data), "PEER_CACHE": "1" if cache else "0"}


def fill(data: Path, url: str, ours: dict[str, str]) -> None:
    """Our English articles into its empty database, which is `url`."""
    interpreter = str(python())
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    articles = data / "articles.jsonl"
    run(ours, "write", str(articles))
    given = surroundings(data, url)
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["populate", str(articles)]):
        done = subprocess.run(
            [interpreter, "manage.py", *words], cwd=HERE, env=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise WagtailMissing(f"{words[0]}: {last_line(done.stderr)}")
    articles.unlink()


def analyse(given: dict[str, str]) -> None:
    """Statistics for a database that was restored: plans rest on them."""
    code = "import django; django.setup(); from django.db import connection as c; c.cursor().execute('ANALYZE')"
    given = {**given, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    subprocess.run([str(python()), "-c", code], cwd=HERE, env=given, check=True)


def server(port: int) -> list[str]:
    """One worker, as gunicorn starts it."""
    program = CACHE / "venv" / "bin" / "gunicorn"
    return [str(program), "newsroom.wsgi:application", "--bind", f"127.0.0.1:{port}", "--workers", "1"]


def addresses(ours: dict) -> dict[str, list[str]]:
    """Its pages, by the names that ours have."""
    from benchmarks.peers.ours import COMMON

    category = "".join(one if one.isalnum() else "-" for one in ours["category_name"].lower()).strip("-")
    return {
        "home": ["/"],
        "list": ["/articles/"],
        "deep": [f"/articles/?page={ours['deep_page']}"],
        "category": [f"/{category}/"],
        "article": [f"/articles/{quote(slug)}/" for slug in ours["slugs"]],
        "feed": ["/feed/"],
        "rare": [f"/search/?q={ours['rare_word']}"],
        "common": [f"/search/?q={COMMON}"],
        "all": [f"/articles/{path.rstrip('/').rpartition('/')[2]}/" for path in ours["all"]],
    }
