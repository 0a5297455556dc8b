from editions.models.edition import Edition, SocialLink
from editions.models.menu import MenuItem
from editions.models.page import Page, PageEdition
from editions.models.rule import HouseRule

__all__ = ["Edition", "HouseRule", "MenuItem", "Page", "PageEdition", "SocialLink"]
