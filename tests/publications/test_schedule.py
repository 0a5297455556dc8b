"""Releases stand in the desk's calendar, in the lane of each edition that takes part."""

from datetime import UTC, date, datetime

from articles.schedule import entries_between
from publications.enums import ReleaseState
from publications.models import Release, ReleaseItem
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.publications import make_issue

FIRST, LAST = date(2190, 3, 1), date(2190, 3, 31)
# The next day in Tehran.
INSTANT = datetime(2190, 3, 10, 22, 30, tzinfo=UTC)


def test_release_is_in_the_lanes_of_its_editions_on_their_own_day(editions):
    release = Release.objects.create(name="Spring", goes_live_at=INSTANT)
    for code in ("en", "fa"):
        ReleaseItem.objects.create(release=release, article=make_article(edition=code, published=False))
    issue = make_issue(editions=["sq"]).texts.get()
    ReleaseItem.objects.create(release=release, issue=issue)
    user = make_user(role="editor", editions=["fa", "sq"])
    entries = entries_between(FIRST, LAST, editions.values(), user)
    assert [(one.kind, one.edition.code, one.day, one.title) for one in entries] == [
        ("release", "fa", date(2190, 3, 11), "Spring"),
        ("release", "sq", date(2190, 3, 10), "Spring"),
    ]


def test_what_is_released_or_cancelled_is_not_to_come(editions):
    for state in (ReleaseState.DONE, ReleaseState.CANCELLED):
        release = Release.objects.create(name="x", goes_live_at=INSTANT, state=state)
        ReleaseItem.objects.create(release=release, article=make_article(published=False))
    assert entries_between(FIRST, LAST, editions.values(), make_user(role="admin")) == []
