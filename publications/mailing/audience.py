"""Who gets a sending: readers of its list; of an issue's later round those alone whom no earlier one has reached."""

from django.db.models import Exists, OuterRef, Q

from mailing.enums import LetterState, SendingState
from mailing.models import Letter, Sending
from publications.mailing.issues import ISSUE_KIND, round_of
from readers.models import Subscriber, Subscription
from readers.subscribing.querysets import SubscriberQuerySet

# Who has a letter in such a state has nothing in their mailbox, and nothing on its way there.
NOT_REACHED = (LetterState.CANCELLED, LetterState.UNWANTED, LetterState.FAILED)


def audience_of(sending: Sending) -> SubscriberQuerySet:
    """The subscribers who would get it now; the sending need not be saved."""
    return new_only(Subscriber.objects.receiving(sending.edition_id, sending.audience), sending)


def new_only(theirs: SubscriberQuerySet, sending: Sending) -> SubscriberQuerySet:
    """Letters are cleared away after a time; of rounds as old as that it counts who had subscribed when they began."""
    if sending.kind != ISSUE_KIND or round_of(sending) == 1:
        return theirs
    earlier = earlier_rounds(sending)
    whole = [one.pk for one in earlier if one.sums is None]
    got = Letter.objects.filter(sending__in=whole, recipient=OuterRef("pk")).exclude(state__in=NOT_REACHED)
    theirs = theirs.exclude(Exists(got))
    if began := [one.started_at for one in earlier if one.sums is not None and one.started_at]:
        since = Subscription.objects.filter(subscriber=OuterRef("pk"), list=sending.audience, made_at__gt=max(began))
        theirs = theirs.filter(Exists(since))
    return theirs


def earlier_rounds(sending: Sending) -> list[Sending]:
    """The same issue's other sendings to the same list that were begun."""
    first = sending.key.partition("+")[0]
    same = Sending.objects.filter(kind=sending.kind, edition=sending.edition_id, audience=sending.audience)
    same = same.filter(Q(key=first) | Q(key__startswith=f"{first}+"), started_at__isnull=False)
    return list(same.exclude(pk=sending.pk).exclude(state=SendingState.PLANNED).defer("mould"))
