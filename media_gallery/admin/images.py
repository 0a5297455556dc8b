"""The library of pictures."""

from django.contrib import admin

from accounts.desk.rights import SharedThingsAdmin
from accounts.desk.words import EditionFieldsetsMixin
from editions.columns import columns
from media_gallery.models import Image


@admin.register(Image)
class ImageAdmin(EditionFieldsetsMixin, SharedThingsAdmin):
    words = ("alt", "caption", "credit")
    shared_fieldsets = ((None, {"fields": ["title", "is_decorative", "focal_x", "focal_y"]}),)
    search_fields = ("title", *columns("alt"), *columns("caption"), *columns("credit"))
