"""`import_wordpress` from outside: what it prints, writes, refuses, and survives."""

import json
import os
import random
import signal
import subprocess
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, Story
from tests.wordpress.exports import HEAD, HOME, author, category, comment, export, item
from tests.wordpress.importing.outside import importing, installed, manage
from wordpress.models import ImportRun, OldSite, Origin


def written(tmp_path: Path, *parts: str, name: str = "export.xml") -> Path:
    path = tmp_path / name
    path.write_text(export(*parts), encoding="utf-8")
    return path


def told(*args: object, **options: object) -> str:
    out = StringIO()
    call_command("import_wordpress", *map(str, args), stdout=out, edition="en", no_download=True, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_report_is_printed_last_and_written_as_json(editions, tmp_path):
    path = written(tmp_path, item(1, "", "<p>x</p>", comment(5)), item(2, status="trash"))
    out = told(path, report=tmp_path / "report.json")
    lines = out.strip().splitlines()
    assert lines[-1].startswith("Done in")
    assert any(line.split() == ["post", "2", "1", "1"] for line in lines)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["items"] == {
        "post": {"in": 2, "out": 1, "skipped": 1},
        "comment": {"in": 1, "out": 1, "skipped": 0},
    }
    assert report["skipped"] == [
        {"id": 2, "type": "post", "reason": "it lies in the bin of the old site", "title": "Post 2"}
    ]
    assert report["redirects"] > 0
    assert "[categories]" in (tmp_path / "report.mapping.toml").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_several_files_are_one_import(editions, tmp_path):
    first, second = written(tmp_path, item(1), name="a.xml"), written(tmp_path, item(2), name="b.xml")
    told(first, second)
    assert Article.objects.count() == 2
    assert ImportRun.objects.get().files == ["a.xml", "b.xml"]


@pytest.mark.django_db
def test_dry_run_tells_the_same_and_writes_nothing(editions, tmp_path):
    parts = [author("mira"), category("news"), item(1, terms=[("category", "news")]), item(2, status="trash")]
    path = written(tmp_path, *parts)
    tables = [
        name for name in connection.introspection.table_names() if not name.startswith(("django_", "search_words"))
    ]

    def everything() -> dict[str, list]:
        with connection.cursor() as cursor:
            return {name: cursor.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608

    before = everything() if connection.vendor == "sqlite" else None
    out = told(path, dry_run=True, report=tmp_path / "dry.json")
    assert "nothing was written" in out
    if before is not None:
        assert everything() == before
    assert not Article.objects.exists()
    assert not OldSite.objects.exists()
    told(path, report=tmp_path / "wet.json")
    dry, wet = (json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("dry.json", "wet.json"))
    assert dry["items"] == wet["items"]
    assert dry["redirects"] == wet["redirects"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [(b"<html></html>", "is no export of WordPress"), (b"", "is empty"), (b"PK\x03\x04", "ZIP")],
)
def test_what_is_no_export_is_refused_in_one_line_and_nothing_is_written(content, said, editions, tmp_path):
    good, bad = written(tmp_path, item(1)), tmp_path / "bad.xml"
    bad.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        told(good, bad)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Article.objects.exists()
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_edition_that_is_not_there_and_folder_that_is_none_are_refused(editions, tmp_path):
    path = written(tmp_path, item(1))
    with pytest.raises(CommandError, match="no edition “xx”"):
        call_command("import_wordpress", str(path), edition="xx", no_download=True)
    with pytest.raises(CommandError):
        told(path, folder=tmp_path / "nowhere")


@pytest.mark.django_db
def test_truncated_file_brings_what_came_before_the_break_and_says_so(editions, tmp_path):
    path = tmp_path / "cut.xml"
    path.write_text(HEAD.format(version="1.2", home=HOME, title="t") + item(1) + item(2)[:-80], encoding="utf-8")
    out = told(path)
    assert "ends too early" in out
    assert Article.objects.count() == 1


# Broken off.


_COUNT = """
from articles.models import Article, Credit, Placement, Story, StoryTopic
from delivery.models import Redirect
from readers.models import Comment
from search.models import Entry
from tests.wordpress.importing.outside import importing, installed, manage
from wordpress.models import Origin
models = (Story, Article, Comment, Placement, Credit, StoryTopic, Redirect, Entry, Origin)
rows = [model.objects.count() for model in models]
from django.db.models import Count
twice = Article.objects.values("title").annotate(n=Count("pk")).filter(n__gt=1).count()
alone = Story.objects.filter(articles=None).count()
print("COUNTED", [*rows, twice, alone])
"""


def counted(folder: Path) -> str:
    return next(line for line in manage(folder, "shell", "-v0", "-c", _COUNT).splitlines() if "COUNTED" in line)


@pytest.mark.timeout(900)
def test_killed_at_random_moments_it_loses_and_doubles_nothing(tmp_path):
    """A real process on a database of its own, ended by the kernel again and again, then let through."""
    path = written(
        tmp_path,
        author("mira", "Mira Stone"),
        *(
            item(
                number,
                f"Post {number}",
                f'<p>Words of {number}, <a href="{HOME}/?p={number // 2 + 1}">see</a>.</p>' * 3,
                comment(number),
                terms=[("category", f"section-{number % 5}"), ("post_tag", f"tag-{number % 9}")],
            )
            for number in range(1, 601)
        ),
    )
    whole, broken = installed(tmp_path / "whole"), installed(tmp_path / "broken")
    began = time.monotonic()
    assert importing(whole, path).wait(timeout=600) == 0
    took = time.monotonic() - began
    chance, kills = random.Random(11), 0  # noqa: S311 - the same moments each time
    for _time in range(5):
        running = importing(broken, path)
        try:
            running.wait(timeout=took * chance.uniform(0.25, 0.9))
        except subprocess.TimeoutExpired:
            os.kill(running.pid, signal.SIGKILL)
            kills += 1
        running.communicate()
    assert importing(broken, path).wait(timeout=600) == 0
    assert kills
    assert counted(broken) == counted(whole)
    assert counted(whole).endswith(", 0, 0]")


@pytest.mark.django_db(transaction=True)
def test_batch_that_fails_leaves_nothing_of_itself(editions, tmp_path, monkeypatch):
    """Whatever breaks in the middle of a batch: its things and their origins go together."""
    from wordpress.importing.batches import SiteImport

    path = written(tmp_path, *(item(number) for number in range(1, 230)))
    keep, seen = SiteImport._keep_addresses, []

    def fail(self, items, here):
        seen.append(len(items))
        if len(seen) == 2:
            raise RuntimeError("broken off")
        keep(self, items, here)

    monkeypatch.setattr(SiteImport, "_keep_addresses", fail)
    with pytest.raises(RuntimeError):
        told(path)
    assert Article.objects.count() == Story.objects.count() == Origin.objects.filter(kind="item").count() == 200
    monkeypatch.undo()
    told(path)
    assert Article.objects.count() == Story.objects.count() == 229
