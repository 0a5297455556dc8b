"""SQL as a tree of tokens: enough of the language that Django writes for SQLite and PostgreSQL.

What is not known here is not guessed at: `NotUnderstood`, and the whole statement counts as read wholly.
"""

import re
from dataclasses import dataclass, field
from enum import Enum

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<param>%s)
      | "(?P<quoted>(?:[^"]|"")+)"
      | (?P<word>[A-Za-z_][A-Za-z0-9_$]*)
      | '(?P<text>(?:[^']|'')*)'
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<sign>::|<=|>=|<>|!=|\|\||->>|->|\#>>|\#>|@>|<@|@@|&&|%%|[-+*/=<>(),.~\[\]|&\#])""",
    re.VERBOSE,
)


class NotUnderstood(Exception):
    """The statement, or a part of it, is written in a way that is not known here."""


class Kind(Enum):
    PARAM = 1
    # A name in quotes; a bare word, a name or a word of the language; text and numbers in the statement itself.
    QUOTED = 2
    WORD = 3
    TEXT = 4
    NUMBER = 5
    SIGN = 6
    # What stands in brackets.
    GROUP = 7


@dataclass(eq=False, slots=True)
class Token:
    """Attributes:
    value: as it is meant: names without quotes, words in capitals, of a parameter nothing.
    place: of a parameter: which it is, from 0.
    items: what stands in the brackets.
    """

    kind: Kind
    value: str = ""
    place: int = -1
    items: list["Token"] = field(default_factory=list)
    # A bare word as it was written.
    written: str = ""

    def says(self, *words: str) -> bool:
        """Whether it is one of these words of the language, in capitals, or signs."""
        return (self.kind is Kind.WORD or self.kind is Kind.SIGN) and self.value in words

    @property
    def is_name(self) -> bool:
        return self.kind is Kind.QUOTED or self.kind is Kind.WORD

    @property
    def name(self) -> str:
        return self.written if self.kind is Kind.WORD else self.value

    @property
    def is_query(self) -> bool:
        """Whether a query stands in the brackets, perhaps in brackets of its own."""
        if self.kind is not Kind.GROUP or not self.items:
            return False
        first = self.items[0]
        return first.says("SELECT", "WITH", "VALUES") or first.is_query


def tree_of(sql: str) -> list[Token]:
    """The statement's tokens, what stands in brackets beneath them.

    Raises:
        NotUnderstood: it has signs or comments that are not known, or brackets without their other half.
    """
    if "--" in sql or "/*" in sql:
        raise NotUnderstood("comment")
    top: list[Token] = []
    open_groups: list[list[Token]] = [top]
    place, params = 0, 0
    while place < len(sql):
        found = _TOKEN.match(sql, place)
        if found is None:
            raise NotUnderstood(f"sign {sql[place]!r}")
        place = found.end()
        kind, text = found.lastgroup, found.group(found.lastgroup or 0)
        if kind == "space":
            continue
        if kind in {"text", "quoted"} and "%s" in text:
            raise NotUnderstood("parameter in quotes")
        if kind == "sign" and text == "(":
            group = Token(Kind.GROUP)
            open_groups[-1].append(group)
            open_groups.append(group.items)
        elif kind == "sign" and text == ")":
            open_groups.pop()
            if not open_groups:
                raise NotUnderstood("brackets")
        else:
            open_groups[-1].append(_token(kind or "", text, params))
            params += kind == "param"
    if len(open_groups) != 1:
        raise NotUnderstood("brackets")
    return top


def _token(kind: str, text: str, params: int) -> Token:
    if kind == "param":
        return Token(Kind.PARAM, place=params)
    if kind == "quoted":
        return Token(Kind.QUOTED, text.replace('""', '"'))
    if kind == "word":
        return Token(Kind.WORD, text.upper(), written=text)
    if kind == "text":
        # As parameters are put in their places, "%%" stands for one sign.
        return Token(Kind.TEXT, text.replace("''", "'").replace("%%", "%"))
    if kind == "number":
        return Token(Kind.NUMBER, text)
    return Token(Kind.SIGN, text)


def split(items: list[Token], *words: str) -> list[list[Token]]:
    """The parts between these words or signs; brackets, CASE … END and BETWEEN … AND count as one."""
    parts: list[list[Token]] = [[]]
    cases, between = 0, False
    for token in items:
        if token.says("CASE"):
            cases += 1
        elif token.says("END"):
            cases -= 1
        elif token.says("BETWEEN") and not cases:
            between = True
        elif not cases and token.says(*words):
            if between and token.says("AND"):
                between = False
            else:
                parts.append([])
                continue
        parts[-1].append(token)
    return parts
