from modeltranslation.translator import TranslationOptions, register

from media_gallery.models import Image, MediaItem


@register(Image)
class ImageTranslation(TranslationOptions):
    fields = ("alt", "caption", "credit")


@register(MediaItem)
class MediaItemTranslation(TranslationOptions):
    fields = ("title", "slug", "text")
