"""The demo's pictures in the library, with each edition's words."""

from collections.abc import Callable, Iterator

from django.core.files.base import ContentFile

from media_gallery.models import Image
from media_gallery.uploads import store_image
from seeds.loading import texts
from seeds.loading.drawing import Job, draw_all, jobs_of

# Gives (name, JPEG) of each job in its order.
Painter = Callable[[list[Job]], Iterator[tuple[str, bytes]]]


def load_pictures(plan: dict, tell: Callable[[int, int], None], *, painter: Painter = draw_all) -> dict[str, Image]:
    """Draw and store every picture; `tell(done, of)` hears how far it is. Returns images by name."""
    jobs = jobs_of(plan)
    images = {}
    for done, (name, content) in enumerate(painter(jobs), 1):
        images[name] = store_image(file=ContentFile(content, name=f"{name.rpartition(':')[2]}.jpg"), name=name)
        tell(done, len(jobs))
    for name, image in images.items():
        describe(name, image)
    # One statement: the words were set on rows just made.
    Image.objects.bulk_update(
        images.values(), [f"{field}_{code}" for field in ("alt", "caption", "credit") for code in texts.CODES]
    )
    return images


def describe(name: str, image: Image) -> None:
    """Alternative text, caption and credit of a picture in every edition that has words for it."""
    kind, key, *number = name.split(":")
    for code in texts.CODES:
        alt, caption, artist = words_of(kind, key, int(number[0]) if number else 0, code)
        setattr(image, f"alt_{code}", alt)
        setattr(image, f"caption_{code}", caption)
        setattr(image, f"credit_{code}", texts.words("people", artist, code).get("name", "") if alt else "")


def words_of(kind: str, key: str, number: int, code: str) -> tuple[str, str, str]:
    """(alternative text, caption, key of who made it) of one picture in one edition."""
    if kind == "story":
        return *story_words(key, code), "tomas-lindqvist"
    if kind == "photos":
        found = texts.words("media", key, code)
        pick = lambda name: found[name][number - 1] if name in found else ""  # noqa: E731
        return pick("alts"), pick("captions"), "tomas-lindqvist"
    if kind in {"cartoons", "newspics", "videos"}:
        artist = "elira-hoxhaj" if kind == "cartoons" else "tomas-lindqvist"
        return texts.words("media", key, code).get("alt", ""), "", artist
    if kind == "person":
        return texts.words("people", key, code).get("name", ""), "", ""
    if kind == "books":
        return texts.words("books", key, code).get("cover_alt", ""), "", ""
    issue = texts.site(code).get("issues", {}).get(kind, {}).get(key, {})
    return issue.get("cover_alt", ""), "", ""


def story_words(key: str, code: str) -> tuple[str, str]:
    """(alternative text, caption) of a story's picture; `KEY-2` is the one within its text."""
    stories = {story["key"]: story for story in texts.plan()["stories"]}
    if key in stories:
        if code not in stories[key]["editions"]:
            return "", ""
        text = texts.story(code, key)
        return text.picture_alt, text.picture_caption
    main = key.removesuffix("-2")
    if code not in stories[main]["editions"]:
        return "", ""
    return (texts.story(code, main).second_picture() or ("", ""))[1], ""
