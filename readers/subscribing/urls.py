"""Addresses that stand in mails. They go on leading somewhere when their edition is hidden."""

from django.urls import path

from readers.subscribing.views import confirming, leaving, managing

app_name = "subscribing"

urlpatterns = [
    path("confirm/<str:token>/", confirming.confirm_page, name="confirm"),
    path("m/<str:token>/", managing.manage, name="manage"),
    # The token stands last: who changes the end of the address holds none.
    path("leave/<str:token>", leaving.leave_page, name="leave"),
    path("leave/<str:key>/<str:token>", leaving.leave_page, name="leave-list"),
]
