"""Who drew, photographed or filmed a media item: people are known here, items one floor below."""

from django.contrib import admin

from accounts.desk.rights import InlineOfParent
from articles.models import MediaCredit
from media_gallery.admin.items import MediaItemAdmin


class MediaCreditInline(InlineOfParent, admin.TabularInline):
    model = MediaCredit
    extra = 0
    autocomplete_fields = ("person",)
    fields = ("position", "person", "role")


MediaItemAdmin.inlines = (*MediaItemAdmin.inlines, MediaCreditInline)
