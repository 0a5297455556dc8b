from django.urls import path

from articles import embed, feeds, views

app_name = "articles"

urlpatterns = [
    path("feed/", feeds.edition_feed, {"kind": "rss"}, name="feed"),
    path("feed/atom/", feeds.edition_feed, {"kind": "atom"}, name="feed-atom"),
    path("feed.json", feeds.edition_feed, {"kind": "json"}, name="feed-json"),
    path("articles/", views.article_list, name="list"),
    path("articles/<part:slug>/embed/", embed.article_embed, name="embed"),
    path("articles/<part:slug>/", views.article_detail, name="detail"),
    path("category/<part:slug>/feed/", feeds.category_feed, name="category-feed"),
    path("category/<part:slug>/", views.category, name="category"),
    path("topic/<part:slug>/feed/", feeds.topic_feed, name="topic-feed"),
    path("people/<part:slug>/feed/", feeds.person_feed, name="person-feed"),
    path("topic/<part:slug>/", views.topic, name="topic"),
    path("people/<part:slug>/", views.person, name="person"),
    path("archive/<int:year>/<int:month>/", views.month, name="month"),
]
