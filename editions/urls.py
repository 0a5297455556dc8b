from django.urls import path

from editions.views import page_detail

app_name = "editions"

# Included last of all: a page's address is whatever no section has taken.
urlpatterns = [
    path("<part:slug>/", page_detail, name="page"),
]
