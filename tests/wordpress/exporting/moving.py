"""Out of a site, into an empty one, and out again."""

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import override_settings
from PIL import Image as Pillow

from editions import frame, registry
from editions.models import Edition
from editions.scripts.slugs import slugify
from media_gallery.models import Image, MediaItem
from media_gallery.uploads import digest_of, keep_file, normalised, open_upload
from publications.models import Book, IssueEdition
from wordpress.importing.options import Options
from wordpress.importing.report import Report
from wordpress.importing.running import Run

APPS = ("articles", "media_gallery", "publications", "readers", "wordpress", "search", "delivery", "editions")
# Keys begin here, each table's at another place: so that what is made of them is told from all other numbers of a file,
# and is another's nowhere.
FIRST, APART = 10_000_019, 437_113
_KEY = re.compile(r"(?<![0-9A-Za-z.])[0-9]{8,}(?![0-9A-Za-z])")


def models():
    return [
        model
        for name in APPS
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
        if model is not Edition
    ]


def keys_begin_high() -> None:
    """Let every table count on from `FIRST`."""
    with connection.cursor() as cursor:
        for place, model in enumerate(models()):
            if model._meta.pk.get_internal_type() not in {"AutoField", "BigAutoField"}:
                continue
            table, first = model._meta.db_table, FIRST + APART * place
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, model._meta.pk.column, first]
                )


def old_files() -> Path:
    """Where the files of the site that was are."""
    return Path(default_storage.location).with_name("old")


def empty_the_site() -> None:
    """Nothing is left but the editions; files lie elsewhere. Constraints are looked at when the transaction ends."""
    shutil.rmtree(old_files(), ignore_errors=True)
    if Path(default_storage.location).exists():
        Path(default_storage.location).rename(old_files())
    old_files().mkdir(exist_ok=True)
    for model in models():
        QuerySet(model)._raw_delete("default")
    frame._frames.clear()
    registry.end_request()


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Uploads go to a folder, as with the fixture `files_dir`: for what runs many times in one test."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": str(folder), "base_url": "/files/"}}
    with override_settings(MEDIA_ROOT=folder, STORAGES={**settings.STORAGES, "default": default}):
        yield


def export(path: Path, *codes: str, **options) -> str:
    call_command("export_wordpress", path, edition=list(codes), stdout=io.StringIO(), **options)
    return path.read_text(encoding="utf-8")


def bring_in(*paths: Path, edition: str = "en", **told) -> Report:
    return Run(Options(files=paths, edition=edition, folder=old_files(), download=False, **told)).start()


def comparable(text: str) -> str:
    """An export without what must differ between two sites of the same content.

    - Numbers of items, terms, authors and comments are made of our keys, which each site gives anew: they become their
      place in the file. (So are logins and guids that hold one.)
    - `pubDate` of the channel is the moment of the export.
    - Pages, media items, books, issues and files know when they were changed here last, and files when they came: an
      import is such a change. Articles keep theirs.
    """
    places: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        return f"#{places.setdefault(found[0], len(places) + 1)}"

    text = re.sub(r"<pubDate>.*?</pubDate>\n<language>", "<language>", text, count=1)
    head, *items = text.split("<item>\n")
    kept = [head]
    for item in items:
        if '"kind": "article"' not in item:
            item = re.sub(r"<(wp:post_modified(?:_gmt)?)>.*?</\1>", "", item)
        if "<wp:post_type><![CDATA[attachment]]>" in item:
            item = re.sub(r"<(wp:post_date(?:_gmt)?|pubDate)>.*?</\1>", "", item)
        if '"begun": "' in item and '"kind": "article"' not in item:
            # When a draft was begun is when it came.
            item = re.sub(r"<(wp:post_date(?:_gmt)?|pubDate)>.*?</\1>", "", item)
            item = re.sub(r'"begun": "[^"]*"', '"begun": ""', item)
        kept.append(item)
    return _KEY.sub(place, "<item>\n".join(kept))


def settle_files() -> None:
    """Keep all files as an import would: pictures that come through it unchanged, documents where it puts them.

    A picture is drawn anew when it comes in, so that a JPEG is another file with another name each time.
    """
    for image in Image.objects.all():
        with image.file.open() as file:
            drawn = Pillow.open(file).convert("RGB")
        # Two of one content would be one picture.
        drawn.putpixel((0, 0), (image.pk % 256, image.pk // 256 % 256, image.pk // 65_536 % 256))
        buffer = io.BytesIO()
        drawn.save(buffer, "PNG")
        kept = normalised(open_upload(buffer.getvalue()))
        digest = digest_of(kept.content)
        Image.objects.filter(pk=image.pk).update(
            digest=digest, file=keep_file(digest, kept), width=kept.size[0], height=kept.size[1]
        )
    for model, name in ((IssueEdition, "pdf"), (Book, "file"), (MediaItem, "video_file")):
        for row in model._default_manager.exclude(**{name: ""}):
            held = getattr(row, name)
            with held.open() as file:
                data = file.read()
            # A comment after its end makes each PDF another.
            data += f"%{row.pk}\n".encode() if held.name.endswith(".pdf") else b""
            digest = digest_of(data)
            stem, _dot, ending = held.name.rpartition("/")[2].rpartition(".")
            wanted = f"downloads/{digest[:2]}/{digest[2:22]}/{slugify(stem)}.{ending}"
            if not default_storage.exists(wanted):
                default_storage.save(wanted, ContentFile(data))
            model._default_manager.filter(pk=row.pk).update(**{name: wanted})
