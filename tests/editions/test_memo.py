"""Parts of pages that are kept by what they show."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from editions import memo
from editions.enums import CommentPolicy
from editions.models import Edition
from seeds.factories.articles import make_article
from seeds.factories.media import make_image

COUNT = '"components/comment_count.html" with count=count address=address edition=edition only'


@pytest.fixture
def draw(editions):
    template = Template("{% load components %}{% component " + COUNT + " %}")

    def drawn(code: str = "en", **values) -> str:
        with translation.override(code):
            return template.render(Context({"edition": editions[code], "count": 3, "address": "/a/", **values}))

    return drawn


def test_same_values_are_drawn_once(draw):
    first = draw()
    kept = dict(memo._kept)
    assert draw() == first
    assert memo._kept == kept
    assert len(kept) == 1


@pytest.mark.parametrize("change", [{"count": 4}, {"address": "/b/"}, {"code": "fa"}])
def test_other_values_are_drawn_anew(draw, change):
    assert draw(**change) != draw()


def test_changed_edition_is_another_value(draw, editions):
    first = draw("fa")
    editions["fa"].digits = "latn"
    del editions["fa"].memo_key
    assert draw("fa") != first


def test_deferred_columns_are_no_part_of_a_key_and_read_ones_are(editions):
    image = make_image(alt_en="A bridge")
    key = memo.fields_of(type(image).objects.only("digest").get())
    assert key != memo.fields_of(type(image).objects.get())
    type(image).objects.update(alt_en="A tower")
    assert memo.fields_of(image) != memo.fields_of(type(image).objects.get())


@dataclass
class Once:
    memo_key = None


def test_what_is_of_use_once_is_not_kept():
    with pytest.raises(memo.NotKept):
        memo.key_of(Once())


def test_value_without_a_key_is_a_mistake_in_the_template(draw):
    with pytest.raises(AttributeError, match="memo_key"):
        draw(address=object())


@pytest.mark.parametrize(
    "tag",
    [
        '{% component "components/label.html" with card=card %}',
        "{% component name with card=card only %}",
    ],
)
def test_component_has_a_fixed_name_and_sees_what_it_is_given_only(tag: str):
    with pytest.raises(TemplateSyntaxError):
        Template("{% load components %}" + tag)


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(memo, "MOST", 10 * (100 + memo.ITS_KEY))
    for number in range(100):
        memo.keep(number, "x" * 100)
    assert len(memo._kept) <= 12
    assert 99 in memo._kept
    assert memo._size == sum(len(value) + memo.ITS_KEY for value in memo._kept.values())


def test_files_elsewhere_may_have_addresses_of_the_hour(draw, settings):
    settings.FILES_ARE_LOCAL = False
    draw()
    assert not memo._kept


def test_empty_comment_form_is_drawn_once_for_all_articles(client, editions):
    Edition.objects.update(comments=CommentPolicy.ON)
    one, other = make_article(edition="en", body="<p>One</p>"), make_article(edition="en", body="<p>Two</p>")
    for article in (one, other):
        assert 'name="text"' in client.get(article.get_absolute_url()).content.decode()
    assert sum(1 for key in memo._kept if key[0] == "readers/comment_inputs.html") == 1


def test_letters_that_are_safe_are_another_value_than_the_same_unsafe():
    assert memo.key_of(mark_safe("<b>")) != memo.key_of("<b>")
    assert memo.key_of(gettext_lazy("Home")) == memo.key_of("Home")
    assert memo.key_of([("a", 1), None]) == memo.key_of((("a", 1), None))


def test_short_keys_are_the_same_for_the_same_and_never_given_twice(monkeypatch):
    first = memo.short(("a", 1))
    assert memo.short(("a", 1)) == first
    assert memo.short(("a", 2)) != first
    monkeypatch.setattr(memo, "MOST_NUMBERS", 0)
    assert memo.short(("a", 3)) != first
    assert memo.short(("a", 1)) != first, "forgotten, so another number: nothing that was kept is found by it"
