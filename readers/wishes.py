"""Wishes to be told of a translation: one comes in, its address is confirmed, it is fulfilled or given up."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django.utils import timezone

from articles.models import Article
from articles.placed import Placed
from editions.enums import State
from editions.models import Edition
from readers.models import Wish
from readers.retention import prune_soon
from readers.wish_mails import ask_to_confirm, tell_fulfilled

# Another letter that asks goes to the same address, about the same, only after so long.
AGAIN = timedelta(hours=1)
# So many wishes of one address wait to be confirmed at a time: nobody's box is filled by somebody else.
MOST_OPEN = 3
# Beyond so many articles at a time it is cheaper to look at all wishes.
MANY = 200


@transaction.atomic
def receive_wish(*, article: Article, edition: Edition, email: str) -> Wish | None:
    """Keep a wish for the article's story in `edition`, and ask its address to confirm it.

    The same again is the one that there is. None: too much waits to be confirmed by this address. Whoever asks is told
    the same in every case.
    """
    wishes = Wish.objects.of_address(email)
    same = wishes.filter(story=article.story_id, edition=edition).first()
    now = timezone.now()
    if same is not None:
        if same.confirmed_at is None and same.asked_at is not None and same.asked_at < now - AGAIN:
            Wish.objects.filter(pk=same.pk).update(asked_at=None, n_failures=0)
            ask_to_confirm(same)
        return same
    if wishes.filter(confirmed_at=None).count() >= MOST_OPEN:
        return None
    wish = Wish.objects.create(story_id=article.story_id, edition=edition, asked_in_id=article.edition_id, email=email)
    ask_to_confirm(wish)
    prune_soon()
    return wish


@transaction.atomic
def confirm(wish: Wish) -> None:
    """The address is its owner's. What was published meanwhile is told at once."""
    Wish.objects.filter(pk=wish.pk, confirmed_at=None).update(confirmed_at=timezone.now(), n_failures=0)
    article = Article.objects.filter(story=wish.story_id, edition=wish.edition_id, state=State.PUBLISHED).first()
    if article is not None and article.published_at is not None:
        _order(article.published_at)


def give_up(wish: Wish) -> None:
    Wish.objects.filter(pk=wish.pk).delete()


def fulfil_soon(placed: list[Placed]) -> None:
    """Articles were published, or set to be: let those who wait for them be told when readers see them."""
    transaction.on_commit(partial(_look_for, placed), robust=True)


def _look_for(placed: list[Placed]) -> None:
    wishes = Wish.objects.waiting()
    if len(placed) <= MANY:
        wishes = wishes.filter(story__in={one.story for one in placed})
    wanted = set(wishes.order_by().values_list("story_id", "edition_id").distinct())
    for moment in {one.moment for one in placed if (one.story, one.edition) in wanted}:
        _order(moment)


def _order(moment: datetime) -> None:
    """Tell at a moment, or now if it is over; a worker that cannot wait leaves it to the command `tell_readers`."""
    if moment <= timezone.now():
        transaction.on_commit(tell_fulfilled.enqueue, robust=True)
    elif task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
        transaction.on_commit(tell_fulfilled.using(run_after=moment).enqueue, robust=True)
