"""Cartoons, news pictures, albums and videos."""

from datetime import datetime, timedelta

from articles.enums import CreditRole
from articles.models import MediaCredit, Person
from editions.enums import State
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, Image, MediaItem
from seeds.loading import texts

# Videos that anybody may embed; nothing is asked of their hosts before a reader clicks.
VIDEOS = {
    "how-a-loom-works": "https://vimeo.com/1084537",
    "one-minute-at-the-bakery": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
    "the-river-in-four-seasons": "https://www.aparat.com/v/demo1234",
}


def load_media(images: dict[str, Image], people: dict[str, Person], *, now: datetime) -> None:
    media = texts.plan()["media"]
    for kind in (Kind.CARTOONS, Kind.NEWSPICS, Kind.PHOTOS, Kind.VIDEOS):
        for number, key in enumerate(media[kind]):
            name = f"{kind}:{key}" + (":1" if kind == Kind.PHOTOS else "")
            item = MediaItem(
                kind=kind,
                image=images[name],
                video_url=VIDEOS.get(key, ""),
                state=State.PUBLISHED,
                published_at=now - timedelta(days=3 + number * 11, hours=list(Kind).index(kind)),
            )
            texts.fill(item, "media", key, title="title", slug="slug")
            for code in texts.CODES:
                if text := texts.words("media", key, code).get("text"):
                    setattr(item, f"text_{code}", f"<p>{text}</p>")
            item.save()
            is_cartoon = kind == Kind.CARTOONS
            MediaCredit.objects.create(
                item=item,
                person=people["elira-hoxhaj" if is_cartoon else "tomas-lindqvist"],
                role=CreditRole.CARTOONIST if is_cartoon else CreditRole.PHOTOGRAPHER,
            )
            if kind == Kind.PHOTOS:
                AlbumPicture.objects.bulk_create(
                    AlbumPicture(item=item, image=images[f"photos:{key}:{place}"], position=place)
                    for place in range(1, media["photos"][key] + 1)
                )
