"""Comments, pages, menus, links and places of an import."""

import pytest
from django.urls import reverse

from articles.enums import CommentsMode, CreditRole
from articles.models import Article, MediaCredit
from delivery.models import Redirect
from editions.columns import column
from editions.enums import CommentPolicy
from editions.models import Edition, MenuItem, Page, PageEdition
from editions.richtext.blocks import without_ids
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, MediaItem
from publications.enums import SeriesKind
from publications.models import Book, IssueEdition, Series
from readers.enums import CommentState
from readers.models import Comment
from tests.wordpress.exports import HOME, attachment, category, comment, item, meta, term
from tests.wordpress.importing.running import counts, reasons, run
from tests.wordpress.importing.test_again import picture
from wordpress.importing.destinations import Goal, MappingError, Place, guess, read_mapping

pytestmark = pytest.mark.django_db


# Comments.


def test_comments_keep_their_threads_one_level_deep_and_their_states(editions, tmp_path, client):
    Edition.objects.filter(pk="en").update(comments=CommentPolicy.ON)
    report = run(
        tmp_path,
        item(
            1,
            "",
            "<p>x</p>",
            comment(12, "Third", parent=11, date="2020-03-02 12:00:00"),
            comment(10, "First <b>one</b><br>with lines", author="Ana", email="ana@example.org"),
            comment(11, "Second", parent=10, date="2020-03-02 11:00:00"),
            comment(13, "Waiting", approved="0"),
            comment(14, "Buy now", approved="spam"),
            comment(15, "Binned", approved="trash"),
            comment(16, "A link", kind="pingback"),
            comment(17, "Of a lost thread", parent=999),
        ),
    )
    found = {one.text: one for one in Comment.objects.select_related("parent")}
    first = found["First one\nwith lines"]
    assert (first.name, first.email, first.parent) == ("Ana", "ana@example.org", None)
    assert found["Second"].parent == first
    assert found["Third"].parent == first
    assert found["Of a lost thread"].parent is None
    assert found["Waiting"].state == CommentState.HELD
    assert found["Buy now"].state == CommentState.SPAM
    assert found["Binned"].state == CommentState.REJECTED
    assert counts(report)["comment"] == (8, 7, 1)
    assert "pingback" in reasons(report)[0]
    article = Article.objects.get()
    assert article.n_comments == 4
    page = client.get(article.get_absolute_url()).text
    assert "Third" in page
    assert "Waiting" not in page


@pytest.mark.parametrize(
    ("status", "has_some", "mode"),
    [
        ("closed", True, CommentsMode.CLOSED),
        ("open", True, CommentsMode.ON),
        ("open", False, CommentsMode.INHERIT),
        ("closed", False, CommentsMode.INHERIT),
    ],
)
def test_stories_stay_open_for_comments_or_closed(status, has_some, mode, editions, tmp_path):
    inside = [comment(3)] if has_some else []
    run(tmp_path, item(1, "", "<p>x</p>", *inside, comment_status=status))
    assert Article.objects.select_related("story").get().story.comments == mode


def test_answer_that_comes_with_a_later_export_finds_its_thread(editions, tmp_path):
    run(tmp_path, item(1, "", "<p>x</p>", comment(10, "First")))
    run(tmp_path, item(1, "", "<p>x</p>", comment(10, "First"), comment(11, "Answer", parent=10)))
    assert Comment.objects.get(text="Answer").parent == Comment.objects.get(text="First")


def test_comment_without_a_name_is_a_readers(editions, tmp_path):
    run(tmp_path, item(1, "", "<p>x</p>", comment(10, author="")), edition="sq")
    assert Comment.objects.get().name


# Pages.


def test_pages_become_standing_pages_in_their_states(editions, tmp_path, client):
    report = run(
        tmp_path,
        item(5, "Our house", "<p>Built long ago.</p>", kind="page", slug="our-house"),
        item(6, "Plans", kind="page", slug="plans", status="draft"),
        item(7, "Search", kind="page", slug="search"),
    )
    assert counts(report)["page"] == (3, 3, 0)
    assert "Built long ago." in client.get("/en/our-house/").text
    assert client.get("/en/plans/").status_code == 404
    assert PageEdition.objects.get(title="Search").slug == "search-7"
    assert Page.objects.get(texts__title="Our house").key == "our-house"
    assert client.get("/?page_id=5", HTTP_HOST="testserver").status_code in {301, 302, 308}


def test_comments_under_pages_are_named(editions, tmp_path):
    report = run(tmp_path, item(5, "", "<p>x</p>", comment(1), kind="page"))
    assert counts(report)["comment"] == (1, 0, 1)


# Links.


def test_links_within_texts_lead_to_the_new_addresses_whatever_comes_first(editions, tmp_path):
    body = (
        f'<p><a href="{HOME}/2020/03/later/">a</a> <a href="/?p=2&amp;x=1#part">b</a>'
        f' <a href="{HOME}/category/news/">c</a> <a href="{HOME}/nowhere/">d</a> <a href="https://else.example.org/">e</a></p>'
    )
    run(
        tmp_path,
        category("news", "News"),
        item(1, "", body),
        item(2, slug="later", terms=[("category", "news", "News")]),
    )
    new = without_ids(Article.objects.get(slug="post-1").body)
    assert '<a href="/en/articles/later/">a</a>' in new
    assert '<a href="/en/articles/later/#part">b</a>' in new
    assert '<a href="/en/category/news/">c</a>' in new
    assert f'<a href="{HOME}/nowhere/">d</a>' in new
    assert '<a href="https://else.example.org/">e</a>' in new


def test_link_to_what_comes_with_a_later_export_is_led_on_then(editions, tmp_path):
    first = item(1, "", f'<p><a href="{HOME}/2020/03/post-2/">a</a></p>')
    run(tmp_path, first)
    assert HOME in Article.objects.get().body
    report = run(tmp_path, first, item(2))
    assert "/en/articles/post-2/" in Article.objects.get(slug="post-1").body
    assert report.done == {"unchanged": 1, "new": 1}
    assert run(tmp_path, first, item(2)).done == {"unchanged": 2}


@pytest.mark.parametrize(
    "old",
    [
        "/2020/03/post-1/",
        "/2020/03/POST-1",
        "/?p=1",
        "/?feed=rss2&p=1",
        "/2020/03/post-1/feed/",
        "/index.php/2020/03/post-1/",
    ],
)
def test_old_addresses_lead_to_the_article(old, editions, tmp_path, client, settings):
    settings.ALLOWED_HOSTS = ["old.example.org", "testserver"]
    run(tmp_path, item(1))
    answer = client.get(old, HTTP_HOST="old.example.org")
    assert answer.status_code in {301, 308}
    assert answer["Location"].endswith("/en/articles/post-1/")


# Menus.


def entries() -> list[str]:
    def entry(
        number: int, title: str, kind: str, *, menu: str = "Main menu", above: int = 0, url: str = "", to: str = "0"
    ):
        return item(
            number,
            title,
            "",
            meta("_menu_item_type", kind),
            meta("_menu_item_object", {"taxonomy": "category", "post_type": "page"}.get(kind, "custom")),
            meta("_menu_item_object_id", to),
            meta("_menu_item_menu_item_parent", str(above)),
            meta("_menu_item_url", url),
            kind="nav_menu_item",
            order=number,
            terms=[("nav_menu", menu.lower().replace(" ", "-"), menu)],
        )

    return [
        category("news", "News", number=4),
        term("nav_menu", "main-menu", "Main menu"),
        entry(50, "Start", "custom", url=f"{HOME}/"),
        entry(51, " ", "post_type", to="5"),
        entry(52, "The news", "taxonomy", to="4"),
        entry(53, "Deep", "custom", above=52, url="https://else.example.org/"),
        entry(54, "Deeper", "custom", above=53, url=f"{HOME}/2020/03/post-1/"),
        entry(55, "Lost", "post_type", to="999"),
        entry(56, "Foot", "custom", menu="Footer", url="https://foot.example.org/"),
        item(1, terms=[("category", "news", "News")]),
        item(5, "About the house", kind="page", slug="about-the-house"),
    ]


def test_main_menu_becomes_ours_where_there_is_none(editions, tmp_path, client):
    MenuItem.objects.all().delete()
    report = run(tmp_path, *entries())
    found = {
        one.label_en: (one.target, one.address, one.parent and one.parent.label_en) for one in MenuItem.objects.all()
    }
    news = Article.objects.select_related("story").get().story.category_id
    assert found == {
        "Start": ("articles:home", "", None),
        "About the house": ("page:about-the-house", "", None),
        "The news": (f"category:{news}", "", None),
        "Deep": ("", "https://else.example.org/", "The news"),
        "Deeper": ("", "/en/articles/post-1/", "The news"),
    }
    assert counts(report)["nav_menu_item"] == (7, 5, 2)
    assert "The news" in client.get("/en/").text
    assert run(tmp_path, *entries()).as_json()["items"]["nav_menu_item"]["out"] == 5
    assert MenuItem.objects.count() == 5


def test_menu_that_an_edition_has_stays(editions, tmp_path):
    MenuItem.objects.all().delete()
    MenuItem.objects.create(label_en="Ours", address="/en/")
    report = run(tmp_path, *entries())
    assert [one.label_en for one in MenuItem.objects.all()] == ["Ours"]
    assert counts(report)["nav_menu_item"] == (7, 0, 7)


# Places.


def write_mapping(tmp_path, text: str):
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_categories_become_media_books_and_issues_as_the_mapping_says(editions, tmp_path, files_dir, client):
    uploads = tmp_path / "uploads"
    for name in "abcdef":
        picture(uploads, f"2020/{name}.jpg")
    mapping = write_mapping(
        tmp_path,
        '[categories]\ncartoons = "cartoons"\nalbums = "photos"\nfilms = "videos"\nbooks = "books"\n'
        'letter = "issues:newsletter"\n',
    )
    gallery = '[gallery ids="32,33"]'
    report = run(
        tmp_path,
        *(attachment(number, f"2020/{name}.jpg") for number, name in enumerate("abcdef", 30)),
        item(1, "A cartoon", "<p>Funny.</p>", meta("_thumbnail_id", "30"), terms=[("category", "cartoons")]),
        item(2, "An album", f"<p>Seen.</p>{gallery}", meta("_thumbnail_id", "31"), terms=[("category", "albums")]),
        item(
            3,
            "A film",
            "<p>Watch.</p>\n\nhttps://www.youtube.com/watch?v=aqz-KE-bpKQ\n\n",
            meta("_thumbnail_id", "34"),
            terms=[("category", "films")],
        ),
        item(4, "A book", "<p>Read.</p>", meta("_thumbnail_id", "35"), terms=[("category", "books")]),
        item(5, "Newsletter No. 12", "<p>Inside.</p>", terms=[("category", "letter")]),
        item(
            6, "A film without a picture", "https://www.youtube.com/watch?v=aqz-KE-bpKQ", terms=[("category", "films")]
        ),
        folder=uploads,
        mapping=mapping,
    )
    assert counts(report)["post"] == (6, 6, 0)
    media = {one.kind: one for one in MediaItem.objects.all()}
    assert media[Kind.CARTOONS].title_en == "A cartoon"
    assert AlbumPicture.objects.filter(item=media[Kind.PHOTOS]).count() == 2
    assert "figure" not in media[Kind.PHOTOS].text_en
    assert media[Kind.VIDEOS].video_url == "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    assert MediaCredit.objects.get(item=media[Kind.CARTOONS]).role == CreditRole.CARTOONIST
    book = Book.objects.get()
    assert (book.title_en, book.series.kind) == ("A book", SeriesKind.BOOKS)
    issue = IssueEdition.objects.select_related("issue__series").get()
    assert (issue.issue.series.slug, issue.issue.number) == ("newsletter", 12)
    assert [one.title for one in Article.objects.all()] == ["A film without a picture"]
    assert report.remarks["otherwise"][0]["id"] == 6
    for address in (media[Kind.CARTOONS].address_in("en"), book.address_in("en"), issue.get_absolute_url()):
        assert client.get(address).status_code == 200
    assert set(
        run(
            tmp_path,
            item(1, "A cartoon", "<p>Funny.</p>", meta("_thumbnail_id", "30"), terms=[("category", "cartoons")]),
            mapping=mapping,
        ).done
    ) == {"unchanged"}


def test_mapping_files_categories_under_ours_and_renames_people(editions, tmp_path):
    from articles.models import Category

    news = Category.objects.create(name_en="Reports", slug_en="reports")
    mapping = write_mapping(tmp_path, '[filed]\nnews = "reports"\n[people]\nmira = "Mira S."\nadmin = ""\n')
    run(
        tmp_path,
        category("news", "News"),
        item(1, terms=[("category", "news", "News")]),
        item(2, author="admin"),
        mapping=mapping,
    )
    story = Article.objects.select_related("story").get(slug="post-1").story
    assert story.category == news
    assert [getattr(one, column("name", "en")) for one in story.people.all()] == ["Mira S."]
    assert not Article.objects.get(slug="post-2").story.people.exists()


def test_first_guess_names_categories_in_four_languages_and_is_a_mapping(tmp_path):
    from wordpress.importing.overview import Overview
    from wordpress.joining.groups import Grouper
    from wordpress.wxr.items import Author, Term

    overview = Overview(tmp_path / "x.xml", Grouper())
    for slug in ("cartoons", "کاریکاتور", "خبرنامه", "كتب", "galeri", "videos", "news"):
        overview.terms["category", slug] = Term(0, "category", slug, slug)
    overview.kinds.update({"post": 3, "book": 2, "revision": 1})
    overview.authors["mira"] = Author(1, "mira", 'Mira "M" Stone')
    text = guess([overview])
    lines = [line.removeprefix("# ") for line in text.splitlines() if "=" in line or line.startswith("[")]
    mapping = read_mapping(write_mapping(tmp_path, "\n".join(line for line in lines if not line.startswith("Where"))))
    assert mapping.categories["cartoons"] == Goal(Place.CARTOONS)
    assert mapping.categories["کاریکاتور"] == Goal(Place.CARTOONS)
    assert mapping.categories["خبرنامه"] == Goal(Place.ISSUES, "newsletter")
    assert mapping.categories["كتب"] == Goal(Place.BOOKS)
    assert mapping.categories["galeri"] == Goal(Place.PHOTOS)
    assert mapping.categories["news"] == Goal(Place.ARTICLES)
    assert mapping.types == {"book": Goal(Place.BOOKS)}
    assert mapping.people == {"mira": 'Mira "M" Stone'}
    assert read_mapping(write_mapping(tmp_path, text)).categories == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[types", "cannot be read"),
        ('[type]\na = "b"', "no others"),
        ("[types]\na = 3", "takes lines"),
        ('[types]\na = "nowhere"', "is no place"),
        ('[types]\na = "issues"', "names no series"),
    ],
)
def test_mapping_that_cannot_be_is_refused_in_one_line(text, said, tmp_path):
    with pytest.raises(MappingError) as refused:
        read_mapping(write_mapping(tmp_path, text))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_series_that_is_there_is_used(editions, tmp_path):
    Series.objects.create(slug="letter", kind=SeriesKind.NEWSLETTER, name_en="The Letter")
    mapping = write_mapping(tmp_path, '[categories]\nletter = "issues:letter"\n')
    run(
        tmp_path,
        item(1, "No. 3", terms=[("category", "letter")]),
        item(2, "Another", terms=[("category", "letter")]),
        mapping=mapping,
    )
    assert sorted(IssueEdition.objects.values_list("issue__number", flat=True)) == [3, 4]
    assert Series.objects.get().name_en == "The Letter"
    assert reverse("publications:entry", args=["en", "letter", "3"])


def test_mapping_says_what_further_categories_are_and_where_lists_stood(editions, tmp_path):
    terms = [("category", "tea", "Tea"), ("category", "news", "News"), ("category", "milk", "Milk")]
    mapping = write_mapping(tmp_path, '[further]\nnews = "events"\n"*" = "skip"\n[addresses]\ncategory = "sections"\n')
    parts = (category("tea", "Tea"), category("news", "News"), category("milk", "Milk"), item(1, terms=terms))
    report = run(tmp_path, *parts, mapping=mapping)
    story = Article.objects.select_related("story").get(slug="post-1").story
    assert story.category.name_en == "Tea"
    assert [topic.slug_en for topic in story.topics.all()] == ["events"]
    assert report.remarks["categories"][0]["what"] == "News, Milk"
    old = dict(Redirect.objects.filter(old_path__startswith="/sections/").values_list("old_path", "new_path"))
    assert old["/sections/tea/"] == "/en/category/tea/"
    # What everybody was filed under besides has its articles among those of the topic.
    assert old["/sections/news/"] == "/en/topic/events/"


def test_addresses_in_a_mapping_are_those_of_lists_alone(tmp_path):
    with pytest.raises(MappingError, match="takes category, tag and author, not pages"):
        read_mapping(write_mapping(tmp_path, '[addresses]\npages = "x"\n'))
