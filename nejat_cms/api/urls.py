from django.urls import path

from nejat_cms.api import views

app_name = "api"

urlpatterns = [
    path("v1/", views.index, name="index"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    path("v1/editions/", views.editions, name="editions"),
    path("v1/<edition:edition>/articles/", views.articles, name="articles"),
    path("v1/<edition:edition>/articles/<part:slug>/", views.article, name="article"),
    path("v1/<edition:edition>/categories/", views.categories, name="categories"),
    path("v1/<edition:edition>/topics/", views.topics, name="topics"),
    path("v1/<edition:edition>/people/", views.people, name="people"),
    path("v1/<edition:edition>/issues/", views.issues, name="issues"),
    path("v1/<edition:edition>/books/", views.books, name="books"),
    path("v1/<edition:edition>/media/", views.media, name="media"),
]
