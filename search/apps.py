from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from editions.models import PageEdition
        from search import pages
        from search.sources import Source, keys_of, register_shown, register_source

        register_source("page", Source(pgettext_lazy("kind of text", "Page"), pages.documents, keys_of(PageEdition)))
        register_shown("editions.Page", pages.shown)
