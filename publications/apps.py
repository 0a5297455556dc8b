from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self) -> None:
        from articles.remarks import register_remarks
        from articles.schedule import register_source
        from delivery.outbox import register_published
        from delivery.short_links import register_kind, register_shared_kind
        from editions.menus import TargetKind, register_target_kind
        from media_gallery.keepers import register_keeper
        from media_gallery.share_cards.card import register_card
        from publications import announced, books, found, ingredients, issues
        from publications.documents import FOLDER
        from publications.keeping import KEEPER
        from publications.mailing.registering import register_mailing
        from publications.models import Book, IssueEdition
        from publications.reading import words
        from publications.remarks import release_remarks
        from publications.schedule import release_entries
        from publications.sections import series_address, series_choices
        from publications.subscribing import series_offers
        from readers.subscribing.lists import register_lists
        from search.sources import Source, keys_of, register_shown
        from search.sources import register_source as register_found

        ingredients.declare()
        register_target_kind("series", TargetKind(_("publications"), series_choices, series_address))
        register_remarks(release_remarks)
        register_kind(issues.SHORT_KIND, issues.issue_address)
        register_shared_kind(books.SHORT_KIND, books.book_address)
        register_card(issues.SHORT_KIND, issues.share_card_of)
        register_card(books.SHORT_KIND, books.share_card_of)
        register_keeper(FOLDER, KEEPER)
        register_source(release_entries)
        register_published("publications.issueedition", announced.public_issues)
        register_published("publications.book", announced.public_books)
        label = pgettext_lazy("kind of text", "Issue")
        issue = Source(label, found.issue_documents, keys_of(IssueEdition), prepare=words.read_all)
        register_found("issue", issue)
        register_found("book", Source(pgettext_lazy("kind of text", "Book"), found.book_documents, keys_of(Book)))
        register_shown("publications.Issue", found.issue_shown)
        register_shown("publications.Book", lambda book: [("book", [book.pk])])
        register_shown("publications.Series", found.series_shown)
        register_lists(series_offers)
        register_mailing()
