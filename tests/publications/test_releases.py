"""Releases: all their texts go live at one instant, or none does."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from accounts.enums import AuditAction, NoticeKind
from accounts.models import AuditEntry, Notice
from articles.checklist import check_article
from articles.enums import Stage
from articles.models import Article, Placement, Story
from articles.revisions import Text, article_to_write
from articles.services import save_article, withdraw_articles
from delivery.models import Announcement
from editions.enums import State
from media_gallery.models import Image
from publications.enums import ReleaseState
from publications.models import IssueEdition, Release
from publications.readiness import readiness_of
from publications.releases import ReleaseRefusedError, call_off, release_now, set_release
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_person, make_story
from seeds.factories.media import make_image
from seeds.factories.naming import in_editions
from seeds.factories.publications import make_issue, make_release

pytestmark = pytest.mark.usefixtures("files_dir")

TITLES = {"en": "Lamps", "fa": "چراغ‌ها", "sq": "Llambat"}


@pytest.fixture
def moment() -> datetime:
    return (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)


@pytest.fixture
def admin(editions):
    return make_user(role="admin")


def picture(**fields) -> Image:
    """With all the words that the checklist asks for."""
    return make_image(**{**in_editions("credit", "The archive"), **fields})


def whole_story(**fields) -> Story:
    return make_story(**{"category": make_category(), "image": picture(), "authors": [make_person()], **fields})


def draft(edition: str = "en", **fields) -> Article:
    """A draft that is ready."""
    story = fields.pop("story", None) or whole_story()
    given = {"published": False, "stage": Stage.APPROVED, "edition": edition, "standfirst": "Told in short", **fields}
    return make_article(story=story, **given)


def three_editions() -> list[Article]:
    story = whole_story()
    return [draft(code, story=story, title=title) for code, title in TITLES.items()]


def draft_issue(edition: str = "en", articles=()) -> IssueEdition:
    return make_issue(editions=[edition], articles=articles, published=False).texts.get()


def states(*texts) -> list[str]:
    return [type(text).objects.get(pk=text.pk).state for text in texts]


def reasons(release: Release) -> list[tuple[str, bool]]:
    items = release.items.with_texts()
    return [(point.key, point.is_blocking) for one in readiness_of(release, items) for point in one.points]


def with_pending(article: Article, **changes) -> Article:
    changed = Article.objects.get(pk=article.pk)
    for name, value in changes.items():
        setattr(changed, name, value)
    save_article(changed, as_pending=True)
    return Article.objects.get(pk=article.pk)


def test_three_editions_go_live_at_one_instant(client: Client, admin, moment):
    articles = three_editions()
    issue = draft_issue("fa", articles)
    release = make_release(*articles, issue, goes_live_at=moment)
    set_release(release, by=admin)
    before, after = moment - timedelta(microseconds=1), moment
    for model in (Article, IssueEdition):
        assert not model.objects.live(now=before).exists()
    assert set(Article.objects.live(now=after)) == set(articles)
    assert set(IssueEdition.objects.live(now=after)) == {issue}
    for article in articles:
        assert client.get(article.get_absolute_url()).status_code == 404
    # They stand on their lists from that moment on, and the release is done by the clock alone.
    assert set(Placement.objects.values_list("published_at", flat=True)) == {moment}
    assert release.stands == ReleaseState.SET
    Release.objects.update(goes_live_at=timezone.now() - timedelta(seconds=1))
    assert Release.objects.get().stands == ReleaseState.DONE


def test_one_that_is_not_ready_holds_all_back(admin, moment):
    articles = three_editions()
    Article.objects.filter(pk=articles[2].pk).update(stage=Stage.REVIEW)
    release = make_release(*articles, goes_live_at=moment)
    for act in (set_release, release_now):
        with pytest.raises(ReleaseRefusedError, match="Shqip: Llambat"):
            act(release, by=admin)
        release.refresh_from_db()
        assert (release.state, release.version) == (ReleaseState.PLANNED, 1)
        assert states(*articles) == [State.DRAFT] * 3
    assert not AuditEntry.objects.filter(action=AuditAction.RELEASE).exists()


def test_release_now_shows_all_at_once(client: Client, admin):
    articles = three_editions()
    release = make_release(*articles)
    release_now(release, by=admin)
    assert [client.get(article.get_absolute_url()).status_code for article in articles] == [200] * 3
    assert len(set(Article.objects.values_list("published_at", flat=True))) == 1
    assert (release.stands, release.released_at) == (ReleaseState.DONE, Article.objects.first().published_at)


def test_change_of_an_article_that_readers_know_goes_live_with_the_others(client: Client, admin, moment):
    known = draft(published=True, title="Known")
    waiting = with_pending(known, title="Waiting")
    new = draft("fa", title="تازه")
    release = make_release(waiting, new, goes_live_at=moment)
    set_release(release, by=admin)
    waiting.refresh_from_db()
    assert (waiting.pending_at, waiting.state, waiting.title) == (moment, State.PUBLISHED, "Known")
    # Whoever opened the article before would put its old moment back, and is refused.
    assert waiting.version > Article.objects.get(pk=known.pk).version - 1
    release_now(release, by=admin)
    waiting.refresh_from_db()
    assert (waiting.title, waiting.pending, waiting.pending_at) == ("Waiting", None, None)
    assert "Waiting</h1>" in client.get(waiting.get_absolute_url()).content.decode()
    assert states(new) == [State.PUBLISHED]


def test_called_off_everything_is_what_it_was(admin, moment):
    new, again = draft("en"), draft("fa", published=True)
    withdraw_articles([again])
    was = Article.objects.get(pk=again.pk).published_at
    changed = with_pending(draft("sq", published=True), title="Waiting")
    Article.objects.filter(pk=changed.pk).update(pending_at=moment + timedelta(days=5))
    issue = draft_issue("ar")
    release = make_release(new, again, changed, issue, goes_live_at=moment)
    set_release(release, by=admin)
    assert states(new, again, issue) == [State.PUBLISHED] * 3
    assert call_off(release, by=admin) == 4
    assert states(new, again, issue) == [State.DRAFT, State.WITHDRAWN, State.DRAFT]
    assert Article.objects.get(pk=again.pk).published_at == was
    assert Article.objects.get(pk=new.pk).published_at is None
    changed.refresh_from_db()
    assert changed.pending_at == moment + timedelta(days=5)
    assert not Placement.objects.filter(article__in=[new, again]).exists()
    assert release.stands == ReleaseState.CANCELLED
    # It may be set anew.
    set_release(release, by=admin)
    assert states(new, again, issue) == [State.PUBLISHED] * 3


def test_calling_off_leaves_what_somebody_took_in_hand_meanwhile(admin, moment):
    moved, kept = draft(), draft("fa")
    release = make_release(moved, kept, goes_live_at=moment)
    set_release(release, by=admin)
    Article.objects.filter(pk=moved.pk).update(published_at=moment + timedelta(days=1))
    assert call_off(release, by=admin) == 1
    assert states(moved, kept) == [State.PUBLISHED, State.DRAFT]


def test_what_was_released_cannot_be_called_off_or_released_again(admin, moment):
    release = make_release(draft(), goes_live_at=moment)
    set_release(release, by=admin)
    Release.objects.update(goes_live_at=timezone.now() - timedelta(minutes=1))
    release.refresh_from_db()
    for act in (call_off, set_release, release_now):
        with pytest.raises(ReleaseRefusedError):
            act(release, by=admin)
    assert states(release.items.get().article) == [State.PUBLISHED]


@pytest.mark.parametrize("role", ["contributor", "translator", "editor", "publisher"])
def test_release_asks_the_gate_in_every_edition(editions, moment, role: str):
    articles = three_editions()
    release = make_release(*articles, goes_live_at=moment)
    users = [make_user(role=role, editions=["en", "fa"]), make_user(role=role, editions=list(TITLES))]
    allowed = [False, role == "publisher"]
    for user, may in zip(users, allowed, strict=True):
        if may:
            set_release(release, by=user)
            continue
        for act in (set_release, release_now):
            with pytest.raises(ReleaseRefusedError, match="may not"):
                act(release, by=user)
    assert states(*articles) == [State.PUBLISHED if role == "publisher" else State.DRAFT] * 3
    if role == "publisher":
        with pytest.raises(ReleaseRefusedError, match="may not"):
            call_off(release, by=users[0])


def test_release_needs_a_moment_to_come_and_something_in_it(admin, moment):
    empty, timeless = make_release(goes_live_at=moment), make_release(draft())
    past = make_release(draft(), goes_live_at=timezone.now() - timedelta(minutes=1))
    for release, words in ((empty, "nothing"), (timeless, "Choose"), (past, "past")):
        with pytest.raises(ReleaseRefusedError, match=words):
            set_release(release, by=admin)


def test_second_of_two_who_act_on_what_they_read_is_refused(admin, moment):
    make_release(draft(), goes_live_at=moment)
    first, second = Release.objects.get(), Release.objects.get()
    set_release(first, by=admin)
    for act in (set_release, release_now):
        with pytest.raises(ReleaseRefusedError, match="Somebody else"):
            act(second, by=admin)


def test_acts_stand_on_the_audit_log_for_the_release_and_each_text(admin, moment):
    articles = three_editions()
    release = make_release(*articles, goes_live_at=moment)
    set_release(release, by=admin)
    call_off(release, by=admin)
    entries = AuditEntry.objects.filter(action=AuditAction.RELEASE)
    assert {(entry.kind, entry.edition_code, entry.detail["act"]) for entry in entries} == {
        (kind, code, act)
        for act in ("set", "called off")
        for kind, code in [("publications.release", ""), *(("articles.article", code) for code in TITLES)]
    }
    assert {entry.by for entry in entries} == {admin}


WRONG = {
    "title": {"title": " "},
    "stage": {"stage": Stage.WRITING},
    "slug": {"slug": ""},
    "direction-controls": {"title": "a\u202eb"},
}


@pytest.mark.parametrize("key", WRONG)
def test_what_an_article_lacks_is_named(editions, moment, key: str):
    article = draft()
    Article.objects.filter(pk=article.pk).update(**WRONG[key])
    assert reasons(make_release(article, goes_live_at=moment)) == [(key, True)]


def test_what_its_story_lacks_is_named(editions, moment):
    bare = draft(story=make_story())
    assert reasons(make_release(bare, goes_live_at=moment)) == [
        ("category", True),
        ("picture", False),
        ("author", False),
    ]
    elsewhere = whole_story(category=make_category(editions=["en"]), image=picture(alt_fa="", credit_fa=""))
    persian = draft("fa", story=elsewhere, title="چراغ", standfirst="کوتاه", body="<p>متن</p>")
    assert reasons(make_release(persian, goes_live_at=moment)) == [
        ("category", True),
        ("alt", True),
        ("credit", True),
    ]
    decorative = whole_story(image=picture(alt_en="", is_decorative=True))
    assert reasons(make_release(draft(story=decorative), goes_live_at=moment)) == []
    inside = draft(body=f'<p>A</p><figure class="picture" data-image="{picture(alt_en="").pk}"></figure>')
    assert reasons(make_release(inside, goes_live_at=moment)) == [("alt", True)]


def test_a_release_says_what_the_checklist_says_and_each_thing_once(editions, moment):
    links = "<p>{0} and {0} and {0}</p>".format('<a href="https://example.org/">here</a>')
    article = draft(standfirst="", body=f"<p>Text</p>{links}")
    [readiness] = readiness_of(release := make_release(article, goes_live_at=moment), release.items.with_texts())
    checked = [point for point in check_article(article, Text.of(article), article.edition) if point.weight != "fact"]
    assert len({point.message for point in checked}) < len(checked)
    assert [point.message for point in readiness.points] == list(dict.fromkeys(point.message for point in checked))


def test_the_change_that_waits_is_what_is_checked(editions, moment):
    known = draft(published=True, stage=Stage.WRITING)
    waiting = with_pending(known, body=f'<figure class="picture" data-image="{make_image().pk}"></figure>')
    Article.objects.filter(pk=known.pk).update(stage=Stage.APPROVED)
    release = make_release(waiting, goes_live_at=moment)
    assert reasons(release) == [("credit", True), ("body", False)]


def test_a_change_to_an_address_that_another_article_has_holds_all_back(admin, moment):
    """Else the clock could publish all the others, and not this one."""
    make_article(slug="orchards")
    known = [draft(published=True) for _number in range(3)]
    waiting = [
        with_pending(article, slug=slug) for article, slug in zip(known, ["orchards", "lamps", "lamps"], strict=True)
    ]
    Article.objects.filter(pk__in=[article.pk for article in known]).update(stage=Stage.APPROVED)
    for parts, keys in ((waiting[:1], [("taken", True)]), (waiting[1:2], []), (waiting[1:], [("taken", True)] * 2)):
        release = make_release(*(Article.objects.get(pk=one.pk) for one in parts), goes_live_at=moment)
        assert reasons(release) == keys
        if keys:
            with pytest.raises(ReleaseRefusedError):
                release_now(release, by=admin)


def test_nobody_sets_a_release_against_the_checklist(admin, moment):
    release = make_release(draft(), draft("fa", title="بد", story=make_story()), goes_live_at=moment)
    for act in (set_release, release_now):
        with pytest.raises(ReleaseRefusedError, match="بد"):
            act(release, by=admin)
    assert not Article.objects.exclude(state=State.DRAFT).exists()


def test_what_readers_know_and_what_waits_elsewhere_is_not_ready(admin, moment):
    known = draft(published=True)
    assert reasons(make_release(known, goes_live_at=moment)) == [("known", True)]
    taken = draft()
    set_release(make_release(taken, goes_live_at=moment), by=admin)
    later = make_release(taken, goes_live_at=moment + timedelta(days=1))
    assert reasons(later) == [("scheduled", False), ("elsewhere", True)]
    ending = draft(unpublish_at=moment - timedelta(hours=1))
    assert reasons(make_release(ending, goes_live_at=moment)) == [("over", True)]
    withdrawn = with_pending(draft(published=True), title="Waiting")
    withdraw_articles([withdrawn])
    assert reasons(make_release(withdrawn, goes_live_at=moment)) == [("pending", True)]


def test_issue_waits_for_what_stands_inside_it(editions, moment):
    inside, later = draft(), draft(state=State.PUBLISHED, published_at=moment + timedelta(days=1))
    issue = draft_issue(articles=[inside, later])
    assert reasons(make_release(issue, goes_live_at=moment)) == [("entry", True), ("entry", True), ("pdf", False)]
    assert reasons(make_release(issue, inside, goes_live_at=moment)) == [("entry", True), ("pdf", False)]
    Article.objects.filter(pk=later.pk).update(published_at=moment)
    assert reasons(make_release(issue, inside, goes_live_at=moment)) == [("pdf", False)]
    assert reasons(make_release(draft_issue(), goes_live_at=moment)) == [("contents", False), ("pdf", False)]
    live = make_issue().texts.get()
    assert reasons(make_release(live, goes_live_at=moment)) == [("known", True)]


def test_advice_holds_nothing_back(admin, moment):
    article, issue = draft(standfirst=""), draft_issue()
    release = make_release(article, issue, goes_live_at=moment)
    assert reasons(release) == [("standfirst", False), ("contents", False), ("pdf", False)]
    set_release(release, by=admin)
    assert states(article, issue) == [State.PUBLISHED] * 2


def test_readiness_costs_the_same_however_many_parts_there_are(editions, moment, django_assert_num_queries):
    def of(number: int) -> Release:
        story = whole_story()
        figure = '<figure class="picture" data-image="{}"></figure>'
        articles = [draft(code, story=story) for code in TITLES]
        articles += [draft(body=figure.format(picture().pk)) for _ in range(number)]
        return make_release(*articles, *(draft_issue(articles=articles[-1:]) for _ in range(number)))

    for number in (2, 9):
        release = of(number)
        # Its parts; two of other releases; what stands in issues; the checklist's stories, pictures, categories, what
        # is left alone, and house words of each edition; and the editions, which a request remembers.
        with django_assert_num_queries(1 + 2 + 1 + 4 + len(TITLES) + 1):
            readiness_of(release, release.items.with_texts(), at=moment)


def test_a_release_now_tells_the_writers_and_keeps_why_and_what_was_minor(admin):
    ada, bea = make_user(role="editor", username="ada"), make_user(role="editor", username="bea")
    known, new = draft(published=True, title="Known"), draft(title="New", created_by=bea)
    at_work = article_to_write(known.pk)
    at_work.body = "<p>A comma, moved</p>"
    save_article(at_work, as_pending=True, by=ada, note="A comma", is_minor=True)
    Article.objects.filter(pk=known.pk).update(stage=Stage.APPROVED)
    release_now(make_release(known, new, name="Spring"), by=admin)
    told = set(Notice.objects.values_list("user__username", "kind", "about"))
    assert told == {("ada", NoticeKind.CHANGED, "Known"), ("bea", NoticeKind.PUBLISHED, "New")}
    changed, published = (article.revisions.latest("number") for article in (known, new))
    assert (changed.kind, changed.note, changed.is_minor) == ("published", "A comma", True)
    assert (published.kind, published.note, published.made_by) == ("published", "Release “Spring”", admin)
    assert AuditEntry.objects.get(action=AuditAction.PUBLISH, object_id=str(new.pk)).by == admin


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time, and says so")
def test_of_two_who_set_at_the_same_moment_one_is_refused(admin, moment):
    shared = draft()
    releases = [make_release(shared, goes_live_at=moment + timedelta(days=day)) for day in (0, 1)]
    told: list[str] = []
    start = threading.Barrier(2)

    def go(number: int) -> None:
        try:
            start.wait()
            set_release(Release.objects.get(pk=releases[number].pk), by=admin)
            told.append("set")
        except ReleaseRefusedError:
            told.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["refused", "set"]
    assert Release.objects.filter(state=ReleaseState.SET).count() == 1


def test_everything_in_a_release_is_told_to_others_at_its_moment(admin, moment):
    article, issue = draft(), draft_issue("fa")
    set_release(make_release(article, issue, goes_live_at=moment), by=admin)
    told = set(Announcement.objects.values_list("kind", "number", "event", "due_at"))
    assert told == {
        ("articles.article", article.pk, "published", moment),
        ("publications.issueedition", issue.pk, "published", moment),
    }
