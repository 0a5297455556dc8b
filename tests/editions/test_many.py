"""Many new rows at once are the rows that saving each would have made."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from articles.models import Article, Credit, Person, Story
from delivery.models import Redirect
from editions.enums import State
from editions.many import create_many, reserved, update_many
from wordpress.models import ImportRun, OldSite, Origin

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2004, 5, 6, 7, 8, 9, tzinfo=UTC)


def values(row):
    stored = type(row).objects.get(pk=row.pk)
    return {field.attname: getattr(stored, field.attname) for field in row._meta.concrete_fields}


def test_stored_is_what_bulk_create_stores(editions):
    def made(slug: str) -> Article:
        return Article(
            story=Story.objects.create(working_title="A bridge"), edition_id="en", title="A bridge", slug=slug,
            body="<p>Stone <script>x</script> by stone.</p>", state=State.PUBLISHED, published_at=LONG_AGO,
            lineage={"as_is": ["پل"]},
        )  # fmt: skip

    (one,), other = create_many([made("one")]), made("other")
    Article.objects.bulk_create([other])
    mine, theirs = values(one), values(other)
    own = {"id", "slug", "story_id", "created_at", "updated_at", "body"}
    assert {name: mine[name] for name in mine.keys() - own} == {name: theirs[name] for name in theirs.keys() - own}
    assert "script" not in mine["body"]
    assert "data-block" in mine["body"]
    assert mine["created_at"]
    assert one.body == mine["body"]
    assert not one._state.adding


def test_keys_go_on_from_the_last_one_that_was_ever_given(editions):
    first = create_many([OldSite(address="a"), OldSite(address="b")])
    OldSite.objects.filter(address="b").delete()
    saved = OldSite.objects.create(address="c")
    (last,) = create_many([OldSite(address="d")])
    assert len({*(one.pk for one in first), saved.pk, last.pk}) == 4
    assert first[1].pk < saved.pk < last.pk
    assert OldSite.objects.get(address="d") == last


def test_reserved_keys_are_given_once(editions):
    with transaction.atomic():
        keys = reserved(OldSite, 3)
        create_many(OldSite(pk=key, address=str(key)) for key in keys)
        assert not set(keys) & set(reserved(OldSite, 2))


def test_what_is_stored_as_it_is_keeps_its_moments(editions):
    story = Story.objects.create(working_title="A bridge")
    article = Article(story=story, edition_id="en", title="x", slug="x", created_at=LONG_AGO, updated_at=LONG_AGO)
    create_many([article], as_is={"created_at", "updated_at"})
    assert values(article)["created_at"] == values(article)["updated_at"] == LONG_AGO


def test_rows_that_are_there_are_left_out_or_written_anew(editions):
    story, person = Story.objects.create(working_title="A bridge"), Person.objects.create(name_en="Mira Stone")
    credit = {"story": story, "person": person, "position": 0}
    create_many([Credit(**credit)], ignore_conflicts=True)
    create_many([Credit(**credit), Credit(**credit, edition_id="fa")], ignore_conflicts=True)
    assert Credit.objects.count() == 2
    told = {"host": "old.example.org", "old_path": "/a/", "key": "k", "new_key": ""}
    for new in ("/en/a/", "/en/b/"):
        create_many([Redirect(**told, new_path=new)], unique=["key", "host"], update=["new_path"])
    assert [row.new_path for row in Redirect.objects.all()] == ["/en/b/"]


def test_what_breaks_a_rule_of_the_table_is_refused(editions):
    site, run = OldSite.objects.create(address="a"), ImportRun.objects.create()
    told = {"site": site, "kind": "item", "key": "1", "run": run}
    with pytest.raises(IntegrityError), transaction.atomic():
        create_many([Origin(**told, links=["/?p=2"]), Origin(**told)])
    assert not Origin.objects.exists()


def test_changed_rows_are_written_as_they_stand(editions):
    site, run = OldSite.objects.create(address="a"), ImportRun.objects.create()
    rows = create_many(Origin(site=site, kind="item", key=str(number)) for number in range(3))
    for row in rows[:2]:
        row.links, row.has_links, row.stood, row.run, row.digest = ["/?p=2"], True, "x", run, "not this"
    update_many(rows[:2], ["run", "links", "has_links", "stood"])
    names = ("links", "has_links", "stood", "run", "digest")
    changed = (["/?p=2"], True, "x", run.pk, "")
    assert list(Origin.objects.order_by("pk").values_list(*names)) == [changed, changed, ([], False, "", None, "")]
