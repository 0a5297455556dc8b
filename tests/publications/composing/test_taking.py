"""One edition's contents become another's: what is mapped, what is missing, what stays untouched."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from publications.composing.taking import ADDED, CHANGED, ORDER, REMOVED, differences, entries_of, fill_gaps, take
from publications.enums import EntryKind
from publications.models import IssueEdition, IssueEntry
from seeds.factories import make_article, make_category, make_issue, make_series, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(editions) -> tuple[IssueEdition, IssueEdition]:
    """An English issue with a lead, a section, two articles of which one is translated, and an own entry; a Persian one
    with nothing inside."""
    story = make_story(category=make_category())
    told, untold = make_article(story=story, edition="en", title="Told"), make_article(edition="en", title="Untold")
    make_article(story=story, edition="fa", title="گفته")
    issue = make_issue(series=make_series(), editions=["en", "fa"])
    english, persian = issue.texts.get(edition="en"), issue.texts.get(edition="fa")
    rows = [
        {"article": told, "is_lead": True},
        {"kind": EntryKind.SECTION, "heading": "Places"},
        {"article": untold},
        {"kind": EntryKind.OWN, "heading": "A letter", "teaser": "From us.", "link": "https://example.org/"},
    ]
    for place, row in enumerate(rows):
        IssueEntry.objects.create(text=english, position=place, **row)
    return english, persian


def told_of(text: IssueEdition) -> list[str]:
    return [f"{entry.kind}:{entry}" if not entry.is_gap else "gap" for entry in entries_of(text)]


def fresh(text: IssueEdition) -> IssueEdition:
    return IssueEdition.objects.get(pk=text.pk)


def test_entries_become_the_editions_own_articles_in_the_same_order(both):
    english, persian = both
    assert take(target=persian, source=english) == 4
    assert told_of(persian) == ["article:گفته", "section:Places", "gap", "own:A letter"]
    entries = entries_of(persian)
    assert [entry.is_lead for entry in entries] == [True, False, False, False]
    assert [entry.is_untranslated for entry in entries] == [False, True, False, True]
    assert entries[3].link == "https://example.org/"
    assert told_of(english)[0] == "article:Told"


def test_after_taking_everything_nothing_differs_and_taking_again_doubles_nothing(both):
    english, persian = both
    take(target=persian, source=english)
    assert differences(fresh(persian), entries_of(english)) == []
    assert take(target=fresh(persian), source=english) == 0
    assert take(target=fresh(persian), source=english, from_start=True) == 0
    assert IssueEntry.objects.filter(text=persian).count() == 4


def test_what_the_edition_has_keeps_its_words_and_its_place(both):
    english, persian = both
    article = Article.objects.get(edition="fa")
    own = IssueEntry.objects.create(text=persian, position=0, kind=EntryKind.OWN, heading="یادداشت")
    IssueEntry.objects.create(text=persian, position=1, article=article, heading="با واژهٔ خود", is_lead=True)
    take(target=persian, source=english)
    assert told_of(persian) == ["own:یادداشت", "article:با واژهٔ خود", "section:Places", "gap", "own:A letter"]
    assert IssueEntry.objects.filter(pk=own.pk, is_untranslated=False).exists()
    assert IssueEntry.objects.filter(text=persian, is_lead=True).count() == 1


def test_gap_is_filled_once_the_edition_has_the_article(both):
    english, persian = both
    take(target=persian, source=english)
    story = Article.objects.get(title="Untold").story
    assert fill_gaps(persian) == 0
    article = make_article(story=story, edition="fa", title="ناگفته", published=False)
    assert fill_gaps(persian) == 1
    assert entries_of(persian)[2].article == article
    assert not entries_of(persian)[2].is_gap
    # The same story still: nothing differs.
    assert differences(fresh(persian), entries_of(english)) == []


def test_later_changes_are_told_one_by_one_and_taken_if_wanted(both):
    english, persian = both
    take(target=persian, source=english)
    lead, section, untold, letter = entries_of(english)
    IssueEntry.objects.filter(pk=letter.pk).update(position=0)
    IssueEntry.objects.filter(pk=lead.pk).update(position=3)
    IssueEntry.objects.filter(pk=section.pk).update(heading="Towns")
    untold.delete()
    new = make_article(edition="en", title="New")
    IssueEntry.objects.create(text=english, position=9, article=new)
    found = differences(fresh(persian), entries_of(english))
    assert [one.act for one in found] == [ADDED, REMOVED, CHANGED, ORDER]
    assert take(target=fresh(persian), source=english, wanted=[one.name for one in found if one.act != REMOVED]) == 3
    assert told_of(persian) == ["own:A letter", "section:Towns", "article:گفته", "gap", "gap"]
    # What was not wanted is not told again.
    assert differences(fresh(persian), entries_of(english)) == []


def test_section_that_is_gone_from_the_source_is_told_though_its_row_is(both):
    english, persian = both
    take(target=persian, source=english)
    IssueEntry.objects.filter(text=english, kind=EntryKind.SECTION).delete()
    (found,) = differences(fresh(persian), entries_of(english))
    assert (found.act, found.entry.heading) == (REMOVED, "Places")
    take(target=fresh(persian), source=english)
    assert "section:Places" not in told_of(persian)


def test_what_the_edition_removed_is_not_offered_again(both):
    english, persian = both
    take(target=persian, source=english)
    IssueEntry.objects.filter(text=persian, kind=EntryKind.OWN).delete()
    assert differences(fresh(persian), entries_of(english)) == []
    assert [one.act for one in differences(fresh(persian), entries_of(english), from_start=True)] == [ADDED]


def test_taking_costs_the_same_however_much_there_is(both, django_assert_max_num_queries):
    english, persian = both
    for place in range(30):
        IssueEntry.objects.create(text=english, position=9 + place, article=make_article(edition="en"))
    with django_assert_max_num_queries(9):
        take(target=persian, source=english)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    theirs=st.permutations(range(4)), gone=st.sets(st.integers(0, 3)), ours=st.permutations(range(4)),
    ticked=st.none() | st.sets(st.integers(0, 7)),
)  # fmt: skip
def test_whatever_both_do_nothing_differs_after_taking_and_nothing_is_lost_or_doubled(both, theirs, gone, ours, ticked):
    english, persian = both
    rows = composed_anew(english, persian)
    take(target=fresh(persian), source=english)
    put_in_order(entries_of(persian), [2 * place for place in ours])
    own = IssueEntry.objects.create(text=persian, position=3, kind=EntryKind.OWN, heading="یادداشت")
    put_in_order(rows, theirs)
    IssueEntry.objects.filter(pk__in=[rows[number].pk for number in gone]).delete()
    IssueEntry.objects.create(text=english, position=2, kind=EntryKind.OWN, heading="Late")
    found = differences(fresh(persian), entries_of(english))
    wanted = None if ticked is None else {one.name for number, one in enumerate(found) if number in ticked}
    assert take(target=fresh(persian), source=english, wanted=wanted) == len(found if wanted is None else wanted)
    assert differences(fresh(persian), entries_of(english)) == []
    entries = entries_of(persian)
    stands = [(entry.kind, entry.taken_from, entry.story_id, entry.article_id) for entry in entries]
    assert len(stands) == len(set(stands))
    assert [entry.position for entry in entries] == list(range(len(entries)))
    assert own in entries
    lost = 4 - sum(entry != own and not told_late(entry) for entry in entries)
    assert lost == sum(one.act == REMOVED for one in found if wanted is None or one.name in wanted)


def composed_anew(english: IssueEdition, persian: IssueEdition) -> list[IssueEntry]:
    """Both as the fixture has them: an earlier example has changed them."""
    IssueEntry.objects.all().delete()
    IssueEdition.objects.update(source=None, seen_of_source=[])
    told, untold = (Article.objects.get(title=title) for title in ("Told", "Untold"))
    rows = [
        {"article": told},
        {"kind": "section", "heading": "Places"},
        {"article": untold},
        {"kind": "own", "heading": "A"},
    ]
    return [IssueEntry.objects.create(text=english, position=place, **row) for place, row in enumerate(rows)]


def put_in_order(rows: list[IssueEntry], places: list[int]) -> None:
    for row, place in zip(rows, places, strict=True):
        IssueEntry.objects.filter(pk=row.pk).update(position=place)


def told_late(entry: IssueEntry) -> bool:
    return entry.heading == "Late"
