from django.urls import path, register_converter

from media_gallery import views
from media_gallery.enums import Kind


class KindConverter:
    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> Kind:
        return Kind(value)

    def to_url(self, value: Kind | str) -> str:
        return str(value)


register_converter(KindConverter, "mediakind")
app_name = "media_gallery"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<mediakind:kind>/", views.kind_list, name="kind"),
    path("<mediakind:kind>/<part:slug>/", views.item_detail, name="item"),
]
