"""Our own site as it is measured: filled, written down for peers, served as `manage.py serve` serves it.

Its commands run in processes of their own, on the installation that DATA_DIR and DATABASE_URL name:

    python -m benchmarks.peers.ours fill NUMBER     the demo, and so many English articles
    python -m benchmarks.peers.ours fill-all NUMBER the demo, and so many in each edition
    python -m benchmarks.peers.ours addresses       prints where its pages are, as JSON
    python -m benchmarks.peers.ours analyse         statistics for the database's plans
    python -m benchmarks.peers.ours write FILE      every English article that is out, a JSON object a line
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = "en"
# Articles that are asked for in turn; the page of a list that is deep; how many a list has.
IN_TURN, DEEP = 200, 500
# A word that every text has, and one that a handful of them have in their titles.
COMMON = "the"
# What pictures as large as the demo's have.
RENDITIONS = {"avif": [320, 640, 960, 1280], "webp": [320, 640, 960, 1280], "jpeg": [960, 1280]}


def environment(folder: Path, url: str = "", *, cache: bool = True, **more: str) -> dict[str, str]:
    """The variables of an installation; nothing of the shell's own site gets into it."""
    own = ("DATABASE_URL", "CACHE_URL", "STORAGE_URL", "EMAIL_URL", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "PORT")
    kept = {name: value for name, value in os.environ.items() if name not in own and not name.startswith("GRANIAN_")}
    given = {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "nejat_cms.settings",
        "WEB_WORKERS": "1",
        "PAGE_CACHE": "1" if cache else "0",
        "PYTHONUNBUFFERED": "1",
    }
    return {**kept, **given, **({"DATABASE_URL": url} if url else {}), **more}


def copied(folder: Path, target: Path) -> None:
    """A site on SQLite once more in another folder, without its stored pages and what says how it was filled."""
    left_out = shutil.ignore_patterns("pages", "db.sqlite3*", "growth-*", "filled")
    shutil.copytree(folder, target, ignore=left_out, dirs_exist_ok=True)
    with (
        closing(sqlite3.connect(folder / "db.sqlite3")) as source,
        closing(sqlite3.connect(target / "db.sqlite3")) as copy,
    ):
        source.backup(copy)


def manage(given: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=given, check=True)


def run(given: dict[str, str], *words: str) -> str:
    """One of this module's commands; what it prints."""
    command = [sys.executable, "-m", "benchmarks.peers.ours", *words]
    return subprocess.run(command, cwd=ROOT, env=given, check=True, stdout=subprocess.PIPE, text=True).stdout


def server(port: int) -> list[str]:
    """The command of one worker: that of `manage.py serve`."""
    return [sys.executable, "-m", "nejat_cms.web", str(port), "1"]


def drawn_once(jobs: list) -> Iterator[tuple[str, bytes]]:
    """The demo's pictures, as drawn the last time: they are the same every time, and take half a minute."""
    from seeds.loading.drawing import draw_all

    folder = ROOT / ".cache" / "bench" / "drawings"
    folder.mkdir(parents=True, exist_ok=True)
    files = {job[0]: folder / f"{job[0].replace(':', '+')}.jpg" for job in jobs}
    if all(file.exists() for file in files.values()):
        for name, file in files.items():
            yield name, file.read_bytes()
        return
    for name, content in draw_all(jobs):
        files[name].write_bytes(content)
        yield name, content


def fill(count: int) -> None:
    """The demo into an empty database, and `count` English articles of the archive besides."""
    from django.core.management import call_command

    from media_gallery.models import Image

    call_command("migrate", verbosity=0)
    demo()
    archive_of(count)
    # Pages name the renditions and nobody fetches them here; drawing them all takes minutes.
    Image.objects.update(renditions=RENDITIONS)


def fill_all(count: int) -> None:
    """The demo, and `count` stories with an article in each edition: what the desk's pages are measured on."""
    from django.core.management import call_command

    from seeds.loading.archive import load_archive

    call_command("migrate", verbosity=0)
    demo()
    load_archive(count, tell=lambda done, of: None)


def demo() -> None:
    from seeds.loading.demo import load_demo

    secret = "of a benchmark"  # noqa: S105
    load_demo(password=secret, tell=lambda what: None, progress=lambda done, of: None, painter=drawn_once)


def archive_of(count: int) -> None:
    """So many articles of the archive in English alone, as the peers have them; `seed` makes them in four editions."""
    from seeds.loading import archive

    kept = archive.texts.CODES
    archive.texts.CODES = (CODE,)
    try:
        archive.load_archive(count, tell=lambda done, of: None)
    finally:
        archive.texts.CODES = kept


def articles() -> Any:
    from articles.models import Article

    return Article.objects.in_edition(CODE).live().newest_first()


def addresses() -> dict[str, Any]:
    """The paths of every page that is measured, by its name in the tables; the slugs of the articles."""
    from articles.models import Category
    from editions.paging import PAGE_SIZE, key_of

    live = articles()
    count = live.count()
    step = max(1, count // IN_TURN)
    chosen = list(live.only("slug", "edition", "published_at", "title")[: step * IN_TURN : step])
    # The last article of the page before it: pages go by key.
    number = min(DEEP, count // PAGE_SIZE)
    before = live[PAGE_SIZE * (number - 1) - 1]
    category = Category.objects.exclude(**{f"slug_{CODE}": None}).order_by("pk").first()
    assert category
    return {
        "home": [f"/{CODE}/"],
        "list": [f"/{CODE}/articles/"],
        "deep": [f"/{CODE}/articles/?before={key_of(before.published_at, before.pk)}"],
        "category": [category.address_in(CODE)],
        "article": [article.get_absolute_url() for article in chosen],
        "feed": [f"/{CODE}/feed/"],
        "rare": [f"/{CODE}/search/?q={rare_word(chosen)}"],
        "common": [f"/{CODE}/search/?q={COMMON}"],
        "slugs": [article.slug for article in chosen],
        "category_name": str(getattr(category, f"name_{CODE}")),
        "rare_word": rare_word(chosen),
        "all": [article.get_absolute_url() for article in live.only("slug", "edition", "published_at")[:10_000]],
        "deep_page": number,
    }


def rare_word(chosen: list) -> str:
    """The number in a title of the archive: one article has it."""
    titles = [article.title for article in chosen if article.title.endswith(")")]
    return titles[len(titles) // 2].rpartition("(")[2].rstrip(")")


def write(file: Path) -> None:
    """Every English article that is out, with what a peer needs to show the same."""
    from django.conf import settings

    from articles.models import Article

    names = {}
    with file.open("w", encoding="utf-8") as out:
        rows = articles().select_related("story__category", "story__image").only(
            "title", "slug", "standfirst", "body", "published_at", "edition",
            "story__category", "story__image__file", f"story__image__alt_{CODE}",
        )  # fmt: skip
        for article in rows.iterator(chunk_size=1000):
            assert isinstance(article, Article)
            category, image = article.story.category, article.story.image
            if category and category.pk not in names:
                names[category.pk] = getattr(category, f"name_{CODE}") or "Other"
            told = {
                "title": article.title,
                "slug": article.slug,
                "standfirst": article.standfirst,
                "body": article.body,
                "published_at": article.published_at.isoformat(),
                "category": names[category.pk] if category else "Other",
                "picture": str(Path(settings.MEDIA_ROOT, image.file.name)) if image else "",
                "alt": getattr(image, f"alt_{CODE}") if image else "",
            }
            out.write(json.dumps(told, ensure_ascii=False) + "\n")


def main() -> None:
    import django

    django.setup()
    command, *words = sys.argv[1:]
    if command == "fill":
        fill(int(words[0]))
    elif command == "fill-all":
        fill_all(int(words[0]))
    elif command == "addresses":
        print(json.dumps(addresses()))
    elif command == "analyse":
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    elif command == "write":
        write(Path(words[0]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
