"""The demo's words refer to nothing that is not there."""

import re

import pytest

from editions.richtext.plain import plain_text
from seeds.loading import texts
from seeds.loading.drawing import draw, jobs_of
from seeds.loading.stories import CORRECTIONS, UNUSUAL

PLAN = texts.plan()
STORIES = {story["key"]: story for story in PLAN["stories"]}
REFERENCE = re.compile(r'data-image="([^"]*)"')


def told_in(code: str) -> list[str]:
    return [key for key, story in STORIES.items() if code in story["editions"]]


@pytest.mark.parametrize("code", texts.CODES)
def test_every_story_of_the_plan_has_its_words_and_no_file_is_left_over(code):
    files = {path.stem for path in (texts.CONTENT / code / "stories").glob("*.html")}
    assert files == set(told_in(code))


@pytest.mark.parametrize("code", texts.CODES)
def test_texts_have_what_a_page_shows_of_them(code):
    for key in told_in(code):
        text = texts.story(code, key)
        assert text.title, key
        assert text.standfirst, key
        # Some are very short on purpose; none is empty.
        assert len(plain_text(text.body)) > 100, key
        assert not STORIES[key]["pictures"] or text.picture_alt, key


@pytest.mark.parametrize("code", texts.CODES)
def test_pictures_within_texts_are_those_that_are_drawn(code):
    for key in told_in(code):
        expected = [f"{key}-2"] if STORIES[key]["pictures"] == 2 else []
        assert REFERENCE.findall(texts.story(code, key).body) == expected, key


@pytest.mark.parametrize("code", texts.CODES)
def test_entries_of_issues_name_stories_of_their_edition(code):
    for series, issues in texts.site(code)["issues"].items():
        for number, issue in issues.items():
            # An issue that another edition has composed has none of its own.
            for entry in issue.get("entries", []):
                assert entry.get("heading") or entry.get("section") or entry["story"] in told_in(code), (series, number)
                assert "story" not in entry or entry["story"] in STORIES, (series, number)


@pytest.mark.parametrize("code", texts.CODES)
def test_translators_are_people_of_the_plan(code):
    named = {texts.story(code, key).translator for key in told_in(code)} - {""}
    assert named <= set(PLAN["people"])


def test_stories_name_people_categories_and_topics_of_the_plan():
    for key, story in STORIES.items():
        assert story["original"] in story["editions"], key
        assert story["category"] in PLAN["categories"]["keys"], key
        assert set(story["topics"]) <= set(PLAN["topics"]["keys"]), key
        assert {story["author"], story.get("source", story["author"])} <= set(PLAN["people"]), key


def test_what_is_not_live_exists_and_stands_in_no_issue():
    for code, key in UNUSUAL:
        entries = [
            entry
            for issues in texts.site(code)["issues"].values()
            for issue in issues.values()
            for entry in issue.get("entries", [])
        ]
        assert key in told_in(code)
        assert key not in {entry.get("story") for entry in entries}
    assert all(key in told_in(code) for code, key in CORRECTIONS)


def test_every_way_of_drawing_gives_a_jpeg_and_the_same_one_again():
    one_of_each = {function: (name, function, arguments) for name, function, arguments in jobs_of(PLAN)}
    for job in one_of_each.values():
        _name, content = draw(job)
        assert content.startswith(b"\xff\xd8"), job
    last = one_of_each["draw_portrait"]
    assert draw(last) == draw(last)
