"""What the front page asks of publications."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publications.issues import issue_address
from publications.models import IssueEdition
from publications.queries import latest_issue
from seeds.factories import make_article, make_image, make_issue, make_series

pytestmark = pytest.mark.django_db


def test_latest_issue_comes_in_two_queries_with_five_headings(editions, files_dir, django_assert_max_num_queries):
    articles = [make_article() for _ in range(7)]
    series = make_series(name="Pars Brief")
    old = make_issue(series=series, number=9)
    IssueEdition.objects.filter(issue=old).update(published_at=timezone.now() - timedelta(days=3))
    make_issue(series=series, number=2, articles=articles, cover=make_image(), with_pdf=True)
    with django_assert_max_num_queries(2):
        issue = latest_issue("en")
        assert issue.number == 2
        assert issue.series == "Pars Brief"
        assert issue.cover.width
        assert [line.heading for line in issue.lines] == [article.title for article in articles[:5]]
        assert issue.document.address.endswith(".pdf")
        assert issue.document.size > 100


def test_no_issue_is_no_error(editions):
    assert latest_issue("fa") is None


def test_issue_of_a_series_without_a_name_is_not_the_latest(editions):
    make_issue(series=make_series(editions=["fa"]), editions=["en"])
    assert latest_issue("en") is None


def test_issue_under_a_list_of_books_is_listed_nowhere_since_it_has_no_page(client, editions):
    """The desk refuses it; one may have been filed there before."""
    make_issue(series=make_series(kind="books", slug="books"), editions=["en"], title="Astray")
    assert latest_issue("en") is None
    number = IssueEdition.objects.get().pk
    for path in ("/en/", "/en/publications/", f"/sitemap/en/issues-{number}.xml"):
        assert "Astray" not in client.get(path).content.decode()
    assert issue_address(number) is None
