"""A site in four languages comes in as stories with their translations."""

import pytest

from articles.models import Article, Category, Credit, Person, Story, Topic
from editions.models import PageEdition
from tests.wordpress.exports import author, category, comment, item, term
from tests.wordpress.importing.running import counts, reasons, run

pytestmark = pytest.mark.django_db
LANGUAGES = {"en": "en_US", "fa": "fa_IR", "ar": "ar", "al": "sq"}
CODES = {"en": "en", "fa": "fa", "ar": "ar", "al": "sq"}
TITLES = {"en": "The harbour", "fa": "بندر", "ar": "الميناء", "al": "Porti"}


def serialised(numbers: dict[str, int]) -> str:
    return f"a:{len(numbers)}:{{" + "".join(f's:{len(k)}:"{k}";i:{n};' for k, n in numbers.items()) + "}"


def locale(name: str) -> str:
    return f'a:3:{{s:6:"locale";s:{len(name)}:"{name}";s:3:"rtl";i:0;s:9:"flag_code";s:0:"";}}'


def site() -> list[str]:
    posts = dict(zip(LANGUAGES, (1, 2, 3, 4), strict=True))
    pages = dict(zip(LANGUAGES, (11, 12, 13, 14), strict=True))
    sections = dict(zip(LANGUAGES, (21, 22, 23, 24), strict=True))
    parts = [author("mira", "Mira Stone")]
    parts += [category(f"news-{slug}", f"News {slug}", number=number) for slug, number in sections.items()]
    parts += [term("language", slug, slug, description=locale(name)) for slug, name in LANGUAGES.items()]
    parts += [
        term("post_translations", "pll_1", description=serialised(posts)),
        term("post_translations", "pll_2", description=serialised(pages)),
        term("term_translations", "pll_3", description=serialised(sections)),
    ]
    for slug, number in posts.items():
        terms = [("language", slug), ("post_translations", "pll_1"), ("category", f"news-{slug}"), ("post_tag", "sea")]
        parts.append(
            item(number, TITLES[slug], f"<p>{TITLES[slug]}</p>", comment(100 + number), slug=f"h-{slug}", terms=terms)
        )
        parts.append(item(30 + number, f"Alone {slug}", slug=f"alone-{slug}", terms=[("language", slug)]))
    for slug, number in pages.items():
        terms = [("language", slug), ("post_translations", "pll_2")]
        parts.append(item(number, f"House {slug}", kind="page", slug=f"house-{slug}", terms=terms))
    return parts


def test_translations_are_one_story_and_one_page(editions, tmp_path, client):
    report = run(tmp_path, *site(), edition="en")
    assert counts(report) == {"post": (8, 8, 0), "page": (4, 4, 0), "comment": (4, 4, 0)}
    assert Story.objects.count() == 5
    story = Article.objects.get(edition="fa", slug="h-fa").story
    assert {one.edition_id: one.title for one in story.articles.all()} == {
        CODES[slug]: title for slug, title in TITLES.items()
    }
    assert PageEdition.objects.values("page").distinct().count() == 1
    page = client.get("/en/articles/h-en/").text
    assert 'hreflang="fa"' in page
    assert "/sq/articles/h-al/" in page


def test_one_category_has_its_name_in_each_edition(editions, tmp_path, client):
    run(tmp_path, *site())
    news = Category.objects.get()
    assert (news.name_en, news.name_fa, news.name_ar, news.name_sq) == ("News en", "News fa", "News ar", "News al")
    assert TITLES["fa"] in client.get("/fa/category/news-fa/").text
    assert Topic.objects.count() == 1


def test_people_are_named_in_each_edition_that_prints_their_name(editions, tmp_path):
    run(tmp_path, *site())
    (mira,) = Person.objects.all()
    assert {mira.name_en, mira.name_fa, mira.name_ar, mira.name_sq} == {"Mira Stone"}
    assert set(Credit.objects.filter(story__articles__slug="h-en").values_list("edition", flat=True)) == {
        "en", "fa", "ar", "sq",
    }  # fmt: skip


def test_second_run_of_a_site_in_four_languages_changes_nothing(editions, tmp_path):
    run(tmp_path, *site())
    report = run(tmp_path, *site())
    assert set(report.done) == {"unchanged"}
    assert Story.objects.count() == 5


def test_translation_that_comes_later_joins_its_story(editions, tmp_path):
    parts = site()
    late = next(part for part in parts if "h-fa" in part)
    run(tmp_path, *(part for part in parts if part is not late))
    run(tmp_path, *parts)
    assert Story.objects.count() == 5
    assert Article.objects.get(slug="h-fa").story == Article.objects.get(slug="h-en").story


def test_item_in_a_language_without_an_edition_is_named(editions, tmp_path):
    parts = [
        term("language", "de", "Deutsch", description=locale("de_DE")),
        item(1, terms=[("language", "de")]),
        item(2),
    ]
    report = run(tmp_path, *parts)
    assert counts(report)["post"] == (2, 1, 1)
    assert "“de”" in reasons(report)[0]
