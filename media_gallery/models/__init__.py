from media_gallery.models.image import Image, LibraryTag
from media_gallery.models.item import AlbumPicture, MediaItem

__all__ = ["AlbumPicture", "Image", "LibraryTag", "MediaItem"]
