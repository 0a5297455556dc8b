"""Posts become stories and articles, in the state that they had, on all their lists."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Notice
from articles.enums import CreditRole, Shelf, Stage
from articles.models import Article, Category, Credit, Note, Person, Placement, Story, Topic
from delivery.models import Announcement
from editions.enums import State
from editions.richtext.blocks import scan, without_ids
from search.models import Entry
from tests.wordpress.exports import author, category, comment, item, meta, term
from tests.wordpress.importing.running import counts, reasons, run
from wordpress.models import ImportRun

pytestmark = pytest.mark.django_db


def the_article(slug: str = "post-1", code: str = "en") -> Article:
    return Article.objects.select_related("story").get(edition=code, slug=slug)


def test_published_post_is_live_at_its_moment_with_its_words(editions, tmp_path):
    body = "First words.\n\nSecond <strong>words</strong>."
    report = run(tmp_path, author("mira", "Mira Stone"), item(1, "A &amp; title", body, excerpt="<p>In short.</p>"))
    article = the_article()
    assert counts(report)["post"] == (1, 1, 0)
    assert (article.title, article.standfirst, article.state) == ("A & title", "In short.", State.PUBLISHED)
    assert article.published_at == datetime(2020, 3, 1, 10, tzinfo=UTC)
    assert without_ids(article.body) == "<p>First words.</p><p>Second <strong>words</strong>.</p>"
    assert all(unit.id for unit in scan(article.body).units)
    assert article.is_live()


def test_moments_of_the_old_site_are_kept(editions, tmp_path):
    run(tmp_path, item(1, date="2012-05-01 08:00:00", modified="2014-06-02 09:00:00"))
    article = the_article()
    assert article.created_at == datetime(2012, 5, 1, 8, tzinfo=UTC)
    assert article.updated_at == datetime(2014, 6, 2, 9, tzinfo=UTC)


def test_readers_find_it_on_its_page_in_its_lists_and_by_search(editions, tmp_path, client):
    run(
        tmp_path,
        author("mira", "Mira Stone"),
        category("news", "News"),
        item(1, "The quiet harbour", terms=[("category", "news", "News"), ("post_tag", "boats", "Boats")]),
    )
    for name, args in (
        ("articles:detail", ["en", "post-1"]),
        ("articles:list", ["en"]),
        ("articles:category", ["en", "news"]),
        ("articles:topic", ["en", "boats"]),
        ("articles:person", ["en", "mira-stone"]),
    ):
        assert "The quiet harbour" in client.get(reverse(name, args=args)).text, name
    assert "/en/articles/post-1/" in client.get("/en/search/?q=harbour").text
    assert "/en/articles/post-1/" in client.get("/en/feed/").text


@pytest.mark.parametrize(
    ("told", "state", "stage", "has_note"),
    [
        ({"status": "draft", "date": "0000-00-00 00:00:00"}, State.DRAFT, Stage.WRITING, False),
        ({"status": "pending"}, State.DRAFT, Stage.REVIEW, False),
        ({"status": "private"}, State.DRAFT, Stage.WRITING, True),
        ({"password": "secret"}, State.DRAFT, Stage.WRITING, True),
        ({"status": "in-progress"}, State.DRAFT, Stage.WRITING, True),
    ],
)
def test_what_was_not_public_is_a_draft(told, state, stage, has_note, editions, tmp_path, client):
    report = run(tmp_path, item(1, **told))
    article = the_article()
    assert (article.state, article.stage) == (state, stage)
    assert Note.objects.filter(article=article).exists() is has_note
    assert counts(report)["post"] == (1, 1, 0)
    assert client.get(article.get_absolute_url()).status_code == 404
    assert not Entry.objects.filter(kind="article").exists()


def test_note_on_a_draft_is_in_the_language_of_its_edition(editions, tmp_path):
    run(tmp_path, item(1, password="x"), edition="fa")
    note = Note.objects.get()
    assert note.article.edition_id == "fa"


def test_post_to_come_is_scheduled_and_is_told_of_at_its_moment_only(editions, tmp_path):
    run(tmp_path, item(1, status="future", date="2190-01-01 00:00:00"), item(2))
    article = the_article()
    assert article.is_scheduled
    (told,) = Announcement.objects.all()
    assert (told.number, told.due_at) == (article.pk, article.published_at)


@pytest.mark.parametrize(("status", "why"), [("trash", "in the bin"), ("auto-draft", "never saved")])
def test_what_nobody_meant_to_keep_is_left_out_and_named(status, why, editions, tmp_path):
    report = run(tmp_path, item(1, "Gone", "", comment(4), status=status), item(2))
    assert counts(report)["post"] == (2, 1, 1)
    assert counts(report)["comment"] == (1, 0, 1)
    (skipped,) = [one for one in report.as_json()["skipped"] if one["type"] == "post"]
    assert why in skipped["reason"]
    assert (skipped["id"], skipped["title"]) == (1, "Gone")


def test_nobody_is_told_of_what_was_published_long_ago(editions, tmp_path, django_user_model):
    django_user_model.objects.create_superuser("admin", password="x")
    run(tmp_path, *(item(number) for number in range(1, 6)))
    assert not Announcement.objects.exists()
    assert not Notice.objects.exists()
    (entry,) = AuditEntry.objects.all()
    assert entry.action == "import"
    assert entry.kind == "wordpress.importrun"
    assert entry.detail["numbers"] == {"post": 5}


def test_categories_are_a_tree_and_a_post_lies_in_the_deepest(editions, tmp_path):
    run(
        tmp_path,
        category("world", "World", number=1),
        category("asia", "Asia", parent="world", number=2),
        item(1, terms=[("category", "world", "World"), ("category", "asia", "Asia")]),
        item(2, terms=[("category", "uncategorized", "Uncategorized")]),
    )
    asia = Category.objects.get(slug_en="asia")
    assert asia.parent == Category.objects.get(slug_en="world")
    assert the_article().story.category == asia
    assert Placement.objects.filter(shelf=Shelf.CATEGORY, article=the_article()).count() == 2
    assert the_article("post-2").story.category is None
    assert not Category.objects.filter(slug_en="uncategorized").exists()


def test_further_categories_are_topics_and_are_named(editions, tmp_path):
    terms = [("category", "tea", "Tea"), ("category", "news", "News")]
    report = run(
        tmp_path,
        category("tea", "Tea", number=5),
        category("news", "News", number=6),
        item(1, "", "<p>x</p>", meta("_yoast_wpseo_primary_category", "6"), terms=terms),
    )
    story = the_article().story
    assert story.category.name_en == "News"
    assert [topic.name_en for topic in story.topics.all()] == ["Tea"]
    assert report.remarks["categories"][0]["what"] == "Tea"


def test_things_that_are_here_already_are_used(editions, tmp_path):
    news = Category.objects.create(name_en="The news", slug_en="news")
    mira = Person.objects.create(name_en="Mira Stone")
    boats = Topic.objects.create(name_en="Boats", slug_en="boats")
    terms = [("category", "news", "News"), ("post_tag", "boats", "boats")]
    run(tmp_path, author("mira", "Mira Stone"), category("news", "News"), item(1, terms=terms))
    story = the_article().story
    assert story.category == news
    assert list(story.topics.all()) == [boats]
    assert list(story.people.all()) == [mira]
    assert Category.objects.get().name_en == "The news"


def test_address_that_is_taken_gets_the_old_number(editions, tmp_path):
    story = Story.objects.create(working_title="x")
    Article.objects.create(story=story, edition_id="en", title="Here", slug="post-1", body="<p>x</p>")
    run(tmp_path, item(1), item(2, slug="post-1"))
    assert set(Article.objects.values_list("slug", flat=True)) == {"post-1", "post-1-1", "post-1-2"}


def test_co_authors_stand_in_their_order_and_guests_have_their_names(editions, tmp_path):
    guest = item(
        9,
        "Arben K.",
        "",
        meta("cap-display_name", "Arben Kola"),
        meta("cap-user_login", "arben"),
        kind="guest-author",
        slug="cap-arben",
    )
    report = run(
        tmp_path,
        author("mira", "Mira Stone"),
        author("sub", "Sub Editor", 2),
        item(1, author="sub", terms=[("author", "cap-arben", "arben"), ("author", "cap-mira", "mira")]),
        guest,
    )
    credits = Credit.objects.filter(story=the_article().story)
    assert [(one.person.name_en, one.role) for one in credits] == [
        ("Arben Kola", CreditRole.AUTHOR),
        ("Mira Stone", CreditRole.AUTHOR),
    ]
    assert counts(report)["guest-author"] == (1, 1, 0)


def test_sticky_post_leads_the_home_page(editions, tmp_path):
    run(tmp_path, item(1, sticky=1), item(2))
    assert the_article().story.is_featured
    assert not the_article("post-2").story.is_featured


def test_untitled_post_is_called_by_its_first_words(editions, tmp_path):
    report = run(tmp_path, item(1, " ", "<p>Once upon a time there was a well.</p>"))
    assert the_article().title == "Once upon a time there was a well."
    assert report.n_remarks["untitled"] == 1


def test_custom_fields_formats_and_leftovers_are_listed(editions, tmp_path):
    report = run(
        tmp_path,
        item(
            1,
            "",
            "<p>Before</p>[mystery]inside[/mystery]",
            meta("rating", "5"),
            meta("_hidden", "1"),
            terms=[("post_format", "post-format-aside", "Aside")],
        ),
    )
    names = report.as_json()["names"]
    assert names["fields"] == {"rating": 1}
    assert names["formats"] == {"aside": 1}
    assert "mystery" in str(names["leftovers"])
    assert "inside" in the_article().body


def test_letters_of_persian_stay_what_they_are(editions, tmp_path):
    title, body = "کتاب‌های خوانده‌شده در ۱۴۰۲", "<p>می‌خواهم بنویسم: «سلام»؛ ۱۲۳</p>"
    run(tmp_path, item(1, title, body, slug="%DA%A9%D8%AA%D8%A7%D8%A8"), edition="fa")
    article = Article.objects.get()
    assert (article.title, article.slug) == (title, "کتاب")
    assert without_ids(article.body) == body


def test_scripts_never_come_in(editions, tmp_path, client):
    run(tmp_path, item(1, "", '<p onclick="x()">Hi<script>alert(1)</script><a href="javascript:x()">y</a></p>'))
    page = client.get("/en/articles/post-1/").text
    assert "alert(1)" not in page
    assert "onclick" not in page
    assert "javascript:" not in page


def test_malformed_item_is_counted_and_named(editions, tmp_path):
    broken = item(2, "Broken").replace("</wp:status>", "</wp:x>")
    report = run(tmp_path, item(1), broken, item(3))
    assert counts(report)["post"] == (3, 2, 1)
    assert "cannot be read" in reasons(report)[0]


def test_second_item_of_a_number_is_named_wherever_it_stands(editions, tmp_path):
    report = run(tmp_path, item(1), *(item(number) for number in range(2, 260)), item(1, "Again"))
    assert counts(report)["post"] == (260, 259, 1)
    assert the_article().title == "Post 1"


def test_unknown_type_is_left_out_unless_the_mapping_places_it(editions, tmp_path):
    report = run(tmp_path, item(1, kind="recipe"), item(2, kind="acf-field"))
    assert counts(report) == {"recipe": (1, 0, 1), "acf-field": (1, 0, 1)}
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[types]\nrecipe = "articles"\n', encoding="utf-8")
    report = run(tmp_path, item(1, kind="recipe"), mapping=mapping)
    assert counts(report)["recipe"] == (1, 1, 0)


def test_run_is_kept_with_its_report(editions, tmp_path):
    report = run(tmp_path, item(1))
    row = ImportRun.objects.get()
    assert row.ended_at <= timezone.now()
    assert row.report == report.as_json()
    assert [site.address for site in row.sites.all()] == ["old.example.org"]


def test_terms_without_a_header_are_known_by_the_items(editions, tmp_path):
    run(tmp_path, item(1, terms=[("category", "tea", "Tea time")]))
    assert the_article().story.category.name_en == "Tea time"


def test_term_that_names_a_language_is_no_topic(editions, tmp_path):
    run(tmp_path, term("language", "en", "English"), item(1, terms=[("language", "en", "English")]))
    assert not Topic.objects.exists()
