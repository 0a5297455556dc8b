"""The desk of the library: pictures, and the media items made of them."""

from media_gallery.admin import images, items

__all__ = ["images", "items"]
