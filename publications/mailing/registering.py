"""What this package tells the rooms below: who composes, which list there is, what is looked at each minute."""

from mailing.composing import register_composer
from mailing.minutes import register_minute
from publications.mailing.composers import DigestComposer, IssueComposer
from publications.mailing.digests import digest_offers, due_digests
from publications.mailing.issues import DIGEST_KIND, ISSUE_KIND, cancel_withdrawn
from readers.subscribing.lists import register_lists


def register_mailing() -> None:
    """To be called once, when all models are there."""
    register_composer(ISSUE_KIND, IssueComposer())
    register_composer(DIGEST_KIND, DigestComposer())
    register_lists(digest_offers)
    register_minute(cancel_withdrawn)
    register_minute(due_digests)
