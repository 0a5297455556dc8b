"""The gate: roles, sections and language pairs. What each role may in general stands in docs/roles.md, which
tests/accounts/test_roles_page.py compares with the gate."""

import pytest
from django.utils import timezone

from accounts import gate
from accounts.gate import TextToBe
from accounts.models import Membership, User
from articles.models import Article, Plan
from articles.revisions import article_to_write
from articles.services import save_article
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.roles import confine, make_member

pytestmark = pytest.mark.usefixtures("editions")


@pytest.fixture
def heritage():
    return make_category(name="Heritage")


@pytest.fixture
def gardens():
    return make_category(name="Gardens")


def draft_in(category, **fields) -> Article:
    return make_article(story=make_story(category=category), published=False, **fields)


def test_editor_of_a_section_publishes_there_and_nowhere_else(heritage, gardens):
    editor = make_member("editor", "en", sections=[heritage])
    inside, outside = draft_in(heritage), draft_in(gardens)
    assert gate.may_publish(editor, "en")
    for question in (gate.may_write, gate.may_delete):
        assert question(editor, inside)
        assert not question(editor, outside)
    for question in (gate.may_publish, gate.may_see_drafts):
        assert question(editor, "en", inside)
        assert not question(editor, "en", outside)


def test_section_holds_those_below_it(heritage):
    below = make_category(parent=make_category(parent=heritage))
    editor = make_member("editor", "en", sections=[heritage])
    assert gate.may_publish(editor, "en", draft_in(below))
    above = make_member("editor", "en", sections=[below])
    assert not gate.may_publish(above, "en", draft_in(heritage))


def test_tree_that_loops_ends(heritage, gardens):
    type(heritage).objects.filter(pk=heritage.pk).update(parent=gardens)
    type(heritage).objects.filter(pk=gardens.pk).update(parent=heritage)
    editor = make_member("editor", "en", sections=[heritage])
    assert gate.sections_in(editor, "en") == {heritage.pk, gardens.pk}


def test_publishers_and_admins_are_confined_to_no_section(heritage, gardens):
    publisher = make_member("publisher", "en", sections=[heritage])
    assert gate.may_publish(publisher, "en", draft_in(gardens))
    assert gate.may_publish(make_user(role="admin"), "en", draft_in(gardens))


def test_section_of_one_edition_says_nothing_of_another(heritage, gardens):
    editor = make_user(role="editor", editions=["en", "fa"])
    confine(editor, "en", sections=[heritage])
    assert not gate.may_publish(editor, "en", draft_in(gardens))
    assert gate.may_publish(editor, "fa", draft_in(gardens, edition="fa"))


def test_own_draft_without_a_section_may_be_written_but_not_published(heritage):
    editor = make_member("editor", "en", sections=[heritage])
    own, others = draft_in(None, created_by=editor), draft_in(None)
    assert gate.may_write(editor, own)
    assert not gate.may_publish(editor, "en", own)
    assert not gate.may_write(editor, others)
    assert not gate.may_see_drafts(editor, "en", others)


def test_own_draft_that_was_moved_to_another_section_may_be_read_only(gardens, heritage):
    contributor = make_member("contributor", "en", sections=[heritage])
    moved = draft_in(gardens, created_by=contributor)
    assert gate.may_see_drafts(contributor, "en", moved)
    assert not gate.may_write(contributor, moved)


def test_who_is_confined_to_sections_has_no_say_in_what_lies_in_none(heritage):
    editor = make_member("editor", "en", sections=[heritage])
    assert not gate.may_publish(editor, "en", TextToBe("en"))
    assert not gate.may_start(editor, "en", TextToBe("en"))
    assert not gate.may_curate(editor)
    assert not gate.may_read_log(editor, "en")
    assert gate.may_curate(make_member("editor", "en"))


def test_story_is_begun_in_a_section_of_ones_own(heritage, gardens):
    contributor = make_member("contributor", "en", sections=[heritage])
    assert gate.may_start(contributor, "en")
    assert gate.may_start(contributor, "en", make_story(category=heritage))
    assert not gate.may_start(contributor, "en", make_story(category=gardens))
    assert gate.may_start(contributor, "en", make_story(created_by=contributor))
    assert not gate.may_start(contributor, "en", make_story())
    assert gate.may_file_under(contributor, heritage.pk)
    assert not gate.may_file_under(contributor, gardens.pk)


def test_translator_begins_translations_of_their_pair_only(heritage, gardens):
    translator = make_member("translator", "fa", sources=["ar"])
    assert gate.may_translate(translator, "fa", "ar")
    assert not gate.may_translate(translator, "fa", "en")
    assert not gate.may_translate(translator, "ar", "fa")
    assert not gate.may_start(translator, "fa")
    of_any = make_member("translator", "fa", sections=[heritage])
    assert gate.may_translate(of_any, "fa", "en")
    assert gate.may_translate(of_any, "fa", "en", make_story(category=heritage))
    assert not gate.may_translate(of_any, "fa", "en", make_story(category=gardens))


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_draft_of_another_is_written_by_whom_it_was_given_to(role: str):
    member, other = make_member(role, "en"), make_member(role, "en")
    draft = draft_in(None)
    assert not gate.may_write(member, draft)
    Plan.objects.create(story=draft.story, edition_id="en", assignee=member)
    assert gate.may_write(User.objects.get(pk=member.pk), draft)
    assert not gate.may_write(other, draft)
    elsewhere = draft_in(None, edition="fa")
    assert not gate.may_write(member, elsewhere)


def test_what_was_given_back_or_left_out_is_not_written():
    translator = make_member("translator", "en")
    draft = draft_in(None)
    Plan.objects.create(story=draft.story, edition_id="en", assignee=translator, is_declined=True, reason="No")
    assert not gate.may_write(translator, draft)


def test_nobody_but_editors_changes_what_readers_see():
    for role in ("contributor", "translator"):
        member = make_member(role, "en")
        published = make_article(created_by=member)
        Plan.objects.create(story=published.story, edition_id="en", assignee=member)
        assert not gate.may_write(member, published)
        assert not gate.may_publish(member, "en", published)


def test_membership_holds_from_the_next_request(client, heritage, gardens):
    editor = make_member("editor", "en", sections=[heritage])
    client.force_login(editor)
    article = draft_in(gardens)
    page = f"/admin/articles/story/{article.story_id}/change/?edition=en"
    assert client.get(page).status_code == 302
    confine(editor, "en", sections=[gardens])
    assert client.get(page).status_code == 200
    Membership.objects.filter(user=editor).update(role="contributor")
    assert "_publish" not in client.get(page).content.decode()
    Membership.objects.filter(user=editor).delete()
    assert client.get(page).status_code == 302


def test_sections_cost_two_queries_whatever_is_asked(heritage, django_assert_num_queries):
    editor = User.objects.get(pk=make_member("editor", "en", sections=[heritage]).pk)
    drafts = list(Article.objects.filter(pk__in=[draft_in(heritage).pk for _ in range(5)]).with_section())
    with django_assert_num_queries(2):
        for draft in drafts:
            assert gate.may_publish(editor, "en", draft)
            assert gate.may_write(editor, draft)
    unconfined = User.objects.get(pk=make_member("editor", "en").pk)
    with django_assert_num_queries(1):
        assert all(gate.may_publish(unconfined, "en", draft) for draft in drafts)


def test_plans_are_read_once(django_assert_num_queries):
    translator = User.objects.get(pk=make_member("translator", "en").pk)
    drafts = [draft_in(None) for _ in range(5)]
    with django_assert_num_queries(2):
        assert not any(gate.may_write(translator, draft) for draft in drafts)


@pytest.fixture
def translation(heritage) -> Article:
    """A published Persian translation of an English article."""
    source = make_article(story=make_story(category=heritage))
    return make_article(story=source.story, edition="fa", source=source)


def test_translator_updates_what_is_published_of_their_pair_and_section(heritage, gardens, translation):
    other_section = make_member("translator", "fa", sections=[gardens])
    other_pair, elsewhere = make_member("translator", "fa", sources=["ar"]), make_member("translator", "sq")
    for translator in (make_member("translator", "fa"), make_member("translator", "fa", sources=["en"])):
        assert gate.may_write(translator, translation)
        assert not gate.may_publish(translator, "fa", translation)
        assert not gate.may_delete(translator, translation)
    for other in (other_section, other_pair, elsewhere, make_member("contributor", "fa")):
        assert not gate.may_write(other, translation)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_readers_do_not_see_is_updated_by_those_whose_it_is(translation, state: str):
    translation.state = state
    assert not gate.may_write(make_member("translator", "fa"), translation)


def test_change_that_lies_with_the_editors_is_left_to_them(translation):
    translator = make_member("translator", "fa")
    for stage in ("review", "approved"):
        translation.stage = stage
        assert not gate.may_write(translator, translation)
    translation.stage, translation.pending_at = "writing", timezone.now()
    assert not gate.may_write(translator, translation)


def test_change_is_taken_back_by_who_wrote_it(translation):
    writer, other = make_member("translator", "fa"), make_member("translator", "fa")
    save_article(article_to_write(translation.pk), by=writer, as_pending=True)
    Article.objects.filter(pk=translation.pk).update(stage="review")
    in_review = Article.objects.get(pk=translation.pk)
    assert gate.may_take_back(writer, in_review)
    assert not gate.may_take_back(other, in_review)


def test_pairs_of_listed_translations_cost_no_query_each(translation, django_assert_num_queries):
    user = User.objects.get(pk=make_member("translator", "fa", sources=["en"]).pk)
    listed = list(Article.objects.filter(edition="fa").with_section()) * 5
    with django_assert_num_queries(2):
        assert all(gate.may_write(user, one) for one in listed)


def test_addresses_of_subscribers_are_for_admins_alone():
    assert gate.may_see_subscribers(make_user(role="admin"), "en")
    for role in ("contributor", "translator", "editor", "publisher"):
        assert not gate.may_see_subscribers(make_member(role, "en"), "en")
    closed = make_user(role="admin", is_active=False)
    assert not gate.may_see_subscribers(closed, "en")


def test_mail_to_subscribers_is_sent_by_publishers_of_their_edition():
    publisher = make_member("publisher", "en")
    assert gate.may_send(publisher, "en")
    assert not gate.may_send(publisher, "fa")
    assert gate.may_send(make_user(role="admin"), "fa")
    for role in ("contributor", "translator", "editor"):
        assert not gate.may_send(make_member(role, "en"), "en")
