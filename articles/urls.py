from django.urls import path

from articles import embed, feeds, views
from articles.archive import views as archive

app_name = "articles"

urlpatterns = [
    path("feed/", feeds.edition_feed, {"kind": "rss"}, name="feed"),
    path("feed/atom/", feeds.edition_feed, {"kind": "atom"}, name="feed-atom"),
    path("feed.json", feeds.edition_feed, {"kind": "json"}, name="feed-json"),
    path("articles/", views.article_list, name="list"),
    path("articles/<part:slug>/embed/", embed.article_embed, name="embed"),
    path("articles/<part:slug>/", views.article_detail, name="detail"),
    path("articles/<part:slug>/with/<edition:other>/", views.parallel, name="parallel"),
    path("category/<part:slug>/feed/", feeds.category_feed, name="category-feed"),
    path("category/<part:slug>/", views.category, name="category"),
    path("topic/<part:slug>/feed/", feeds.topic_feed, name="topic-feed"),
    path("people/<part:slug>/feed/", feeds.person_feed, name="person-feed"),
    path("topic/<part:slug>/", views.topic, name="topic"),
    path("dossiers/", views.dossier_list, name="dossiers"),
    path("dossiers/<part:slug>/", views.dossier, name="dossier"),
    path("people/<part:slug>/", views.person, name="person"),
    path("people/<part:slug>/as/<slug:role>/", views.person, name="person-as"),
    path("people/<part:slug>/media/", views.person_media, name="person-media"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<int:year>/", archive.year, name="year"),
    path("archive/<int:year>/<int:month>/", archive.month, name="month"),
    path("archive/<int:year>/<int:month>/<int:day>/", archive.day, name="day"),
]
