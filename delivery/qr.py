"""QR codes of our own addresses, for paper: ISO/IEC 18004, bytes, correction level M (a seventh may be unreadable).

Versions 1 to 10, which hold 213 bytes: a short address takes about forty. Rows are lists of booleans, True is dark.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

# By version: correction bytes a block, and (number of blocks, data bytes in each) of level M (table 9).
_BLOCKS: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {
    1: (10, ((1, 16),)),
    2: (16, ((1, 28),)),
    3: (26, ((1, 44),)),
    4: (18, ((2, 32),)),
    5: (24, ((2, 43),)),
    6: (16, ((4, 27),)),
    7: (18, ((4, 31),)),
    8: (22, ((2, 38), (2, 39))),
    9: (22, ((3, 36), (2, 37))),
    10: (26, ((4, 43), (1, 44))),
}
# Where the centres of alignment patterns lie, by version (annex E).
_CENTRES = {1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42)}
_CENTRES |= {9: (6, 26, 46), 10: (6, 28, 50)}
_LEVEL_M = 0
# Light modules that must surround a symbol.
QUIET = 4

Rows = list[list[bool]]


def _gf_tables() -> tuple[list[int], list[int]]:
    """Powers and logarithms in the field of 256 elements over x⁸+x⁴+x³+x²+1."""
    powers, logs, value = [0] * 512, [0] * 256, 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logs[value] = exponent
        value = (value << 1) ^ (0x11D if value & 0x80 else 0)
    return powers, logs


_POWERS, _LOGS = _gf_tables()


def _times(one: int, other: int) -> int:
    return _POWERS[_LOGS[one] + _LOGS[other]] if one and other else 0


def _correction(data: list[int], count: int) -> list[int]:
    """The `count` Reed–Solomon bytes of a block."""
    generator = [1]
    for exponent in range(count):
        root = _POWERS[exponent]
        generator = [
            (generator[place] if place < len(generator) else 0) ^ (_times(generator[place - 1], root) if place else 0)
            for place in range(len(generator) + 1)
        ]
    rest = [*data, *([0] * count)]
    for place in range(len(data)):
        if factor := rest[place]:
            for offset, value in enumerate(generator):
                rest[place + offset] ^= _times(value, factor)
    return rest[len(data) :]


def _codewords(text: bytes, version: int) -> list[int]:
    """Data and correction bytes of all blocks, interleaved."""
    count, groups = _BLOCKS[version]
    room = sum(number * size for number, size in groups)
    length = 8 if version < 10 else 16
    bits = f"0100{len(text):0{length}b}" + "".join(f"{byte:08b}" for byte in text)
    bits += "0" * min(4, room * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    data = [int(bits[place : place + 8], 2) for place in range(0, len(bits), 8)]
    data += [(0xEC, 0x11)[place % 2] for place in range(room - len(data))]
    blocks, start = [], 0
    for number, size in groups:
        for _ in range(number):
            blocks.append(data[start : start + size])
            start += size
    corrections = [_correction(block, count) for block in blocks]
    longest = max(len(block) for block in blocks)
    words = [block[place] for place in range(longest) for block in blocks if place < len(block)]
    return words + [correction[place] for place in range(count) for correction in corrections]


def _bch(value: int, polynomial: int, bits: int) -> int:
    """`value` followed by its `bits` check bits."""
    rest = value << bits
    for place in range(rest.bit_length() - 1, bits - 1, -1):
        if rest >> place & 1:
            rest ^= polynomial << (place - bits)
    return value << bits | rest


class _Symbol:
    """A symbol while it is drawn: its modules, and which of them belong to fixed patterns."""

    def __init__(self, version: int) -> None:
        self.version, self.size = version, 17 + 4 * version
        self.dark: Rows = [[False] * self.size for _ in range(self.size)]
        self.fixed: Rows = [[False] * self.size for _ in range(self.size)]
        for row, column in ((0, 0), (0, self.size - 7), (self.size - 7, 0)):
            self.finder(row, column)
        for place in range(8, self.size - 8):
            self.put(6, place, place % 2 == 0)
            self.put(place, 6, place % 2 == 0)
        self.alignments()
        self.put_format(0)
        self.put_version()

    def put(self, row: int, column: int, dark: bool) -> None:
        self.dark[row][column], self.fixed[row][column] = dark, True

    def finder(self, top: int, start: int) -> None:
        for row in range(-1, 8):
            for column in range(-1, 8):
                if 0 <= top + row < self.size and 0 <= start + column < self.size:
                    ring = max(abs(row - 3), abs(column - 3))
                    self.put(top + row, start + column, ring in (0, 1, 3))

    def alignments(self) -> None:
        centres = _CENTRES[self.version]
        for row in centres:
            for column in centres:
                if not self.fixed[row][column] or (6 in (row, column) and 6 < row + column - 6 < self.size - 13):
                    for down in range(-2, 3):
                        for across in range(-2, 3):
                            self.put(row + down, column + across, max(abs(down), abs(across)) != 1)

    def put_format(self, mask: int) -> None:
        """The correction level and the mask, twice (7.9)."""
        bits = _bch(_LEVEL_M << 3 | mask, 0x537, 10) ^ 0x5412
        last = self.size - 1
        first = [(8, place) for place in (0, 1, 2, 3, 4, 5, 7, 8)] + [(place, 8) for place in (7, 5, 4, 3, 2, 1, 0)]
        second = [(last - place, 8) for place in range(7)] + [(8, last - 7 + place) for place in range(8)]
        for places in (first, second):
            for place, (row, column) in enumerate(places):
                self.put(row, column, bool(bits >> (14 - place) & 1))
        self.put(self.size - 8, 8, True)

    def put_version(self) -> None:
        """From version 7 on its number, twice (7.10)."""
        if self.version < 7:
            return
        bits = _bch(self.version, 0x1F25, 12)
        for place in range(18):
            dark = bool(bits >> place & 1)
            self.put(self.size - 11 + place % 3, place // 3, dark)
            self.put(place // 3, self.size - 11 + place % 3, dark)

    def free_places(self) -> Iterator[tuple[int, int]]:
        """Where data lies, in its order: up and down in columns of two, from the last one (7.7.3)."""
        upward = True
        for last in range(self.size - 1, 0, -2):
            end = last if last > 6 else last - 1
            rows = range(self.size - 1, -1, -1) if upward else range(self.size)
            for row in rows:
                for column in (end, end - 1):
                    if not self.fixed[row][column]:
                        yield row, column
            upward = not upward

    def masked(self, mask: int) -> Rows:
        self.put_format(mask)
        is_masked = _MASKS[mask]
        return [
            [dark != (not self.fixed[row][column] and is_masked(row, column)) for column, dark in enumerate(modules)]
            for row, modules in enumerate(self.dark)
        ]


_MASKS = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
_LIKE_FINDERS = ("10111010000", "00001011101")


def _penalty(rows: Rows) -> int:
    """How hard a symbol is to read (7.8.3): runs, blocks, what looks like a finder, and more dark than light."""
    size, found = len(rows), 0
    lines = ["".join("1" if dark else "0" for dark in row) for row in rows]
    lines += ["".join("1" if row[column] else "0" for row in rows) for column in range(size)]
    for line in lines:
        run = 1
        for place in range(1, size + 1):
            if place < size and line[place] == line[place - 1]:
                run += 1
                continue
            found += run - 2 if run >= 5 else 0
            run = 1
        for pattern in _LIKE_FINDERS:
            found += 40 * sum(line.startswith(pattern, place) for place in range(size - 10))
    for upper, lower in pairwise(lines[:size]):
        for place in range(size - 1):
            found += 3 * (upper[place : place + 2] == lower[place : place + 2] in ("00", "11"))
    dark = sum(line.count("1") for line in lines[:size])
    return found + 10 * (abs(dark * 20 - size * size * 10) // (size * size))


@lru_cache(maxsize=512)
def _rows_of(text: bytes) -> Rows:
    version = next((one for one in _BLOCKS if len(text) <= _capacity(one)), None)
    if version is None:
        raise ValueError(f"{len(text)} bytes are more than a QR code of version 10 holds.")
    symbol = _Symbol(version)
    bits = "".join(f"{word:08b}" for word in _codewords(text, version))
    for place, (row, column) in enumerate(symbol.free_places()):
        symbol.dark[row][column] = place < len(bits) and bits[place] == "1"
    return min((symbol.masked(mask) for mask in range(8)), key=_penalty)


def _capacity(version: int) -> int:
    """How many bytes of text fit."""
    return sum(number * size for number, size in _BLOCKS[version][1]) - (2 if version < 10 else 3)


def qr_rows(text: str) -> Rows:
    """The modules of the QR code of `text`, without the light margin around it; ValueError over 213 bytes."""
    return [list(row) for row in _rows_of(text.encode())]


def fits_qr(text: str) -> bool:
    """Whether `text` can be a QR code of ours."""
    return len(text.encode()) <= _capacity(max(_BLOCKS))


def qr_svg(text: str, *, quiet: int = QUIET) -> str:
    """The QR code of `text` as an SVG picture, its margin included; black on white whatever surrounds it.

    Args:
        quiet: light modules around it; none where it stands on white paper with room around it.
    """
    rows = qr_rows(text)
    size = len(rows) + 2 * quiet
    path = ""
    for top, row in enumerate(rows):
        place = 0
        while place < len(row):
            start = place
            while place < len(row) and row[place]:
                place += 1
            if place > start:
                path += f"M{start + quiet} {top + quiet}h{place - start}v1h-{place - start}z"
            place += 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )
