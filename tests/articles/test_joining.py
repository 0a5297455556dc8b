"""Two stories become one: nothing of either is lost, and readers see beneath each article what they saw."""

import pytest

from accounts.models import AuditEntry
from articles.enums import CommentsMode, CreditRole
from articles.joining.categories import are_one, join_categories
from articles.joining.offers import Offer, confirm_pair, offer_pairs, open_pairs, refuse_pair
from articles.joining.reasons import Reason, Sign, from_json
from articles.joining.stories import NotJoinedError, join_stories
from articles.models import Article, Category, Credit, DossierPart, OfferedPair, Plan, Story
from editions.models import MenuItem
from seeds.factories.accounts import make_user
from seeds.factories.articles import (
    make_article,
    make_category,
    make_credit,
    make_dossier,
    make_person,
    make_story,
    make_topic,
)
from seeds.factories.media import make_image
from tests.accounts.roles import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def told_in(code: str, **story: object) -> Article:
    """A published article that is the only one of its story."""
    return make_article(story=make_story(**story), edition=code, published=True)


def credits_of(story: Story) -> set[tuple[int, str, str | None]]:
    return set(Credit.objects.filter(story=story).values_list("person", "role", "edition"))


def test_articles_of_both_are_translations_of_each_other():
    english, persian = told_in("en"), told_in("fa")
    joined = join_stories(story=english.story, other=persian.story)
    assert {article.edition_id for article in joined.articles.all()} == {"en", "fa"}
    assert Story.objects.count() == 1
    persian.refresh_from_db()
    assert persian.story == joined


def test_two_articles_of_one_edition_are_refused_and_nothing_is_changed():
    first, second = told_in("en"), told_in("en")
    make_article(story=second.story, edition="fa")
    with pytest.raises(NotJoinedError, match="English"):
        join_stories(story=first.story, other=second.story)
    assert Story.objects.count() == 2
    assert second.story.articles.count() == 2


def test_a_story_is_not_joined_to_itself_or_to_one_that_is_gone():
    story, gone = told_in("en").story, make_story()
    Story.objects.filter(pk=gone.pk).delete()
    for other in (story, gone):
        with pytest.raises(NotJoinedError):
            join_stories(story=story, other=other)


def test_readers_see_the_same_names_beneath_each_article():
    writer, other_writer, both, translator = (make_person() for _ in range(4))
    english, persian = told_in("en", authors=[writer, both]), told_in("fa", authors=[other_writer, both])
    make_credit(story=persian.story, person=translator, role=CreditRole.TRANSLATOR, edition="fa")
    joined = join_stories(story=english.story, other=persian.story)
    author = CreditRole.AUTHOR
    assert credits_of(joined) == {
        (writer.pk, author, "en"),
        (other_writer.pk, author, "fa"),
        (both.pk, author, None),
        (translator.pk, CreditRole.TRANSLATOR, "fa"),
    }


def test_topics_dossiers_and_plans_of_both_stay():
    shared, own = make_topic(), make_topic()
    english, persian = told_in("en", topics=[shared]), told_in("fa", topics=[shared, own])
    common, alone = make_dossier(stories=[english.story, persian.story]), make_dossier(stories=[persian.story])
    user = make_user(role="editor", editions=["sq"])
    Plan.objects.create(story=persian.story, edition_id="sq", assignee=user)
    Plan.objects.create(story=english.story, edition_id="fa", is_declined=True, reason="no room")
    joined = join_stories(story=english.story, other=persian.story)
    assert set(joined.topics.all()) == {shared, own}
    assert set(DossierPart.objects.values_list("dossier", "story")) == {(common.pk, joined.pk), (alone.pk, joined.pk)}
    plan = Plan.objects.get()
    assert (plan.story, plan.edition_id, plan.assignee) == (joined, "sq", user)


def test_category_and_picture_are_those_of_the_story_that_stays():
    culture, gardens = make_category(), make_category()
    picture, other_picture = make_image(), make_image()
    english = told_in("en", category=culture, image=picture)
    persian = told_in("fa", category=gardens, image=other_picture)
    joined = join_stories(story=english.story, other=persian.story)
    assert (joined.category, joined.image) == (culture, picture)
    assert Article.objects.get(pk=persian.pk).placements.filter(shelf="category", target_id=culture.pk).exists()
    assert not Article.objects.get(pk=persian.pk).placements.filter(shelf="category", target_id=gardens.pk).exists()


def test_what_the_story_that_stays_has_none_of_comes_from_the_other():
    picture, category = make_image(), make_category()
    english, persian = told_in("en"), told_in("fa", image=picture, category=category, is_featured=True)
    Story.objects.filter(pk=english.story_id).update(category=None, image=None)
    joined = join_stories(story=english.story, other=persian.story)
    assert (joined.image, joined.category, joined.is_featured) == (picture, category, True)


def test_comments_that_were_closed_are_not_opened():
    english, persian = told_in("en", comments=CommentsMode.ON), told_in("fa", comments=CommentsMode.CLOSED)
    assert join_stories(story=english.story, other=persian.story).comments == CommentsMode.CLOSED


def test_the_log_says_who_joined_what():
    admin = make_user(role="admin")
    english, persian = told_in("en"), told_in("fa")
    join_stories(story=english.story, other=persian.story, by=admin)
    entry = AuditEntry.objects.get(action="delete")
    assert (entry.by, entry.about) == (admin, persian.story.working_title)
    assert entry.detail == {"joined_to": english.story.working_title, "articles": [persian.title]}


def test_a_category_that_an_edition_has_no_name_for_gives_way_to_one_that_all_have():
    english_only, everywhere = make_category(editions=["en"]), make_category()
    english, persian = told_in("en", category=english_only), told_in("fa", category=everywhere)
    assert join_stories(story=english.story, other=persian.story).category == everywhere


def test_categories_of_one_language_each_are_joined_only_if_somebody_says_so():
    culture, farhang = make_category(name="Culture", editions=["en"]), make_category(name="فرهنگ", editions=["fa"])
    english, persian = told_in("en", category=culture), told_in("fa", category=farhang)
    with pytest.raises(NotJoinedError, match="Culture"):
        join_stories(story=english.story, other=persian.story)
    address = farhang.address_in("fa")
    joined = join_stories(story=english.story, other=persian.story, joins_categories=True)
    assert Category.objects.get() == joined.category
    assert (joined.category.name_en, joined.category.name_fa) == ("Culture", "فرهنگ")
    assert joined.category.address_in("fa") == address


def test_categories_that_share_an_edition_are_not_one():
    first, second = make_category(editions=["en", "fa"]), make_category(editions=["fa"])
    english, persian = told_in("en", category=first), told_in("sq", category=second)
    assert not are_one(first, second)
    with pytest.raises(NotJoinedError):
        join_stories(story=english.story, other=persian.story, joins_categories=True)
    with pytest.raises(ValueError, match="and"):
        join_categories(category=first, other=second)


def test_a_category_and_one_beneath_it_are_not_one():
    parent = make_category(editions=["en"])
    assert not are_one(parent, make_category(editions=["fa"], parent=parent))


def test_all_that_was_filed_under_a_category_follows_it():
    culture, farhang = make_category(editions=["en"]), make_category(editions=["fa"])
    child = make_category(editions=["fa"], parent=farhang)
    entry = MenuItem.objects.create(target=f"category:{farhang.pk}")
    member = make_member("editor", "fa", sections=[farhang])
    article = told_in("fa", category=farhang)
    join_categories(category=culture, other=farhang)
    for row in (child, entry, article):
        row.refresh_from_db()
    assert (child.parent, entry.target) == (culture, f"category:{culture.pk}")
    assert article.placements.filter(shelf="category").values_list("target_id", flat=True).get() == culture.pk
    assert list(member.memberships.get().sections.all()) == [culture]


# Pairs that are offered.


def offered(one: Article, other: Article, score: int = 70) -> OfferedPair:
    offer_pairs([Offer(one.pk, other.pk, score, (Reason(Sign.PICTURE, 40), Reason(Sign.DAY, 25, "2")), True)])
    return open_pairs().get()


def test_a_pair_is_offered_in_one_order_with_its_reasons():
    english, persian = told_in("en"), told_in("fa")
    pair = offered(persian, english)
    assert pair.one_id < pair.other_id
    assert [str(reason) for reason in from_json(pair.reasons)] == ["the same picture", "2 days apart"]


def test_what_was_refused_is_not_offered_again():
    admin = make_user(role="admin")
    english, persian, albanian = told_in("en"), told_in("fa"), told_in("sq")
    refuse_pair(pair=offered(english, persian), by=admin)
    number = offer_pairs([Offer(english.pk, persian.pk, 90, (), True), Offer(english.pk, albanian.pk, 50, (), False)])
    assert number == 1
    assert open_pairs().get().other == albanian
    assert OfferedPair.objects.get(refused_by=admin).other == persian


def test_a_confirmed_pair_is_one_story_and_is_offered_no_longer():
    english, persian = told_in("en"), told_in("fa")
    story = confirm_pair(pair=offered(english, persian), by=None)
    assert story.articles.count() == 2
    assert not open_pairs().exists()


def test_the_story_with_more_editions_stays_else_the_older_one():
    english, persian = told_in("en"), told_in("fa")
    make_article(story=persian.story, edition="sq")
    assert confirm_pair(pair=offered(english, persian), by=None) == persian.story


def test_new_offers_take_the_place_of_old_ones():
    english, persian, arabic = told_in("en"), told_in("fa"), told_in("ar")
    offered(english, persian)
    assert offered(english, arabic).other == arabic
