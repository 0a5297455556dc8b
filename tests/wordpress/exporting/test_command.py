"""What `export_wordpress` writes, refuses and leaves behind."""

import gzip
import io
import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.enums import CreditRole
from articles.models import Article
from editions.enums import State
from readers.enums import CommentState
from seeds.factories import (
    make_article,
    make_category,
    make_comment,
    make_credit,
    make_image,
    make_media_item,
    make_person,
    make_story,
)
from wordpress.exporting import running
from wordpress.exporting.scope import CHUNK
from wordpress.exporting.texts import Room
from wordpress.importing.destinations import read_mapping
from wordpress.wxr.items import Author, Item, Term
from wordpress.wxr.reader import Broken, Export

pytestmark = pytest.mark.django_db


def run(path: Path, *codes: str, **options) -> str:
    out = io.StringIO()
    call_command("export_wordpress", path, edition=list(codes), stdout=out, **options)
    return out.getvalue()


def items(path: Path, kind: str = "post") -> list[Item]:
    return [thing for thing in Export(path) if isinstance(thing, Item) and thing.kind == kind]


def told(item: Item) -> dict:
    return json.loads(item.meta_of("_nejat"))


def test_file_is_whole_well_formed_and_its_owners_alone(editions, tmp_path):
    make_article(title="A ]]> title & \x0b <more>")
    path = tmp_path / "site.xml"
    out = run(path, "en")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [thing for thing in Export(path) if isinstance(thing, Broken)] == []
    (item,) = items(path)
    assert item.title == "A ]]&gt; title &amp;  &lt;more&gt;".replace("  ", " ")
    assert "post" in out
    assert os.listdir(tmp_path) == ["site.xml"]


def test_file_is_packed_when_its_name_says_so_and_the_same_each_time(editions, tmp_path):
    make_article(title="One")
    run(tmp_path / "site.xml", "en")
    run(tmp_path / "site.xml.gz", "en")
    plain, packed = (tmp_path / "site.xml").read_bytes(), gzip.decompress((tmp_path / "site.xml.gz").read_bytes())
    moment = re.compile(rb"<pubDate>.*?</pubDate>\n<language>")
    assert moment.sub(b"", packed) == moment.sub(b"", plain)
    assert [one.title for one in items(tmp_path / "site.xml.gz")] == ["One"]


@pytest.mark.parametrize(
    ("name", "codes", "said"),
    [
        ("site.xml", ["de"], "There is no edition “de”. There are: en, ar, fa, sq."),
        ("site.xml", [], "Say which"),
        ("nowhere/site.xml", ["en"], "nowhere is no folder."),
        ("", ["en"], "is a folder; name a file in it."),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(editions, tmp_path, name, codes, said):
    with pytest.raises(CommandError) as refused:
        run(tmp_path / name if name else tmp_path, *codes)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert os.listdir(tmp_path) == []


def test_full_disk_is_said_and_leaves_what_was_there(editions, tmp_path):
    make_article()
    path = tmp_path / "site.xml"
    path.write_text("the last one")
    # Where a file may not grow beyond so many bytes, writing fails in its middle.
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); sys.path.insert(0, '.');"
        "from wordpress.exporting.outfile import whole_file; from pathlib import Path\n"
        f"with whole_file(Path({str(path)!r})) as file: file.write('x' * 5000)"
    )
    failed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "File too large" in failed.stderr
    assert path.read_text() == "the last one"
    assert os.listdir(tmp_path) == ["site.xml"]


def test_device_keeps_its_place(editions, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(CommandError, match="is no ordinary file"):
        run(pipe, "en")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_folder_that_may_not_be_written_to_is_said(editions, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run(Path("/proc/site.xml"), "en")


def test_broken_off_it_leaves_what_was_there_and_nothing_by_half(editions, tmp_path, monkeypatch):
    for _number in range(3):
        make_article()
    path = tmp_path / "site.xml"
    run(path, "en")
    before = path.read_bytes()

    def interrupted(self, *told):
        raise KeyboardInterrupt

    monkeypatch.setattr(Room, "body", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(path, "en")
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["site.xml"]


def test_states_are_those_of_wordpress(editions, tmp_path):
    make_article(title="Live")
    make_article(title="To come", published_at=datetime(2095, 1, 1, tzinfo=UTC))
    make_article(title="Draft", published=False)
    make_article(title="In review", published=False, stage="review")
    make_article(title="Gone", state=State.WITHDRAWN)
    run(tmp_path / "site.xml", "en")
    assert {one.title: one.status for one in items(tmp_path / "site.xml")} == {
        "Live": "publish", "To come": "future", "Draft": "draft", "In review": "pending", "Gone": "private",
    }  # fmt: skip


def test_moments_are_written_by_the_clock_of_the_edition_and_in_utc(editions, tmp_path):
    make_article(edition="fa", published_at=datetime(2024, 1, 1, 22, 30, 5, tzinfo=UTC))
    run(tmp_path / "site.xml", "fa")
    text = (tmp_path / "site.xml").read_text()
    assert "<wp:post_date><![CDATA[2024-01-02 02:00:05]]>" in text
    assert "<wp:post_date_gmt><![CDATA[2024-01-01 22:30:05]]>" in text
    assert "<pubDate>Mon, 01 Jan 2024 22:30:05 +0000</pubDate>" in text


def test_addresses_of_other_scripts_are_percent_encoded(editions, tmp_path):
    make_article(edition="fa", title="باغ کتاب")
    run(tmp_path / "site.xml", "fa")
    assert (
        "<wp:post_name><![CDATA[%d8%a8%d8%a7%d8%ba-%da%a9%d8%aa%d8%a7%d8%a8]]>" in (tmp_path / "site.xml").read_text()
    )
    assert items(tmp_path / "site.xml")[0].slug == "باغ-کتاب"


def test_people_are_authors_without_addresses_and_accounts_stand_in(editions, admin_user, tmp_path):
    mira = make_person(name="Mira Stone")
    make_article(title="Hers", authors=[mira])
    make_article(title="Nobody's", created_by=admin_user)
    source = make_article(title="From elsewhere")
    make_credit(story=source.story, person=make_person(name="The Courier"), role=CreditRole.SOURCE)
    run(tmp_path / "site.xml", "en")
    authors = {one.login: one for one in Export(tmp_path / "site.xml") if isinstance(one, Author)}
    assert {login: one.name for login, one in authors.items()} == {
        "mira-stone": "Mira Stone", "the-courier": "The Courier", "admin": "admin",
    }  # fmt: skip
    assert {one.email for one in authors.values()} == {""}
    written = {one.title: one for one in items(tmp_path / "site.xml")}
    assert written["Hers"].author == "mira-stone"
    assert written["Nobody's"].author == "admin"
    assert told(written["From elsewhere"])["credits"][0]["login"] == "the-courier"
    # Readers of WordPress see whose it is.
    assert "Source: <bdi>The Courier</bdi>" in written["From elsewhere"].body


def test_comments_keep_threads_states_and_the_addresses_that_are_needed(editions, tmp_path):
    article = make_article()
    first = make_comment(article=article, email="first@example.org", text="1 < 2 & so on")
    make_comment(parent=first, article=article, email="second@example.org")
    make_comment(article=article, state=CommentState.HELD, email="third@example.org")
    make_comment(article=article, state=CommentState.SPAM, email="spam@example.org")
    run(tmp_path / "site.xml", "en")
    comments = items(tmp_path / "site.xml")[0].comments
    assert [(one.approved, one.email) for one in comments] == [
        ("1", "first@example.org"), ("0", "third@example.org"), ("spam", ""), ("1", "second@example.org"),
    ]  # fmt: skip
    assert comments[3].parent == comments[0].number
    assert comments[0].body == "1 &lt; 2 &amp; so on"
    run(tmp_path / "site.xml", "en", without_addresses=True)
    assert "@example.org" not in (tmp_path / "site.xml").read_text()


def test_mapping_beside_it_says_where_its_categories_go(editions, tmp_path):
    make_category(name="Cartoons", editions=["en"])
    make_media_item(kind="cartoons", editions=["en", "fa"])
    run(tmp_path / "site.xml", "en", "fa", mapping=tmp_path / "map.toml")
    mapping = read_mapping(tmp_path / "map.toml")
    # A category of ours has the address already.
    assert {slug: goal.place for slug, goal in mapping.categories.items()} == {
        "cartoons-en": "cartoons", "cartoons-fa": "cartoons",
    }  # fmt: skip
    goals = {one.terms_of("category")[0].slug for one in items(tmp_path / "site.xml")}
    assert goals == set(mapping.categories)


def test_files_come_before_what_refers_to_them_with_full_addresses(editions, files_dir, tmp_path):
    image = make_image(alt_en="A bridge", caption_en="The old bridge", credit_en="Mira Stone")
    make_article(image=image)
    run(tmp_path / "site.xml", "en")
    things = [thing for thing in Export(tmp_path / "site.xml") if isinstance(thing, Item)]
    assert [one.kind for one in things] == ["attachment", "post"]
    assert things[1].meta_of("_thumbnail_id") == str(things[0].number)
    assert things[0].attachment_url == f"http://127.0.0.1:8000/files/{image.file.name}"
    assert things[0].meta_of("_wp_attachment_image_alt") == "A bridge"
    assert things[0].excerpt == "The old bridge"


def test_editions_of_a_story_are_joined_as_polylang_does_it_even_in_files_of_their_own(editions, tmp_path):
    story = make_story()
    for code in ("en", "fa"):
        make_article(story=story, edition=code)
    run(tmp_path / "en.xml", "en")
    run(tmp_path / "fa.xml", "fa")
    groups = [
        {thing.slug: thing.description for thing in Export(tmp_path / name) if isinstance(thing, Term)
         and thing.taxonomy == "post_translations"}
        for name in ("en.xml", "fa.xml")
    ]  # fmt: skip
    assert len(groups[0]) == 1
    assert groups[0] == groups[1]


def test_a_large_site_is_written_in_bounded_memory_and_few_queries(editions, tmp_path):
    story_rows = [make_story() for _number in range(2 * CHUNK + 50)]
    Article.objects.bulk_create(
        Article(story=story, edition_id="en", title=f"Article {number}", slug=f"a-{number}", body="<p>Words.</p>")
        for number, story in enumerate(story_rows)
    )
    held = most = 0
    items_of = running._all

    def counted(room):
        nonlocal held, most
        for kind, some in items_of(room):
            held = len(some)
            most = max(most, held)
            yield kind, some

    running._all = counted
    try:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            run(tmp_path / "site.xml", "en")
    finally:
        running._all = items_of
    assert len(items(tmp_path / "site.xml")) == 2 * CHUNK + 50
    # As many articles are held at once as a batch has, and each batch costs the same few queries.
    assert most == CHUNK
    assert len(queries) < 110
