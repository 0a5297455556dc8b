"""What is damaged, cut off, newer or broken off changes nothing."""

import gzip
import hashlib
import io
import json
import signal
import sqlite3
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from nejat_cms.backups import loading, restoring
from nejat_cms.backups.archive import Reader, Unusable
from nejat_cms.backups.contents import kept_fields, kept_models
from seeds.factories.articles import make_article
from seeds.factories.editions import make_editions
from tests.nejat_cms.backups.conftest import backup, parts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]


@pytest.fixture
def whole(files_dir: Path, tmp_path: Path, settings) -> Path:
    """The backup of a site with two articles and a file."""
    settings.DATA_DIR = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    make_editions()
    make_article(edition="en", title="The first")
    make_article(edition="fa", title="دومی")
    default_storage.save("documents/one.pdf", ContentFile(b"%PDF one"))
    return backup(tmp_path / "whole.backup")


def changed(whole: Path, change: Callable[[str, bytes], bytes | None], *, is_signed: bool = True) -> Path:
    """A copy whose parts `change` has gone over; with a manifest that says so of itself."""
    path = whole.with_name("changed.backup")
    with tarfile.open(whole) as old, tarfile.open(path, "w") as new:
        manifest = b""
        for info in old:
            data = change(info.name, old.extractfile(info).read())
            if info.name == "manifest.json":
                manifest = data
            if info.name == "manifest.json.sha256" and is_signed:
                data = f"{hashlib.sha256(manifest).hexdigest()}  manifest.json\n".encode()
            if data is not None:
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    return path


def test_whole_backup_is_read_through(whole):
    out = io.StringIO()
    call_command("backup", str(whole), "--verify", stdout=out)
    assert out.getvalue().startswith("Whole: ")


def test_backup_does_not_write_over_a_file_unasked(whole):
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(whole), stdout=io.StringIO())
    call_command("backup", str(whole), "--overwrite", stdout=io.StringIO())


def test_backup_is_for_its_owner_alone(whole):
    assert whole.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_file_that_was_cut_off_is_refused(whole, share):
    data = whole.read_bytes()
    # Zeros at its end are tar's own.
    whole.write_bytes(data[: int(len(data.rstrip(b"\0")) * share)])
    with pytest.raises(Unusable):
        Reader(whole)


def test_any_changed_byte_is_found(whole):
    """Of what parts hold; a tar's own dates and owners mean nothing here."""
    data = whole.read_bytes()
    with tarfile.open(whole) as tar:
        members = [(one.offset_data, one.size) for one in tar if one.size]
    for start, size in members:
        place = start + size // 2
        broken = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        whole.write_bytes(broken)
        with pytest.raises(Unusable):
            Reader(whole)


@pytest.mark.parametrize("name", ["rows/articles.article.jsonl.gz", "files.jsonl.gz", "blobs/", "manifest.json.sha256"])
def test_missing_part_is_found(whole, name):
    path = changed(whole, lambda one, data: None if one.startswith(name) else data, is_signed=False)
    with pytest.raises((Unusable, KeyError)) as refused:
        Reader(path)
    assert isinstance(refused.value, Unusable)


def test_what_is_no_backup_is_refused_in_one_line(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Not a backup.")
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(path), stdout=io.StringIO())
    assert "\n" not in str(refused.value)


def with_manifest(whole: Path, change: Callable[[dict], object]) -> Path:
    def over(name: str, data: bytes) -> bytes:
        if name != "manifest.json":
            return data
        manifest = json.loads(data)
        change(manifest)
        return json.dumps(manifest).encode()

    return changed(whole, over)


def test_newer_format_is_refused(whole):
    with pytest.raises(Unusable, match="upgrade first"):
        Reader(with_manifest(whole, lambda manifest: manifest.update(format=2)))


def test_backup_of_a_newer_version_is_refused_with_what_to_do(whole):
    path = with_manifest(whole, lambda manifest: manifest["migrations"].append(["articles", "9999_what_is_to_come"]))
    with pytest.raises(CommandError, match=r"articles\.9999_what_is_to_come\. Upgrade"):
        call_command("restore", str(path), "--replace", stdout=io.StringIO())
    assert Article.objects.count() == 2


def test_fewer_rows_than_were_promised_change_nothing(whole):
    path = with_manifest(whole, lambda manifest: manifest["models"]["articles.article"].update(rows=3))
    make_article(edition="en", title="Written since")
    with pytest.raises(CommandError, match=r"articles\.article has 2 rows, not 3"):
        call_command("restore", str(path), "--replace", stdout=io.StringIO())
    assert Article.objects.count() == 3


def test_site_that_holds_something_is_kept_unless_it_may_be_lost(whole):
    with pytest.raises(CommandError, match=r"--replace would lose .*2 articles.*1 files"):
        call_command("restore", str(whole), stdout=io.StringIO())


def test_restore_that_is_broken_off_before_its_end_changes_nothing(whole, tmp_path, monkeypatch):
    make_article(edition="en", title="Written since")
    default_storage.save("documents/since.pdf", ContentFile(b"%PDF since"))
    before = parts(backup(tmp_path / "before.backup"))

    def end() -> None:
        raise KeyboardInterrupt

    # The last thing before the transaction ends.
    monkeypatch.setattr(loading, "bring_up_to_date", end)
    with pytest.raises(KeyboardInterrupt):
        call_command("restore", str(whole), "--replace", stdout=io.StringIO())
    assert restoring.staging().exists()
    assert not restoring.finish()
    assert not restoring.staging().exists()
    assert parts(backup(tmp_path / "after.backup")) == before


def test_restore_that_is_broken_off_after_its_end_is_carried_through(whole, tmp_path, monkeypatch):
    make_article(edition="en", title="Written since")
    default_storage.delete("documents/one.pdf")
    default_storage.save("documents/since.pdf", ContentFile(b"%PDF since"))
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "finish", lambda: False)
        call_command("restore", str(whole), "--replace", stdout=io.StringIO())
    assert default_storage.exists("documents/since.pdf")
    with pytest.raises(CommandError, match="carried through"):
        call_command("prepare", stdout=io.StringIO())
    assert parts(backup(tmp_path / "after.backup")) == parts(whole)
    assert not restoring.staging().exists()


def test_older_backup_is_migrated(whole, tmp_path):
    """One of before the column of wishes' table and of articles' counts of comments was there."""
    later = {("articles", "0008_comments"), ("readers", "0001_initial"), ("readers", "0002_wishes")}
    path = older(whole, later)
    call_command("restore", str(path), "--replace", stdout=io.StringIO())
    assert sorted(Article.objects.values_list("title", "n_comments")) == [("The first", 0), ("دومی", 0)]


def older(whole: Path, later: set[tuple[str, str]]) -> Path:
    """The backup as a version without these migrations would have written it."""
    loader = MigrationExecutor(connection).loader
    nodes = [node for node in loader.graph.nodes if not is_after(loader.graph, node, later)]
    registry = loader.project_state(leaves(loader.graph, nodes)).apps
    models = {model._meta.label_lower: model for model in kept_models(registry)}

    columns = {label: [field.attname for field in kept_fields(model)] for label, model in models.items()}
    told: dict = {}

    def over(name: str, data: bytes) -> bytes | None:
        if name == "manifest.json":
            manifest = json.loads(data)
            manifest["migrations"] = [list(node) for node in nodes]
            manifest["models"] = {
                label: {"rows": one["rows"], "columns": columns[label]}
                for label, one in manifest["models"].items()
                if label in models
            }
            manifest["parts"] = {
                part: told.get(part, one)
                for part, one in manifest["parts"].items()
                if not part.startswith("rows/") or part[5:-9] in models
            }
            return json.dumps(manifest).encode()
        if not name.startswith("rows/"):
            return data
        label = name[5:-9]
        if label not in models:
            return None
        with tarfile.open(whole) as tar:
            names = json.load(tar.extractfile("manifest.json"))["models"][label]["columns"]
        places = [names.index(one) for one in columns[label]]
        lines = [json.loads(line) for line in gzip.decompress(data).splitlines()]
        packed = gzip.compress(b"".join(json.dumps([row[place] for place in places]).encode() + b"\n" for row in lines))
        told[name] = {"size": len(packed), "sha256": hashlib.sha256(packed).hexdigest()}
        return packed

    return changed(whole, over)


def is_after(graph, node: tuple[str, str], later: set[tuple[str, str]]) -> bool:
    return bool(later & set(graph.forwards_plan(node)))


def leaves(graph, nodes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    kept = set(nodes)
    return [node for node in nodes if not any(child.key in kept for child in graph.node_map[node].children)]


def test_killed_backup_leaves_no_file_that_looks_whole(whole, installation, tmp_path):
    other = installation("other")
    other.manage("restore", str(whole))
    target = tmp_path / "killed.backup"
    kill_when(other.start("backup", str(target)), lambda: list(tmp_path.glob(".killed.backup.*.part")))
    assert not target.exists()
    other.manage("backup", str(target))
    assert parts(target) == parts(whole)


@pytest.mark.parametrize("moment", ["staging", "loading"])
def test_killed_restore_leaves_the_site_as_it_was_or_as_it_shall_be(whole, installation, tmp_path, moment):
    other = installation("other")
    other.manage("restore", str(whole))
    with sqlite3.connect(other.folder / "db.sqlite3") as database:
        database.execute("UPDATE articles_article SET title = 'Before' WHERE edition_id = 'en'")
    database.close()
    sign = other.folder / "restoring" / {"staging": "files", "loading": "journal"}[moment]
    kill_when(other.start("restore", str(whole), "--replace"), sign.exists)
    with sqlite3.connect(other.folder / "db.sqlite3") as database:
        titles = {row[0] for row in database.execute("SELECT title FROM articles_article")}
    database.close()
    assert titles in ({"Before", "دومی"}, {"The first", "دومی"})
    # It may have come to its end all the same; then the first of these carries it through, and says so.
    if other.run("restore", str(whole), "--replace").returncode:
        other.manage("restore", str(whole), "--replace")
    other.manage("backup", str(tmp_path / "after.backup"))
    assert parts(tmp_path / "after.backup") == parts(whole)


def kill_when(process, is_time: Callable[[], object]) -> None:
    end = time.monotonic() + 400
    while process.poll() is None and time.monotonic() < end:
        if is_time():
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002)
    process.wait(60)
    assert process.returncode == -signal.SIGKILL, "it ended before it could be killed"
