"""What pages take in the memory of a process: the system's own figure, not ours."""

import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

MEGABYTE = 1_000_000
FILLED = """
import random
from pathlib import Path
from delivery.pages.entry import Page
from delivery.pages.keys import Key
from delivery.pages.memory import Memory

def taken():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

chance = random.Random(1)
limit = 32_000_000
memory = Memory(limit)
before = taken()
for number in range(10_000):
    key = Key(f"/en/articles/a-page-with-a-long-name-{number}/", "", "www.example.org", True)
    headers = [("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"')]
    headers += [(f"X-Header-{place}", f"value {place}") for place in range(10)]
    # Each has rows of its own, and shares others.
    tags = {f"articles_article.id={number * 7 + place}" for place in range(30)}
    tags |= {f"media_gallery_image.id={chance.randrange(2000)}" for _ in range(20)}
    tags |= {"editions_edition", "articles_article.edition_id=en"}
    page = Page(key=key, status="200 OK", headers=headers, content=chance.randbytes(7000), tags=tags)
    page.answer("")
    memory.put(page)
    assert memory.size <= limit
print(len(memory.pages), memory.size, taken() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_ten_thousand_pages_take_no_more_than_the_limit_says():
    done = subprocess.run(
        [sys.executable, "-c", FILLED], cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    pages, size, taken = map(int, done.stdout.split())
    assert 1000 < pages < 10_000
    assert 30 * MEGABYTE < size <= 32 * MEGABYTE
    # The system gives and takes back in larger pieces than we ask for.
    assert taken < 40 * MEGABYTE, taken
