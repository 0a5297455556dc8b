"""Exports are read as a stream; what is broken is named, and the rest goes on."""

import gzip
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.wordpress.exports import HEAD, HOME, TAIL, author, category, comment, export, item, meta, term
from wordpress.wxr.items import Author, Item, Site, Term
from wordpress.wxr.opening import NotAnExportError
from wordpress.wxr.reader import Broken, Export


def read(text: str | bytes, tmp_path: Path, **told) -> list:
    path = tmp_path / "export.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(Export(path, **told))


def of(kind: type, things: list) -> list:
    return [thing for thing in things if isinstance(thing, kind)]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_gives_its_site_people_terms_and_items(version, tmp_path):
    text = export(
        author("mira", "Mira"),
        category("news", "News", parent="all", number=4),
        term("post_tag", "tea"),
        item(7, "A title", "<p>Words</p>", comment(3, parent=1), meta("_k", "v"), terms=[("category", "news", "News")]),
        version=version,
    )
    things = read(text, tmp_path)
    assert of(Site, things) == [Site("An old site", HOME, HOME, "en", version)]
    assert of(Author, things) == [Author(1, "mira", "Mira")]
    assert [(one.taxonomy, one.slug, one.parent) for one in of(Term, things)] == [
        ("category", "news", "all"),
        ("post_tag", "tea", ""),
    ]
    (one,) = of(Item, things)
    assert (one.number, one.kind, one.title, one.body) == (7, "post", "A title", "<p>Words</p>")
    assert one.date == datetime(2020, 3, 1, 10, tzinfo=UTC)
    assert one.meta_of("_k") == "v"
    assert [ref.slug for ref in one.terms_of("category")] == ["news"]
    assert [(one.number, one.parent) for one in one.comments] == [(3, 1)]


def test_addresses_are_decoded(tmp_path):
    (one,) = of(Item, read(export(item(1, slug="%d8%b3%d9%84%d8%a7%d9%85")), tmp_path))
    assert one.slug == "سلام"


def test_moment_without_zone_is_one_of_the_zone_of_the_site(tmp_path):
    text = export(item(1, date="0000-00-00 00:00:00", local="2020-07-01 12:00:00"))
    text = text.replace("<pubDate>", "<!-- ")
    (one,) = of(Item, read(text, tmp_path, zone=ZoneInfo("Asia/Tehran")))
    assert one.date == datetime(2020, 7, 1, 7, 30, tzinfo=UTC)


def test_packed_export_is_unpacked(tmp_path):
    path = tmp_path / "export.xml.gz"
    path.write_bytes(gzip.compress(export(item(1), item(2)).encode()))
    assert [one.number for one in Export(path) if isinstance(one, Item)] == [1, 2]


def test_marks_within_cdata_end_no_item(tmp_path):
    body = "How RSS looks: <item><title>x</title></item> and <!-- more --> ]]> still here"
    (one,) = of(Item, read(export(item(1, body=body)), tmp_path))
    assert one.body == body


def test_malformed_item_is_named_and_the_others_are_read(tmp_path):
    broken = item(2, "The broken one").replace("</wp:status>", "</wp:stat>")
    things = read(export(item(1), broken, item(3)), tmp_path)
    assert [one.number for one in of(Item, things)] == [1, 3]
    (one,) = of(Broken, things)
    assert (one.what, one.number, one.kind, one.title) == ("item", 2, "post", "The broken one")
    assert "mismatched tag" in one.reason


def test_section_that_is_not_closed_spoils_its_own_item_only(tmp_path):
    broken = item(2, "Open").replace("Some words.</p>]]>", "Some words.</p>")
    things = read(export(item(1), broken, item(3), item(4)), tmp_path)
    assert [one.number for one in of(Item, things)] == [1, 3, 4]
    assert [one.number for one in of(Broken, things)] == [2]


def test_references_of_html_and_bare_ampersands_are_read_as_they_are_meant(tmp_path):
    text = export(item(1)).replace("<title><![CDATA[Post 1]]></title>", "<title>Tea &amp; milk&nbsp;& sugar</title>")
    (one,) = of(Item, read(text, tmp_path))
    assert one.title == "Tea & milk\u00a0& sugar"


def test_control_characters_are_left_out_and_counted(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(export(item(1, "Bell\x07 and \x0bbreak")), encoding="utf-8")
    reading = Export(path)
    (one,) = [thing for thing in reading if isinstance(thing, Item)]
    assert one.title == "Bell and break"
    assert reading.n_controls == 2


def test_bytes_that_are_no_utf_8_spoil_their_own_item_only(tmp_path):
    text = export(item(1), item(2, "Windows"), item(3)).encode()
    things = read(text.replace(b"Windows", b"\xd3\xe1\xc7\xe3"), tmp_path)
    assert [one.number for one in of(Item, things)] == [1, 3]
    (one,) = of(Broken, things)
    assert "UTF-8" in one.reason


def test_other_encodings_are_read_where_the_file_names_them(tmp_path):
    text = export(item(1, "سلام")).replace('encoding="UTF-8"', 'encoding="windows-1256"')
    assert of(Item, read(text.encode("windows-1256"), tmp_path))[0].title == "سلام"
    assert of(Item, read(export(item(1, "سلام")).encode("utf-16"), tmp_path))[0].title == "سلام"


@pytest.mark.parametrize("whole", [item(1), ""])
def test_truncated_file_gives_what_came_before_and_says_so(whole, tmp_path):
    cut = (HEAD.format(version="1.2", home=HOME, title="t") + whole + item(2)[:-60]).encode()
    things = read(cut, tmp_path)
    assert len(of(Item, things)) == bool(whole)
    assert [(one.what, one.number) for one in of(Broken, things)] == [("item", 2), ("file", 0)]


def test_truncated_packed_file_gives_what_came_before_and_says_so(tmp_path):
    path = tmp_path / "export.xml.gz"
    packed = gzip.compress(export(*(item(n, body=str(n) * 4000) for n in range(1, 60))).encode())
    path.write_bytes(packed[: len(packed) // 2])
    things = list(Export(path))
    assert of(Item, things)
    assert of(Broken, things)[-1].what == "file"


def test_item_without_number_gets_the_same_one_each_time(tmp_path):
    text = export(item(1)).replace("<wp:post_id>1</wp:post_id>", "<wp:post_id></wp:post_id>")
    first, second = (of(Item, read(text, tmp_path))[0].number for _time in range(2))
    assert first == second > 1 << 40


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 and so on", "ZIP archive"),
        (b"<html><body>No export</body></html>", "is no export of WordPress"),
        (b'{"posts": []}', "is no export of WordPress"),
        (
            b'<?xml version="1.0"?><rss version="2.0"><channel><item></item></channel></rss>',
            "is no export of WordPress",
        ),
        (b'<?xml version="1.0" encoding="klingon"?><rss>', "nobody knows"),
        (bytes(range(256)) * 9000, "is no export of WordPress"),
    ],
)
def test_file_that_is_no_export_is_refused_in_one_line(content, said, tmp_path):
    with pytest.raises(NotAnExportError) as refused:
        read(content, tmp_path)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(NotAnExportError, match="No such file"):
        list(Export(tmp_path / "nowhere.xml"))


def test_entity_bomb_and_external_entity_are_refused(tmp_path):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>\n<rss'
    with pytest.raises(NotAnExportError, match="DOCTYPE"):
        read(export(item(1, body="&b;")).replace("<rss", bomb, 1), tmp_path)


def test_entities_within_an_item_stay_what_they_are(tmp_path):
    text = export(item(1)).replace("<title><![CDATA[Post 1]]></title>", "<title>&b;&x;</title>")
    assert of(Item, read(text, tmp_path))[0].title == "&b;&x;"


def test_ten_megabytes_in_one_line_are_one_body(tmp_path):
    body = "word " * 2_000_000
    things = read(export(item(1, body=body), item(2)).replace("\n", ""), tmp_path)
    assert [len(one.body) for one in of(Item, things)] == [len(body), len("<p>Some words.</p>")]


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "export.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(version="1.2", home=HOME, title="t"))
        for number in range(1, 3001):
            file.write(item(number, body="<p>Words and words.</p>" * 300))
        file.write(TAIL)
    tracemalloc.start()
    count = sum(isinstance(thing, Item) for thing in Export(path))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3000
    assert path.stat().st_size > 20_000_000
    assert peak < 4_000_000


def test_far_text_before_the_first_item_is_no_export_and_is_not_held(tmp_path):
    path = tmp_path / "export.xml"
    path.write_bytes(b"<rss>" + b" " * 30_000_000)
    tracemalloc.start()
    with pytest.raises(NotAnExportError):
        list(Export(path))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000
