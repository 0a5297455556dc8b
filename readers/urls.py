from django.urls import path

from readers.subscribing.views import signing_up
from readers.views import comments, contact, stop, wishes

app_name = "readers"

urlpatterns = [
    path("articles/<part:slug>/comments/", comments.comments, name="comments"),
    path("articles/<part:slug>/comments/thanks/", comments.thanks, name="comments-thanks"),
    path("articles/<part:slug>/comments/reply/<int:number>/", comments.reply, name="reply"),
    path("articles/<part:slug>/tell/", wishes.tell, name="tell"),
    path("articles/<part:slug>/tell/thanks/", wishes.thanks, name="tell-thanks"),
    path("tell/<str:token>/", wishes.wish, name="wish"),
    path("contact/", contact.contact, name="contact"),
    path("contact/thanks/", contact.thanks, name="contact-thanks"),
    path("subscribe/", signing_up.subscribe, name="subscribe"),
    path("subscribe/thanks/", signing_up.thanks, name="subscribe-thanks"),
    path("subscribe/link/", signing_up.link, name="subscription-link"),
    path("stop/<str:token>/", stop.stop, name="stop"),
]
