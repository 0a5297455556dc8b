from django.urls import reverse


def section_address(key: str, edition: str) -> str:
    """The overview ("all") or a kind's page in an edition."""
    if key == "all":
        return reverse("media_gallery:overview", args=[edition])
    return reverse("media_gallery:kind", args=[edition, key])
