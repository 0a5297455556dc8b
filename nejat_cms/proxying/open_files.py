"""Which uploads are everyone's, so that a server in front may serve them without asking the site."""

from media_gallery.files import TYPES
from media_gallery.keepers import keeper_of

# Folders of pictures and of what is made of them, and the kinds that lie there.
FOLDERS = ("images", "r")
KINDS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")


def open_folders() -> list[str]:
    """Those of FOLDERS of which nobody decides file by file."""
    return [folder for folder in FOLDERS if keeper_of(f"{folder}/x") is None]


def picture_types() -> dict[str, str]:
    """Types by endings, without the dot."""
    return {ending[1:]: TYPES[ending] for ending in KINDS}
