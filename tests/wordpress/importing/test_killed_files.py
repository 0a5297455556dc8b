"""An import that the kernel ends while it takes files over: what came is whole, and comes once."""

import io
import json
import os
import signal
import time
from pathlib import Path

import pytest
from PIL import Image as Pillow

from tests.wordpress.exports import attachment, export, item, meta
from tests.wordpress.importing.outside import importing, installed, manage

N_PICTURES, N_DOCUMENTS = 60, 20
_FOUND = """
import json
from pathlib import Path
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from articles.models import Article, Story
from media_gallery.models import Image
from wordpress.models import Origin
images = list(Image.objects.order_by("title"))
for image in images:
    with Pillow.open(image.file.path) as opened:
        opened.load()
        assert opened.size == (image.width, image.height)
root = Path(settings.MEDIA_ROOT)
names = sorted(str(one.relative_to(root)) for one in root.rglob("*") if one.is_file() and "renditions" not in str(one))
print("FOUND", json.dumps({
    "pictures": [[image.title, image.digest, image.alt_en] for image in images],
    "files": [name for name in names if name.startswith(("images", "downloads"))],
    "sizes": [(root / name).stat().st_size for name in names if name.startswith("downloads")],
    "origins": sorted(Origin.objects.filter(kind="item").values_list("key", "model")),
    "shown": Story.objects.exclude(image=None).count(),
    "bodies": sorted(Article.objects.values_list("title", "body").order_by("title")) and [
        body.count("data-image") for body in Article.objects.order_by("title").values_list("body", flat=True)],
    "left": [one.name for one in Path(settings.DATA_DIR, "wordpress").rglob("*") if one.is_file()],
}))
"""


def found(folder: Path) -> dict:
    line = next(line for line in manage(folder, "shell", "-v0", "-c", _FOUND).splitlines() if "FOUND" in line)
    return json.loads(line.partition("FOUND ")[2])


def picture(number: int) -> bytes:
    buffer = io.BytesIO()
    Pillow.effect_noise((320, 240), 10 + number).convert("RGB").save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, Path]:
    """An export of posts with pictures and documents, and the folder of its uploads."""
    uploads = tmp_path / "uploads"
    (uploads / "2020/03").mkdir(parents=True)
    parts = []
    for number in range(1, N_PICTURES + 1):
        name = f"2020/03/view-{number}.jpg"
        (uploads / name).write_bytes(picture(number))
        parts.append(attachment(1000 + number, name, meta("_wp_attachment_image_alt", f"View {number}")))
        address = f"https://old.example.org/wp-content/uploads/{name}"
        body = f'<p>Words.</p><img src="{address}" alt="View">'
        parts.append(item(number, f"Post {number:03}", body, meta("_thumbnail_id", str(1000 + number))))
    for number in range(1, N_DOCUMENTS + 1):
        name = f"2020/03/paper-{number}.pdf"
        (uploads / name).write_bytes(b"%PDF-1.4\n" + f"{number} 0 obj<<>>endobj\n".encode() * 20_000 + b"%%EOF\n")
        parts.append(attachment(2000 + number, name))
    path = tmp_path / "site.xml"
    path.write_text(export(*parts), encoding="utf-8")
    return path, uploads


def kill_when_it_has(folder: Path, files: int, *words: object) -> bool:
    """Start an import and end it once so many files are in the storage; False: it ended before."""
    running = importing(folder, words[0], "--files", str(words[1]))
    root = folder / "files"
    try:
        while running.poll() is None:
            if sum(1 for one in root.rglob("*") if one.is_file()) >= files:
                os.kill(running.pid, signal.SIGKILL)
                return True
            time.sleep(0.001)
        return False
    finally:
        running.communicate()


@pytest.mark.once
@pytest.mark.timeout(900)
def test_killed_while_files_come_it_leaves_nothing_by_half_and_doubles_nothing(tmp_path, site):
    whole, broken = installed(tmp_path / "whole"), installed(tmp_path / "broken")
    running = importing(whole, site[0], "--files", str(site[1]))
    assert running.wait(timeout=600) == 0
    running.communicate()
    kills = sum(kill_when_it_has(broken, files, *site) for files in (9, 31, 75))
    assert kills == 3
    last = importing(broken, site[0], "--files", str(site[1]))
    assert last.wait(timeout=600) == 0
    last.communicate()
    wanted, came = found(whole), found(broken)
    assert len(came["pictures"]) == N_PICTURES
    assert len(came["files"]) == N_PICTURES + N_DOCUMENTS
    assert came == wanted
    assert came["left"] == []
    assert came["shown"] == N_PICTURES
