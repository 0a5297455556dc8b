"""The demo, loaded into an empty database."""

import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

import pypdfium2
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts import gate
from accounts.models import User
from articles.checklist import check_articles
from articles.enums import CreditRole
from articles.lineage.counting import repair
from articles.models import Article, Category, Correction, Credit, MediaCredit, Person, Placement, Story
from articles.revisions import Text
from articles.services import placements_of
from editions.enums import State
from editions.models import MenuItem, PageEdition
from media_gallery.models import Image, MediaItem
from publications.isbn import is_isbn
from publications.models import Book, IssueEdition, IssueEntry
from seeds.factories import jpeg
from seeds.loading import texts
from seeds.loading.demo import is_empty, load_demo
from seeds.loading.drawing import Job

PASSWORD = "the-demo-is-here-1"
REFERENCE = re.compile(r'data-image="([^"]*)"')
codes = pytest.mark.parametrize("code", texts.CODES)


def paint_small(jobs: list[Job]) -> Iterator[tuple[str, bytes]]:
    """A small picture for each job: drawing the real ones takes half a minute."""
    for name, _function, _arguments in jobs:
        yield name, jpeg(size=(48, 32))


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The demo in a transaction that lasts for this module's tests; gives the users' password."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert is_empty()
        yield load_demo(password=PASSWORD, tell=lambda what: None, progress=lambda done, of: None, painter=paint_small)
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db) -> str:
    return loaded


@codes
def test_edition_has_stories_enough_for_readers(demo, code):
    assert Article.objects.in_edition(code).live().count() >= (60 if code == "en" else 40)


def test_nothing_keeps_a_text_of_the_demo_back_and_no_heading_leaves_out_a_level(demo):
    articles = list(Article.objects.all())
    points = check_articles((article, Text.of(article)) for article in articles)
    told = [(article.title, point) for article in articles for point in points[article.pk]]
    wrong = {"heading-order", "heading-empty", "link-words", "link-address", "table-head", "picture-gone", "language"}
    assert [one for one in told if one[1].is_blocking or one[1].key in wrong] == []


def test_demo_has_the_things_of_the_plan(demo):
    assert Category.objects.count() == 6
    assert Person.objects.count() == 12
    assert Book.objects.count() == 4
    assert Counter(MediaItem.objects.order_by().values_list("kind", flat=True)) == {
        "cartoons": 8,
        "newspics": 8,
        "photos": 3,
        "videos": 3,
    }
    assert MediaCredit.objects.values("item").distinct().count() == 22
    assert Story.objects.filter(is_featured=True).count() == 1
    assert Correction.objects.count() == 2


def test_states_other_than_published_are_there_too(demo):
    assert Article.objects.filter(state=State.PUBLISHED, published_at__gt=timezone.now()).count() == 2
    assert Article.objects.filter(state=State.DRAFT).count() == 2
    assert Article.objects.filter(state=State.WITHDRAWN).count() == 1


def test_dates_spread_over_fourteen_months(demo):
    oldest = Article.objects.live().order_by("published_at").first()
    assert 380 <= (timezone.now() - oldest.live_since).days <= 460


@codes
def test_issues_have_a_pdf_of_their_edition(demo, code):
    issues = list(IssueEdition.objects.in_edition(code).live().select_related("issue__series"))
    assert Counter(issue.issue.series.slug for issue in issues) == {"newsletter": 4, "pars-brief": 3}
    for issue in issues:
        content = issue.pdf.read()
        document = pypdfium2.PdfDocument(content)
        assert 2 <= len(document) <= 4
        assert document.get_metadata_value("Title") == issue.title
        assert f"/Lang ({code})".encode() in content


def test_coming_issue_was_taken_over_with_gaps_what_lags_and_headings_to_translate(demo):
    texts = {text.edition_id: text for text in IssueEdition.objects.filter(issue__number=5)}
    assert set(texts) == {"en", "ar", "fa", "sq"}
    assert {text.state for text in texts.values()} == {State.DRAFT}
    for code, text in texts.items():
        entries = list(text.entries.select_related("article"))
        assert len(entries) == 8
        assert any(entry.is_gap for entry in entries) == (code != "en")
        assert sum(entry.is_untranslated for entry in entries) == (0 if code == "en" else 3)
        assert any(entry.article and entry.article.stale_since for entry in entries) == (code != "en")


@codes
def test_newest_issue_has_sections_a_lead_and_an_entry_of_its_own(demo, code):
    entries = IssueEntry.objects.filter(text__edition=code, text__issue__number=4)
    assert set(entries.values_list("kind", flat=True)) == {"article", "section", "own"}
    assert entries.filter(is_lead=True).count() == 1


@pytest.mark.parametrize(("code", "words"), [("en", "Inside this issue"), ("ar", "العدد"), ("fa", "شماره")])
def test_text_of_a_pdf_can_be_selected(demo, code, words):
    issue = IssueEdition.objects.in_edition(code).live().newest_first().first()
    document = pypdfium2.PdfDocument(issue.pdf.read())
    assert words in "".join(page.get_textpage().get_text_range() for page in document)


def test_books_have_an_isbn_and_two_have_a_pdf(demo):
    books = Book.objects.all()
    assert all(is_isbn(book.isbn) and book.isbn.startswith("978000") for book in books)
    assert len({book.isbn for book in books}) == 4
    assert sum(bool(book.file) for book in books) == 2
    assert all(book.book_authors.exists() for book in books)


def test_pictures_within_texts_exist(demo):
    found = [number for body in Article.objects.values_list("body", flat=True) for number in REFERENCE.findall(body)]
    known = {str(number) for number in Image.objects.values_list("pk", flat=True)}
    assert found
    assert set(found) <= known


def test_translators_are_named_only_where_they_translated(demo):
    credits = Credit.objects.filter(role=CreditRole.TRANSLATOR)
    assert credits.exists()
    assert not credits.filter(edition=None).exists()
    assert not Credit.objects.filter(role=CreditRole.AUTHOR).exclude(edition=None).exists()


def test_articles_stand_on_the_lists_they_belong_to(demo):
    wanted = {(row.article_id, row.shelf, row.target_id) for row in placements_of(Article.objects.all())}
    assert set(Placement.objects.values_list("article_id", "shelf", "target_id")) == wanted


@codes
def test_pages_of_the_edition_answer(demo, code):
    client = Client()
    paths = ["", "articles/", "media/", "publications/", "publications/newsletter/", "publications/books/"]
    texts_of_pages = [page.get_absolute_url() for page in PageEdition.objects.in_edition(code).live()]
    newest = Article.objects.in_edition(code).live().first().get_absolute_url()
    for path in [*(f"/{code}/{path}" for path in paths), *texts_of_pages, newest]:
        assert client.get(path).status_code == 200, path
    assert len(texts_of_pages) >= 2


def test_menu_has_labels_in_every_edition(demo):
    items = MenuItem.objects.all()
    assert len(items) >= 14
    assert all(getattr(item, f"label_{code}") for item in items for code in texts.CODES)


def test_users_sign_in_with_their_roles(demo):
    assert Client().login(username="admin", password=PASSWORD)
    users = {user.username: user for user in User.objects.all()}
    assert gate.may_manage_site(users["admin"])
    for code in texts.CODES:
        assert gate.may_publish(users["editor"], code)
        assert gate.may_start(users["contributor"], code)
        assert not gate.may_publish(users["contributor"], code)


def test_seeding_again_changes_nothing(demo):
    before = (Article.objects.count(), Image.objects.count(), User.objects.count())
    output = StringIO()
    call_command("seed", stdout=output)
    assert output.getvalue().count("\n") == 1
    assert (Article.objects.count(), Image.objects.count(), User.objects.count()) == before


def test_translations_know_what_they_are_translated_from_and_some_lag(demo):
    translations = Article.objects.filter(source__isnull=False)
    assert translations.count() > 100
    assert all(one.source.story_id == one.story_id for one in translations.select_related("source").defer("body"))
    behind = translations.filter(stale_since__isnull=False)
    assert behind.values("story").distinct().count() == 4
    assert all(one.n_changed or one.n_missing for one in behind.defer("body"))
    assert behind.filter(n_missing__gt=0).exists()
    assert all(one.lineage["base"] for one in behind.filter(n_changed__gt=0).defer("body"))
    one = Article.objects.select_related("source").get(pk=behind[0].pk)
    assert not repair(one), "counters are those of the links"
