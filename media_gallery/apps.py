from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaGalleryConfig(AppConfig):
    name = "media_gallery"
    verbose_name = _("Media")

    def ready(self) -> None:
        from django.conf import settings
        from PIL import Image as Pillow

        from delivery.outbox import register_published
        from delivery.short_links import register_shared_kind
        from editions.menus import TargetKind, register_target_kind
        from media_gallery import found, ingredients
        from media_gallery.announced import public_items
        from media_gallery.enums import Kind
        from media_gallery.keepers import register_keeper
        from media_gallery.keeping import KEEPER
        from media_gallery.sections import SHORT_KIND, front_card, item_address, item_card, section_address
        from media_gallery.share_cards.card import EDITION_KIND, register_card

        ingredients.declare()
        register_target_kind(
            "media", TargetKind(_("media"), lambda: [("all", _("All media")), *Kind.choices], section_address)
        )
        register_keeper("videos", KEEPER)
        register_shared_kind(SHORT_KIND, item_address)
        register_card(SHORT_KIND, item_card)
        register_published("media_gallery.mediaitem", public_items)
        register_card(EDITION_KIND, front_card)
        found.register()
        # Uploads are checked in uploads.py; this holds for whatever else opens a picture.
        Pillow.MAX_IMAGE_PIXELS = settings.IMAGE_MAX_PIXELS
