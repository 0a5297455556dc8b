from django.urls import path

from articles import views

app_name = "articles"

urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/<part:slug>/", views.article_detail, name="detail"),
    path("category/<part:slug>/", views.category, name="category"),
    path("topic/<part:slug>/", views.topic, name="topic"),
    path("people/<part:slug>/", views.person, name="person"),
    path("archive/<int:year>/<int:month>/", views.month, name="month"),
]
