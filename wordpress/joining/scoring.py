"""What speaks for two articles being one story, in points: about a hundred where several things do."""

from collections.abc import Iterator

from articles.joining.reasons import Reason, Sign
from wordpress.joining.meeting import Edition, Sketch, Tokens

# Points of a trait by how many articles of the two editions have it: what is rare says much.
_PICTURE = ((2, 40), (4, 28), (12, 12))
_VIDEO = ((2, 35), (4, 25), (12, 8))
_ADDRESS = ((2, 35), (4, 20))
_WORD = ((2, 8), (5, 6), (20, 3), (80, 1))
_MOST_OF_WORDS = 28
_LINK, _BOTH_LINK = 40, 60
_SAME_HOUR, _SAME_DAY, _SAME_DAYS = 25, 15, 6
# Days apart, and what that takes away.
_APART = ((3, _SAME_DAYS), (60, 0), (400, -8))
_FAR_APART = -20
_SHOWN = 5


def reasons_for(first: Sketch, second: Sketch, one: Edition, other: Edition, tokens: Tokens) -> tuple[Reason, ...]:
    """Everything that speaks for or against a pair, what counts most first."""
    found = [*_links(first, second), *_rare(first, second, one, other, tokens), *_days(first, second)]
    for sign in (Sign.NUMBERS, Sign.NAMES):
        found += _words(sign, first, second, one, other, tokens)
    return tuple(sorted(found, key=lambda reason: -reason.points))


def _links(first: Sketch, second: Sketch) -> Iterator[Reason]:
    there = not set(first.links).isdisjoint(second.addresses)
    back = not set(second.links).isdisjoint(first.addresses)
    if there or back:
        yield Reason(Sign.LINK, _BOTH_LINK if there and back else _LINK)


def _rare(first: Sketch, second: Sketch, one: Edition, other: Edition, tokens: Tokens) -> Iterator[Reason]:
    steps = {Sign.PICTURE: _PICTURE, Sign.VIDEO: _VIDEO, Sign.ADDRESS: _ADDRESS}
    best: dict[Sign, Reason] = {}
    for token in set(first.traits).intersection(second.traits):
        sign, what = tokens.sign_of(token)
        points = _by_frequency(one.frequency(token) + other.frequency(token), steps[Sign(sign)])
        if points > (best[Sign(sign)].points if Sign(sign) in best else 0):
            best[Sign(sign)] = Reason(Sign(sign), points, what if sign == Sign.ADDRESS else "")
    yield from best.values()


def _words(sign: Sign, first: Sketch, second: Sketch, one: Edition, other: Edition, tokens: Tokens) -> Iterator[Reason]:
    """Numbers or names that both have, the rarest first."""
    shared = []
    for token in set(first.words).intersection(second.words):
        of, what = tokens.sign_of(token)
        if of == sign and (points := _by_frequency(one.frequency(token) + other.frequency(token), _WORD)):
            shared.append((points, what))
    if shared:
        shared.sort(key=lambda entry: (-entry[0], entry[1]))
        points = min(sum(points for points, _what in shared), _MOST_OF_WORDS)
        yield Reason(sign, points, ", ".join(what for _points, what in shared[:_SHOWN]))


def _days(first: Sketch, second: Sketch) -> Iterator[Reason]:
    if first.moment is None or second.moment is None:
        return
    seconds = abs((first.moment - second.moment).total_seconds())
    days = abs((first.moment.date() - second.moment.date()).days)
    if days <= 1 and seconds <= 3600:
        yield Reason(Sign.DAY, _SAME_HOUR)
    elif days == 0:
        yield Reason(Sign.DAY, _SAME_DAY)
    else:
        points = next((points for most, points in _APART if days <= most), _FAR_APART)
        if points:
            yield Reason(Sign.DAY, points, str(days))


def _by_frequency(having: int, steps: tuple[tuple[int, int], ...]) -> int:
    return next((points for most, points in steps if having <= most), 0)
