from .comment import Comment
from .message import ContactMessage
from .subscriber import Subscriber, Subscription, Tally
from .subscriber_file import SubscriberFile
from .wish import Wish

__all__ = [
    "Comment",
    "ContactMessage",
    "Subscriber",
    "SubscriberFile",
    "Subscription",
    "Tally",
    "Wish",
]
