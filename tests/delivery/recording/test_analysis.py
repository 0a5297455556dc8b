"""What reads depend on, rule by rule."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q

from articles.models import Article, Category, Credit, Person, Placement, Story, StoryTopic, Topic
from delivery.recording import analysis
from delivery.recording.recorder import recording
from editions.models import MenuItem
from seeds.factories import make_article, make_category, make_editions, make_person, make_story, make_topic


@pytest.fixture
def story(db) -> Story:
    make_editions()
    found = make_story(category=make_category(), topics=[make_topic()], authors=[make_person()])
    make_article(edition="fa", story=found, slug="bridge", published_at=datetime(2026, 4, 1, tzinfo=UTC))
    return found


def tags_of(rows) -> set[str]:
    with recording() as made:
        list(rows)
    assert not made.unkept
    return made.tags


def test_a_row_asked_for_by_its_key_is_all_that_counts(story):
    assert tags_of(Category.objects.filter(pk=story.category_id)) == {f"articles_category.id={story.category_id}"}


def test_a_row_that_is_not_there_yet_counts_by_its_key(story):
    assert tags_of(Category.objects.filter(pk__in=[77, 78])) == {"articles_category.id=77", "articles_category.id=78"}


def test_a_set_counts_with_the_rows_that_are_found_of_it(story):
    assert tags_of(Credit.objects.filter(story=story)) == {f"articles_credit.story_id={story.pk}"}
    assert tags_of(Article.objects.filter(edition="fa")) == {
        "articles_article.edition_id=fa",
        f"articles_article.id={Article.objects.get().pk}",
    }


def test_the_set_of_most_columns_counts(story):
    tags = tags_of(Article.objects.filter(edition="fa", slug="bridge"))
    assert "articles_article.edition_id=fa,slug=bridge" in tags
    assert "articles_article.edition_id=fa" not in tags


def test_a_condition_on_what_decides_nothing_makes_it_the_table(story):
    assert tags_of(Article.objects.filter(edition="fa", title="x")) == {"articles_article"}


def test_an_order_is_a_condition_too(story):
    assert tags_of(Article.objects.filter(edition="fa").order_by("title")) == {"articles_article"}


def test_without_values_it_is_the_members_of_the_table(story):
    assert tags_of(MenuItem.objects.order_by("position")) == {"editions_menuitem.*"}


def test_what_is_shown_without_its_key_makes_it_the_table(story):
    assert tags_of(Article.objects.filter(edition="fa").values("title")) == {"articles_article"}
    assert "articles_article" not in tags_of(Article.objects.filter(edition="fa").values("title", "pk"))


def test_what_a_foreign_key_leads_to_counts_as_far_as_it_is_shown(story):
    tags = tags_of(Article.objects.filter(edition="fa").select_related("story__category"))
    assert f"articles_story.id={story.pk}" in tags
    assert f"articles_category.id={story.category_id}" in tags
    assert not {tag for tag in tags if "." not in tag or tag.endswith("*")}


def test_a_key_that_is_shown_stands_for_the_row_it_leads_to(story):
    [person] = Person.objects.all()
    tags = tags_of(Credit.objects.filter(story=story).order_by("pk").values_list("person_id", "person__name_fa"))
    assert tags == {f"articles_credit.story_id={story.pk}", f"articles_person.id={person.pk}"}


def test_what_is_only_counted_is_no_row_of_the_page(story):
    with recording() as made:
        Article.objects.filter(edition="fa").count()
    assert made.tags == {"articles_article.edition_id=fa"}


def test_a_row_that_carries_the_set_needs_no_tag_of_its_own(story):
    tags = tags_of(Article.objects.filter(edition="fa", story__is_featured=True).values("pk"))
    assert tags == {"articles_article.edition_id=fa"}


def test_a_condition_on_another_column_of_it_does(story):
    tags = tags_of(Article.objects.filter(edition="fa", story__comments="x").values("pk"))
    assert tags == {"articles_article.edition_id=fa", "articles_story"}


def test_values_go_from_one_table_to_the_next(story):
    tags = tags_of(Article.objects.filter(edition="fa", edition__is_visible=True).values("pk"))
    assert tags == {"articles_article.edition_id=fa", "editions_edition.id=fa"}


def test_values_go_into_queries_within(story):
    found = Placement.objects.filter(article=OuterRef("pk"))
    [article] = Article.objects.all()
    tags = tags_of(Article.objects.filter(Exists(found), pk=article.pk))
    assert tags == {f"articles_article.id={article.pk}", f"articles_placement.article_id={article.pk}"}


def test_values_between_or_bind_nothing(story):
    tags = tags_of(Article.objects.filter(Q(edition="fa") | Q(slug="x")).values("pk"))
    assert tags == {"articles_article.*"}


def test_what_is_excluded_binds_nothing(story):
    assert tags_of(Article.objects.exclude(edition="fa").values("pk")) == {"articles_article.*"}


def test_a_set_named_by_another_query_is_known_once_there_is_a_row(story):
    here = Article.objects.filter(edition="fa", slug="bridge").values("story_id")[:1]
    tags = tags_of(Article.objects.filter(story_id=here))
    assert f"articles_article.story_id={story.pk}" in tags
    assert "articles_article" not in tags
    nothing = Article.objects.filter(edition="fa", slug="nothing").values("story_id")[:1]
    assert "articles_article" in tags_of(Article.objects.filter(story_id=nothing))


def test_values_of_grouped_rows_have_a_say(story):
    assert "articles_category" in tags_of(Category.objects.annotate(number=Count("stories")))


def test_columns_that_are_compared_have_a_say(story):
    assert tags_of(Article.objects.filter(edition="fa", title=F("slug")).values("pk")) == {"articles_article"}


def test_parts_of_a_union_count_each(story):
    one = Topic.objects.filter(slug_fa="a").values_list("pk").order_by()
    two = StoryTopic.objects.filter(content_object=story).values_list("pk").order_by()
    tags = tags_of(one.union(two).order_by("pk"))
    assert {"articles_topic.slug_fa=a", f"articles_storytopic.content_object_id={story.pk}"} <= tags


def test_of_what_is_taken_away_every_column_has_a_say(story):
    one = Category.objects.values_list("pk", "description_fa").order_by()
    assert tags_of(one.difference(one.filter(position=1)).order_by("pk")) == {"articles_category"}


def test_a_statement_that_is_not_understood_reads_its_tables_wholly(story):
    with recording() as made, connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM articles_category FULL JOIN articles_topic ON articles_topic.id = articles_category.id"
        )
    assert made.tags == {"articles_category", "articles_topic"}


def test_a_table_that_nobody_declares_makes_the_page_unkept(story):
    with recording() as made, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts_user")
    assert made.unkept == "reads accounts_user"


def test_the_clock_of_the_database_makes_the_page_unkept(story):
    with recording() as made, connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
    assert "time" in made.unkept


def test_a_private_column_in_a_condition_makes_the_page_unkept(story):
    with recording() as made:
        list(Article.objects.filter(edition="fa", stage="writing"))
    assert "stage" in made.unkept


def test_statements_that_are_kept_are_few(story, monkeypatch):
    monkeypatch.setattr(analysis, "MOST_PLANS", 10)
    analysis.forget()
    for number in range(1, 40):
        tags_of(Category.objects.filter(pk__in=range(number)))
    assert len(analysis._plans) <= 10
