"""Pages of people and topics: what they are, what a person did and made, which topics lie near."""

import re

import pytest
from django.test import Client

from articles.enums import CreditRole
from articles.models import Credit, MediaCredit, Person
from articles.services import place_story
from seeds.factories.articles import make_article, make_person, make_story, make_topic
from seeds.factories.media import make_image, make_media_item
from seeds.factories.naming import in_editions


@pytest.fixture
def mira(editions) -> Person:
    return make_person(name="Mira", **in_editions("biography", "She walks along rivers."), portrait=make_image())


def credited(person: Person, role: str, title: str, edition: str | None = None) -> None:
    story = make_story()
    Credit.objects.create(story=story, person=person, role=role, edition_id=edition)
    make_article(title=title, story=story)
    place_story(story)


def titles(page: str) -> list[str]:
    return re.findall(r'<h2 class="card__title[^>]*><a href="[^"]*">([^<]*)', page)


def test_person_is_shown_with_what_they_did_and_made_in_each_role(client: Client, mira):
    credited(mira, CreditRole.AUTHOR, "Written")
    credited(mira, CreditRole.TRANSLATOR, "Translated")
    # In another edition's version alone.
    credited(mira, CreditRole.SOURCE, "Elsewhere", edition="fa")
    path = mira.address_in("en")
    page = client.get(path).content.decode()
    assert '<p class="page-head__kind">author, translator</p>' in page
    assert "She walks along rivers." in page
    assert "page-head__portrait" in page
    assert set(titles(page)) == {"Written", "Translated"}
    assert titles(client.get(f"{path}as/translator/").content.decode()) == ["Translated"]
    assert client.get(f"{path}as/source/").status_code == 404
    assert client.get(f"{path}as/cartoonist/").status_code == 404
    assert client.get(f"{path}as/nonsense/").status_code == 404


def test_roles_are_no_choice_where_there_is_but_one(client: Client, mira):
    credited(mira, CreditRole.AUTHOR, "Written")
    assert "/as/" not in client.get(mira.address_in("en")).content.decode()


def test_articles_in_a_role_are_paged_by_key(client: Client, mira):
    for number in range(14):
        credited(mira, CreditRole.AUTHOR, f"Written {number}")
    credited(mira, CreditRole.TRANSLATOR, "Translated")
    page = client.get(f"{mira.address_in('en')}as/author/").content.decode()
    older = re.search(r'class="pager__older" rel="next" href="([^"]+)"', page)[1]
    assert older.startswith(f"{mira.address_in('en')}as/author/?before=")
    rest = client.get(older).content.decode()
    assert len({*titles(page), *titles(rest)}) == 14


def test_media_of_a_person_stand_on_their_page_and_are_paged(client: Client, mira):
    for number in range(30):
        item = make_media_item(kind="cartoons", title=f"Drawing {number}")
        MediaCredit.objects.create(item=item, person=mira, role=CreditRole.CARTOONIST)
    make_media_item(kind="cartoons", title="Somebody else’s")
    path = mira.address_in("en")
    page = client.get(path).content.decode()
    assert "cartoonist" in page
    assert page.count("card--media") == 8
    assert "Nothing has been published here yet" not in page
    assert f'href="{path}media/"' in page
    whole = client.get(f"{path}media/").content.decode()
    assert whole.count("card--media") == 24
    assert "Somebody else’s" not in whole
    older = re.search(r'rel="next" href="([^"]+)"', whole[whole.index("pager__older") - 20 :])[1]
    assert client.get(older).content.decode().count("card--media") == 6


def test_withdrawn_media_are_on_no_page(client: Client, mira):
    item = make_media_item(kind="videos", title="Gone", state="withdrawn")
    MediaCredit.objects.create(item=item, person=mira, role=CreditRole.PHOTOGRAPHER)
    assert "Gone" not in client.get(mira.address_in("en")).content.decode()


def test_topic_says_what_it_is_and_which_lie_near(client: Client, editions):
    water, maps, bread, far = (make_topic(name=name) for name in ("Water", "Maps", "Bread", "Far"))
    for topics in ([water, maps], [water, maps], [water, bread], [far]):
        make_article(story=make_story(topics=topics))
    page = client.get(water.address_in("en")).content.decode()
    assert '<p class="page-head__kind">Topic</p>' in page
    near = page[page.index("topics__title") : page.index("</header>", page.index("topics__title"))]
    assert re.findall(r">([A-Z]\w+)</a>", near) == ["Maps", "Bread"]


def test_topic_of_unpublished_stories_lies_near_nothing(client: Client, editions):
    water, maps = make_topic(name="Water"), make_topic(name="Maps")
    make_article(story=make_story(topics=[water, maps]), published=False)
    make_article(story=make_story(topics=[water]))
    assert "Maps" not in client.get(water.address_in("en")).content.decode()
