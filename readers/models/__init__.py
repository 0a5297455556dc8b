from .comment import Comment
from .message import ContactMessage
from .wish import Wish

__all__ = ["Comment", "ContactMessage", "Wish"]
