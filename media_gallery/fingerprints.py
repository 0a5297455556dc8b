"""A picture's fingerprint: 64 bits that stay nearly the same when it is scaled, compressed or lightened.

The difference hash ("dHash") of Neal Krawetz, "Kind of Like That", The Hacker Factor Blog, 21 January 2013
(https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html): the picture in grey, 9 by 8; each
bit says whether a point is brighter than the one before it. How alike two pictures are is the number of bits in which
they differ (Hamming distance).
"""

from PIL import Image as Pillow

BITS = 64
_WIDTH, _HEIGHT = 9, 8
_SIGN, _MASK = 1 << (BITS - 1), (1 << BITS) - 1
# A picture without gradients, such as a plain area or a drawing on white, sets next to no bit, and would look like
# every other of its kind.
LEAST_BITS = 6


def fingerprint_of(picture: Pillow.Image) -> int:
    """The fingerprint of a decoded picture of any mode, as the signed number that is stored."""
    small = _in_grey(picture).resize((_WIDTH, _HEIGHT), Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    points = small.tobytes()
    bits = 0
    for row in range(0, _WIDTH * _HEIGHT, _WIDTH):
        for place in range(row, row + _WIDTH - 1):
            bits = bits << 1 | (points[place + 1] > points[place])
    return signed(bits)


def _in_grey(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode in {"RGBA", "LA"}:
        paper = Pillow.new("L", picture.size, 255)
        paper.paste(picture.convert("L"), mask=picture.getchannel("A"))
        return paper
    return picture.convert("L")


def signed(bits: int) -> int:
    """64 bits as the database's whole numbers hold them (two's complement)."""
    return bits - (1 << BITS) if bits & _SIGN else bits


def unsigned(stored: int) -> int:
    return stored & _MASK


def says_enough(bits: int) -> bool:
    """Whether two pictures with these bits look alike, or are only both plain."""
    return LEAST_BITS <= bits.bit_count() <= BITS - LEAST_BITS


def distance(one: int, other: int) -> int:
    """In how many of the 64 bits two fingerprints differ; stored or not."""
    return ((one ^ other) & _MASK).bit_count()
