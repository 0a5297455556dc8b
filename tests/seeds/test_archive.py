"""A large archive for benchmarks."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection

from articles.models import Article, Placement, Story
from articles.services import placements_of
from seeds.factories import make_category, make_person, make_topic
from seeds.loading import texts

pytestmark = pytest.mark.django_db


def test_archive_has_that_many_articles_an_edition_on_all_their_lists(editions):
    make_category()
    make_topic()
    make_person()
    output = StringIO()
    call_command("seed", articles=50, stdout=output)
    articles = Article.objects.all()
    assert Counter(articles.order_by().values_list("edition", flat=True)) == dict.fromkeys(texts.CODES, 50)
    assert Story.objects.count() == 50
    wanted = {(row.article_id, row.shelf, row.target_id) for row in placements_of(articles)}
    assert set(Placement.objects.values_list("article_id", "shelf", "target_id")) == wanted
    assert wanted
    assert "200 articles" in output.getvalue()
    assert all(300 < len(body.split()) < 1200 for body in articles.values_list("body", flat=True))


def test_archive_grows_even_where_stories_were_deleted(editions):
    call_command("seed", articles=10, stdout=StringIO())
    Article.objects.filter(story__in=list(Story.objects.order_by("pk")[:5])).delete()
    Story.objects.filter(articles=None).delete()
    call_command("seed", articles=10, stdout=StringIO())
    assert Article.objects.count() == 4 * 15


@pytest.mark.parametrize("number", [-1, 5_000_001])
def test_number_of_articles_out_of_range_is_refused(number):
    with pytest.raises(CommandError, match="from 0 to"):
        call_command("seed", articles=number, stdout=StringIO())


def test_archive_is_the_same_again(editions):
    def texts_of_archive() -> list[tuple]:
        call_command("seed", articles=5, stdout=StringIO())
        made = Article.objects.filter(story__in=Story.objects.order_by("-pk")[:5])
        found = list(made.order_by("edition", "pk").values_list("title", "standfirst", "body"))
        made.delete()
        return [(title.rpartition(" (")[0], standfirst, body) for title, standfirst, body in found]

    first = texts_of_archive()
    Story.objects.all().delete()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(
            no_style(), [{"table": Story._meta.db_table, "column": "id"}]
        ):
            cursor.execute(statement)
    assert first
    assert texts_of_archive() == first
