"""Makes objects for tests: plain functions, keywords only, with defaults that no other object has.

from seeds.factories import make_article, make_user

article = make_article(edition="fa", title="کتابخانهٔ شب")
editor = make_user(role="editor", editions=["fa"])
"""

from .accounts import PASSWORD, make_user
from .articles import make_article, make_category, make_credit, make_dossier, make_person, make_story, make_topic
from .editions import make_edition, make_editions
from .media import jpeg, make_image, make_media_item
from .publications import make_book, make_issue, make_release, make_series, pdf_bytes
from .readers import make_comment, make_message, make_subscriber, make_wish

__all__ = [
    "PASSWORD",
    "jpeg",
    "make_article",
    "make_book",
    "make_category",
    "make_comment",
    "make_credit",
    "make_dossier",
    "make_edition",
    "make_editions",
    "make_image",
    "make_issue",
    "make_media_item",
    "make_message",
    "make_person",
    "make_release",
    "make_series",
    "make_story",
    "make_subscriber",
    "make_topic",
    "make_user",
    "make_wish",
    "pdf_bytes",
]
