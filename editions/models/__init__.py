from editions.models.edition import Edition, SocialLink
from editions.models.menu import MenuItem
from editions.models.page import Page, PageEdition

__all__ = ["Edition", "MenuItem", "Page", "PageEdition", "SocialLink"]
