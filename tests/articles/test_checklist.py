"""What is looked at before an article is published: each point told, and only where it is so."""

import pytest

from accounts.left_alone import leave
from articles.checklist import Point, StoryFacts, check_article, check_articles
from articles.checklist.points import blocking
from articles.models import Article
from articles.revisions import Text
from editions.lint.finding import Facts
from editions.lint.lint import lint
from editions.lint.run import Run
from editions.models import HouseRule
from seeds.factories.articles import make_article, make_category, make_person, make_story
from seeds.factories.media import make_image

pytestmark = pytest.mark.usefixtures("editions", "files_dir")

GOOD = "<p>A text of some words.</p><h2>Heading</h2><h3>Below</h3><p>And more.</p>"
LONG = " ".join(["one", "word"] * 100)


def points(body: str = GOOD, *, edition: str = "en", facts: StoryFacts | None = None, **text: str) -> list[Point]:
    fields = {"title": "Gardens", "slug": "gardens", "standfirst": "What it tells.", **text}
    article = make_article(edition=edition, published=False)
    facts = facts or StoryFacts(category=1, image=None, has_author=True)
    return check_article(article, Text(**fields, body=body), article.edition, facts=facts)


def told(found: list[Point]) -> set[tuple[str, str]]:
    """Keys and places, without what stands for every text."""
    return {(point.key, point.where) for point in found} - {("picture", "image"), ("reading-time", "")}


def test_a_good_text_has_no_points_but_its_reading_time():
    [picture, time] = points()
    assert (picture.key, time.key) == ("picture", "reading-time")
    assert not blocking([picture, time])
    assert time.message == "9 words, about 1 minute."


@pytest.mark.parametrize(
    ("text", "facts", "point"),
    [
        ({"title": " "}, None, ("title", "title")),
        ({"slug": ""}, None, ("slug", "slug")),
        ({}, StoryFacts(has_author=True), ("category", "category")),
        ({"title": "Gar\u202edens"}, None, ("direction-controls", "title")),
        ({"body": "<p>a</p><blockquote><p>b\u2067c</p></blockquote>"}, None, ("direction-controls", "body:1")),
        ({"body": "<p>a</p><p><code>b&#8238;c</code></p>"}, None, ("direction-controls", "body:1")),
    ],
)
def test_what_blocks(text: dict[str, str], facts: StoryFacts | None, point: tuple[str, str]):
    found = points(**text, facts=facts)
    assert told(found) == {point}
    assert [one.key for one in blocking(found)] == [point[0]]


@pytest.mark.parametrize(
    ("text", "facts", "point"),
    [
        ({"standfirst": ""}, None, ("standfirst", "standfirst")),
        ({"title": "A" * 111}, None, ("title-long", "title")),
        ({"body": "<p>a</p><h3>B</h3>"}, None, ("heading-order", "body:1")),
        ({"body": "<h2>A</h2><h4>B</h4>"}, None, ("heading-order", "body:1")),
        ({"body": "<p>a</p><h2> </h2>"}, None, ("heading-empty", "body:1")),
        ({"body": '<p><a href="https://a.org">Here</a></p>'}, None, ("link-words", "body:0")),
        ({"body": '<p><a href="https://a.org">click here!</a></p>'}, None, ("link-words", "body:0")),
        ({"body": '<p><a href="https://a.org">اینجا</a></p>'}, None, ("link-words", "body:0")),
        ({"body": '<p><a href="https://a.org">هنا</a></p>'}, None, ("link-words", "body:0")),
        ({"body": '<p><a href="https://a.org">Këtu</a></p>'}, None, ("link-words", "body:0")),
        ({"body": '<p><a href="https://a.org/b">https://a.org/b</a></p>'}, None, ("link-address", "body:0")),
        ({"body": '<p>a <a href="https://a.org"></a></p>'}, None, ("link-empty", "body:0")),
        (
            {"body": '<p><a href="/a/">One</a></p><ul><li><p><a href="/a">Two</a></p></li></ul>'},
            None,
            ("link-twice", "body:1"),
        ),
        ({"body": f"<p>a</p><ul><li><p>{LONG}</p></li></ul>"}, None, ("paragraph-long", "body:1")),
        ({"body": "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"}, None, ("table-head", "body:0")),
        ({"body": ""}, None, ("body", "body")),
        ({}, StoryFacts(category=1), ("author", "credits")),
        ({"body": "<p>a  b</p><p>c ,</p>"}, None, ("language", "body:0")),
    ],
)
def test_what_advises_and_keeps_nothing_back(text: dict[str, str], facts: StoryFacts | None, point: tuple[str, str]):
    found = points(**text, facts=facts)
    assert told(found) == {point}
    assert blocking(found) == []


def test_headings_that_go_back_up_and_tables_with_a_head_are_right():
    body = (
        "<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>"
        "<table><tbody><tr><th><p>a</p></th></tr><tr><td><p>b</p></td></tr></tbody></table>"
    )
    assert told(points(body)) == set()


def figure(image: int) -> str:
    return f'<figure class="picture" data-image="{image}"><figcaption></figcaption></figure>'


def test_pictures_need_words_and_a_credit_in_the_articles_own_edition():
    main = make_image(credit_en="Photographer")
    body = make_image(alt_fa="", credit_fa="عکاس")
    facts = StoryFacts(1, main.pk, True)
    text = f"<p>a</p>{figure(body.pk)}{figure(main.pk)}"
    persian = points(text, edition="fa", facts=facts)
    assert told(persian) == {("credit", "image"), ("alt", "body:1")}
    assert {point.image for point in blocking(persian)} == {main.pk, body.pk}
    assert told(points(text, edition="en", facts=facts)) == {("credit", "body:1")}


def test_decoration_needs_no_words_and_a_missing_picture_is_told():
    image = make_image(alt_en="", is_decorative=True, credit_en="Somebody")
    assert told(points(f"<p>a</p>{figure(image.pk)}")) == set()
    assert told(points(f"<p>a</p>{figure(987_654)}")) == {("picture-gone", "body:1")}


def test_rules_of_the_house_are_counted_with_the_language():
    HouseRule.objects.create(pattern="words", replacement="signs")
    [language] = [point for point in points() if point.key == "language"]
    assert "1 finding" in language.message


def test_reading_takes_longer_in_arabic_than_in_english():
    body = f"<p>{'كلمة ' * 300}</p>"
    [time] = [point for point in points(body, edition="ar") if point.key == "reading-time"]
    assert "about 3 minutes" in time.message


def test_what_blocks_comes_first():
    weights = [point.weight for point in points("<p>a</p><h4>B</h4>", title="")]
    assert weights == sorted(weights, key=["blocking", "advice", "fact"].index)


def test_a_stored_article_is_checked_in_five_queries(django_assert_max_num_queries):
    story = make_story(category=make_category(), image=make_image(credit_en="A"), authors=[make_person()])
    article = make_article(story=story, body=GOOD + figure(make_image().pk))
    article, edition = Article.objects.get(pk=article.pk), article.edition
    with django_assert_max_num_queries(5):
        found = check_article(article, Text.of(article), edition)
    assert told(found) == {("credit", "body:4")}


def test_a_category_needs_a_name_in_the_articles_own_edition(editions):
    story = make_story(category=make_category(editions=["en"]))
    keys = {}
    for code in ("en", "fa"):
        article = make_article(story=story, edition=code)
        found = check_article(article, Text.of(article), editions[code])
        keys[code] = {(point.key, point.where) for point in blocking(found)}
    assert keys == {"en": set(), "fa": {("category", "category")}}


def test_many_articles_of_an_edition_are_checked_in_as_many(django_assert_max_num_queries):
    for _number in range(6):
        story = make_story(image=make_image(), category=make_category())
        make_article(story=story, body=GOOD + figure(make_image().pk))
    articles = list(Article.objects.all())
    # And one for the editions, which a request remembers.
    with django_assert_max_num_queries(6):
        found = check_articles((article, Text.of(article)) for article in articles)
    assert set(found) == {article.pk for article in articles}
    assert all({"credit"} == {point.key for point in blocking(all_of)} for all_of in found.values())


@pytest.mark.parametrize("body", ["text", "<p>open", "</p></table>", "<a>x</a>", '<figure data-image="x">', "<h2>"])
def test_html_of_any_kind_is_looked_at_without_failing(body: str):
    assert points(body)


def test_what_was_left_as_it_is_counts_no_more_but_an_error_does():
    article = make_article(edition="fa", body="<p>كتاب باغ</p>", published=False, story=make_story())
    text = Text(title="باغ", slug="b", standfirst="باغ", body="<p>كتاب باغ\u202e</p>")
    keys = {point.key for point in check_article(article, text, article.edition)}
    assert {"language", "direction-controls"} <= keys
    [rule] = {finding.rule for finding in lint(Run("كتاب"), Facts("fa", "arabext"))}
    leave(article.story, edition="en", rule=rule, words="كتاب")
    assert "language" in {point.key for point in check_article(article, text, article.edition)}
    leave(article.story, edition="fa", rule=rule, words="كتاب")
    keys = {point.key for point in check_article(article, text, article.edition)}
    assert ("language" in keys, "direction-controls" in keys) == (False, True)
    assert "language" not in {point.key for point in check_articles([(article, text)])[article.pk]}
