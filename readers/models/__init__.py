from .comment import Comment
from .message import ContactMessage

__all__ = ["Comment", "ContactMessage"]
