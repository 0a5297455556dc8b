"""The media library as the desk's scripts ask for it: JSON, for members of the desk only."""

from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gate import may_enter, may_share_things
from media_gallery.lookalikes import lookalikes_of
from media_gallery.models import Image
from media_gallery.pictures import image_url
from media_gallery.uploads import take_image

A_PAGE = 24
THUMBNAIL, PREVIEW = 320, 960
# So many of the pictures that look like an upload are told.
MOST_ALIKE = 3


def described(image: Image) -> dict[str, Any]:
    return {
        "id": image.pk,
        "title": str(image),
        "thumbnail": image_url(image, THUMBNAIL),
        "address": reverse("admin:media_gallery_image_change", args=[image.pk]),
    }


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Pictures, newest first, that carry `?q=` in a name, a tag or their words; `?before=` is the last one's number."""
    if not may_enter(request.user):
        raise PermissionDenied
    images = Image.objects.order_by("-pk").matching(request.GET.get("q", "")[:100])
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        images = images.filter(pk__lt=int(before))
    found = list(images[: A_PAGE + 1])
    shown = found[:A_PAGE]
    following = str(shown[-1].pk) if len(found) > A_PAGE else ""
    return JsonResponse({"images": [described(image) for image in shown], "next": following})


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one picture into the library; what is wrong with it comes back in one sentence.

    The answer describes the picture; `known` says that it was there already, `alike` which others look like it.
    """
    user: Any = request.user
    if not may_share_things(user):
        raise PermissionDenied
    file = request.FILES.get("file")
    try:
        if file is None:
            raise ValidationError(_("Choose at least one picture."))
        image, is_new = take_image(file=file, by=user)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    if is_new:
        LogEntry.objects.log_actions(user.pk, [image], ADDITION, [{"added": {}}], single_object=True)
    alike = [described(one.image) for one in lookalikes_of(image)[:MOST_ALIKE]] if is_new else []
    return JsonResponse({**described(image), "known": not is_new, "alike": alike}, status=201 if is_new else 200)


@require_safe
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """Where the editor's preview of a picture is."""
    if not may_enter(request.user):
        raise PermissionDenied
    return HttpResponseRedirect(image_url(get_object_or_404(Image, pk=number), PREVIEW))
