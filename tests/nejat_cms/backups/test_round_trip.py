"""Everything goes into a backup and comes out of it, on either database, and from one to the other."""

import io
import tarfile
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.models import ForeignKey, Model, QuerySet
from django.utils import timezone
from taggit.models import Tag, TaggedItem

from accounts.enums import Role
from accounts.models import Membership
from articles.models import Article, Category, Note, OfferedPair
from delivery.changes.triggers.installing import are_installed
from nejat_cms.backups.archive import Reader
from nejat_cms.backups.contents import LEFT_OUT, kept_fields, kept_models
from publications.models import Release, ReleaseItem
from search.models import Entry
from seeds.factories.articles import make_article
from tests.nejat_cms.backups.conftest import backup, parts
from tests.site_wide.world import build_world

# Its commands run in processes of their own, each of which starts the whole site.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]

# Words that must come back sign by sign: joiners, marks, digits, both directions, beyond the first plane.
HARD = "می‌خواهم ۱۲ \u200fعربي\u200e ë ç 𝄞 \u2028 \\ \" ' <b> &amp; %s {}"


def fill() -> None:
    """A site that has at least one row of every model."""
    build_world()
    user = site_user()
    article = make_article(edition="fa", title=HARD[:80], body=f"<p>{HARD}</p>")
    group = Group.objects.create(name="Readers of proofs")
    group.permissions.add(Permission.objects.first())
    user.groups.add(group)
    user.user_permissions.add(Permission.objects.last())
    kind = ContentType.objects.get_for_model(Article)
    LogEntry.objects.create(user=user, content_type=kind, object_id="1", object_repr=HARD[:100], action_flag=ADDITION)
    TaggedItem.objects.create(tag=Tag.objects.create(name="old", slug="old"), content_type=kind, object_id=article.pk)
    note = Note.objects.create(article=article, made_by=user, text=HARD)
    note.mentioned.add(user)
    member = Membership.objects.create(user=user, edition_id="fa", role=Role.TRANSLATOR)
    member.translates_from.add("en")
    member.sections.add(article.story.category or Category.objects.first())
    release = Release.objects.create(name=HARD[:40])
    OfferedPair.objects.create(one=Article.objects.exclude(pk=article.pk).order_by("pk")[0], other=article, score=70)
    ReleaseItem.objects.create(release=release, article=article, before={"n": HARD})
    # What PDFs say is read, as it is again when a backup is restored and found missing.
    call_command("rebuild_search", stdout=io.StringIO())
    for model in kept_models():
        if not QuerySet(model).exists():
            invent(model)


def site_user() -> Any:
    user = apps.get_model("accounts.User").objects.create_user("mira", "mira@example.org", "a-long-password")
    return user


def invent(model: type[Model]) -> None:
    """One row of a model that the world has none of, whatever its columns are; what it points to is made too."""
    values = {field.attname: value for field in kept_fields(model) if (value := invented(field)) is not None}
    columns = ", ".join(connection.ops.quote_name(name_of(model, attname)) for attname in values)
    signs = ", ".join(["%s"] * len(values))
    fields = {field.attname: field for field in kept_fields(model)}
    prepared = [fields[name].get_db_prep_save(value, connection) for name, value in values.items()]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({signs})", prepared)  # noqa: S608


def name_of(model: type[Model], attname: str) -> str:
    return str(next(field.column for field in kept_fields(model) if field.attname == attname))


def invented(field: Any) -> Any:
    if field.primary_key and field.get_internal_type().endswith("AutoField"):
        return 4711
    if isinstance(field, ForeignKey):
        target = field.related_model
        if not QuerySet(target).exists():
            if field.null:
                return None
            invent(target)
        return QuerySet(target).values_list("pk", flat=True).first()
    kinds: dict[str, Any] = {
        "BooleanField": True, "JSONField": {"a": [HARD, 1]}, "DateTimeField": timezone.now() - timedelta(seconds=1),
        "DateField": timezone.now().date(), "BinaryField": b"\x00\xff\x80binary", "UUIDField": uuid.uuid4(),
    }  # fmt: skip
    kind = field.get_internal_type()
    if kind in kinds:
        return kinds[kind]
    if "Integer" in kind:
        return 7
    text = HARD if field.max_length is None else uuid.uuid4().hex[: field.max_length]
    return text


def test_every_row_of_every_model_and_every_file_comes_back(files_dir, settings, installation, tmp_path):
    # As on a site: what is ordered waits in the database, which a backup leaves out.
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    fill()
    empty = [model._meta.label for model in kept_models() if not QuerySet(model).exists()]
    assert not empty, "a table of which nothing is tested"
    default_storage.save("documents/once.pdf", ContentFile(b"%PDF same"))
    default_storage.save("documents/twice.pdf", ContentFile(b"%PDF same"))
    first = backup(tmp_path / "first.backup")
    before = {name: default_storage.open(name).read() for name in ("documents/once.pdf", "documents/twice.pdf")}

    # To an installation of its own on SQLite, from whatever database this test runs on, and back from there.
    other = installation("other")
    other.manage("restore", str(first))
    other.manage("backup", str(tmp_path / "second.backup"))
    assert parts(tmp_path / "second.backup") == parts(first)

    make_article(edition="en", title="Written since")
    default_storage.save("documents/since.pdf", ContentFile(b"%PDF since"))
    default_storage.delete("documents/once.pdf")
    call_command("restore", str(tmp_path / "second.backup"), "--replace", stdout=io.StringIO())
    third = backup(tmp_path / "third.backup")
    assert parts(third) == parts(first)
    assert {name: default_storage.open(name).read() for name in before} == before
    assert not default_storage.exists("documents/since.pdf")
    assert len([name for name in names(first) if name.startswith("blobs/")]) < len(rows(first, "files.jsonl.gz"))

    # New rows get new numbers.
    assert make_article(edition="en", title="After all").pk > max(
        row[0] for row in rows(first, "rows/articles.article.jsonl.gz")
    )
    assert search_finds("bridge")
    # The log of changes begins anew, and is written.
    assert are_installed()


def search_finds(word: str) -> bool:
    return Entry.objects.filter(title__icontains=word).exists()


def test_what_is_left_out_is_named_with_its_reason():
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert set(LEFT_OUT) <= labels
    assert all(LEFT_OUT.values())


def names(path: Path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()


def rows(path: Path, name: str) -> list[Any]:
    return list(Reader(path).lines(name))
