"""A site of which some things have been kept, for tests of old bodies."""

from collections.abc import Sequence

from wordpress.text import Converted, Kept, Nothing, convert

UPLOADS = "https://old.example/wp-content/uploads"
# Attachments by their numbers; that with 13 stands elsewhere too.
PICTURES = {
    11: f"{UPLOADS}/2012/03/bell.jpg",
    12: f"{UPLOADS}/2012/03/ferry.jpg",
    13: f"{UPLOADS}/2012/03/river.png",
}


class KnownSite(Nothing):
    """Pictures 11, 12 and 13 have become 101, 102 and 103; the article at /bell/ has moved; a leaflet was kept."""

    def picture(self, *, number: int | None, address: str) -> Kept | None:
        by_address = {one.rpartition(".")[0]: key for key, one in PICTURES.items()}
        found = number if number in PICTURES else by_address.get(address.rpartition(".")[0].removesuffix("-300x200"))
        return Kept(found + 90) if found else None

    def attached(self, kind: str = "image") -> Sequence[int]:
        return {"image": [11, 12, 13], "audio": [21]}.get(kind, [])

    def file(self, address: str, number: int | None = None) -> str | None:
        if number == 21 or address.endswith("song.mp3"):
            return "/files/song.mp3"
        return "/files/leaflet.pdf" if address.endswith("leaflet.pdf") else None

    def link(self, address: str) -> str:
        return "/en/articles/bell/" if address == "https://old.example/bell/" else address

    def reusable(self, number: int) -> str:
        return {
            7: "<!-- wp:paragraph --><p>Said everywhere.</p><!-- /wp:paragraph -->",
            8: '<!-- wp:block {"ref":8} /-->',
        }.get(number, "")

    def meta(self, key: str) -> str:
        return '[{"id":"a","content":"One <em>note</em>."},{"id":"b","content":"Two."}]' if key == "footnotes" else ""


def converted(body: str) -> Converted:
    return convert(body, KnownSite())


def left(found: Converted) -> list[tuple[str, str]]:
    """What was left over, without the excerpts."""
    return [(one.what, one.name) for one in found.leftovers]


def picture(number: int, caption: str = "", *, is_wide: bool = False) -> str:
    kind = "picture picture--wide" if is_wide else "picture"
    return f'<figure class="{kind}" data-image="{number}"><figcaption>{caption}</figcaption></figure>'


def gallery(*pictures: str, caption: str = "") -> str:
    return f'<figure class="gallery">{"".join(pictures)}<figcaption>{caption}</figcaption></figure>'


def video(address: str) -> str:
    return f'<figure class="embed"><a href="{address}">{address}</a></figure>'
