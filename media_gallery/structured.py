"""What machines read of media: schema.org's ImageObject, ImageGallery and VideoObject."""

from typing import Any

from editions.columns import translated
from editions.head import Head, absolute
from editions.models import Edition
from editions.structured import publisher
from media_gallery.enums import Kind
from media_gallery.models import Image, MediaItem
from media_gallery.pictures import alt_of, full_size_url
from media_gallery.videos import parse_video


def image_object(image: Image, code: str) -> dict[str, Any]:
    """schema.org/ImageObject; only what is known is said."""
    data: dict[str, Any] = {
        "@type": "ImageObject",
        "contentUrl": absolute(full_size_url(image)),
        "caption": translated(image, "caption", code) or alt_of(image, code),
        "creditText": translated(image, "credit", code),
        "width": image.width,
        "height": image.height,
    }
    return {key: value for key, value in data.items() if value}


def media_data(item: MediaItem, edition: Edition, head: Head, pictures: list[Image]) -> dict[str, Any]:
    """An item as machines read it; `pictures` are those of an album."""
    code = edition.code
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "name": head.title,
        "description": head.description,
        "inLanguage": edition.language,
        "url": head.canonical,
        "mainEntityOfPage": head.canonical,
        "datePublished": head.published,
        "dateModified": head.modified,
        "publisher": publisher(edition),
    }
    if item.kind == Kind.PHOTOS:
        data |= {"@type": "ImageGallery", "image": [image_object(image, code) for image in pictures or [item.image]]}
    elif item.kind == Kind.VIDEOS:
        video = parse_video(item.video_url) if item.video_url else None
        data |= {
            "@type": "VideoObject",
            "thumbnailUrl": [head.image],
            "uploadDate": head.published,
            "embedUrl": video.player if video else "",
            "contentUrl": absolute(item.video_file.url) if item.video_file else "",
        }
        data["description"] = data["description"] or head.title
    else:
        data |= image_object(item.image, code)
    return {key: value for key, value in data.items() if value}
