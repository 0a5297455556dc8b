"""The composer: articles to choose, its buttons without a script, taking over on the page of an issue."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from publications.enums import EntryKind
from publications.models import Issue, IssueEdition, IssueEntry
from search.services import refresh
from seeds.factories import make_article, make_category, make_issue, make_series, make_story, make_user
from tests.accounts.desk_forms import edit, errors_of, fields_of, form_of, send

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en", "fa"]))
    return client


def page_of(issue: Issue, code: str = "en") -> str:
    return f"{reverse('admin:publications_issue_change', args=[issue.pk])}?edition={code}"


def find(client: Client, issue: Issue, code: str = "en", **query: str) -> list[str]:
    response = client.get(reverse("admin:publications_issue_find", args=[issue.pk, code]), query)
    assert response.status_code == 200
    return re.findall(r"data-title>([^<]*)<", response.content.decode())


def take_address(issue: Issue, code: str = "fa", source: str = "en") -> str:
    return reverse("admin:publications_issue_take", args=[issue.pk, code, source])


# Articles to choose.


def test_articles_of_the_edition_are_found_by_words_category_and_newness(editor: Client):
    gardens = make_category(name="Gardens")
    fig = make_article(title="The fig tree", story=make_story(category=gardens))
    well = make_article(title="The well", published=False)
    make_article(title="درخت", edition="fa")
    issue = make_issue(series=make_series(), published=False)
    refresh("article", [fig.pk])
    assert find(editor, issue) == ["The fig tree"]
    assert find(editor, issue, **{"find-q": "figs"}) == ["The fig tree"]
    assert find(editor, issue, **{"find-q": "well"}) == [well.title]
    assert find(editor, issue, **{"find-which": "drafts"}) == ["The well"]
    assert find(editor, issue, **{"find-category": str(gardens.pk)}) == ["The fig tree"]
    assert find(editor, issue, **{"find-category": "99999"}) == []
    assert find(editor, issue, "fa") == ["درخت"]


def test_since_the_last_issue_leaves_out_what_was_published_before_it(editor: Client):
    from datetime import timedelta

    from django.utils import timezone

    series, now = make_series(), timezone.now()
    make_article(title="Before", published_at=now - timedelta(days=9))
    make_article(title="Since", published_at=now - timedelta(minutes=1))
    last = make_issue(series=series, number=1)
    last.texts.update(published_at=now - timedelta(days=3))
    assert find(editor, make_issue(series=series, number=2, published=False), **{"find-which": "since"}) == ["Since"]


def test_what_an_issue_has_already_is_marked_with_its_number(editor: Client):
    series, article = make_series(), make_article(title="Taken")
    make_issue(series=series, number=41, articles=[article])
    make_issue(series=make_series(), number=52, articles=[article])
    issue = make_issue(series=series, number=42, published=False)
    html = editor.get(reverse("admin:publications_issue_find", args=[issue.pk, "en"])).content.decode()
    assert "in number 41" in html
    assert "in number 52" not in html


def test_more_are_found_by_key_and_none_twice(editor: Client):
    for _ in range(15):
        make_article()
    issue = make_issue(series=make_series(), published=False)
    address = reverse("admin:publications_issue_find", args=[issue.pk, "en"])
    html = editor.get(address).content.decode()
    key = re.search(r'data-more="([^"]+)"', html)[1]
    first, second = find(editor, issue), find(editor, issue, **{"find-before": key})
    assert (len(first), len(second), len({*first, *second})) == (12, 3, 15)


@pytest.mark.parametrize(
    "query", [{"find-before": "x"}, {"find-category": "9" * 40}, {"find-q": "\x00"}, {"find-q": '"'}]
)
def test_nonsense_finds_something_or_nothing_and_breaks_nothing(editor: Client, query: dict):
    make_article()
    find(editor, make_issue(series=make_series()), **query)


def test_who_does_not_write_the_editions_text_finds_nothing(client: Client, editions):
    issue = make_issue(series=make_series(), editions=["en"])
    address = reverse("admin:publications_issue_find", args=[issue.pk, "en"])
    assert client.get(address).status_code == 302
    for user in (make_user(role="editor", editions=["fa"]), make_user(role="contributor", editions=["en"])):
        client.force_login(user)
        assert client.get(address).status_code == 403
    assert client.get(reverse("admin:publications_issue_find_new", args=["xx"])).status_code == 404


# Without a script.


def test_buttons_give_the_form_back_filled_in_and_save_nothing(editor: Client):
    one, two = make_article(title="One"), make_article(title="Two")
    issue = make_issue(editions=["en"], series=make_series(), articles=[one])
    form = form_of(editor, page_of(issue))
    back = send(editor, page_of(issue), form, **{"_compose": f"pick:{two.pk}", "text-title": "Typed"})
    assert back.status_code == 200
    assert errors_of(back) == []
    back = send(editor, page_of(issue), fields_of(back), _compose="section")
    fields = fields_of(back)
    assert fields["text-title"] == ["Typed"]
    assert fields["entries-TOTAL_FORMS"] == ["3"]
    assert IssueEntry.objects.count() == 1
    assert IssueEdition.objects.get().title != "Typed"
    fields = fields_of(send(editor, page_of(issue), fields, **{"entries-2-heading": "Places", "_compose": "up:2"}))
    assert send(editor, page_of(issue), fields).status_code == 302
    entries = IssueEntry.objects.all()
    assert [(entry.kind, str(entry)) for entry in entries] == [
        ("article", "One"),
        ("section", "Places"),
        ("article", "Two"),
    ]
    assert IssueEdition.objects.get().title == "Typed"


def test_search_without_a_script_shows_what_was_found_and_keeps_the_form(editor: Client):
    make_article(title="The fig tree", published=False)
    issue = make_issue(editions=["en"], series=make_series())
    form = form_of(editor, page_of(issue))
    back = send(editor, page_of(issue), form, **{"_compose": "find", "find-q": "fig", "text-title": "Typed"})
    html = back.content.decode()
    assert "The fig tree" in html
    assert 'value="Typed"' in html
    assert 'name="find-q" value="fig"' in html


def test_new_issue_knows_its_number_and_day_and_is_composed_before_it_is_saved(editor: Client):
    series, article = make_series(), make_article(title="One")
    make_issue(series=series, number=6)
    address = f"{reverse('admin:publications_issue_add')}?edition=en"
    form = form_of(editor, address)
    assert (form["series"], form["number"]) == ([str(series.pk)], ["7"])
    back = send(editor, address, form, _compose=f"pick:{article.pk}")
    assert Issue.objects.count() == 1
    assert send(editor, address, fields_of(back), **{"text-title": "Seven", "_save": "1"}).status_code == 302
    assert str(IssueEntry.objects.get()) == "One"


# Entries.


def test_one_entry_leads_and_it_is_the_one_that_was_ticked_last(editor: Client):
    issue = make_issue(
        editions=["en"], series=make_series(), articles=[make_article(title="One"), make_article(title="Two")]
    )
    IssueEntry.objects.filter(position=0).update(is_lead=True)
    edit(editor, page_of(issue), **{"entries-1-is_lead": "on"})
    assert [str(entry) for entry in IssueEntry.objects.filter(is_lead=True)] == ["Two"]
    edit(editor, page_of(issue), **{"entries-0-is_lead": "on"})
    assert [str(entry) for entry in IssueEntry.objects.filter(is_lead=True)] == ["One"]


def test_words_that_somebody_writes_are_no_longer_to_be_translated(editor: Client):
    issue = make_issue(editions=["en"], series=make_series())
    for place, heading in enumerate(("Orte", "Jazz")):
        IssueEntry.objects.create(
            text=issue.texts.get(), position=place, kind=EntryKind.SECTION, heading=heading, is_untranslated=True
        )
    html = editor.get(page_of(issue)).content.decode()
    assert html.count("lag--untranslated") == 2
    edit(editor, page_of(issue), **{"entries-0-heading": "Places", "entries-1-is_right": "on"})
    assert list(IssueEntry.objects.values_list("heading", "is_untranslated")) == [("Places", False), ("Jazz", False)]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "no address"])
def test_link_that_is_none_is_told_at_its_entry_and_the_form_is_kept(editor: Client, link: str):
    issue = make_issue(editions=["en"], series=make_series())
    row = {"entries-TOTAL_FORMS": "1", "entries-0-kind": "own", "entries-0-heading": "A letter", "entries-0-link": link}
    back = edit(editor, page_of(issue), **row)
    assert len(errors_of(back)) == 1
    assert fields_of(back)["entries-0-link"] == [link]
    assert not IssueEntry.objects.exists()


def test_composer_costs_the_same_however_much_stands_inside(editor: Client, django_assert_max_num_queries):
    issue = make_issue(editions=["en"], series=make_series(), articles=[make_article() for _ in range(20)])
    with django_assert_max_num_queries(40):
        html = editor.get(page_of(issue)).content.decode()
    assert html.count("data-row=") == 20 + len(EntryKind.values)


# Taking over.


@pytest.fixture
def both(editions) -> Issue:
    story = make_story(category=make_category())
    told = make_article(story=story, edition="en", title="Told")
    make_article(story=story, edition="fa", title="گفته", published=False)
    issue = make_issue(
        series=make_series(name_fa="خبرنامه"), number=7, editions=["en"], articles=[told, make_article()]
    )
    IssueEntry.objects.create(text=issue.texts.get(), position=9, kind=EntryKind.SECTION, heading="Places")
    return issue


def test_one_act_takes_all_of_it_where_nothing_stands_inside(editor: Client, both: Issue):
    html = editor.get(page_of(both, "fa")).content.decode()
    assert f'action="{take_address(both)}"' in html
    response = editor.post(take_address(both), follow=True)
    text = both.texts.get(edition="fa")
    assert (text.title, text.state) == ("خبرنامه ۷", "draft")
    page = response.content.decode()
    assert "3 parts were taken over" in page
    assert "1 story has no article in this edition" in page
    assert re.search(r'href="[^"]*board/[^"]*">assign', page)
    assert page.count("lag--untranslated") == 1
    assert "nothing has changed there since" in page


def test_nothing_is_taken_unasked_where_something_stands_inside(editor: Client, both: Issue):
    editor.post(take_address(both))
    text = both.texts.get(edition="fa")
    text.entries.exclude(kind=EntryKind.SECTION).delete()
    response = editor.post(take_address(both))
    assert response.status_code == 200
    assert text.entries.count() == 1


def test_differences_are_told_and_taken_by_their_ticks(editor: Client, both: Issue):
    editor.post(take_address(both))
    english, persian = both.texts.get(edition="en"), both.texts.get(edition="fa")
    english.entries.filter(kind=EntryKind.SECTION).update(heading="Towns")
    new = IssueEntry.objects.create(text=english, position=20, kind=EntryKind.OWN, heading="Late")
    assert "Look at 2 differences" in editor.get(page_of(both, "fa")).content.decode()
    page = editor.get(take_address(both)).content.decode()
    assert "Late" in page
    editor.post(take_address(both), {"confirmed": "1", "take": [f"added:e{new.pk}"]})
    headings = set(persian.entries.values_list("heading", flat=True))
    assert "Late" in headings
    assert "Towns" not in headings
    assert "nothing has changed there since" in editor.get(page_of(both, "fa")).content.decode()


def test_gap_is_filled_with_the_next_save(editor: Client, both: Issue):
    editor.post(take_address(both))
    gap = both.texts.get(edition="fa").entries.get(article=None, kind=EntryKind.ARTICLE)
    article = make_article(story=gap.story, edition="fa", published=False)
    assert edit(editor, page_of(both, "fa"), **{"text-title": "هفت"}).status_code == 302
    gap.refresh_from_db()
    assert gap.article == article


def test_gaps_stay_where_they_are_when_the_form_is_sent_back(editor: Client, both: Issue):
    editor.post(take_address(both))
    before = list(IssueEntry.objects.values())
    assert edit(editor, page_of(both, "fa")).status_code == 302
    assert list(IssueEntry.objects.values()) == before


def test_taking_over_is_for_those_who_write_the_one_and_read_the_other(client: Client, both: Issue):
    assert client.post(take_address(both)).status_code == 302
    client.force_login(make_user(role="editor", editions=["en"]))
    assert client.post(take_address(both)).status_code == 403
    client.force_login(make_user(role="editor", editions=["fa"]))
    both.texts.update(state="draft", published_at=None)
    assert client.post(take_address(both)).status_code == 403
    assert client.post(take_address(both, "fa", "sq")).status_code == 404
    assert client.post(take_address(both, "fa", "fa")).status_code == 404
    assert not both.texts.filter(edition="fa").exists()


def test_who_composed_on_older_contents_is_told_and_overwrites_nothing(editor: Client):
    issue = make_issue(editions=["en"], series=make_series(), articles=[make_article(title="One")])
    mine, theirs = form_of(editor, page_of(issue)), form_of(editor, page_of(issue))
    send(editor, page_of(issue), theirs, **{"entries-0-heading": "Theirs"})
    back = send(editor, page_of(issue), mine, **{"entries-0-heading": "Mine"})
    assert back.status_code == 200
    assert IssueEntry.objects.get().heading == "Theirs"
    assert fields_of(back)["entries-0-heading"] == ["Mine"]
    assert send(editor, page_of(issue), fields_of(back)).status_code == 302
    assert IssueEntry.objects.get().heading == "Mine"
