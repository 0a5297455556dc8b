"""Edits of articles, stories and what readers say of them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.autosaves import keep_while_writing
from articles.enums import CommentsMode, CorrectionKind
from articles.models import (
    Article,
    Category,
    Correction,
    Credit,
    Dossier,
    DossierPart,
    Person,
    Story,
    StoryTopic,
    Topic,
)
from articles.pending import apply_due_changes, discard_pending, schedule_pending
from articles.revisions import Text, article_to_write
from articles.services import (
    delete_correction,
    place_story,
    publish_articles,
    save_article,
    save_correction,
    save_standing,
    save_story,
    withdraw_articles,
)
from articles.translating import start_translation
from editions.enums import State
from editions.models import Edition
from media_gallery.models import Image
from readers.commenting import decide, delete_comments, receive_comment
from readers.enums import CommentState
from readers.models import Comment
from seeds.factories import make_article, make_story
from tests.accounts import desk_forms
from tests.delivery.pages.edits import Desk, NothingThereError, edit


@edit(8)
def edits_a_text(desk: Desk) -> str:
    article = article_to_write(desk.article().pk)
    old_address = article.get_absolute_url() if article.state == State.PUBLISHED else None
    field = desk.draw.choice(("title", "standfirst", "body"))
    setattr(article, field, f"<p>{desk.words()}.</p>" if field == "body" else desk.words())
    save_article(article, by=desk.site.editor, old_address=old_address, is_minor=desk.draw.random() < 0.3)
    return f"{field} of {article.pk}"


@edit(3)
def writes_a_pending_change(desk: Desk) -> str:
    article = article_to_write(desk.article(state=State.PUBLISHED).pk)
    article.title = desk.words()
    save_article(article, by=desk.site.editor, as_pending=True)
    return str(article.pk)


@edit(2)
def schedules_a_pending_change(desk: Desk) -> str:
    article = desk.article(state=State.PUBLISHED, pending__isnull=False)
    schedule_pending(article, at=desk.soon(), by=desk.site.editor)
    return str(article.pk)


@edit(1)
def discards_a_pending_change(desk: Desk) -> str:
    article = desk.article(pending__isnull=False)
    discard_pending(article, by=desk.site.editor)
    return str(article.pk)


@edit(1)
def types_and_does_not_save(desk: Desk) -> str:
    article = desk.article()
    text = Text.of(article)
    keep_while_writing(article, text, session="a" * 32, by=desk.site.editor, version=article.version)
    return str(article.pk)


@edit(3)
def changes_an_address(desk: Desk) -> str:
    article = article_to_write(desk.article().pk)
    old_address = article.get_absolute_url()
    article.slug = f"{desk.draw.choice(('moved', 'renamed'))}-{desk.draw.randrange(10_000)}"
    save_article(article, by=desk.site.editor, old_address=old_address)
    return f"{article.pk} to {article.slug}"


@edit(4)
def writes_an_article(desk: Desk) -> str:
    story = make_story(category=desk.one(Category), topics=[desk.one(Topic)], authors=[desk.one(Person)])
    article = make_article(
        edition=desk.code(), story=story, title=desk.words(), published=desk.draw.random() < 0.6,
    )  # fmt: skip
    return f"{article.pk}, {article.state}"


@edit(4)
def publishes(desk: Desk) -> str:
    article = desk.article(state__in=[State.DRAFT, State.WITHDRAWN])
    at = desk.soon() if desk.draw.random() < 0.4 else None
    publish_articles([article], at=at, by=desk.site.editor)
    return f"{article.pk} at {at}"


@edit(3)
def withdraws(desk: Desk) -> str:
    article = desk.article(state=State.PUBLISHED)
    withdraw_articles([article], by=desk.site.editor, note="Wrong")
    return str(article.pk)


@edit(3)
def sets_moments(desk: Desk) -> str:
    article = desk.article(state=State.PUBLISHED)
    if desk.draw.random() < 0.5:
        article.published_at = timezone.now() - timedelta(days=desk.draw.randrange(90))
        article.unpublish_at = None
    else:
        article.unpublish_at = max(desk.soon(), article.live_since + timedelta(seconds=1))
    save_standing(article, by=desk.site.editor)
    return f"{article.pk}: {article.published_at} to {article.unpublish_at}"


@edit(2)
def publishes_and_withdraws_many(desk: Desk) -> str:
    code = desk.code()
    articles = list(Article.objects.in_edition(code).order_by("pk"))
    some = desk.draw.sample(articles, min(3, len(articles)))
    (publish_articles if desk.draw.random() < 0.6 else withdraw_articles)(some, by=desk.site.editor)
    return f"{code}: {[one.pk for one in some]}"


@edit(2)
def acts_on_the_list_of_stories(desk: Desk) -> str:
    action, code = desk.draw.choice(("publish", "withdraw")), desk.code()
    story = desk.article(edition=code).story_id
    sent = {"action": action, "edition": code, "note": "", "_selected_action": [story]}
    answer = desk.client.post(reverse("admin:articles_story_changelist"), sent)
    return f"{action} {story} in {code}: {answer.status_code}"


@edit(2)
def saves_the_form_of_a_story(desk: Desk) -> str:
    article = desk.article()
    address = f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition={article.edition_id}"
    values = desk_forms.form_of(desk.client, address)
    names = [name for name in values if name.rpartition("-")[2] in {"title", "standfirst"}]
    answer = desk_forms.send(desk.client, address, values, **{name: desk.words() for name in names[:1]})
    return f"{article.pk} {names[:1]}: {answer.status_code}"


@edit(2)
def begins_a_translation(desk: Desk) -> str:
    source = desk.article()
    codes = {one.edition_id for one in Article.objects.filter(story=source.story_id)}
    free = [code for code in desk.site.codes if code not in codes]
    if not free:
        raise NothingThereError
    made = start_translation(source=source, edition=Edition.objects.get(pk=free[0]), by=desk.site.editor)
    return f"of {source.pk}: {made.pk}"


@edit(4)
def changes_a_story(desk: Desk) -> str:
    story = desk.one(Story)
    field = desk.draw.choice(("category", "image", "is_featured", "comments"))
    values = {
        "category": lambda: desk.one(Category) if desk.draw.random() < 0.8 else None,
        "image": lambda: desk.one(Image) if desk.draw.random() < 0.8 else None,
        "is_featured": lambda: not story.is_featured,
        "comments": lambda: desk.draw.choice(CommentsMode.values),
    }
    setattr(story, field, values[field]())
    save_story(story, changed=[field])
    return f"{field} of {story.pk}"


@edit(3)
def changes_topics_of_a_story(desk: Desk) -> str:
    story, topic = desk.one(Story), desk.one(Topic)
    has = StoryTopic.objects.filter(content_object=story, tag=topic).exists()
    save_story(story, changed=[], topics=(set(), {topic.pk}) if has else ({topic.pk}, set()))
    return f"{topic.pk} {'off' if has else 'on'} {story.pk}"


@edit(3)
def changes_credits_of_a_story(desk: Desk) -> str:
    story = desk.one(Story)
    if desk.draw.random() < 0.5:
        credit = desk.one(Credit.objects.filter(story=story))
        if desk.draw.random() < 0.5:
            credit.delete()
        else:
            Credit.objects.filter(pk=credit.pk).update(position=desk.draw.randrange(5))
    else:
        kept = {"role": desk.draw.choice(("author", "source", "translator")), "position": desk.draw.randrange(5)}
        only = desk.draw.choice((None, *desk.site.codes))
        Credit.objects.get_or_create(story=story, person=desk.one(Person), edition_id=only, **kept)
    place_story(story)
    return str(story.pk)


@edit(3)
def corrects(desk: Desk) -> str:
    if desk.draw.random() < 0.4:
        correction = desk.one(Correction)
        if desk.draw.random() < 0.5:
            delete_correction(correction, by=desk.site.editor)
            return f"takes {correction.pk} off"
        before, correction.text = correction.text, desk.words()
    else:
        kind = desk.draw.choice(CorrectionKind.values)
        correction, before = Correction(article=desk.article(), kind=kind, text=desk.words()), ""
    save_correction(correction, by=desk.site.editor, before=before)
    return str(correction.article_id)


@edit(2)
def deletes_an_article(desk: Desk) -> str:
    article = desk.article()
    article.delete()
    return str(article.pk)


@edit(1)
def deletes_a_story(desk: Desk) -> str:
    story = desk.one(Story)
    story.delete()
    return str(story.pk)


@edit(3)
def changes_a_dossier(desk: Desk) -> str:
    dossier, story = desk.one(Dossier), desk.one(Story)
    found = DossierPart.objects.filter(dossier=dossier, story=story)
    if found and desk.draw.random() < 0.5:
        found.delete()
    else:
        DossierPart.objects.update_or_create(
            dossier=dossier, story=story, defaults={"position": desk.draw.randrange(9)}
        )
    return f"{dossier.pk}: {story.pk}"


@edit(4)
def reader_comments(desk: Desk) -> str:
    article = desk.article(state=State.PUBLISHED)
    parents = list(Comment.objects.filter(article=article, parent=None).order_by("pk"))
    comment = receive_comment(
        article=article, parent=desk.draw.choice([None, *parents]), name=desk.words(), email="", wants_mail=False,
        text=desk.words(), suspicions={},
    )  # fmt: skip
    if desk.draw.random() < 0.6:
        decide(comments=[comment], state=CommentState.APPROVED, by=desk.site.editor)
    return f"{comment.pk} beneath {article.pk}: {comment.state}"


@edit(4)
def decides_on_comments(desk: Desk) -> str:
    comment = desk.one(Comment)
    if desk.draw.random() < 0.3:
        number = delete_comments(comments=[comment], by=desk.site.editor)
        return f"deletes {comment.pk} ({number})"
    state = CommentState(desk.draw.choice(CommentState.values))
    decide(comments=[comment], state=state, by=desk.site.editor)
    return f"{comment.pk}: {state}"


@edit(6)
def time_passes(desk: Desk) -> str:
    """To just after the next moment that was set, or by some hours."""
    now = timezone.now()
    desk.moments = sorted(moment for moment in desk.moments if moment > now)
    by = timedelta(hours=desk.draw.randrange(1, 30))
    if desk.moments and desk.draw.random() < 0.8:
        by = desk.moments[0] - now + timedelta(seconds=1)
    desk.clock.pass_by(by)
    if desk.draw.random() < 0.5:
        # What the worker does that waits beside the web server.
        apply_due_changes()
    return f"by {by}"
