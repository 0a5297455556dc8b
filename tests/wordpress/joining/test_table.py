"""A matching table is written for a person, corrected in a spreadsheet, and read again."""

import io
from pathlib import Path

import pytest

from wordpress.joining.table import Finder, Listed, TableError, in_lines, match, read_table, write_table

CODES = ("en", "ar", "fa", "sq")


def table(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.fixture
def finder() -> Finder:
    found = Finder()
    for code, number, slug in (("en", 7, "old-garden"), ("fa", 8, "باغ-کهن"), ("fa", 9, "twice"), ("fa", 10, "twice")):
        addresses = [f"https://{code}.example.org/2012/03/{slug}/", f"https://{code}.example.org/?p={number}"]
        found.add(f"{code}{number}", edition=code, number=number, slug=slug, addresses=addresses)
    return found


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_as_spreadsheets_write_it(tmp_path, finder, separator, encoding):
    content = separator.join(("title", "en", "fa_IR")) + "\r\n" + separator.join(('"a, b"', "7", "8")) + "\r\n"
    rows = read_table(table(tmp_path, content, encoding), CODES)
    assert match(rows, finder).stories == [("en7", "fa8")]


@pytest.mark.parametrize(
    "cell",
    [
        "8", "#8", "https://fa.example.org/?p=8", "/?p=8", "http://fa.example.org/2012/03/باغ-کهن",
        "/2012/03/%D8%A8%D8%A7%D8%BA-%DA%A9%D9%87%D9%86/", "باغ-کهن", " 8 ",
    ],
)  # fmt: skip
def test_an_article_is_named_by_number_address_path_or_slug(finder, cell):
    assert finder.find(cell, "fa") == ["fa8"]
    assert finder.find(cell, "en") == []


def test_cells_that_mean_nothing_or_two_things_are_named_with_their_line(tmp_path, finder):
    rows = read_table(table(tmp_path, "en,fa,ar\n7,8,nothing\n7,twice,\n7,,\n"), CODES)
    matched = match(rows, finder)
    assert matched.stories == [("en7", "fa8")]
    assert [(problem.line, "several" in problem.reason) for problem in matched.problems] == [(2, False), (3, True)]
    assert "nothing" in matched.problems[0].reason


@pytest.mark.parametrize(
    ("content", "encoding", "reason"),
    [
        ("title,words\na,b\n", "utf-8", "two editions"),
        ("", "utf-8", "two editions"),
        ("en,fa,en\n", "utf-8", "Two columns"),
        ("en,fa\n1,باغ\n", "cp1256", "UTF-8"),
        ("PK\x00\x03", "utf-8", "program"),
        ('en,fa\n1,"' + "x" * 200_000 + '"\n', "utf-8", "Line"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, content, encoding, reason):
    with pytest.raises(TableError, match=reason):
        read_table(table(tmp_path, content, encoding), CODES)


def test_what_is_written_is_read_again(tmp_path, finder):
    listed = {
        "en7": Listed("en7", "en", "https://en.example.org/?p=7", "=An old garden", "2012-03-05"),
        "fa8": Listed("fa8", "fa", "https://fa.example.org/?p=8", "باغ کهن", "2012-03-06"),
        "fa9": Listed("fa9", "fa", "https://fa.example.org/?p=9", "تنها", "2011-01-01"),
    }
    lines = [(line, "the same picture") for line in in_lines(listed, [("en7", "fa8")])]
    assert [[article.key for article in line] for line, _why in lines] == [["fa9"], ["en7", "fa8"]]
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        write_table(file, lines, CODES)
    content = path.read_text(encoding="utf-8-sig")
    assert "'=An old garden" in content
    assert match(read_table(path, CODES), finder).stories == [("en7", "fa8")]


def test_lines_never_hold_two_articles_of_one_edition():
    listed = {key: Listed(key, key[:2], "", "") for key in ("en1", "fa1", "fa2")}
    lines = list(in_lines(listed, [("en1", "fa1"), ("en1", "fa2"), ("en1", "gone")]))
    assert [[article.key for article in line] for line in lines] == [["en1", "fa1"], ["fa2"]]


def test_an_empty_table_has_its_headings():
    file = io.StringIO()
    write_table(file, [], CODES)
    assert file.getvalue().startswith("\ufeffday,en,ar,fa,sq,")
