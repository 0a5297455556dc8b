"""Redirects in and out as CSV."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from delivery.models import Origin, Redirect
from delivery.redirects.files import BadLinesError, lines_of_file, take_file
from delivery.services import Move, moved_to, remember


def rows() -> set[tuple[str, str, str]]:
    return set(Redirect.objects.values_list("host", "old_path", "new_path"))


def take(text: str) -> int:
    return take_file(io.StringIO(text)).changed


def refused(text: str) -> dict[int, str]:
    with pytest.raises(BadLinesError) as error:
        take(text)
    return {line.number: line.reason for line in error.value.lines}


def test_file_is_taken_with_hosts_queries_and_what_is_gone(db):
    changed = take(
        "old,new,status\n"
        "/a/,/en/a/,301\n"
        "\n"
        "/?p=12,https://other.example/b/,\n"
        "https://www.old.example/?p=12,/en/b/,308\n"
        "/gone/,,410\n"
        "/also-gone/,,\n"
        "/باغ/,/fa/باغ/,301\n"
    )
    assert changed == 6
    assert rows() == {
        ("", "/a/", "/en/a/"),
        ("", "/?p=12", "https://other.example/b/"),
        ("old.example", "/?p=12", "/en/b/"),
        ("", "/gone/", ""),
        ("", "/also-gone/", ""),
        ("", "/%D8%A8%D8%A7%D8%BA/", "/fa/%D8%A8%D8%A7%D8%BA/"),
    }
    assert set(Redirect.objects.values_list("origin", flat=True)) == {Origin.FILE}


@pytest.mark.parametrize(
    "text",
    [
        "/a/,/b/\n",
        "\ufeffsource;target\n/a/;/b/\n",
        "target\tsource\tregex\n/b/\t/a/\t0\n",
        '"old","new"\r\n"/a/","/b/"\r\n',
    ],
)
def test_other_programs_files_are_understood(db, text: str):
    take(text)
    assert rows() == {("", "/a/", "/b/")}


def test_bad_lines_are_named_and_nothing_is_kept(db):
    found = refused(
        "old,new,status\n/a/,/b/,301\nb,/c/,301\n/c/,d,301\n/d/,/e/,200\n/e/,,301\n/f/,/g/,410\n"
        "/h/,/h/,301\n/admin/,/x/,301\n/a/,/other/,301\n,,\n"
    )
    assert sorted(found) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert "Line 2" in found[10]
    assert not rows()


def test_patterns_are_refused(db):
    assert list(refused("source,target,regex\n/a/(.*),/b/$1,1\n")) == [2]


def test_circles_within_a_file_are_named(db):
    assert sorted(refused("/a/,/b/\n/b/,/c/\n/c/,/a/\n/x/,/a/\n")) == [1, 2, 3, 4]


@pytest.mark.parametrize("text", ["/a/,/b/\n/b/,/c/\n", "/b/,/c/\n/a/,/b/\n"])
def test_chains_within_a_file_are_led_straight_on_whatever_their_order(db, text: str):
    take(text)
    assert rows() == {("", "/a/", "/c/"), ("", "/b/", "/c/")}


def test_what_leads_to_an_address_that_has_moved_is_led_on(db):
    remember(moves=[Move("", "/b/", "/c/")])
    take("/a/,/b/\n")
    assert moved_to("/a/") == "/c/"


def test_file_that_turns_a_redirect_round_is_believed(db):
    remember(moves=[Move("", "/b/", "/a/")])
    take("/a/,/b/\n")
    assert rows() == {("", "/a/", "/b/")}


def test_what_goes_out_comes_in_again_as_it_was(db, tmp_path: Path):
    moves = [Move("old.example", "/?p=1", "/en/a/"), Move("", "/b,c/", ""), Move("", "/en/Big/", "/en/big/")]
    remember(moves=moves)
    file = tmp_path / "redirects.csv"
    call_command("export_redirects", str(file))
    before = rows()
    Redirect.objects.all().delete()
    out = io.StringIO()
    call_command("import_redirects", str(file), stdout=out)
    assert "3 redirects kept, 3 of them new or changed" in out.getvalue()
    assert rows() == before
    assert take(file.read_text(encoding="utf-8")) == 0


def test_command_names_bad_lines_and_writes_nothing_on_trial(db, tmp_path: Path):
    file = tmp_path / "bad.csv"
    file.write_text("/a/,/b/\nnonsense\n", encoding="utf-8")
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 bad lines; nothing was taken"):
        call_command("import_redirects", str(file), stderr=errors)
    assert f"{file}:2: " in errors.getvalue()
    file.write_text("/a/,/b/\n", encoding="utf-8")
    call_command("import_redirects", str(file), "--dry-run", stdout=io.StringIO())
    assert not rows()
    file.write_bytes(b"/a/,/b/\n/\xff/,/c/\n")
    with pytest.raises(CommandError):
        call_command("import_redirects", str(file), stderr=io.StringIO())
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_redirects", str(tmp_path / "none.csv"))


@pytest.mark.timeout(300)
def test_a_hundred_thousand_lines_go_in_and_out(db):
    text = "".join(f"/2012/03/title-{number}/,/en/articles/title-{number}/,301\n" for number in range(100_000))
    assert take(text) == 100_000
    assert sum(1 for _line in lines_of_file()) == 100_001
