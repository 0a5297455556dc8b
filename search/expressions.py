"""What an engine is asked: lexemes joined by all, any and not. Each engine writes them in its own language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lexeme:
    text: str
    # Whether every lexeme that begins with it is meant.
    is_prefix: bool = False


@dataclass(frozen=True)
class All:
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True)
class Any:
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True)
class But:
    """What `wanted` finds and `unwanted` does not."""

    wanted: "Expression"
    unwanted: "Expression"


Expression = Lexeme | All | Any | But
