"""Reads a statement's queries from its tokens."""

from delivery.recording.scopes import Column, Output, Query, Scope, Source, use
from delivery.recording.tokens import Kind, NotUnderstood, Token, split, tree_of

# Words that are no names, where they stand in expressions.
_LANGUAGE = frozenset(
    """ALL AND ANY AS ASC AT BETWEEN BOTH BY CASE COLLATE CURRENT DAY DESC DISTINCT ELSE END ESCAPE EXISTS EXCLUDE FALSE
    FILTER FIRST FOLLOWING FROM GLOB GROUP HOUR ILIKE IN INTERVAL IS ISNULL LAST LEADING LIKE MATCH MINUTE MONTH NO NOT
    NOTNULL NULL NULLS OR ORDER OTHERS OVER PARTITION PRECEDING QUARTER RANGE REGEXP ROW ROWS SECOND SIMILAR SOME
    SYMMETRIC THEN TIES TIME TO TRAILING TRUE UNBOUNDED UNKNOWN WEEK WHEN WHERE WITHIN YEAR ZONE""".split()
)
_TYPES = frozenset(
    """BIGINT BOOL BOOLEAN CHAR CHARACTER DATE DECIMAL DOUBLE FLOAT INT INTEGER JSON JSONB NUMERIC PRECISION REAL
    SMALLINT TEXT TIMESTAMP TIMESTAMPTZ UUID VARCHAR VARYING WITH WITHOUT""".split()
)
# Functions of one row; of all others it is assumed that they look at several.
_OF_ONE_ROW = frozenset(
    """ABS CAST CEIL CEILING COALESCE CONCAT DATE DATE_PART DATE_TRUNC EXTRACT FLOOR GREATEST IFNULL JSON JSON_EXTRACT
    JSON_TYPE LEAST LEFT LENGTH LOWER LPAD LTRIM MD5 MOD NULLIF POSITION REPLACE RIGHT ROUND RPAD RTRIM SIGN STRPOS
    SUBSTR SUBSTRING TO_CHAR TRIM UPPER VARCHAR DECIMAL NUMERIC""".split()
)
_OF_THE_MOMENT = frozenset(
    """CLOCK_TIMESTAMP CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP GEN_RANDOM_UUID JULIANDAY LOCALTIME LOCALTIMESTAMP
    NEXTVAL NOW RANDOM RANDOMBLOB STATEMENT_TIMESTAMP STRFTIME TIMEOFDAY TRANSACTION_TIMESTAMP UNIXEPOCH CURRVAL
    LASTVAL SETVAL""".split()
)
_CLAUSES = ("SELECT", "FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR")


class OfTheMoment(Exception):
    """The statement asks the database for the time, or for chance."""


def query_of(sql: str) -> Query:
    """Raises: NotUnderstood, OfTheMoment."""
    return parse(tree_of(sql), None)


def parse(items: list[Token], parent: Scope | None) -> Query:
    while len(items) == 1 and items[0].is_query:
        items = items[0].items
    joints = [token.value for token in items if token.says("UNION", "INTERSECT", "EXCEPT")]
    parts = split(items, "UNION", "INTERSECT", "EXCEPT")
    all_rows = [bool(part) and part[0].says("ALL") for part in parts[1:]]
    found = Query([], keeps_rows=set(joints) <= {"UNION"}, is_distinct=not all(all_rows))
    last_order: list[Token] = []
    for number, part in enumerate(parts):
        part = part[1:] if part and part[0].says("ALL", "DISTINCT") else part
        if number == len(parts) - 1 and joints:
            part, last_order = _without_order(part)
        while len(part) == 1 and part[0].is_query:
            part = part[0].items
        if any(token.says("UNION", "INTERSECT", "EXCEPT") for token in part):
            raise NotUnderstood("unions within unions")
        found.scopes.append(_scope(part, parent))
    width = len(found.scopes[0].outputs)
    if any(len(scope.outputs) != width for scope in found.scopes):
        raise NotUnderstood("unions of different widths")
    if last_order:
        _order(found, last_order)
    return found


def _order(query: Query, items: list[Token]) -> None:
    for token in items:
        while token.kind is Kind.GROUP and len(token.items) == 1:
            token = token.items[0]
        if token.kind is Kind.NUMBER and token.value.isdigit():
            place: int | None = int(token.value) - 1
        elif (
            token.says("ORDER", "BY", "ASC", "DESC", "NULLS", "FIRST", "LAST", ",", "LIMIT", "OFFSET")
            or token.kind is Kind.PARAM
        ):
            continue
        else:
            place = query.place_of(token.name) if token.is_name else None
        if place is None:
            raise NotUnderstood("order of a union")
        if place < len(query.scopes[0].outputs):
            query.use(place)


def _without_order(items: list[Token]) -> tuple[list[Token], list[Token]]:
    for number, token in enumerate(items):
        if token.says("ORDER", "LIMIT", "OFFSET"):
            return items[:number], items[number:]
    return items, []


def _clauses(items: list[Token]) -> dict[str, list[Token]]:
    """The parts of a SELECT by their first words."""
    found: dict[str, list[Token]] = {}
    current: list[Token] = []
    cases, before = 0, Token(Kind.SIGN)
    for token in items:
        cases += token.says("CASE") - token.says("END")
        # "IS DISTINCT FROM" is no beginning.
        if not cases and token.says(*_CLAUSES) and not (token.says("FROM") and before.says("DISTINCT")):
            if token.value in found or token.says("WINDOW", "FETCH", "FOR"):
                raise NotUnderstood(token.value)
            current = found[token.value] = []
        else:
            current.append(token)
        before = token
    return found


def _scope(items: list[Token], parent: Scope | None) -> Scope:
    if not items or not items[0].says("SELECT"):
        raise NotUnderstood("no SELECT")
    clauses = _clauses(items)
    scope = Scope(parent)
    _read_sources(clauses.get("FROM", []), scope)
    for source in scope.sources.values():
        source.on_columns, _functions = columns_in(source.on, scope)
    scope.where = clauses.get("WHERE", [])
    _use_all(scope.where, scope)
    _read_outputs(clauses["SELECT"], scope)
    _use_all(clauses.get("HAVING", []), scope, outputs=True)
    for part in ("LIMIT", "OFFSET"):
        _use_all(clauses.get(part, []), scope)
    _read_grouping(clauses.get("GROUP"), scope)
    order = clauses.get("ORDER", [])
    if order and not order[0].says("BY"):
        raise NotUnderstood("ORDER")
    _use_places(order[1:], scope)
    for source in scope.sources.values():
        # Which rows of it are equal to which is a question of all its columns.
        if source.query and (source.query.is_distinct or any(one.is_distinct for one in source.query.scopes)):
            source.query.use_all()
    return scope


def _read_sources(items: list[Token], scope: Scope) -> None:
    place, is_optional = 0, False
    while place < len(items):
        token = items[place]
        place += 1
        if token.says("LATERAL") or not (token.is_name or token.is_query):
            raise NotUnderstood("FROM")
        source = Source(token.name, table=token.name, is_optional=is_optional)
        if token.is_query:
            source.table, source.query = "", parse(token.items, scope.parent)
        if place < len(items) and items[place].says("AS"):
            place += 1
        if place < len(items) and items[place].is_name and not items[place].says(*_JOINS):
            source.alias = items[place].name
            place += 1
        if source.alias in scope.sources or not source.alias:
            raise NotUnderstood("two sources of one name")
        scope.sources[source.alias] = source
        if place < len(items) and items[place].says("ON"):
            end = next((n for n in range(place + 1, len(items)) if items[n].says(*_JOINS, ",")), len(items))
            source.on, place = items[place + 1 : end], end
        if place < len(items):
            place, is_optional = _read_join(items, place)
            if place == len(items):
                raise NotUnderstood("JOIN")


_JOINS = ("INNER", "LEFT", "CROSS", "JOIN", "RIGHT", "FULL", "NATURAL", "USING", "ON", "OUTER")


def _read_join(items: list[Token], place: int) -> tuple[int, bool]:
    """Past the words of a join; and whether it is one that may find nothing."""
    said = []
    while place < len(items) and items[place].says(*_JOINS, ","):
        said.append(items[place].value)
        place += 1
    match said:
        case [","] | ["JOIN"] | ["INNER", "JOIN"] | ["CROSS", "JOIN"]:
            return place, False
        case ["LEFT", "JOIN"] | ["LEFT", "OUTER", "JOIN"]:
            return place, True
    raise NotUnderstood(" ".join(said) or "FROM")


def _read_outputs(items: list[Token], scope: Scope) -> None:
    if items and items[0].says("DISTINCT"):
        scope.is_distinct, items = True, items[1:]
        if items and items[0].says("ON"):
            _use_all(items[1].items, scope)
            items = items[2:]
    for part in split(items, ","):
        if not part:
            raise NotUnderstood("an empty output")
        if part[-1].says("*") and len(part) in {1, 3}:
            _read_star(part, scope)
            continue
        name = ""
        if len(part) > 1 and part[-1].is_name and (part[-2].says("AS") or part[-1].kind is Kind.QUOTED):
            if part[-2].says("AS"):
                name, part = part[-1].name, part[:-2]
            elif not part[-2].says("."):
                name, part = part[-1].name, part[:-1]
        columns, functions = columns_in(part, scope)
        alone = _alone(part, scope)
        column = columns[0] if alone and len(columns) == 1 else None
        unknown = {one for one in functions if one not in _OF_ONE_ROW and not one.startswith("DJANGO_")}
        is_window = any(token.says("OVER") for token in part)
        scope.outputs.append(
            Output(
                name or (column.name if column else ""), column, columns, not unknown and not is_window, bool(unknown)
            )
        )


def _read_star(part: list[Token], scope: Scope) -> None:
    """All outputs of a query in FROM; which columns a table has, and in which order, is not known here."""
    sources = list(scope.sources.values())
    if len(part) == 3:
        sources = [source for source in sources if part[0].is_name and source.alias == part[0].name]
    if len(sources) != 1 or sources[0].query is None:
        raise NotUnderstood("*")
    for output in sources[0].query.scopes[0].outputs:
        column = Column(scope, sources[0], output.name)
        scope.outputs.append(Output(output.name, column, [column], is_of_one_row=True))


def _alone(part: list[Token], scope: Scope) -> bool:
    """Whether an expression is nothing but a column."""
    while len(part) == 1 and part[0].kind is Kind.GROUP and not part[0].is_query:
        part = part[0].items
    return (len(part) == 1 and part[0].is_name) or (len(part) == 3 and part[1].says("."))


def _read_grouping(items: list[Token] | None, scope: Scope) -> None:
    """What is selected of grouped rows has a say, but of sources that are grouped by their own key (`keyed`)."""
    if items is None:
        if any(output.is_aggregate for output in scope.outputs):
            _use_outputs(scope)
        return
    if not items or not items[0].says("BY"):
        raise NotUnderstood("GROUP")
    _use_places(items[1:], scope)
    _use_outputs(scope)


def _use_outputs(scope: Scope) -> None:
    for output in scope.outputs:
        output.is_of_one_row = False
        for column in output.columns:
            use(column)


def _use_places(items: list[Token], scope: Scope) -> None:
    """Columns of ORDER BY and GROUP BY, where a number or a name alone may stand for an output."""
    for part in split(items, ","):
        bare = [token for token in part if not token.says("ASC", "DESC", "NULLS", "FIRST", "LAST")]
        if len(bare) == 1 and bare[0].kind is Kind.NUMBER:
            place = int(bare[0].value) - 1 if bare[0].value.isdigit() else -1
            if not 0 <= place < len(scope.outputs):
                raise NotUnderstood("a place beyond the outputs")
            for column in scope.outputs[place].columns:
                use(column)
        else:
            _use_all(part, scope, outputs=True)


def _use_all(items: list[Token], scope: Scope, *, outputs: bool = False) -> None:
    columns, _functions = columns_in(items, scope, outputs=outputs)
    for column in columns:
        use(column)


def columns_in(items: list[Token], scope: Scope, *, outputs: bool = False) -> tuple[list[Column], set[str]]:
    """All columns of an expression, and the functions that it calls. Queries in it are read, and use what they give.

    Args:
        outputs: whether a bare name may be one of the scope's outputs.
    """
    columns: list[Column] = []
    functions: set[str] = set()
    place = 0
    while place < len(items):
        token, following = items[place], items[place + 1] if place + 1 < len(items) else None
        place += 1
        if token.kind is Kind.GROUP:
            if token.is_query:
                query = scope.nested[token] = parse(token.items, scope)
                query.use_all()
            else:
                more, called = columns_in(token.items, scope, outputs=outputs)
                columns += more
                functions |= called
        elif token.says("::"):
            place += 1
        elif token.is_name and following and following.says("."):
            columns.append(_column(token.name, items[place + 1 : place + 2], scope))
            place += 2
        elif _is_called(token, following):
            functions.add(token.value.upper())
        else:
            columns += _alone_in(token, scope, outputs=outputs)
    return columns, functions


def _is_called(token: Token, following: Token | None) -> bool:
    if token.kind is Kind.TEXT and token.value.lower() in {"now", "today"}:
        raise OfTheMoment
    if token.kind is Kind.WORD and token.value in _OF_THE_MOMENT:
        raise OfTheMoment
    if token.says("WITH", "SELECT", "UPDATE", "DELETE", "INSERT"):
        raise NotUnderstood(token.value)
    return bool(token.is_name and following and following.kind is Kind.GROUP and not token.says(*_LANGUAGE))


def _alone_in(token: Token, scope: Scope, *, outputs: bool) -> list[Column]:
    """What a token stands for that is neither a function nor a source's: a name alone, or nothing."""
    if token.kind is Kind.QUOTED or (token.kind is Kind.WORD and token.value not in _LANGUAGE | _TYPES):
        return _bare(token.name, scope, outputs=outputs)
    return []


def _column(alias: str, name: list[Token], scope: Scope) -> Column:
    found = scope.find(alias)
    if found is None or not name or not name[0].is_name:
        raise NotUnderstood(f"source {alias}")
    return Column(*found, name[0].name)


def _bare(name: str, scope: Scope, *, outputs: bool) -> list[Column]:
    """What a name without a source stands for: an output, or a column where there is one source only."""
    if outputs:
        found = [output for output in scope.outputs if output.name == name]
        if len(found) == 1:
            return found[0].columns
    if len(scope.sources) == 1:
        [source] = scope.sources.values()
        if source.query is None or source.query.place_of(name) is not None:
            return [Column(scope, source, name)]
    raise NotUnderstood(f"name {name}")
