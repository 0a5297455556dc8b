from django.urls import path

from publications import views

app_name = "publications"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:series>/", views.series_detail, name="series"),
    path("<slug:series>/<part:key>/", views.entry_detail, name="entry"),
]
