"""What a search finds, whatever the spelling: the table of meetings, through the index of the database in use."""

import pytest

from search.finding import Search
from search.query import read_query
from seeds.factories import make_article
from tests.search.meetings import MEET, MISS

pytestmark = pytest.mark.django_db


def finds(code: str, text: str, typed: str) -> bool:
    article = make_article(edition=code, title="Untitled 7351", standfirst="", body=f"<p>{text}</p>")
    query = read_query(typed, code)
    return [entry.key for entry in Search(query, code).page().rows] == [article.pk]


@pytest.mark.parametrize(("code", "text", "typed"), MEET)
def test_spellings_that_mean_the_same_meet(code: str, text: str, typed: str):
    assert finds(code, text, typed)


@pytest.mark.parametrize(("code", "text", "typed"), MISS)
def test_words_that_differ_do_not_meet(code: str, text: str, typed: str):
    assert not finds(code, text, typed)


def test_the_tables_are_as_large_as_promised():
    assert len(set(MEET)) >= 40
    assert len(set(MISS)) >= 15
    assert {code for code, *_ in MEET} == {code for code, *_ in MISS} == {"en", "ar", "fa", "sq"}
