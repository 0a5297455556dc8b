"""Which story is drawn as what: one row per picture, so that a wrong picture is a one-line change."""

from collections.abc import Callable
from functools import partial
from random import Random

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .motifs import (
    crafts,
    family,
    fields,
    fires,
    gardens,
    heirlooms,
    kitchen,
    libraries,
    making,
    memory,
    reading,
    river,
    roofs,
    town,
)
from .palettes import Palette, palette

type Motif = Callable[[Canvas, Palette, Random], None]
type View = tuple[Motif, str]

HERITAGE: dict[str, tuple[View, ...]] = {
    "the-bridge-that-was-moved": ((river.bridge, "day"), (river.moved_stones, "gold")),
    "a-clock-tower-learns-to-tell-time": ((town.clock_tower, "dusk"), (roofs.tile_roof, "dusk")),
    "the-caravanserai-at-kilometre-forty": ((town.caravanserai, "gold"), (town.courtyard_gate, "day")),
    "maps-drawn-from-memory": ((memory.map_table, "day"), (memory.map_wall, "day")),
    "the-last-ferry-bell": ((river.ferry, "dusk"), (river.ferry_bell, "dawn")),
    "roof-tiles-with-fingerprints": ((roofs.tile_roof, "day"), (roofs.tile_print, "day")),
    "an-archive-in-shoe-boxes": ((partial(libraries.card_drawers, boxes=True), "day"), (family.frames, "day")),
    "the-well-with-two-names": ((town.well, "dawn"), (partial(memory.map_table, pins=True), "gold")),
    "sounds-of-an-old-bazaar": ((town.bazaar, "day"), (crafts.coppersmith, "day")),
    "the-museum-in-a-school-corridor": ((memory.corridor, "day"), (kitchen.riveted_pot, "day")),
    "how-a-street-got-its-numbers": ((town.steep_street, "day"), (town.clock_tower, "gold")),
}
READING: dict[str, tuple[View, ...]] = {
    "the-library-on-the-night-bus": ((reading.night_bus, "night"),),
    "reading-aloud-to-strangers": ((reading.read_aloud, "day"),),
    "a-bookbinder-and-her-glue-pot": ((reading.bookbinder, "day"),),
    "notes-in-the-margin": ((partial(reading.book_on_table, extra="notes"), "day"),),
    "the-village-that-shares-one-newspaper": ((reading.shared_newspaper, "dawn"),),
    "children-who-catalogue-the-world": ((libraries.card_drawers, "day"),),
    "a-dictionary-of-kitchen-words": ((partial(reading.book_on_table, extra="words"), "gold"),),
    "second-hand-first-editions": ((libraries.bookstall, "day"),),
    "the-reading-room-without-chairs": ((libraries.chairless_room, "day"),),
    "letters-found-between-pages": ((partial(reading.book_on_table, extra="letters"), "day"),),
    "how-long-is-a-short-story": ((partial(reading.book_on_table, extra="candle"), "night"),),
}
GARDENS: dict[str, tuple[View, ...]] = {
    "a-garden-measured-in-watering-cans": ((gardens.can_garden, "day"),),
    "the-pomegranate-that-would-not-fruit": ((gardens.pomegranate_tree, "gold"),),
    "roof-gardens-of-the-printing-street": ((roofs.roof_garden, "day"),),
    "seeds-by-post": ((fields.seed_post, "day"),),
    "the-shade-of-one-plane-tree": ((gardens.plane_tree, "day"),),
    "winter-in-a-walled-garden": ((gardens.winter_garden, "winter"),),
    "bees-on-the-balcony": ((roofs.balcony_hives, "gold"),),
    "the-water-clock-and-the-orchard": ((fields.orchard_channel, "dawn"),),
    "a-lawn-becomes-a-meadow": ((fields.meadow, "day"),),
    "roses-for-distilling": ((fields.rose_still, "dawn"),),
    "the-gardener-who-draws-weather": ((fields.weather_drawer, "day"),),
}
KITCHEN: dict[str, tuple[View, ...]] = {
    "bread-at-four-in-the-morning": ((kitchen.bakery_window, "night"),),
    "the-soup-that-crosses-borders": ((kitchen.soup, "day"),),
    "pickles-a-calendar-in-jars": ((kitchen.jars, "day"),),
    "a-pot-mended-with-rivets": ((kitchen.riveted_pot, "day"),),
    "tea-and-the-second-glass": ((kitchen.tea, "dawn"),),
    "salt-from-the-grey-lake": ((fires.salt_lake, "dawn"),),
    "grandmothers-weights-and-measures": ((fires.scales, "day"),),
    "the-village-oven-is-lit-again": ((fires.oven, "dusk"),),
    "saffron-by-the-thread": ((fields.crocus_field, "dawn"),),
    "forty-ways-to-keep-an-apple": ((partial(kitchen.jars, apples=True), "gold"),),
    "cooking-for-a-wedding-of-six-hundred": ((fires.cauldrons, "dusk"),),
}
CRAFTS: dict[str, tuple[View, ...]] = {
    "a-loom-tuned-by-ear": ((crafts.loom, "day"),),
    "the-man-who-repairs-accordions": ((crafts.accordion, "day"),),
    "felt-hats-and-mountain-weather": ((crafts.felt_hats, "day"),),
    "letters-cut-in-wood": ((crafts.wood_types, "day"),),
    "the-tinsmiths-last-apprentice": ((crafts.coppersmith, "day"),),
    "glass-the-colour-of-the-sea": ((making.glass, "day"),),
    "baskets-that-count-the-days": ((making.baskets, "day"),),
    "paper-marbled-in-a-bathtub": ((making.marbling, "day"),),
    "a-carpet-with-a-mistake": ((making.carpet, "day"),),
    "the-boatbuilder-inland": ((river.boatbuilder, "day"),),
    "knots-every-child-should-know": ((making.knots, "day"),),
}
FAMILY: dict[str, tuple[View, ...]] = {
    "the-reunion-at-platform-two": ((family.platform, "dusk"),),
    "four-generations-one-recipe-book": ((partial(reading.book_on_table, extra="ladle"), "day"),),
    "cousins-who-met-on-a-map": ((partial(memory.map_table, pins=True), "day"),),
    "a-family-tree-drawn-in-chalk": ((family.chalk_tree, "day"),),
    "the-photograph-with-one-unknown-face": ((family.frames, "day"),),
    "phone-calls-every-friday": ((family.telephone, "dusk"),),
    "the-suitcase-under-the-stairs": ((heirlooms.suitcase, "day"),),
    "names-passed-down-sideways": ((heirlooms.paper_family, "day"),),
    "a-wedding-dress-worn-five-times": ((heirlooms.wedding_dress, "day"),),
    "the-bench-outside-number-nine": ((partial(gardens.plane_tree, number_nine=True), "gold"),),
    "learning-grandfathers-language": ((family.two_on_a_bench, "day"),),
}
STORIES = {
    "heritage": HERITAGE,
    "reading": READING,
    "gardens": GARDENS,
    "kitchen": KITCHEN,
    "crafts": CRAFTS,
    "family": FAMILY,
}
CATEGORY_OF = {key: category for category, table in STORIES.items() for key in table}

OTHER_HOUR = {"day": "dusk", "dusk": "day", "gold": "dawn", "dawn": "gold", "night": "dusk", "winter": "dusk"}


def draw_story(key: str, number: int = 1, size: tuple[int, int] = (1600, 1067)) -> Image.Image:
    """Draw the picture of a story; a higher number is another view, or the same place at another hour."""
    category = CATEGORY_OF.get(key) or chance("category", key).choice(list(STORIES))
    table = STORIES[category]
    # Generated articles have keys of their own: they borrow the picture of a story of the table.
    views = table.get(key) or chance("motif", key).choice(list(table.values()))
    motif, hour = views[min(number, len(views)) - 1]
    if number > len(views):
        hour = OTHER_HOUR[hour]
    canvas = Canvas(size)
    motif(canvas, palette(category, hour), chance("story", key, number))
    return canvas.finished()
