from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from accounts.gate import register_assignment
        from articles import announced, detail, reach, sections
        from articles.waiting import waiting_texts
        from delivery.outbox import register_clock_listener, register_listener, register_published
        from delivery.short_links import register_kind
        from editions.menus import TargetKind, register_target_kind
        from media_gallery.share_cards.card import register_card
        from media_gallery.uses import register_texts

        register_target_kind("articles", TargetKind(_("articles"), sections.list_choices, sections.list_address))
        register_target_kind(
            "category", TargetKind(_("category"), sections.category_choices, sections.category_address)
        )
        register_assignment(reach.is_assigned)
        register_kind("a", sections.article_address)
        register_card("a", detail.share_card_of)
        register_published("articles.article", announced.public_articles)
        register_listener(announced.tell_feed_readers)
        register_listener(announced.draw_cards)
        register_clock_listener(announced.tell_writers)
        register_texts(waiting_texts)
