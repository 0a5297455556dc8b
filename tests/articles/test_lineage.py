"""Lineage of stored articles: saving, publishing, accepting, counting."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.enums import Stage
from articles.lineage.accepting import MovedOnError, compared
from articles.lineage.chains import chain_of, on_its_way
from articles.lineage.comparing import State
from articles.lineage.counting import lag_of, repair
from articles.lineage.pieces import STANDFIRST, TITLE, pieces_of
from articles.lineage.records import Lineage
from articles.lineage.saving import marks_of
from articles.models import Article, Revision
from articles.revisions import text_of
from articles.services import publish_articles, save_article
from articles.translating import (
    AlreadyBegunError,
    accept_block,
    change_source,
    cover_block,
    leave_out,
    start_translation,
    unlink_source,
)
from editions.enums import State as Standing
from editions.models import Edition
from editions.richtext.blocks import units_of, without_ids
from seeds.factories import make_article, make_story

pytestmark = pytest.mark.django_db

PARAGRAPHS = (
    "The bridge stood where the river is widest.",
    "In winter forty men moved it upstream.",
    "Nobody wrote down why.",
    "Today it leads to an orchard.",
)
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


@pytest.fixture
def source(editions) -> Article:
    return make_article(edition="en", title="The bridge", standfirst="A move.", body=BODY, story=make_story())


def ids(article: Article) -> list[str]:
    return [unit.id for unit in units_of(article.body)]


def translated(source: Article, code: str, *, published: bool = True) -> Article:
    """A finished translation: every block in other words."""
    article = start_translation(source=source, edition=Edition.objects.get(pk=code))
    article.title, article.standfirst = f"عنوان {code}", f"مقدمه {code}"
    article.body = re.sub(r">([^<]+)<", rf">{code} \1 متن<", article.body)
    if published:
        article.state, article.published_at = Standing.PUBLISHED, timezone.now()
    save_article(article)
    return article


def again(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def publish(article: Article, body: str, **options: object) -> Article:
    article = again(article)
    article.body = body
    save_article(article, **options)
    return again(article)


def states(article: Article) -> dict[str, str]:
    article = again(article)
    found = compared(Lineage.read(article.lineage), marks_of(article.source_id))
    return {block: found.state(block, pieces_of(article)) for block in pieces_of(article)}


def stale(article: Article) -> set[str]:
    return {block for block, state in states(article).items() if state in {State.CHANGED, State.REMOVED}}


# The heart of it.


def test_editing_two_paragraphs_and_moving_a_third_makes_exactly_two_stale_in_each_of_three_translations(source):
    others = [translated(source, code) for code in ("ar", "fa", "sq")]
    texts = {one.pk: again(one).body for one in others}
    versions = {one.pk: again(one).version for one in others}
    source = again(source)
    one, two, three, four = units_of(source.body)
    changed = one.html.replace("widest", "narrowest") + four.html + two.html.replace("forty", "fifty") + three.html
    publish(source, changed)
    for other in others:
        assert stale(other) == {one.id, two.id}
        other = again(other)
        assert lag_of(other) == (2, 0, 0)
        assert other.stale_since
        assert (other.body, other.version) == (texts[other.pk], versions[other.pk])


def test_a_translation_begins_as_a_copy_with_the_same_blocks_and_nothing_stale(source):
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    source = again(source)
    assert (article.state, article.stage) == (Standing.DRAFT, Stage.WRITING)
    assert (article.source, article.body, article.title) == (source, source.body, source.title)
    assert ids(article) == ids(source)
    assert set(states(article).values()) == {State.UNTRANSLATED}
    assert set(states(article)) == {TITLE, STANDFIRST, *ids(source)}
    assert lag_of(article) == (0, 0, 0)
    with pytest.raises(AlreadyBegunError):
        start_translation(source=source, edition=Edition.objects.get(pk="fa"))


def test_a_translation_of_a_draft_takes_the_draft_and_counts_from_there(editions):
    source = make_article(edition="en", body=BODY, published=False, story=make_story())
    article = translated(source, "fa", published=False)
    assert set(states(article).values()) == {State.FRESH}
    first = again(source).body
    publish(source, first.replace("widest", "deepest"))
    assert stale(article) == set(), "a draft's changes are nobody's business"
    publish_articles([again(source)])
    assert stale(article) == {ids(source)[0]}


def test_two_translations_may_be_begun_with_the_same_title(editions):
    """Their addresses are made from it until they have titles of their own."""
    first, second = (make_article(edition="en", title="Same", slug=slug) for slug in ("a", "b"))
    fa = Edition.objects.get(pk="fa")
    one, two = (start_translation(source=source, edition=fa) for source in (first, second))
    assert one.slug != two.slug
    one = again(one)
    one.title = "پل تازه"
    save_article(one)
    assert again(one).slug == "پل-تازه"
    two = again(two)
    two.title, two.slug = "دیگر", "typed"
    save_article(two)
    assert again(two).slug == "typed"


# Publishing.


def test_a_minor_publication_makes_nothing_stale_but_new_blocks_count(source):
    article = translated(source, "fa")
    body = again(source).body
    publish(source, body.replace("widest", "broadest"), is_minor=True)
    assert lag_of(again(article)) == (0, 0, 0)
    publish(source, again(source).body + "<p>One thing more.</p>", is_minor=True)
    assert lag_of(again(article)) == (0, 0, 1)


def test_a_change_that_is_taken_back_is_fresh_again(source):
    article = translated(source, "fa")
    body = again(source).body
    publish(source, body.replace("widest", "deepest"))
    assert again(article).stale_since
    publish(source, body)
    article = again(article)
    assert (lag_of(article), article.stale_since) == ((0, 0, 0), None)
    assert Lineage.read(article.lineage).base == {}


def test_a_pending_text_of_the_source_makes_nothing_stale_until_it_is_published(source):
    article = translated(source, "fa")
    working = again(source)
    working.body = working.body.replace("widest", "deepest")
    revision = save_article(working, as_pending=True)
    assert lag_of(again(article)) == (0, 0, 0)
    source = Article.objects.get(pk=source.pk)
    text_of(revision).put_into(source)
    save_article(source)
    assert lag_of(again(article)) == (1, 0, 0)


def test_removed_and_added_blocks_are_told_apart(source):
    article = translated(source, "fa")
    units = units_of(again(source).body)
    publish(source, units[0].html + "<p>Quite another thing altogether.</p>" + units[2].html + units[3].html)
    assert lag_of(again(article)) == (0, 1, 1)
    assert states(article)[units[1].id] == State.REMOVED


def test_title_and_standfirst_are_blocks_too(source):
    article = translated(source, "fa")
    source = again(source)
    source.title = "The bridge that moved"
    save_article(source)
    assert stale(article) == {TITLE}


def test_the_wording_a_stale_block_was_made_from_is_kept_and_only_of_stale_ones(source):
    article = translated(source, "fa")
    assert Lineage.read(again(article).lineage).base == {}
    first = ids(again(source))[0]
    publish(source, again(source).body.replace("widest", "deepest"))
    publish(source, again(source).body.replace("deepest", "narrowest"))
    (kept,) = Lineage.read(again(article).lineage).base.items()
    assert kept[0] == first
    assert kept[1][1] == PARAGRAPHS[0]


def test_publishing_many_at_once_counts_what_was_changed_while_they_were_withdrawn(source):
    article = translated(source, "fa")
    row = again(source)
    row.state = Standing.WITHDRAWN
    save_article(row)
    publish(source, again(source).body.replace("widest", "deepest"))
    assert lag_of(again(article)) == (0, 0, 0)
    publish_articles(list(Article.objects.filter(pk=source.pk).defer("body")))
    assert stale(article) == {ids(source)[0]}
    assert Lineage.read(again(article).lineage).base[ids(source)[0]][1] == PARAGRAPHS[0]


def test_articles_that_nobody_translates_keep_no_marks(source):
    publish(source, BODY.replace("widest", "deepest"))
    assert again(source).lineage == {}


# Translating.


def test_editing_a_stale_block_does_not_make_it_fresh(source):
    article = translated(source, "fa")
    publish(source, again(source).body.replace("widest", "deepest"))
    publish(article, again(article).body.replace("fa The", "fa the"))
    assert lag_of(again(article)) == (1, 0, 0)


def test_accepting_makes_fresh_and_says_since_when(source):
    article = translated(source, "fa")
    publish(source, again(source).body.replace("widest", "deepest"))
    before = again(article)
    block = ids(source)[0]
    seen = compared(Lineage.read(before.lineage), marks_of(source.pk)).seen(block)
    accept_block(again(article), block, seen)
    article = again(article)
    assert (lag_of(article), article.stale_since, article.version) == ((0, 0, 0), None, before.version)
    assert article.translated_at > before.translated_at
    assert article.body == before.body


def test_what_has_moved_on_is_not_accepted(source):
    article = translated(source, "fa")
    block = ids(again(source))[0]
    publish(source, again(source).body.replace("widest", "deepest"))
    seen = compared(Lineage.read(again(article).lineage), marks_of(source.pk)).seen(block)
    publish(source, again(source).body.replace("deepest", "narrowest"))
    with pytest.raises(MovedOnError):
        accept_block(again(article), block, seen)
    assert lag_of(again(article)) == (1, 0, 0)
    with pytest.raises(KeyError):
        accept_block(again(article), "nosuchblock", {})


def test_no_effect_holds_of_the_pending_text_and_of_the_public_one_and_an_update_only_of_the_pending(source):
    article = translated(source, "fa")
    working = again(article)
    working.body = working.body.replace("fa Nobody", "fa No one")
    save_article(working, as_pending=True)
    publish(source, again(source).body.replace("widest", "deepest").replace("forty", "fifty"))
    one, two = ids(source)[:2]
    found = compared(Lineage.read(again(article).lineage), marks_of(source.pk))
    accept_block(again(article), one, found.seen(one))
    accept_block(again(article), two, found.seen(two), is_of_text=True)
    row = Article.objects.select_related("pending").get(pk=article.pk)
    assert stale(row) == {two}
    pending = text_of(row.pending)
    marks = marks_of(source.pk)
    assert compared(Lineage.read(pending.lineage), marks).lag == (0, 0, 0)
    assert "No one" in pending.body
    # Publishing it makes what readers see fresh, too.
    pending.put_into(row)
    save_article(row)
    assert lag_of(again(article)) == (0, 0, 0)


def test_leaving_out_and_covering_what_is_new_in_the_source(source):
    article = translated(source, "fa")
    publish(source, again(source).body + "<p>One thing more.</p><p>And another.</p>")
    assert lag_of(again(article)) == (0, 0, 2)
    first, second = ids(again(source))[-2:]
    leave_out(again(article), first)
    cover_block(again(article), ids(source)[0], second, marks_of(source.pk).live[second].mark)
    assert lag_of(again(article)) == (0, 0, 0)
    with pytest.raises(KeyError):
        cover_block(again(article), "nosuchblock", first, marks_of(source.pk).live[first].mark)


def test_a_block_of_the_source_that_is_pasted_into_the_translation_is_its_counterpart(source):
    article = translated(source, "fa")
    publish(source, again(source).body + "<p>One thing more.</p>")
    added = units_of(again(source).body)[-1]
    publish(article, again(article).body + added.html)
    assert lag_of(again(article)) == (0, 0, 0)
    assert states(article)[added.id] == State.UNTRANSLATED


def test_a_change_reaches_the_translation_of_a_translation_when_the_one_between_is_published(source):
    arabic = translated(source, "ar")
    persian = translated(arabic, "fa")
    publish(source, again(source).body.replace("widest", "deepest"))
    assert (lag_of(again(arabic)), lag_of(again(persian))) == ((1, 0, 0), (0, 0, 0))
    assert [one.edition_id for one in chain_of(again(persian))] == ["ar", "en"]
    assert [one.edition_id for one in on_its_way(chain_of(again(persian)))] == ["ar"]
    publish(arabic, again(arabic).body.replace("ar The", "ar A"))
    assert lag_of(again(persian)) == (1, 0, 0)


def test_changing_the_source_keeps_links_by_id_and_unlinking_forgets_them(source):
    arabic, persian = translated(source, "ar"), translated(source, "fa")
    publish(arabic, again(arabic).body + "<p>فقط هنا</p>")
    publish(source, again(source).body.replace("widest", "deepest"))
    change_source(persian, arabic)
    persian = again(persian)
    assert persian.source_id == arabic.pk
    assert lag_of(persian) == (0, 0, 1)
    assert set(states(persian).values()) == {State.FRESH}
    with pytest.raises(ValueError, match="translated"):
        change_source(again(arabic), persian)
    unlink_source(persian)
    persian = again(persian)
    assert (persian.source, persian.stale_since, lag_of(persian)) == (None, None, (0, 0, 0))
    assert set(states(persian).values()) == {State.ONLY_HERE}


# Ids and counters.


def test_every_saved_body_has_ids_and_keeps_them_when_a_form_sends_none(source):
    assert all(ids(source))
    saved = publish(source, BODY.replace("widest", "deepest"))
    assert ids(saved) == ids(source)
    assert without_ids(saved.body) == BODY.replace("widest", "deepest")


def test_bulk_created_bodies_have_ids(editions):
    story = make_story()
    Article.objects.bulk_create([Article(story=story, edition_id="en", title="a", slug="a", body="<p>x</p><p>y</p>")])
    assert all(ids(Article.objects.get()))


def test_old_bodies_without_ids_get_them_when_they_are_translated(source):
    Article.objects.filter(pk=source.pk).update(body=BODY)
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    assert all(ids(again(source)))
    assert ids(article) == ids(again(source))
    assert Revision.objects.filter(article=source).count() == 0


def test_counters_are_what_counting_anew_gives_and_the_command_repairs_them(source, capsys):
    article = translated(source, "fa")
    publish(source, again(source).body.replace("widest", "deepest") + "<p>More.</p>")
    assert not repair(Article.objects.select_related("source").get(pk=article.pk))
    Article.objects.filter(pk=article.pk).update(n_changed=9, n_missing=0, stale_since=None)
    call_command("recount_lag")
    assert lag_of(again(article)) == (1, 0, 1)
    assert again(article).stale_since
    assert "1 of 1 put right" in capsys.readouterr().out
    Article.objects.filter(pk=article.pk).update(source=None)
    call_command("recount_lag")
    assert lag_of(again(article)) == (0, 0, 0)
