from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from articles.views import shared_preview
from delivery.indexnow import key_file
from delivery.offline import views as offline
from delivery.views import short_link, short_link_code
from editions.converters import EditionConverter, HeldEditionConverter, UnicodeSlugConverter
from editions.views import accent
from mailing.events import events
from media_gallery import library
from media_gallery.files import serve_file
from media_gallery.share_cards.making import share_card
from nejat_cms import views
from nejat_cms.llms import llms
from nejat_cms.oembed import oembed
from nejat_cms.sitemaps import views as sitemaps
from publications.mailing.counted import follow

register_converter(EditionConverter, "edition")
register_converter(HeldEditionConverter, "held")
register_converter(UnicodeSlugConverter, "part")

urlpatterns = [
    path("", views.entry, name="entry"),
    path("healthz", views.health, name="health"),
    path("admin/library/", library.library, name="library"),
    path("admin/library/upload/", library.upload, name="library-upload"),
    path("admin/library/<int:number>/", library.picture, name="library-picture"),
    path("admin/", admin.site.urls),
    path("s/<str:code>.svg", short_link_code, name="short-link-code"),
    path("s/<str:code>", short_link, name="short-link"),
    path("m/<str:code>", follow, name="mail-link"),
    path("preview/<str:token>/", shared_preview, name="preview-link"),
    path("files/<path:path>", serve_file, name="file"),
    re_path(r"^accent/(?P<colour>[0-9a-fA-F]{6})\.css$", accent, name="accent"),
    path("card/<str:code>/<slug:digest>.jpg", share_card, name="share-card"),
    path("mail/events/", events, name="mail-events"),
    path("sw.js", offline.worker, name="worker"),
    path("favicon.ico", views.favicon, name="favicon"),
    re_path(r"^(?P<name>[0-9a-f]{32})\.txt$", key_file, name="indexnow-key"),
    path("api/", include("nejat_cms.api.urls")),
    path("oembed/", oembed, name="oembed"),
    path("llms.txt", llms, name="llms"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap/news.xml", sitemaps.sitemap_news, name="sitemap-news"),
    path("sitemap/<edition:edition>/pages.xml", sitemaps.sitemap_pages, name="sitemap-pages"),
    path("sitemap/<edition:edition>/<slug:section>-<int:start>.xml", sitemaps.sitemap_section, name="sitemap-section"),
    path("<held:edition>/subscribe/", include("readers.subscribing.urls")),
    path("<edition:edition>/", views.home, name="home"),
    path("<edition:edition>/manifest.webmanifest", offline.manifest, name="manifest"),
    path("<edition:edition>/offline/", offline.offline, name="offline"),
    path("<edition:edition>/", include("articles.urls")),
    path("<edition:edition>/", include("readers.urls")),
    path("<edition:edition>/media/", include("media_gallery.urls")),
    path("<edition:edition>/publications/", include("publications.urls")),
    path("<edition:edition>/search/", include("search.urls")),
    path("<edition:edition>/", include("editions.urls")),
]

handler403 = "nejat_cms.views.refused"
handler404 = "nejat_cms.views.not_found"
handler500 = "nejat_cms.views.server_error"
