"""Line cartoons on paper: ink, one spot colour, no words."""

import math
from collections.abc import Callable

from PIL import Image

from .cartoon_sheet import GREY, INK, PAPER, Sheet
from .chance import chance
from .colour import RGB
from .geometry import Points, arc, bend, box, oval, rounded


def umbrella(s: Sheet, x: float, y: float, w: float, fill: RGB, stick: float) -> None:
    """Draw an open umbrella by the middle of its rim."""
    dome = [*arc(x, y, w, w * 0.72, 180, 360)]
    rim: Points = []
    for k in range(4, 0, -1):
        cx = x - w + (k - 0.5) * w / 2
        rim += arc(cx, y, w / 4, w * 0.1, 360, 180)
    s.form(dome + rim, fill)
    for k in (-0.5, 0, 0.5):
        s.ink(bend([(x, y - w * 0.72), (x + k * w * 0.8, y - w * 0.4), (x + k * w, y)]), 3)
    s.ink([(x, y), (x, y + stick)], 6)
    s.ink([(x, y - w * 0.72), (x, y - w * 0.82)], 6)
    s.ink(arc(x + 16, y + stick, 16, 18, 180, 0), 6)


def the_early_umbrella(s: Sheet) -> None:
    """One man under an umbrella in full sun, quite dry; the only cloud is a long way off."""
    s.c.disc(860, 300, 120, s.spot)
    s.ink(oval(860, 300, 124), 5)
    for k in range(16):
        a = k * math.pi / 8
        s.ink(
            [(860 + 155 * math.cos(a), 300 + 155 * math.sin(a)), (860 + 205 * math.cos(a), 300 + 205 * math.sin(a))], 5
        )
    s.form(
        bend(
            [(90, 300), (100, 262), (140, 262), (160, 232), (205, 250), (232, 284), (210, 306), (140, 308)], closed=True
        ),
        GREY,
        4,
    )
    for k in range(4):
        s.ink([(120 + k * 26, 322), (112 + k * 26, 344)], 3)
    s.ink(bend([(40, 1330), (300, 1312), (700, 1326), (1160, 1310)]), 5)
    s.person(430, 1310, 640, 1, INK, True, (0.15, 0.55), "smile")
    umbrella(s, 526, 620, 300, s.spot, 330)
    s.hatch(460, 1316, 240, 36)
    for k, x in enumerate((790, 920, 1060)):
        s.person(x, 1300 + k * 6, 330 - k * 20, -1, PAPER, False, (0.2, 0.62 if k else 0.8), "flat")
    s.form(oval(700, 1280, 40, 14), s.spot, 4)


def library_hours(s: Sheet) -> None:
    """The library is closed; its books read to each other in the lit window while a reader waits outside."""
    s.form(box(150, 380, 900, 900))
    s.form([(110, 380), (600, 130), (1090, 380)])
    s.hatch(420, 250, 340, 90, 22)
    for x in (190, 330, 830, 970):
        s.form(box(x, 420, 50, 800))
        for k in (16, 33):
            s.ink([(x + k, 430), (x + k, 1210)], 2)
    s.form(box(420, 470, 360, 360), s.spot)
    for k, (x, y, h) in enumerate(((450, 800, 150), (540, 800, 190), (640, 800, 160), (720, 800, 130))):
        s.form(box(x, y - h, 58, h), PAPER, 4)
        s.c.disc(x + 20, y - h + 50, 4, INK)
        s.c.disc(x + 40, y - h + 50, 4, INK)
        s.ink(arc(x + 30, y - h + 66, 11, 9, 10, 170), 3)
        if k in (0, 2):
            s.ink([(x + 58, y - h * 0.5), (x + 80, y - h * 0.6)], 4)
            s.form(
                [(x + 66, y - h * 0.75), (x + 92, y - h * 0.82), (x + 92, y - h * 0.5), (x + 66, y - h * 0.44)],
                PAPER,
                3,
            )
    s.ink([(600, 470), (600, 560)], 4)
    s.form(box(490, 900, 220, 380), GREY)
    s.ink([(600, 900), (600, 1280)], 4)
    s.c.disc(590, 1090, 8, INK)
    s.form(box(560, 1080, 80, 60), PAPER)
    s.ink(arc(600, 1080, 26, 34, 180, 360), 6)
    for k in range(4):
        s.form(box(100 - k * 22, 1280 + k * 36, 1000 + k * 44, 36))
    s.person(870, 1420, 420, -1, s.spot, False, (0.2, 0.66), "flat")
    s.form(box(760, 1110, 56, 74), PAPER, 4)


def the_polite_queue(s: Sheet) -> None:
    """Everybody lets everybody else go first: a queue that has become a ring before an open door."""
    s.form(box(470, 130, 280, 430))
    s.form(box(510, 180, 200, 380), s.spot)
    s.ink([(510, 180), (440, 230), (440, 590), (510, 560)], 5)
    s.ink(oval(600, 930, 480, 330)[:2], 1)
    people = sorted(
        ((600 + 430 * math.cos(a), 1010 + 270 * math.sin(a), a) for a in (k * math.pi / 5 + 0.3 for k in range(10))),
        key=lambda t: t[1],
    )
    for k, (x, y, _a) in enumerate(people):
        facing = 1 if x < 600 else -1
        s.person(
            x,
            y + 120,
            300 + (y - 740) * 0.18,
            facing,
            (PAPER, s.spot, INK, GREY)[k % 4],
            k % 3 == 0,
            (0.34, 0.5),
            "smile",
        )
    for k in range(10):
        a = k * math.pi / 5 + 0.62
        x, y = 600 + 300 * math.cos(a), 1090 + 150 * math.sin(a)
        s.ink(arc(x, y, 40, 18, math.degrees(a), math.degrees(a) + 120), 3)


def cloud_for_rent(s: Sheet) -> None:
    """A cloud with a door, a window box and a key on its hook; a family looks up with its suitcases."""
    cloud = bend(
        [
            (180, 600),
            (140, 500),
            (220, 400),
            (350, 400),
            (420, 270),
            (600, 220),
            (770, 290),
            (830, 390),
            (970, 400),
            (1050, 500),
            (1000, 610),
            (850, 650),
            (600, 640),
            (350, 655),
        ],
        closed=True,
    )
    s.form(cloud, s.spot)
    for x, y in ((330, 450), (800, 430), (520, 300)):
        s.ink(arc(x, y, 60, 44, 180, 330), 4)
    s.form([(540, 630), (540, 480), *arc(600, 480, 60, 60, 180, 360), (660, 480), (660, 630)])
    s.c.disc(646, 550, 7, INK)
    for x in (330, 760):
        s.form(box(x, 480, 110, 100))
        s.ink([(x + 55, 480), (x + 55, 580)], 3)
        s.ink([(x, 530), (x + 110, 530)], 3)
        s.form(box(x - 10, 582, 130, 24), GREY, 4)
        for k in range(5):
            s.ink([(x + 8 + k * 24, 582), (x + 4 + k * 25, 556)], 3)
            s.form(oval(x + 4 + k * 25, 550, 9), PAPER, 3)
    s.ink([(900, 430), (900, 340)], 6)
    s.form([(870, 290), (930, 290), (930, 340), (870, 340)], INK)
    for k in range(3):
        s.ink(arc(915 + k * 26, 262 - k * 34, 22 + k * 5, 15, 120, 400), 3.5)
    for k in range(11):
        y = 660 + k * 42
        s.ink([(585 + k * 2, y), (640 + k * 3, y + 2)], 4)
    s.ink([(585, 640), (608, 1120)], 4)
    s.ink([(640, 640), (676, 1120)], 4)
    s.ink(bend([(60, 1370), (400, 1350), (800, 1362), (1150, 1346)]), 5)
    for x, h, f, coat in ((300, 430, 1, INK), (460, 400, 1, PAPER), (820, 430, -1, GREY), (960, 260, -1, s.spot)):
        s.person(x, 1354, h, f, coat, x == 300, (0.2, 0.95) if x in (460, 960) else None)
    for x in (180, 880, 700):
        s.form(rounded(x, 1270, 120, 84, 12), GREY)
        s.ink(arc(x + 60, 1270, 24, 20, 180, 360), 5)


def the_long_shortcut(s: Sheet) -> None:
    """The path runs straight to the house; the shortcut loops over every hill there is."""
    horizon = bend([(0, 520), (200, 420), (420, 500), (640, 380), (860, 480), (1200, 400)])
    s.ink(horizon, 5)
    s.form([(830, 470), (830, 350), (1010, 350), (1010, 470)])
    s.form([(800, 350), (920, 250), (1040, 350)], s.spot)
    s.form(box(890, 400, 54, 70), INK)
    s.ink([(985, 310), (985, 250)], 10)
    road = [(150, 1400), (880, 472), (950, 472), (290, 1400)]
    s.form(road, GREY)
    for k in range(9):
        t = k / 9
        s.ink([(220 + t * 690, 1380 - t * 900), (220 + (t + 0.05) * 690, 1380 - (t + 0.05) * 900)], 4)
    loop = bend(
        [
            (330, 1390),
            (640, 1380),
            (1080, 1300),
            (1100, 1120),
            (820, 1080),
            (660, 1180),
            (780, 1270),
            (1000, 1200),
            (1130, 980),
            (980, 860),
            (860, 950),
            (960, 1030),
            (1090, 900),
            (1130, 700),
            (1010, 640),
            (940, 720),
            (1040, 780),
            (1120, 620),
            (1080, 520),
            (980, 480),
        ],
        steps=12,
    )
    s.c.line(loop, 34, INK)
    s.c.line(loop, 25, s.spot)
    for x, y in ((420, 620), (180, 680), (300, 860), (90, 940), (640, 560)):
        s.ink([(x, y), (x, y + 70)], 6)
        s.form(oval(x, y - 10, 44, 54))
        s.hatch(x, y - 30, 30, 50, 10)
    s.person(380, 1400, 360, 1, INK, True, (0.3, 0.66), "smile")
    s.ink([(486, 1170), (500, 1400)], 6)
    s.person(950, 1010, 150, -1, PAPER, False, None, "flat")
    s.person(1050, 780, 110, -1, PAPER, True, None, "flat")


def cat_at_the_loom(s: Sheet) -> None:
    """The weaver sleeps; the cat has finished the cloth, and it shows a fish."""
    for x in (150, 850):
        s.form(box(x, 180, 60, 1120), GREY)
    for y in (200, 1130):
        s.form(box(110, y, 840, 60))
    for k in range(41):
        s.ink([(230 + k * 15.3, 262), (230 + k * 15.3, 700)], 2)
    s.form(box(225, 560, 615, 570), s.spot)
    for y in (600, 1070):
        for k in range(15):
            s.form(
                [(240 + k * 40, y + 20), (260 + k * 40, y), (280 + k * 40, y + 20), (260 + k * 40, y + 40)], PAPER, 3
            )
    s.form(bend([(330, 850), (420, 770), (560, 750), (680, 830), (690, 860), (560, 950), (420, 930)], closed=True))
    s.form([(680, 845), (780, 770), (760, 850), (785, 930)])
    s.c.disc(405, 830, 11, INK)
    for k in range(4):
        s.ink(arc(480 + k * 50, 850, 22, 44, -70, 70), 4)
    s.ink(arc(370, 872, 30, 20, 20, 110), 4)
    s.form(box(420, 1290, 260, 24))
    for x in (440, 650):
        s.ink([(x, 1314), (x, 1420)], 8)
    body = bend([(460, 1290), (440, 1130), (500, 1010), (560, 990), (620, 1010), (660, 1130), (640, 1290)], closed=True)
    s.form(body, INK)
    s.form(
        [(486, 900), (490, 810), (540, 862), (566, 862), (616, 810), (620, 900), (612, 980), (553, 1015), (494, 980)],
        INK,
    )
    s.c.line(bend([(640, 1270), (760, 1290), (800, 1200), (760, 1130), (800, 1090)]), 22, INK)
    for x0, x1 in ((480, 400), (630, 720)):
        s.c.line(bend([(x0, 1080), ((x0 + x1) / 2, 1060), (x1, 990)]), 30, INK)
    for k in (-1, 1):
        s.c.line([(553 + k * 26, 935), (553 + k * 26, 925)], 5, PAPER)
    s.ink(bend([(720, 990), (820, 1010), (930, 1200), (960, 1380)]), 4)
    s.form(oval(990, 1390, 66), s.spot)
    for k in range(4):
        s.ink(arc(990, 1390, 60 - k * 14, 40, 200, 320), 3)
    s.form(bend([(1010, 1130), (1000, 900), (1060, 860), (1150, 880), (1180, 1000), (1170, 1130)], closed=True), GREY)
    s.form(oval(1060, 830, 56, 62))
    s.ink(arc(1040, 826, 14, 9, 10, 170), 4)
    s.ink(arc(1078, 826, 14, 9, 10, 170), 4)
    s.ink(bend([(960, 760), (1000, 690), (980, 640)]), 3)
    for k in range(3):
        s.form(oval(960 - k * 30, 730 - k * 62, 10 + k * 8), PAPER, 3)
    s.ink([(990, 1140), (1190, 1140)], 8)
    s.ink(bend([(60, 1424), (500, 1416), (1160, 1426)]), 5)


def translation_machine(s: Sheet) -> None:
    """A great engine of wheels and pipes; inside, two people and a dictionary."""
    s.form(rounded(140, 420, 920, 760, 40))
    s.form(rounded(400, 580, 400, 420, 24), s.spot)
    for x, y, w, n in ((260, 560, 90, 10), (270, 760, 66, 8), (930, 600, 100, 12), (920, 800, 70, 9)):
        teeth: Points = []
        for k in range(n * 4):
            a = k * math.pi / (2 * n)
            reach = w if k % 4 < 2 else w * 0.82
            teeth.append((x + reach * math.cos(a), y + reach * math.sin(a)))
        s.form(teeth, GREY)
        s.form(oval(x, y, w * 0.34))
    for x, top in ((330, 180), (600, 120), (860, 200)):
        s.form(box(x, top + 40, 70, 400 - top - 20))
        s.form(box(x - 14, top, 98, 40))
        for k in range(3):
            s.ink(arc(x + 35 + k * 16, top - 40 - k * 30, 24 + k * 6, 18, 150, 410), 4)
    s.form([(-10, 900), (140, 860), (140, 1010), (-10, 1010)], GREY)
    s.form([(1060, 860), (1210, 900), (1210, 1010), (1060, 1010)], GREY)
    for k in range(2):
        s.form(oval(40 + k * 62, 846 - k * 10, 26), s.spot)
        s.form([(1110 + k * 60, 830), (1140 + k * 60, 870), (1080 + k * 60, 870)], s.spot)
    s.person(500, 990, 340, 1, INK, False, (0.3, 0.48))
    s.person(700, 990, 340, -1, PAPER, False, (0.3, 0.48))
    s.form([(530, 830), (600, 850), (670, 830), (670, 900), (600, 920), (530, 900)])
    s.ink([(600, 850), (600, 920)], 4)
    for k in range(3):
        s.ink([(545, 850 + k * 16), (588, 862 + k * 16)], 2.5)
        s.ink([(612, 862 + k * 16), (655, 850 + k * 16)], 2.5)
    for k in range(5):
        s.form(oval(300 + k * 150, 1090, 34))
        a = -2.4 + k * 0.7
        s.ink([(300 + k * 150, 1090), (300 + k * 150 + 26 * math.cos(a), 1090 + 26 * math.sin(a))], 5)
    for x in (240, 900):
        s.form(box(x, 1180, 70, 90))
    s.ink(bend([(60, 1274), (500, 1268), (1150, 1276)]), 5)
    s.person(330, 1440, 270, 1, GREY, True, (0.24, 0.9))
    s.person(880, 1440, 270, -1, s.spot, False, (0.24, 0.6))


def the_last_biscuit(s: Sheet) -> None:
    """Eight at a round table, all looking at anything but the plate."""
    s.ink([(90, 1000), (90, 1000)], 1)
    for k in range(5):
        x = 160 + k * 220
        s.person(
            x,
            1050,
            620,
            (1, -1, -1, 1, -1)[k] if k != 2 else 1,
            (PAPER, INK, s.spot, GREY, PAPER)[k],
            k == 1,
            None,
            ("flat", "smile", "flat", "smile", "flat")[k],
        )
    s.form(oval(600, 990, 540, 190))
    s.c.shape(oval(600, 985, 500, 166), GREY)
    s.ink(oval(600, 985, 500, 166), 3)
    s.form(oval(600, 960, 190, 64))
    s.ink(oval(600, 956, 150, 46), 3)
    s.form(oval(600, 944, 62, 27), s.spot)
    for k in range(6):
        s.c.disc(572 + k % 3 * 28, 936 + k // 3 * 15, 4, INK)
    for k in range(9):
        s.c.disc(500 + k * 25, 970 + (k * 37 % 20), 3, INK)
    for x, y in ((230, 950), (330, 1060), (860, 1070), (980, 940)):
        s.form([(x - 36, y - 40), (x + 36, y - 40), (x + 26, y + 16), (x - 26, y + 16)])
        s.ink(arc(x + 42, y - 18, 18, 16, -90, 90), 4)
        for j in range(2):
            s.ink(bend([(x - 10 + j * 20, y - 54), (x - 16 + j * 20, y - 74), (x - 6 + j * 20, y - 94)]), 3)
    for x in (380, 820):
        s.ink([(x, 1150), (x + (x - 600) * 0.2, 1400)], 9)
    s.ink(bend([(60, 1404), (500, 1396), (1150, 1406)]), 5)
    s.form(bend([(560, 1400), (552, 1320), (580, 1270), (620, 1270), (650, 1320), (642, 1400)], closed=True), INK)
    s.form([(560, 1240), (562, 1180), (590, 1208), (612, 1208), (640, 1180), (642, 1240), (600, 1280)], INK)
    for k in (-1, 1):
        s.c.disc(600 + k * 17, 1232, 5, PAPER)


CARTOONS: dict[str, tuple[Callable[[Sheet], None], str]] = {
    "the-early-umbrella": (the_early_umbrella, "#f2b33d"),
    "library-hours": (library_hours, "#f0c75e"),
    "the-polite-queue": (the_polite_queue, "#7fb8a4"),
    "cloud-for-rent": (cloud_for_rent, "#a9cbe4"),
    "the-long-shortcut": (the_long_shortcut, "#e5674b"),
    "cat-at-the-loom": (cat_at_the_loom, "#e0745a"),
    "translation-machine": (translation_machine, "#86bcb5"),
    "the-last-biscuit": (the_last_biscuit, "#dba15a"),
}


def draw_cartoon(key: str) -> Image.Image:
    """Draw the cartoon of a key."""
    draw, spot = CARTOONS.get(key) or chance("cartoon", key).choice(list(CARTOONS.values()))
    sheet = Sheet(key, spot)
    draw(sheet)
    return sheet.c.finished(grain=0.035, vignette=0)
