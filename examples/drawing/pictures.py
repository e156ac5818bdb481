"""The pictures: the shop, its wares and its days."""

from __future__ import annotations

from math import cos, pi, sin

from PIL import Image

from drawing.sheet import (
    BARK,
    BRICK,
    CLAY,
    CREAM,
    HONEY,
    LEAF,
    MOSS,
    NIGHT,
    PAPER,
    ROSE,
    SAND,
    SKY,
    TEAL,
    WINE,
    WOOD,
    Sheet,
)  # fmt: skip


def shop_front() -> Image.Image:
    sheet = Sheet(1080, 1080, SKY)
    sheet.disc(985, 90, 60, "#f9e3a8")
    sheet.box(0, 900, 1080, 180, SAND)
    sheet.box(0, 900, 1080, 14, CLAY)
    sheet.box(120, 170, 840, 740, CREAM)
    sheet.box(100, 140, 880, 50, BRICK, 8)
    for x in (210, 470, 730):
        sheet.box(x, 235, 140, 150, TEAL, 6)
        sheet.box(x + 10, 245, 120, 130, "#8fc3c4")
        sheet.box(x + 66, 245, 8, 130, TEAL)
        sheet.box(x - 16, 385, 172, 16, CLAY)
    sheet.box(160, 430, 760, 70, WINE, 6)
    for index in range(11):
        sheet.disc(210 + index * 66, 465, 9 if index % 2 else 15, HONEY)
    for index in range(10):
        x, fill = 160 + index * 76, PAPER if index % 2 else BRICK
        sheet.box(x, 500, 76, 80, fill)
        sheet.disc(x + 38, 580, 38, fill)
    sheet.box(190, 600, 430, 300, TEAL)
    sheet.box(208, 618, 394, 250, "#dff0ee")
    sheet.box(208, 790, 394, 14, WOOD)
    for x, fill in ((240, HONEY), (310, ROSE), (380, LEAF), (450, HONEY), (520, ROSE)):
        sheet.box(x, 735, 48, 55, fill, 8)
        sheet.box(x - 2, 722, 52, 16, BARK, 4)
    sheet.shape([(250, 868), (270, 815), (390, 815), (410, 868)], WOOD)
    sheet.shape([(440, 868), (455, 825), (560, 825), (575, 868)], CLAY)
    sheet.box(670, 600, 200, 310, WINE)
    sheet.box(695, 625, 150, 170, "#8fc3c4", 6)
    sheet.disc(845, 830, 11, HONEY)
    sheet.box(655, 905, 230, 20, CLAY)
    for x in (90, 985):
        sheet.shape([(x - 48, 850), (x + 48, 850), (x + 36, 940), (x - 36, 940)], BRICK)
        for dx, dy, r in ((-34, 0, 42), (34, 0, 42), (0, -48, 52), (0, 4, 46)):
            sheet.disc(x + dx, 810 + dy, r, MOSS if dy == 0 else LEAF)
    return sheet.picture()


def basket() -> Image.Image:
    sheet = Sheet(1080, 1080, "#dfe8d8")
    sheet.box(0, 800, 1080, 280, "#c9b08a")
    sheet.box(0, 800, 1080, 12, BARK)
    sheet.disc(540, 905, 370, "#ab9069", 46)
    sheet.arc(540, 560, 290, (1.0, 2.0), BARK, 34)
    sheet.arc(540, 560, 290, (1.0, 2.0), WOOD, 18)
    for x, y, r, fill in ((380, 530, 92, BRICK), (545, 490, 100, HONEY), (700, 535, 88, LEAF)):
        sheet.disc(x, y, r, fill)
        sheet.disc(x - r * 0.3, y - r * 0.35, r * 0.2, PAPER)
        sheet.line([(x, y - r), (x + 12, y - r - 32)], BARK, 9)
    for x, lean in ((300, -80), (800, 70)):
        sheet.line([(x, 580), (x + lean, 350)], MOSS, 12)
        for step in range(4):
            dx, y = lean * step / 4, 520 - step * 48
            sheet.disc(x + dx - 24, y, 30, MOSS, 15)
            sheet.disc(x + dx + 24, y - 14, 30, LEAF, 15)
    sheet.shape([(215, 560), (865, 560), (790, 900), (290, 900)], WOOD)
    for row in range(6):
        top = 572 + row * 56
        inset = (top - 560) * 75 / 340
        left, wide = 215 + inset, 650 - 2 * inset
        for column in range(10):
            cell = wide / 10
            fill = SAND if (row + column) % 2 else CLAY
            sheet.box(left + column * cell + 4, top, cell - 8, 44, fill, 14)
    sheet.box(195, 540, 690, 44, BARK, 22)
    sheet.box(205, 546, 670, 18, WOOD, 9)
    return sheet.picture()


def chair() -> Image.Image:
    sheet = Sheet(1200, 900, "#e9dcd0")
    sheet.box(0, 660, 1200, 240, "#c3a78c")
    sheet.box(0, 650, 1200, 16, PAPER)
    sheet.disc(600, 800, 270, "#a88d73", 34)
    sheet.box(150, 120, 210, 260, PAPER, 4)
    sheet.box(170, 140, 170, 220, SKY)
    sheet.shape([(170, 360), (170, 300), (240, 245), (300, 310), (340, 275), (340, 360)], MOSS)
    for x in (455, 725):
        sheet.box(x, 140, 32, 650, BARK, 14)
    for y in (185, 265, 345):
        sheet.box(470, y, 270, 36, WOOD, 16)
    for x in (415, 765):
        sheet.box(x, 520, 34, 285, WOOD, 12)
    sheet.box(430, 690, 350, 20, BARK, 10)
    sheet.shape([(455, 440), (757, 440), (820, 545), (394, 545)], HONEY)
    for step in range(1, 8):
        t = step / 8
        sheet.line([(455 + 302 * t, 444), (394 + 426 * t, 541)], CLAY, 4)
    for step in range(1, 5):
        t = step / 5
        y, dx = 440 + 105 * t, 61 * t
        sheet.line([(458 - dx, y), (754 + dx, y)], CLAY, 4)
    sheet.box(384, 535, 446, 34, BARK, 14)
    sheet.disc(965, 700, 74, BRICK, 22)
    sheet.box(891, 630, 148, 70, BRICK)
    sheet.disc(965, 630, 74, ROSE, 22)
    sheet.line([(930, 628), (905, 480)], WOOD, 12)
    sheet.box(884, 440, 44, 56, SAND, 10)
    sheet.line([(985, 628), (1020, 500)], NIGHT, 10)
    return sheet.picture()


def calendar_card() -> Image.Image:
    """May 2036, with the long Thursday of the 15th ringed."""
    sheet = Sheet(1080, 1080, TEAL)
    sheet.box(140, 170, 800, 780, "#235458", 30)
    sheet.box(120, 150, 800, 780, PAPER, 30)
    sheet.box(120, 150, 800, 190, BRICK, 30)
    sheet.box(120, 280, 800, 60, BRICK)
    for x in (290, 750):
        sheet.disc(x, 190, 26, WINE)
        sheet.box(x - 12, 90, 24, 110, SAND, 12)
    for index, height in enumerate((34, 20, 46, 28)):
        sheet.box(390 + index * 70, 265 - height / 2, 50, height, CREAM, 10)
    for day in range(1, 32):
        column, row = (day + 2) % 7, (day + 2) // 7
        x, y = 195 + column * 108, 400 + row * 102
        if day == 15:
            sheet.disc(x, y, 58, BRICK)
            sheet.disc(x, y, 48, PAPER)
            sheet.disc(x, y, 34, HONEY)
        else:
            sheet.box(x - 30, y - 30, 60, 60, SKY if column < 6 else ROSE, 14)
    return sheet.picture()


def jar(fill: str, fruit: str, ground: str) -> Image.Image:
    sheet = Sheet(1080, 1080, ground)
    sheet.box(0, 830, 1080, 250, WOOD)
    sheet.box(0, 830, 1080, 16, BARK)
    sheet.disc(540, 885, 270, BARK, 30)
    sheet.box(310, 300, 460, 590, PAPER, 70)
    sheet.box(332, 390, 416, 480, fill, 56)
    for x, y in (
        (410, 450),
        (520, 430),
        (640, 465),
        (690, 560),
        (390, 790),
        (510, 815),
        (655, 795),
    ):
        sheet.disc(x, y, 40, fruit)
        sheet.disc(x - 12, y - 14, 9, PAPER)
    sheet.box(300, 220, 480, 110, BRICK, 24)
    for x in range(330, 770, 60):
        sheet.box(x, 232, 26, 86, ROSE, 8)
    sheet.box(390, 540, 300, 200, CREAM, 14)
    sheet.box(425, 580, 230, 22, WINE, 11)
    sheet.box(455, 625, 170, 14, CLAY, 7)
    sheet.disc(540, 690, 26, fruit)
    sheet.box(352, 420, 26, 400, PAPER, 13)
    return sheet.picture()


def steam_frame(phase: float) -> Image.Image:
    sheet = Sheet(640, 640, "#f3dfc4")
    sheet.box(0, 500, 640, 140, WOOD)
    sheet.box(0, 500, 640, 8, BARK)
    for index, x in enumerate((250, 320, 390)):
        swing = [
            (x + 20 * sin((y / 120 + phase + index / 3) * 2 * pi), y) for y in range(110, 291, 6)
        ]
        sheet.line(swing, PAPER, 13)
    sheet.disc(320, 545, 190, BARK, 26)
    sheet.disc(320, 535, 190, PAPER, 26)
    sheet.disc(320, 530, 130, SAND, 15)
    sheet.arc(460, 405, 52, (-0.5, 0.6), TEAL, 26)
    sheet.shape([(170, 330), (470, 330), (440, 480), (400, 528), (240, 528), (200, 480)], TEAL)
    sheet.disc(320, 330, 150, "#245a5d", 34)
    sheet.disc(320, 333, 132, BARK, 25)
    sheet.disc(320, 338, 110, CLAY, 16)
    sheet.box(186, 410, 268, 16, HONEY, 8)
    return sheet.picture()


def market() -> Image.Image:
    sheet = Sheet(1200, 900, SKY)
    for x, top, fill in ((0, 230, SAND), (190, 160, CREAM), (430, 250, CLAY), (930, 190, CREAM)):
        sheet.box(x, top, 270, 500, fill)
        for dx in (40, 150):
            for dy in (60, 170):
                sheet.box(x + dx, top + dy, 56, 74, TEAL, 5)
    sheet.box(0, 690, 1200, 210, "#d6c3a1")
    for left, one in ((110, BRICK), (650, MOSS)):
        for x in (left + 10, left + 420):
            sheet.box(x, 400, 16, 380, BARK)
        for index in range(6):
            fill = PAPER if index % 2 else one
            x = left - 25 + index * 82.5
            top = left + 30 + index * 62
            sheet.shape([(top, 330), (top + 62, 330), (x + 83, 430), (x, 430)], fill)
            sheet.disc(x + 41, 430, 41, fill, 28)
        sheet.box(left - 10, 600, 465, 180, WOOD, 6)
        for index in range(4):
            x = left + 5 + index * 112
            fruit = (HONEY, BRICK, LEAF, ROSE)[index if one == BRICK else 3 - index]
            for dx, dy in ((25, 0), (55, -14), (85, 0)):
                sheet.disc(x + dx - 3, 592 + dy, 23, fruit)
            sheet.box(x - 4, 598, 108, 60, BARK, 5)
            sheet.box(x + 3, 612, 94, 10, CLAY)
            sheet.box(x + 3, 634, 94, 10, CLAY)
    return sheet.picture()


def soup() -> Image.Image:
    """The pot of the long Thursday, from above the stove."""
    sheet = Sheet(1200, 900, "#efe0c8")
    sheet.box(0, 640, 1200, 260, WOOD)
    sheet.box(0, 640, 1200, 14, BARK)
    for x in (380, 520, 660):
        steam = [(x + 18 * sin((y / 95 + x / 300) * 2 * pi), y) for y in range(60, 215, 6)]
        sheet.line(steam, PAPER, 14)
    sheet.disc(520, 725, 330, BARK, 30)
    for x, lean in ((205, -1), (835, 1)):
        sheet.arc(x, 400, 52, (0.5, 1.5) if lean < 0 else (-0.5, 0.5), NIGHT, 24)
    sheet.shape([(210, 300), (830, 300), (800, 640), (740, 710), (300, 710), (240, 640)], TEAL)
    sheet.box(222, 420, 596, 22, HONEY, 8)
    sheet.disc(520, 300, 312, "#245a5d", 70)
    sheet.disc(520, 302, 286, "#d98a3a", 58)
    for x, y, fill in (
        (380, 300, LEAF), (450, 325, CREAM), (530, 285, LEAF), (600, 330, ROSE), (660, 300, CREAM),
        (480, 280, ROSE), (700, 318, LEAF), (330, 318, CREAM),
    ):  # fmt: skip
        sheet.disc(x, y, 26, fill, 13)
    sheet.line([(690, 290), (905, 95)], BARK, 20)
    sheet.disc(1000, 735, 150, BARK, 22)
    sheet.shape([(880, 735), (900, 640), (980, 600), (1070, 615), (1125, 680), (1130, 735)], CLAY)
    for x in (945, 1005, 1065):
        sheet.line([(x - 16, 650), (x + 14, 690)], CREAM, 9)
    return sheet.picture()


def fig_tart() -> Image.Image:
    """The tart of the recipe, upright as pins are."""
    sheet = Sheet(1000, 1500, "#e6e3ee")
    for row in range(15):
        for column in range(10):
            if (row + column) % 2:
                sheet.box(column * 100, row * 100, 100, 100, "#efedf5")
    sheet.disc(515, 700, 430, "#c9c4d8")
    sheet.disc(500, 680, 430, PAPER)
    sheet.disc(500, 680, 390, "#eeeae2")
    for step in range(28):
        turn = step / 28 * 2 * pi
        sheet.disc(500 + 300 * cos(turn), 680 + 300 * sin(turn), 52, WOOD if step % 2 else CLAY)
    sheet.disc(500, 680, 300, SAND)
    sheet.disc(500, 680, 284, "#f3e3b8")
    for ring, count in ((205, 11), (105, 6), (0, 1)):
        for step in range(count):
            turn = step / count * 2 * pi + ring
            _half_fig(sheet, 500 + ring * cos(turn), 680 + ring * sin(turn))
    sheet.box(120, 1210, 760, 190, "#4b2d4f", 30)
    for y, width, fill in ((1250, 560, CREAM), (1300, 430, ROSE), (1345, 300, ROSE)):
        sheet.box(500 - width / 2, y, width, 24 if fill == CREAM else 16, fill, 10)
    sheet.line([(905, 420), (905, 900)], NIGHT, 16)
    sheet.shape([(888, 330), (922, 330), (930, 520), (888, 520)], SAND)
    return sheet.picture()


def _half_fig(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 48, "#4b2d4f")
    sheet.disc(x, y, 41, CREAM)
    sheet.disc(x, y, 33, "#c75b6a")
    for step in range(9):
        turn = step / 9 * 2 * pi
        sheet.disc(x + 20 * cos(turn), y + 20 * sin(turn), 5, HONEY)


def open_late() -> Image.Image:
    """The shop on the long Thursday, for stories: the middle tells, the edges may be covered."""
    sheet = Sheet(1080, 1920, NIGHT)
    for step in range(46):
        x, y = (step * 397) % 1080, (step * step * 53 + step * 211) % 1000
        sheet.disc(x, y, 3 + step % 3, "#8593a6")
    sheet.disc(800, 360, 120, "#f9e3a8")
    sheet.disc(750, 330, 105, NIGHT)
    sheet.box(0, 1560, 1080, 360, "#1d242d")
    sheet.shape([(190, 1560), (890, 1560), (1080, 1920), (0, 1920)], "#5b4a38")
    sheet.box(90, 780, 900, 780, "#4a4f59")
    for x in (180, 455, 730):
        sheet.box(x, 840, 170, 150, "#f6cf7a", 8)
        sheet.box(x + 80, 840, 10, 150, "#4a4f59")
    for index in range(10):
        x, fill = 120 + index * 84, CREAM if index % 2 else BRICK
        sheet.box(x, 1060, 84, 90, fill)
        sheet.disc(x + 42, 1150, 42, fill)
    sheet.box(150, 1185, 480, 320, WOOD, 8)
    sheet.box(170, 1205, 440, 280, "#ffdf91")
    for x, fill in ((200, BRICK), (280, HONEY), (360, MOSS), (440, ROSE), (520, BRICK)):
        sheet.box(x, 1390, 56, 70, fill, 8)
        sheet.box(x - 2, 1376, 60, 18, BARK, 4)
    sheet.box(170, 1460, 440, 14, BARK)
    sheet.box(700, 1185, 220, 375, WINE)
    sheet.box(725, 1210, 170, 190, "#ffdf91", 8)
    sheet.disc(895, 1440, 12, HONEY)
    sheet.line([(200, 640), (880, 640)], "#8593a6", 4)
    for step in range(9):
        sheet.line([(220 + step * 80, 640), (220 + step * 80, 668)], "#8593a6", 4)
        sheet.disc(220 + step * 80, 688, 20, (HONEY, ROSE, LEAF)[step % 3], 24)
    return sheet.picture()
