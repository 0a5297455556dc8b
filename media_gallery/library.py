"""The media library as the editor's dialog asks for it: JSON, for members of the desk only."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from accounts.gate import may_enter, may_share_things
from editions.columns import columns
from media_gallery.models import Image
from media_gallery.pictures import image_url
from media_gallery.uploads import store_image

A_PAGE = 24
THUMBNAIL, PREVIEW = 320, 960


def described(image: Image) -> dict[str, Any]:
    return {"id": image.pk, "title": str(image), "thumbnail": image_url(image, THUMBNAIL)}


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Pictures, newest first, that carry `?q=` in a name or caption; `?before=` is the last one's number."""
    if not may_enter(request.user):
        raise PermissionDenied
    images = Image.objects.order_by("-pk")
    if query := request.GET.get("q", "").replace("\x00", "").strip()[:100]:
        names = ["title", *columns("caption"), *columns("alt"), *columns("credit")]
        wanted = Q()
        for name in names:
            wanted |= Q(**{f"{name}__icontains": query})
        images = images.filter(wanted)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        images = images.filter(pk__lt=int(before))
    found = list(images[: A_PAGE + 1])
    shown = found[:A_PAGE]
    following = str(shown[-1].pk) if len(found) > A_PAGE else ""
    return JsonResponse({"images": [described(image) for image in shown], "next": following})


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one picture into the library; what is wrong with it comes back in one sentence."""
    if not may_share_things(request.user):
        raise PermissionDenied
    file = request.FILES.get("file")
    try:
        if file is None:
            raise ValidationError("")
        image = store_image(file=file, by=request.user)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    return JsonResponse(described(image), status=201)


@require_safe
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """Where the editor's preview of a picture is."""
    if not may_enter(request.user):
        raise PermissionDenied
    return HttpResponseRedirect(image_url(get_object_or_404(Image, pk=number), PREVIEW))
