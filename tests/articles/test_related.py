"""Related articles: by the topics they share, and by their words."""

from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.related import MOST_DAYS, neighbours
from articles.services import withdraw_articles
from delivery.recording.recorder import recording
from seeds.factories import make_article, make_category, make_story, make_topic

pytestmark = pytest.mark.django_db


def told(title: str, *, days: int, topics=(), category=None, edition: str = "en", **fields) -> Article:
    story = make_story(topics=topics, category=category)
    moment = timezone.now() - timedelta(days=days)
    return make_article(edition=edition, story=story, title=title, published_at=moment, **fields)


def related(article: Article, topics) -> list[str]:
    return [one.title for one in neighbours(Article.objects.get(pk=article.pk), [one.pk for one in topics])[2]]


def depends_on(article: Article) -> set[str]:
    """The tags of sets of articles that the neighbours of one are made of."""
    with recording() as made:
        neighbours(Article.objects.get(pk=article.pk), [])
    return {tag.removeprefix("articles_article.") for tag in made.tags if tag.startswith("articles_article.edition_id")}


def test_neighbours_depend_on_the_days_between_them(editions):
    days = [told(f"{number} days ago", days=number) for number in (10, 5, 4, 3)]
    older, article, newer = days[1:]
    moments = [one.published_at.astimezone(UTC).date() for one in (older, article, newer)]
    assert depends_on(article) == {f"edition_id=en,published_at__date={day}" for day in moments}


def test_who_has_no_neighbour_or_a_far_one_depends_on_the_edition(editions):
    first, middle, last = (told(f"{number} days ago", days=number) for number in (MOST_DAYS + 20, 5, 3))
    for article in (first, middle, last):
        assert depends_on(article) == {"edition_id=en"}


def test_who_shares_more_topics_comes_first(editions):
    water, maps = make_topic(), make_topic()
    here = told("Here", days=1, topics=[water, maps])
    told("One", days=2, topics=[water]), told("Both", days=9, topics=[water, maps])
    assert related(here, [water, maps]) == ["Both", "One"]


@pytest.mark.parametrize(
    ("edition", "here", "alike", "others"),
    [
        ("en", "Bridges of the old harbour", "The bridge in the harbour", ["Soup", "Bread", "Tea", "Salt"]),
        ("fa", "پل‌های بندر قدیمی", "پلی در بندر", ["نان و نمک", "چای عصرانه", "باغچه‌ها", "کتابخانه"]),
        ("ar", "جسور الميناء القديم", "الجسور في ميناء", ["الخبز والملح", "شاي المساء", "الحدائق", "مكتبة"]),
        ("sq", "Urat e limanit të vjetër", "Ura në limanit", ["Supë", "Bukë", "Çaj", "Kripë"]),
    ],
)
def test_of_those_that_share_as_much_the_one_with_like_words_comes_first(editions, edition, here, alike, others):
    topic = make_topic()
    article = told(here, days=1, topics=[topic], edition=edition)
    told(alike, days=99, topics=[topic], edition=edition)
    for days, title in enumerate(others, 2):
        told(title, days=days, topics=[topic], edition=edition)
    assert related(article, [topic])[0] == alike


def test_what_readers_do_not_see_takes_nobodys_place(editions):
    category = make_category()
    here = told("Here", days=1, category=category)
    gone = [told(f"Gone {n}", days=2, category=category) for n in range(3)]
    for n in range(4):
        told(f"There {n}", days=3 + n, category=category)
    withdraw_articles(gone)
    told("Later", days=-3, category=category)
    assert len(related(here, [])) == 3
    assert all(title.startswith("There") for title in related(here, []))


def test_an_article_without_words_or_company_is_no_error(editions):
    here = told("A b c", days=1)
    assert related(here, []) == []
