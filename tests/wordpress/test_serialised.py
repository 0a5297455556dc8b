"""Serialised values of PHP are read as data; whatever could be more than data is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordpress.serialised import LONGEST, NotSerialisedError, read_array, read_value


def serialise(value: object) -> str:
    """As PHP writes it."""
    match value:
        case None:
            return "N;"
        case bool():
            return f"b:{int(value)};"
        case int():
            return f"i:{value};"
        case float():
            return f"d:{value!r};"
        case str():
            return f's:{len(value.encode())}:"{value}";'
        case dict():
            return f"a:{len(value)}:{{{''.join(serialise(key) + serialise(one) for key, one in value.items())}}}"
    raise TypeError(value)


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(-1e30, 1e30) | st.text(max_size=20),
    lambda inner: st.dictionaries(st.integers(0, 99) | st.text(max_size=9), inner, max_size=5),
    max_leaves=30,
)


@given(plain)
def test_what_was_written_is_read_again(value):
    assert read_value(serialise(value)) == value


def test_lengths_are_counted_in_bytes():
    assert read_value('a:2:{s:2:"fa";s:8:"کتاب";s:2:"en";i:7;}') == {"fa": "کتاب", "en": 7}


def test_quotes_and_ends_within_a_string_belong_to_it():
    assert read_value('s:8:"a";b:1;}";') == 'a";b:1;}'


def test_a_length_that_an_address_changed_by_hand_made_wrong_is_set_right():
    assert read_value('a:1:{s:4:"file";s:30:"https://example.org/a.jpg";}') == {"file": "https://example.org/a.jpg"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain words",
        'O:8:"stdClass":1:{s:1:"a";i:1;}',
        'C:11:"ArrayObject":21:{x:i:0;a:0:{};m:a:0:{}}',
        'a:2:{i:0;s:1:"a";i:1;R:2;}',
        'a:1:{i:0;O:1:"X":0:{}}',
        'E:11:"Suit:Hearts";',
        "a:9999999:{",
        "a:1:{i:0;i:1;",
        "a:1:{a:0:{}i:1;}",
        "a:1:{b:1;i:1;}",
        's:999999999:"short',
        "i:99999999999999999999999;",
        "i:1;i:2;",
        "d:1e99999;",
        "b:2;",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(NotSerialisedError):
        read_value(text)
    assert read_array(text) == {}


def test_nesting_beyond_sense_is_refused_before_it_costs_anything():
    with pytest.raises(NotSerialisedError):
        read_value("a:1:{i:0;" * 50_000)


@pytest.mark.timeout(60)
def test_a_long_text_that_is_wrong_everywhere_is_refused():
    hostile = "a:60000:{" + 'i:1;s:9:"";' * 60_000
    with pytest.raises(NotSerialisedError):
        read_value(hostile)


def test_a_text_longer_than_any_description_is_not_looked_at():
    with pytest.raises(NotSerialisedError):
        read_value(serialise("a" * LONGEST))


@given(st.text(alphabet='abiOsNdR:;{}"0123456789', max_size=60))
def test_no_text_breaks_the_reader(text):
    assert isinstance(read_array(text), dict)
