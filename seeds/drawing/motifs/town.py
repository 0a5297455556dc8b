"""Clock tower, caravanserai, bazaar, well, streets and roofs."""

from random import Random

from ..canvas import Canvas
from ..colour import darker, lighter, mix
from ..geometry import archway, bend, box, oval, rounded, turned
from ..palettes import Palette
from ..props.houses import door, house, skyline, street, tiled, window
from ..props.objects import lantern
from ..props.people import someone, standing
from ..props.plants import cypress, grass, potted, tree
from ..props.sky import birds, cloud, ground, hills, peaks, sky


def clock_tower(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a tower over the roofs, its dial catching the late light."""
    sky(c, p, 780, (930, 230), 60)
    cloud(c, 280, 190, 460, p.light, 0.5)
    cloud(c, 1000, 330, 300, p.light, 0.4)
    peaks(c, r, 600, 190, mix(p.far, p.sky, 0.3), None, 4)
    skyline(c, r, 620, mix(p.far, p.near, 0.35), p.lamp if p.dark else None)
    wall = p.wall
    c.lit(box(520, 150, 170, 600), wall, 0, 0.42)
    for y in range(190, 740, 26):
        for k in range(4):
            if r.random() < 0.45:
                c.shape(box(528 + k * 40 + (y % 52) / 3, y, 34, 20), mix(wall, darker(wall, 0.25), r.random() * 0.8))
    c.lit(box(500, 128, 210, 30), lighter(wall, 0.3), 0, 0.4)
    c.lit(box(508, 330, 194, 16), lighter(wall, 0.3), 0, 0.4)
    for x in (538, 590, 642):
        c.shape(archway(x, 62, 34, 68), darker(p.near, 0.3))
    c.lit([(496, 66), (605, -60), (714, 66)], p.roof, 0, 0.45)
    for x in (524, 575, 627, 676):
        c.lit(box(x, 60, 12, 70), wall, 0, 0.4)
    c.disc(605, 238, 74, p.wood)
    c.disc(605, 238, 64, p.light, None, mix(p.light, p.mid, 0.5))
    if p.dark:
        c.glow(605, 238, 170, p.lamp, 0.5)
    for k in range(12):
        c.shape(turned(box(602, 182, 6, 13), k * 30, (605, 238)), p.ink)
    c.line([(605, 238), (605, 196)], 8, p.ink)
    c.line([(605, 238), (645, 264)], 6, p.ink)
    c.disc(605, 238, 8, p.accent)
    c.shape(archway(578, 400, 54, 96), darker(p.near, 0.4), darker(p.near, 0.7))
    street(c, r, 790, p, low=110, high=190, lit=0.4 if p.dark else 0.1, right=510)
    street(c, r, 790, p, low=110, high=200, lit=0.4 if p.dark else 0.1, left=690)
    c.shape(archway(560, 620, 90, 180), darker(p.near, 0.5))
    birds(c, 740, 150, p.ink, 5, 14)
    ground(c, 770, mix(p.mid, p.wall, 0.3))
    for x in (470, 720, 800):
        standing(c, x, 792, 96, someone(r, [p.accent, p.second, p.near]), r.choice((-1, 1)))


def caravanserai(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a walled inn beside a straight road over the plain."""
    sky(c, p, 470, (250, 200), 62)
    peaks(c, r, 470, 200, mix(p.far, p.sky, 0.25), p.light if not p.dark else None, 5)
    c.shape([(0, 465), (1200, 465), (1200, 800), (0, 800)], mix(p.mid, p.wall, 0.35), darker(p.mid, 0.3), 90)
    c.shape([(560, 800), (1010, 800), (905, 470), (893, 470)], mix(p.far, p.wall, 0.35), darker(p.far, 0.35), 90)
    for k in range(7):
        y = 480 + k * k * 8
        c.shape(
            [(899 - k, y), (901 + k * 0.4, y), (898 - k * 6, y + 10 + k * 7), (890 - k * 7.5, y + 10 + k * 7)], p.light
        )
    c.soft([(100, 610), (830, 610), (900, 660), (140, 660)], p.ink, 0.4, 14)
    wall = p.wall
    c.lit(box(90, 380, 720, 240), wall, 0, 0.3)
    for x in (72, 762):
        c.lit([(x, 620), (x + 8, 350), (x + 62, 350), (x + 70, 620)], lighter(wall, 0.08), 0, 0.42)
        c.lit([(x + 2, 352), (x + 35, 312), (x + 68, 352)], p.roof, 0, 0.4)
    for k in range(4):
        for x in (165 + k * 62, 540 + k * 56):
            c.shape(archway(x, 470, 40, 120, 1), darker(wall, 0.42), darker(wall, 0.75), 90)
            c.shape(box(x + 12, 416, 16, 22), darker(wall, 0.45))
    c.lit(box(404, 320, 128, 300), lighter(wall, 0.16), 0, 0.36)
    c.shape(archway(422, 400, 92, 220, 1), mix(p.second, p.wall, 0.15))
    c.shape(archway(434, 430, 68, 190, 1), darker(p.near, 0.55))
    c.glow(468, 590, 90, p.lamp, 0.7)
    for k in range(9):
        c.shape(box(410 + k * 13, 334, 9, 22), (p.second, p.accent, p.light)[k % 3])
    for k in range(24):
        c.shape(box(100 + k * 30, 368, 16, 14), wall)
    for x, s in ((150, 90), (1060, 130), (1130, 100)):
        tree(c, r, x, 700 - (170 - s), s, p.leaf, p.wood, 0.42)
    for k, x in enumerate((350, 560, 610)):
        standing(c, x, 672 + k * 8, 92, someone(r, [p.accent, p.second, p.near]), 1 if k < 1 else -1)
    grass(c, r, 798, 70, 30, mix(p.leaf, p.mid, 0.5))


def courtyard_gate(c: Canvas, p: Palette, r: Random) -> None:
    """Look out of a dark gateway into the bright courtyard."""
    sky(c, p, 620, (620, 170), 50)
    c.lit(box(300, 250, 620, 340), p.wall, 20, 0.22)
    for k in range(5):
        x = 336 + k * 112
        c.shape(archway(x, 300, 84, 150, 1), mix(p.second, p.wall, 0.2))
        c.shape(archway(x + 9, 318, 66, 132, 1), darker(p.wall, 0.55), darker(p.wall, 0.8), 90)
        c.shape(archway(x + 4, 470, 76, 130, 1), darker(p.wall, 0.5), darker(p.wall, 0.75), 90)
    c.rect(300, 455, 620, 9, p.accent)
    ground(c, 590, lighter(p.wall, 0.25), mix(p.wall, p.mid, 0.6))
    tree(c, r, 600, 640, 270, p.leaf, p.wood, 0.36)
    c.soft(oval(650, 645, 130, 22), p.ink, 0.4, 8)
    c.lit(rounded(470, 650, 270, 46, 14), lighter(p.wall, 0.15), 90, 0.4)
    c.shape(oval(605, 652, 125, 14), mix(p.second, p.sky, 0.3))
    standing(c, 800, 700, 150, someone(r, [p.accent], "scarf"), -1)
    arch_in = archway(270, 60, 660, 900, 1)
    stone = darker(p.near, 0.45)
    c.shape(
        [
            (-1, -1),
            (1201, -1),
            (1201, 801),
            (600, 801),
            *[(x, min(y, 801)) for x, y in arch_in[::-1]],
            (600, 801),
            (-1, 801),
        ],
        stone,
    )
    c.grain(box(0, 0, 270, 800), lighter(stone, 0.2), 0, 0.5)
    c.grain(box(930, 0, 270, 800), lighter(stone, 0.3), 180, 0.6)
    c.soft([(300, 801), (900, 801), (1000, 800), (930, 680), (930, 800)], p.light, 0.3, 20)
    for k, (x, y) in enumerate(arch_in[3:-3]):
        if k % 2 == 0:
            c.disc(x, y, 7, (p.second, p.accent, p.lamp)[k // 2 % 3])
    standing(c, 370, 800, 330, someone(r, [mix(p.near, p.ink, 0.3)], "hat"), 1)
    lantern(c, 600, 90, 74, p)


def bazaar(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a vaulted market street with beams from its roof lights."""
    c.wash(darker(p.near, 0.35), p.near)
    c.glow(600, 430, 560, p.lamp, 0.5)
    for k in range(6):
        w, top = 150 + k * k * 27, 330 - k * k * 13
        tone = mix(p.wall, p.near, 0.1 + k * 0.15)
        outer = archway(600 - w * 1.16, top - w * 0.2, w * 2.32, 900, 0.6)
        inner = archway(600 - w, top, w * 2, 900, 0.6)
        c.lit([*outer, *inner[::-1]], tone, 40, 0.4)
        side = w * 1.02
        for s in (-1, 1):
            x = 600 + s * side
            base = 500 + k * k * 11
            sill = [(x, base), (x + s * w * 0.24, base + 10), (x + s * w * 0.24, base + 300), (x, base + 300)]
            c.lit(sill, mix(p.wood, p.near, 0.2), 90)
            awning = [
                (x - s * w * 0.1, base - w * 0.34),
                (x + s * w * 0.26, base - w * 0.5),
                (x + s * w * 0.26, base - w * 0.36),
                (x - s * w * 0.1, base - w * 0.2),
            ]
            c.lit(awning, (p.accent, p.second, p.lamp)[(k + s) % 3], 90)
            for j in range(3):
                c.disc(
                    x + s * w * (0.02 + 0.07 * j),
                    base - 4,
                    w * 0.06,
                    (p.lamp, p.accent, p.leaf)[(j + k) % 3],
                    None,
                    p.near,
                )
    c.shape([(420, 800), (780, 800), (640, 470), (560, 470)], mix(p.wall, p.near, 0.3), darker(p.near, 0.3), 90)
    for x, lean in ((520, -120), (640, 60), (600, -30)):
        c.soft([(x, -20), (x + 46, -20), (x + 150 + lean, 760), (x - 20 + lean, 760)], p.light, 0.3, 10)
        c.glow(x + 50 + lean, 745, 120, p.light, 0.5, flat=0.3)
    for x, y, h in ((585, 560, 70), (628, 572, 78), (540, 640, 130), (690, 690, 180), (470, 770, 240)):
        standing(c, x, y, h, someone(r, [p.accent, p.second, p.wall, p.mid]), r.choice((-1, 1)))
    for x, y, s in ((470, 150, 44), (740, 130, 52), (605, 250, 30)):
        lantern(c, x, y, s, p, (p.accent, p.lamp, p.second)[int(x) % 3])


def well(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a well between two villages: one on each side of the picture."""
    sky(c, p, 500, (600, 180), 56)
    hills(c, r, 400, 50, mix(p.far, p.haze, 0.3))
    c.lit([*bend([(-60, 380), (150, 370), (420, 520), (600, 560)]), (600, 800), (-60, 800)], p.far, 60)
    c.lit(
        [*bend([(600, 560), (820, 500), (1050, 380), (1260, 390)]), (1260, 800), (600, 800)],
        mix(p.far, p.leaf, 0.5),
        60,
    )
    for i in range(4):
        house(
            c,
            r,
            20 + i * 66,
            410 + i * 20,
            62,
            66,
            p,
            mix(p.wall, p.accent, 0.1 * i),
            storeys=1,
            lit=0.2,
            entrance=False,
        )
        house(
            c,
            r,
            960 + i * 62,
            450 - i * 20,
            56,
            62,
            p,
            mix(p.wall, p.second, 0.12 * i),
            storeys=1,
            lit=0.2,
            entrance=False,
            flat=True,
        )
    cypress(c, 300, 480, 130, p.leaf)
    cypress(c, 920, 480, 110, p.leaf)
    c.lit(
        [*bend([(-60, 640), (300, 600), (600, 590), (900, 600), (1260, 650)]), (1260, 800), (-60, 800)],
        mix(p.mid, p.wall, 0.3),
        90,
    )
    for s in (-1, 1):
        path = [
            *bend([(600 + s * 40, 650), (600 + s * 210, 600), (600 + s * 300, 500), (600 + s * 420, 450)]),
            *bend([(600 + s * 440, 456), (600 + s * 340, 520), (600 + s * 270, 630), (600 + s * 60, 700)]),
        ]
        c.tint(path, p.light, 0.55)
    c.soft(oval(660, 740, 210, 36), p.ink, 0.5, 14)
    for x in (470, 712):
        c.lit(box(x, 330, 20, 330), p.wood, 0, 0.5)
    c.lit([(420, 345), (600, 240), (782, 345), (770, 368), (600, 275), (432, 368)], p.roof, 60)
    c.lit([(440, 350), (600, 256), (762, 350)], darker(p.roof, 0.1), 60, 0.45)
    c.line([(476, 430), (726, 430)], 16, darker(p.wood, 0.2))
    c.line([(726, 430), (770, 430), (770, 470)], 7, p.ink)
    c.line([(600, 430), (600, 560)], 4, p.wall)
    c.lit([(574, 556), (626, 556), (618, 606), (582, 606)], lighter(p.wood, 0.2), 0, 0.5)
    c.lit([(430, 620), (770, 620), (750, 760), (450, 760)], p.wall, 0, 0.45)
    with c.inside([(430, 620), (770, 620), (750, 760), (450, 760)]):
        for row in range(5):
            for k in range(9):
                x = 425 + k * 42 + (row % 2) * 20
                c.lit(rounded(x, 624 + row * 28, 38, 24, 7), mix(p.wall, p.mid, r.uniform(0, 0.55)), 40, 0.3)
    c.shape(oval(600, 622, 172, 26), lighter(p.wall, 0.3))
    c.shape(oval(600, 624, 148, 19), darker(p.second, 0.5), p.ink, 200)
    standing(c, 350, 740, 200, someone(r, [p.accent], "scarf"), 1, (0.3, 0.62))
    standing(c, 860, 745, 205, someone(r, [p.second], "cap"), -1, (0.26, 0.6))
    grass(c, r, 798, 60, 30, p.leaf)


def steep_street(c: Canvas, p: Palette, r: Random) -> None:
    """Draw a street of doors, each with a plate beside it and someone up a ladder."""
    sky(c, p, 300, (200, 110), 40)
    cloud(c, 800, 90, 380, p.light, 0.5)
    foot, x, i = 700.0, -30.0, 0
    while x < 1220:
        width = r.uniform(200, 240)
        wall = (p.wall, mix(p.wall, p.accent, 0.3), mix(p.wall, p.second, 0.35), mix(p.wall, p.lamp, 0.4))[i % 4]
        tall = r.uniform(400, 490)
        c.lit(box(x, foot - tall, width, tall + 100), wall, 20, 0.25)
        tiled(
            c,
            [
                (x - 10, foot - tall + 8),
                (x + 12, foot - tall - 60),
                (x + width - 12, foot - tall - 60),
                (x + width + 10, foot - tall + 8),
            ],
            p.roof,
            r,
            20,
        )
        door(
            c,
            x + width * 0.36,
            foot,
            width * 0.36,
            200,
            (p.second, p.accent, p.near, p.leaf)[i % 4],
            lighter(wall, 0.3),
            i % 2 == 0,
        )
        for dx in (0.14, 0.62):
            window(c, x + width * dx, foot - tall + 50, 46, 76, p, r.random() < 0.2)
        c.round(x + width * 0.82, foot - 170, 32, 32, 4, p.second if i % 2 else p.accent)
        c.round(x + width * 0.82 + 4, foot - 166, 24, 24, 3, p.light)
        for _ in range(i % 4 + 1):
            c.disc(x + width * 0.82 + 10 + (_ % 2) * 12, foot - 160 + (_ // 2) * 12, 3.4, p.ink)
        potted(c, r, x + width * 0.14, foot, 80, p.roof, p.leaf, p.accent if i % 2 else None)
        x, foot, i = x + width, foot - 12, i + 1
    c.shape([(0, 700), (1200, 632), (1200, 800), (0, 800)], mix(p.far, p.wall, 0.4), darker(p.far, 0.4), 90)
    for k in range(13):
        c.line([(k * 105 - 60, 800), (k * 98 + 20, 702 - k * 5.5)], 2, darker(p.far, 0.2))
    lx = 640
    for s in (0, 46):
        c.line([(lx + s, 740), (lx + 60 + s * 0.8, 360)], 7, p.wood)
    for k in range(8):
        y = 720 - k * 46
        c.line([(lx + 3 + k * 7.2, y), (lx + 47 + k * 6.2, y)], 6, p.wood)
    standing(c, lx + 52, 610, 190, someone(r, [p.accent], "cap"), 1, (0.26, 0.86), shadow=False)
    standing(c, 400, 770, 200, someone(r, [p.second], "bun"), 1, (0.2, 0.6))
