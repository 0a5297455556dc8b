"""Portraits by coat, hair and a background that tells what someone does; no faces."""

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .colour import darker, lighter, mix, rgb
from .geometry import arc, bend, box, oval
from .motifs.crafts import ornament
from .palettes import palette
from .props.objects import lantern
from .props.people import HAIRS, SKINS
from .props.plants import leaf_shape
from .props.sky import hills

# Ground, coat, collar, skin and hair by number, cut of hair.
PEOPLE = {
    "mira-halvorsen": ("#d9b36a", "#1f4a54", "#f4e7cf", 4, 3, "bob"),
    "daniel-okoye": ("#8fb5ad", "#b4463a", "#f1ddb2", 3, 5, "short"),
    "leila-farhadi": ("#e3a98f", "#3a3468", "#f6d9c0", 0, 0, "scarf"),
    "arben-kola": ("#a9bcc9", "#6b4a2f", "#d9c3a0", 5, 1, "cap"),
    "samir-nassar": ("#c9cf9f", "#2c5e48", "#efe3c4", 1, 0, "curls"),
    "hana-saleh": ("#b7a3c4", "#a8442f", "#e8d6ea", 1, 5, "scarf"),
    "dritan-marku": ("#e8c98f", "#293f6c", "#f5ead2", 4, 4, "short"),
    "nasrin-vaziri": ("#9fc3c9", "#8a3b57", "#f0d9cc", 0, 1, "bun"),
    "tomas-lindqvist": ("#d3b8a0", "#3f5a4a", "#e9dcc0", 4, 2, "beard"),
    "elira-hoxhaj": ("#f0b5a0", "#2a2f4a", "#f7e6c8", 5, 0, "bob"),
}


def draw_portrait(person_key: str) -> Image.Image:
    """Draw a person, or the emblem of a source that is no person."""
    c = Canvas((800, 800), (800, 800))
    if person_key == "the-lantern-review":
        emblem_lantern(c)
    elif person_key == "quiet-rivers-quarterly":
        emblem_rivers(c)
    else:
        person(c, person_key)
    return c.finished(vignette=0.18)


def person(c: Canvas, key: str) -> None:
    """Draw head and shoulders in light from the upper left."""
    r = chance("portrait", key)
    ground, coat, trim, skin_number, hair_number, cut = PEOPLE.get(key) or r.choice(list(PEOPLE.values()))
    back, cloth, collar = rgb(ground), rgb(coat), rgb(trim)
    skin, hair = SKINS[skin_number], HAIRS[hair_number]
    c.shape(box(0, 0, 800, 800), back, darker(back, 0.3), 60, 0.7)
    c.disc(400, 360, 300, lighter(back, 0.35), None, back, 60)
    for k in range(7):
        side = -1 if k % 2 else 1
        c.shape(
            leaf_shape(400 + side * 290, 760 - k * 70, 190, -90 + side * 30, 0.4),
            mix(back, cloth, 0.3),
            mix(back, cloth, 0.6),
            90,
        )
    if cut in {"bob", "curls"}:
        if cut == "bob":
            c.lit(
                bend(
                    [(250, 560), (232, 340), (290, 190), (400, 150), (510, 190), (568, 340), (550, 560), (400, 590)],
                    closed=True,
                ),
                hair,
                30,
                0.4,
            )
        else:
            for a in range(14):
                x, y = arc(400, 300, 150, 140, 150 + a * 18, 400)[0]
                c.lit(oval(x, y, 64), hair, 50, 0.35)
    if cut == "bun":
        c.lit(oval(400, 142, 80, 66), hair, 40, 0.4)
    c.lit(
        bend([(60, 830), (90, 680), (210, 600), (330, 560), (470, 560), (590, 600), (710, 680), (740, 830)]),
        cloth,
        20,
        0.5,
        0.9,
    )
    c.shape(
        bend([(338, 470), (334, 560), (400, 640), (466, 560), (462, 470)]), darker(skin, 0.2), darker(skin, 0.5), 270
    )
    for s in (-1, 1):
        c.lit([(400 + s * 64, 548), (400 + s * 122, 574), (400 + s * 70, 700), (400, 640)], collar, 60, 0.3)
    c.lit(oval(400, 360, 132, 168), skin, 20, 0.36, 0.85)
    c.lit(bend([(396, 350), (410, 400), (420, 424), (396, 432)], closed=True), darker(skin, 0.12), 0, 0.3)
    for s in (-1, 1):
        c.lit(oval(400 + s * 132, 372, 18, 32), darker(skin, 0.08), 0)
        c.line(arc(400 + s * 56, 330, 34, 14, 200, 340), 7, mix(hair, skin, 0.25))
        c.line(arc(400 + s * 56, 352, 24, 12, 10, 170), 5, darker(skin, 0.5))
    c.line(arc(400, 452, 34, 15, 20, 160), 6, darker(skin, 0.45))
    if cut == "beard":
        c.lit(
            bend(
                [
                    (266, 390),
                    (290, 480),
                    (340, 550),
                    (400, 572),
                    (460, 550),
                    (510, 480),
                    (534, 390),
                    (480, 440),
                    (400, 424),
                    (320, 440),
                ],
                closed=True,
            ),
            hair,
            20,
            0.4,
        )
        c.line(arc(400, 470, 28, 10, 20, 160), 6, darker(skin, 0.3))
    top = bend(
        [
            (262, 360),
            (254, 270),
            (300, 196),
            (400, 172),
            (500, 196),
            (546, 270),
            (538, 360),
            (510, 290),
            (430, 262),
            (330, 276),
            (286, 300),
        ],
        closed=True,
    )
    if cut == "scarf":
        ring = bend(
            [
                (220, 640),
                (226, 360),
                (280, 200),
                (400, 148),
                (520, 200),
                (574, 360),
                (580, 640),
                (480, 590),
                (534, 400),
                (510, 280),
                (400, 226),
                (290, 280),
                (266, 400),
                (320, 590),
            ],
            closed=True,
        )
        c.lit(ring, collar, 20, 0.4)
        c.lit(
            bend(
                [(222, 600), (320, 560), (400, 600), (480, 560), (578, 600), (600, 700), (400, 760), (200, 700)],
                closed=True,
            ),
            collar,
            60,
            0.4,
        )
        for k in range(3):
            c.line(
                bend([(250 + k * 24, 620 + k * 26), (400, 660 + k * 30), (550 - k * 24, 620 + k * 26)]),
                3,
                darker(collar, 0.25),
            )
    elif cut == "cap":
        c.lit(
            bend(
                [(264, 350), (262, 280), (286, 250), (514, 250), (538, 280), (536, 350), (510, 300), (290, 300)],
                closed=True,
            ),
            hair,
            20,
        )
        c.lit([*arc(400, 262, 158, 120, 180, 360)], cloth, 20, 0.5)
        c.lit(
            bend([(236, 262), (400, 236), (570, 262), (580, 292), (400, 272), (226, 292)], closed=True),
            darker(cloth, 0.15),
            90,
        )
    elif cut != "curls":
        c.lit(top, hair, 20, 0.4)
    else:
        for k in range(6):
            c.lit(oval(292 + k * 43, 232 - (k in (1, 2, 3, 4)) * 26, 46), hair, 50, 0.35)
    if r.random() < 0.4:
        for s in (-1, 1):
            c.line(oval(400 + s * 58, 354, 44, 40), 6, darker(cloth, 0.3))
        c.line(arc(400, 350, 16, 8, 180, 360), 6, darker(cloth, 0.3))


def emblem_lantern(c: Canvas) -> None:
    """Draw a lantern in the dark."""
    p = palette("heritage", "night")
    c.shape(box(0, 0, 800, 800), p.near, darker(p.near, 0.5), 60)
    for k in range(24):
        ornament(c, 100 + k % 6 * 120, 100 + k // 6 * 200, 26, mix(p.near, p.lamp, 0.2), p.near, (0, 2)[k % 2])
    lantern(c, 400, 190, 400, p, rgb("#e08a3a"))


def emblem_rivers(c: Canvas) -> None:
    """Draw four quiet rivers, one for each quarter."""
    p = palette("reading", "dawn")
    c.wash(p.sky, p.haze)
    c.disc(540, 210, 84, p.light)
    c.glow(540, 210, 300, p.light, 0.6)
    hills(c, chance("emblem"), 330, 30, p.far)
    for k in range(4):
        y = 400 + k * 105
        tone = mix(p.mid, p.near, k / 4)
        c.lit(
            [*bend([(-20, y), (180, y - 44), (400, y + 22), (620, y - 40), (820, y)]), (820, 820), (-20, 820)],
            tone,
            90,
            0.4,
        )
        c.line(bend([(60, y + 42), (220, y + 16), (400, y + 58), (600, y + 22), (740, y + 44)]), 6, p.light)
