"""Sites that were moved in one after the other are joined: by pairs that are offered, or by a table."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.joining.offers import open_pairs
from articles.models import Article, Story
from delivery.models import Redirect
from seeds.factories.articles import make_article, make_category
from seeds.factories.media import make_image
from wordpress.joining.here import likely_pairs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def run(*arguments: object) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("join_editions", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def told_apart() -> list[Article]:
    """A story in two languages as two sites had it, and one that is another."""
    picture, moment = make_image(), timezone.now() - timedelta(days=3)
    english = make_article(edition="en", image=picture, published_at=moment, slug="old-garden")
    persian = make_article(edition="fa", image=picture, published_at=moment, slug="باغ")
    Redirect.objects.create(old_path="/?p=7", new_path=english.get_absolute_url())
    Redirect.objects.create(old_path="/?p=8", new_path=persian.get_absolute_url())
    return [english, persian, make_article(edition="fa", published_at=moment - timedelta(days=90))]


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_likely_pairs_wait_at_the_desk(told_apart):
    out, _err = run()
    pair = open_pairs().get()
    assert {pair.one, pair.other} == set(told_apart[:2])
    assert pair.is_strong
    assert "1 likely" in out


def test_a_picture_in_the_text_counts_where_the_story_has_none():
    picture = make_image()
    body = f'<figure class="picture" data-image="{picture.pk}"></figure>'
    moment = timezone.now()
    for code in ("en", "sq"):
        make_article(edition=code, body=body, published_at=moment)
    assert len(likely_pairs()) == 1


def test_articles_of_one_story_are_not_offered():
    picture = make_image()
    english = make_article(edition="en", image=picture)
    make_article(edition="fa", story=english.story)
    assert likely_pairs() == []


def test_what_is_written_joins_when_it_is_read_again(told_apart, tmp_path):
    path = tmp_path / "table.csv"
    run("--write", path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 2
    assert "the same picture" in lines[1]["why"]
    assert lines[1]["fa"].endswith("/")
    assert lines[1]["en: title"] == told_apart[0].title
    out, err = run("--read", path)
    assert ("1 joined" in out, err) == (True, "")
    assert Story.objects.count() == 2
    assert "0 joined, 1 were one already" in run("--read", path)[0]


@pytest.mark.parametrize(
    ("english", "persian"), [("7", "8"), ("old-garden", "باغ"), ("/?p=7", "https://old.example.org/?p=8")]
)
def test_old_numbers_and_addresses_name_articles(told_apart, tmp_path, english, persian):
    run("--read", table(tmp_path, "en,fa", f"{english},{persian}"))
    assert Article.objects.get(pk=told_apart[0].pk).story == Article.objects.get(pk=told_apart[1].pk).story


def test_trying_changes_nothing(told_apart, tmp_path):
    out, _err = run("--read", table(tmp_path, "en,fa", "7,8"), "--dry-run")
    assert "1 would be joined" in out
    assert Story.objects.count() == 3


def test_what_cannot_be_joined_is_named_by_its_line_and_the_rest_is(told_apart, tmp_path):
    other = make_article(edition="en", slug="second")
    make_article(edition="fa", story=other.story, slug="second-fa")
    out, err = run("--read", table(tmp_path, "en,fa", "second,8", "nothing,8", "7,8"))
    assert "Line 2: Both stories have an article in" in err
    assert "Line 3:" in err
    assert "1 joined" in out


def test_categories_of_one_language_each_are_joined_where_that_is_asked_for(told_apart, tmp_path):
    culture, farhang = make_category(editions=["en"]), make_category(editions=["fa"])
    Story.objects.filter(articles=told_apart[0]).update(category=culture)
    Story.objects.filter(articles=told_apart[1]).update(category=farhang)
    path = table(tmp_path, "en,fa", "7,8")
    assert "Line 2:" in run("--read", path)[1]
    assert "1 joined" in run("--read", path, "--join-categories")[0]


def test_a_file_that_is_no_table_is_refused_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="two editions"):
        run("--read", table(tmp_path, "nothing"))
    with pytest.raises(CommandError, match="cannot be read"):
        run("--read", tmp_path / "gone.csv")
