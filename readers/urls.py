from django.urls import path

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
    path("stop/<str:token>/", stop.stop, name="stop"),
]
