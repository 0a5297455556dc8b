from modeltranslation.translator import TranslationOptions, register

from publications.models import Book, Series


@register(Series)
class SeriesTranslation(TranslationOptions):
    fields = ("name", "description")


@register(Book)
class BookTranslation(TranslationOptions):
    fields = ("title", "subtitle", "slug", "description", "publisher")
