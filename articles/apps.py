from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from accounts.gate import register_assignment
        from articles import announced, detail, found, ingredients, reach, sections
        from articles.models import Article, Dossier, Person, Topic
        from articles.moved import moved_along
        from articles.waiting import waiting_texts
        from delivery.outbox import register_clock_listener, register_listener, register_published
        from delivery.redirects.rules import register_rule
        from delivery.short_links import register_kind
        from editions.menus import TargetKind, register_target_kind
        from media_gallery.found import register_names
        from media_gallery.share_cards.card import register_card
        from media_gallery.uses import register_texts
        from search.sources import Source, keys_of, register_sections, register_shown, register_source

        ingredients.declare()
        register_target_kind("articles", TargetKind(_("articles"), sections.list_choices, sections.list_address))
        register_target_kind(
            "category", TargetKind(_("category"), sections.category_choices, sections.category_address)
        )
        register_assignment(reach.is_assigned)
        register_kind("a", sections.article_address)
        register_rule(moved_along, is_first=True)
        register_card("a", detail.share_card_of)
        register_published("articles.article", announced.public_articles)
        register_listener(announced.tell_feed_readers)
        register_listener(announced.draw_cards)
        register_clock_listener(announced.tell_writers)
        register_texts(waiting_texts)
        kinds = {
            "article": Source(pgettext_lazy("kind of text", "Article"), found.article_documents, keys_of(Article)),
            "dossier": Source(pgettext_lazy("kind of text", "Dossier"), found.dossier_documents, keys_of(Dossier)),
            "topic": Source(_("topic"), found.topic_documents, keys_of(Topic), is_name=True),
            "person": Source(_("person"), found.person_documents, keys_of(Person), is_name=True),
        }
        for kind, source in kinds.items():
            register_source(kind, source)
        register_sections(found.sections)
        register_names(found.media_names)
        register_shown("articles.Story", found.story_shown)
        register_shown("articles.Article", found.article_shown)
        register_shown("articles.Dossier", lambda dossier: [("dossier", [dossier.pk])])
        register_shown("articles.Topic", lambda topic: [("topic", [topic.pk])])
        register_shown("articles.Person", lambda person: [("person", [person.pk])])
