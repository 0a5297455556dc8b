"""The desk's page of pairs: what an admin says of them is done, and nobody else says anything."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.joining.offers import Offer, offer_pairs, open_pairs
from articles.joining.reasons import Reason, Sign
from articles.models import Article, Category, OfferedPair, Story
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(make_user(role="admin"))
    return client


def pair_of(one: Article, other: Article, *more: Offer, score: int = 70) -> OfferedPair:
    reasons = (Reason(Sign.PICTURE, 40), Reason(Sign.NUMBERS, 24, "12480, 317"), Reason(Sign.DAY, -8, "90"))
    offer_pairs([Offer(one.pk, other.pk, score, reasons, score > 65), *more])
    return OfferedPair.objects.get(one=min(one.pk, other.pk), other=max(one.pk, other.pk))


def page_of(client: Client, after: str = "") -> str:
    response = client.get(reverse("admin:pairs"), {"after": after} if after else {})
    assert response.status_code == 200
    return response.content.decode()


def decide(client: Client, act: str, *pairs: OfferedPair, categories: tuple[OfferedPair, ...] = ()) -> str:
    data = {"act": act, "pair": [pair.pk for pair in pairs], "categories": [pair.pk for pair in categories]}
    response = client.post(reverse("admin:pairs-decide"), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_both_articles_are_shown_with_what_speaks_for_them(admin):
    english = make_article(edition="en", title="The old garden", image=make_image())
    persian = make_article(edition="fa", title="باغ کهن")
    page = (pair_of(english, persian), page_of(admin))[1]
    for words in ("The old garden", "باغ کهن", "the same picture", "the same numbers: 12480, 317", "90 days apart"):
        assert words in page
    assert 'lang="fa" dir="rtl"' in page
    assert "Very likely one story" in page


def test_joined_they_are_one_story(admin):
    english, persian = make_article(edition="en"), make_article(edition="fa")
    told = decide(admin, "join", pair_of(english, persian))
    assert "1 pair is one story now." in told
    assert Story.objects.get().articles.count() == 2


def test_refused_they_stay_two_and_are_not_shown_again(admin):
    english, persian = make_article(edition="en"), make_article(edition="fa")
    told = decide(admin, "refuse", pair_of(english, persian))
    assert "1 pair stays two stories." in told
    assert Story.objects.count() == 2
    assert "No pair waits" in page_of(admin)


def test_a_pair_that_cannot_be_is_named_and_the_others_are_joined(admin):
    english, persian = make_article(edition="en"), make_article(edition="fa")
    first, second = make_article(edition="en", title="Stays apart"), make_article(edition="fa")
    make_article(edition="en", story=second.story)
    pair_of(english, persian, Offer(first.pk, second.pk, 60, (), False))
    told = decide(admin, "join", *open_pairs())
    assert "Both stories have an article in English" in told
    assert "Stays apart" in told
    assert "1 pair is one story now." in told


def test_three_that_belong_together_are_joined_in_one_go(admin):
    english, persian, arabic = (make_article(edition=code) for code in ("en", "fa", "ar"))
    more = [Offer(english.pk, arabic.pk, 70, (), True), Offer(persian.pk, arabic.pk, 70, (), True)]
    pair_of(english, persian, *more)
    told = decide(admin, "join", *open_pairs())
    assert "2 pairs are one story each now." in told
    assert Story.objects.get().articles.count() == 3


def test_categories_of_one_language_each_are_asked_about(admin):
    culture, farhang = make_category(name="Culture", editions=["en"]), make_category(name="فرهنگ", editions=["fa"])
    pair = pair_of(make_article(edition="en", category=culture), make_article(edition="fa", category=farhang))
    page = page_of(admin)
    assert 'name="categories"' in page
    assert "kept for both" in page
    assert "say that they are one, too" in decide(admin, "join", pair)
    decide(admin, "join", pair, categories=(pair,))
    assert Category.objects.get() == Story.objects.get().category


def test_a_page_ends_and_the_next_begins_after_it(admin):
    english = [make_article(edition="en", story=make_story(), title=f"Number {n:02}.") for n in range(23)]
    persian = make_article(edition="fa")
    offer_pairs([Offer(article.pk, persian.pk, 70 - n, (), False) for n, article in enumerate(english)])
    page = page_of(admin)
    assert "Number 19." in page
    assert "Number 20." not in page
    last = open_pairs()[19]
    assert f"?after={last.score}-{last.pk}" in page
    further = page_of(admin, f"{last.score}-{last.pk}")
    assert "Number 20." in further
    assert "Number 19." not in further
    assert "Number 00." in page_of(admin, "nonsense-²")


def test_the_number_of_questions_to_the_database_does_not_grow_without_end(admin, django_assert_max_num_queries):
    persian = make_article(edition="fa")
    english = [make_article(edition="en", image=make_image()) for _ in range(10)]
    offer_pairs([Offer(article.pk, persian.pk, 70, (), False) for article in english])
    page_of(admin)
    with django_assert_max_num_queries(16):
        page_of(admin)


@pytest.mark.parametrize("role", ["contributor", "translator", "editor", "publisher"])
def test_who_is_no_admin_neither_sees_nor_says_anything(client, role):
    pair = pair_of(make_article(edition="en"), make_article(edition="fa"))
    client.force_login(make_user(role=role, editions=["en", "fa"]))
    assert client.get(reverse("admin:pairs")).status_code == 403
    for act in ("join", "refuse"):
        response = client.post(reverse("admin:pairs-decide"), {"act": act, "pair": [pair.pk]})
        assert response.status_code == 403
    assert open_pairs().count() == 1
    assert Story.objects.count() == 2


def test_what_no_button_sends_is_refused(admin):
    pair = pair_of(make_article(edition="en"), make_article(edition="fa"))
    assert admin.post(reverse("admin:pairs-decide"), {"act": "burn", "pair": [pair.pk]}).status_code == 400
    assert admin.get(reverse("admin:pairs-decide")).status_code == 405
    assert "No pair was chosen" in decide(admin, "join")
    decide(admin, "join", OfferedPair(pk=999_999))
    assert open_pairs().count() == 1


def test_a_form_from_elsewhere_is_refused(admin):
    pair = pair_of(make_article(edition="en"), make_article(edition="fa"))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(role="admin"))
    assert strict.post(reverse("admin:pairs-decide"), {"act": "join", "pair": [pair.pk]}).status_code == 403
    assert Story.objects.count() == 2


def test_the_first_page_says_that_pairs_wait(admin):
    assert reverse("admin:pairs") not in admin.get(reverse("admin:index")).content.decode()
    pair_of(make_article(edition="en"), make_article(edition="fa"))
    assert reverse("admin:pairs") in admin.get(reverse("admin:index")).content.decode()
