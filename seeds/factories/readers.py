"""What readers send, for tests."""

from typing import Any

from django.utils import timezone

from articles.models import Article
from readers.commenting import count_again
from readers.enums import CommentState, ConsentSource, SubscriberState
from readers.guards.repeats import fingerprint_of
from readers.models import Comment, ContactMessage, Subscriber, Subscription, Wish
from seeds.factories.articles import make_article
from seeds.factories.editions import make_edition
from seeds.factories.naming import next_number


def make_comment(*, article: Article | None = None, parent: Comment | None = None, **fields: Any) -> Comment:
    """A comment that readers see, unless `state` says otherwise; the article's count follows.

    Args:
        article: None: that of `parent`, else a new one.
        parent: what it answers.
    """
    number = next_number()
    article = article or (parent.article if parent else make_article())
    told = {
        "name": f"Reader {number}",
        "text": f"What reader {number} thinks.",
        "state": CommentState.APPROVED,
        **fields,
    }
    comment = Comment.objects.create(
        article=article,
        edition_id=article.edition_id,
        parent=parent,
        **{"fingerprint": fingerprint_of(told["text"]), **told},
    )
    count_again({article.pk})
    article.refresh_from_db(fields=["n_comments"])
    return comment


def make_message(*, edition: str = "en", **fields: Any) -> ContactMessage:
    """A message that an edition got by its contact form."""
    number = next_number()
    told = {"name": f"Reader {number}", "email": f"reader-{number}@example.org", "subject": f"Question {number}"}
    return ContactMessage.objects.create(
        edition=make_edition(edition), **{**told, "text": f"What reader {number} asks.", **fields}
    )


def make_wish(*, article: Article | None = None, edition: str = "fa", is_confirmed: bool = True, **fields: Any) -> Wish:
    """Somebody waits for the story of `article` (None: a new one) in `edition`."""
    article = article or make_article()
    told = {"confirmed_at": timezone.now() if is_confirmed else None, "email": f"reader-{next_number()}@example.org"}
    return Wish.objects.create(
        story_id=article.story_id, edition=make_edition(edition), asked_in_id=article.edition_id, **{**told, **fields}
    )


def make_subscriber(
    *, edition: str = "en", lists: tuple[str, ...] = ("series:newsletter",), **fields: Any
) -> Subscriber:
    """Somebody who gets `lists` of an edition by mail, confirmed unless `state` says otherwise."""
    told = {
        "email": f"reader-{next_number()}@example.org",
        "state": SubscriberState.ACTIVE,
        "consented_at": timezone.now(),
        "consent_source": ConsentSource.FORM,
        "consent_text": "We send what you choose to this address.",
        **fields,
    }
    subscriber = Subscriber.objects.create(edition=make_edition(edition), **told)
    Subscription.objects.bulk_create([Subscription(subscriber=subscriber, list=key) for key in lists])
    return subscriber
