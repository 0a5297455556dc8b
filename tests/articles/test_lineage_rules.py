"""The rules of lineage, as properties of plain records."""

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.lineage.accepting import MovedOnError, accept, cover, leave_as_is, leave_out, unlink
from articles.lineage.comparing import State
from articles.lineage.following import followed
from articles.lineage.records import Lineage, Marks
from tests.articles.lineage_texts import Block, Pair, fixed_blocks, paragraph, pieces, some_blocks

chances = st.randoms(use_true_random=False)


def harmless(block: Block, chance: Random) -> Block:
    """The same words, otherwise dressed."""
    change = chance.choice(["bold", "heading", "quotes", "space"])
    if change == "bold":
        return replace(block, text=f"<strong>{block.text}</strong>")
    if change == "heading":
        return replace(block, tag="h2")
    if change == "space":
        return replace(block, text=block.text.replace(" ", "&nbsp; ", 1))
    return block


def rewritten(block: Block, chance: Random) -> Block:
    words = re.sub(r"<[^>]*>", "", block.text).split()
    change = chance.choice(["word", "drop", "case", "link"] if len(words) > 4 else ["word", "link"])
    place = chance.randrange(1, len(words))
    if change == "word":
        words[place] = f"new{chance.randrange(10**6)}"
    elif change == "drop":
        del words[place]
    elif change == "case":
        words[place] = words[place].upper()
    else:
        words[place] = f'<a href="/x/{chance.randrange(10**6)}/">{words[place]}</a>'
    return replace(block, text=" ".join(words))


@given(chances, st.integers(3, 9))
def test_exactly_the_edited_blocks_turn_stale(chance, count):
    pair = Pair(some_blocks(chance, count))
    first, links = list(pair.source), {key: dict(value) for key, value in pair.lineage.links.items()}
    blocks = list(first)
    edited = set(chance.sample(range(count), chance.randint(0, count - 1)))
    blocks = [
        rewritten(block, chance) if place in edited else harmless(block, chance) for place, block in enumerate(blocks)
    ]
    deleted = {block.id for place, block in enumerate(first) if place not in edited and chance.random() < 0.2}
    blocks = [block for block in blocks if block.id not in deleted]
    chance.shuffle(blocks)
    added = Block("new0000000", paragraph(chance, 100))
    blocks.insert(chance.randint(0, len(blocks)), added)
    pair.publish(blocks)
    assert pair.in_state(State.CHANGED) == {first[place].id for place in edited}
    assert pair.in_state(State.REMOVED) == deleted
    assert pair.missing == {added.id}
    assert pair.lineage.links == links
    assert pair.comparison.lag == (len(edited), len(deleted), 1)
    # Taking it all back is fresh without a write, whatever was minor.
    pair.publish(first, is_minor=chance.random() < 0.5)
    assert pair.comparison.lag == (0, 0, 0)


@given(chances, st.integers(2, 7))
def test_a_minor_publication_marks_nothing_but_what_is_new(chance, count):
    pair = Pair(some_blocks(chance, count))
    first = list(pair.source)
    minor = [rewritten(block, chance) for block in first]
    pair.publish(minor, is_minor=True)
    assert pair.comparison.lag == (0, 0, 0)
    added = Block("new0000000", paragraph(chance, 100))
    pair.publish([*minor, added], is_minor=True)
    assert pair.comparison.lag == (0, 0, 1)
    # A minor change on top of one that counts does not hide it; going back to the minor wording is fresh.
    real = [replace(minor[0], text="Something else entirely"), *minor[1:]]
    pair.publish(real)
    pair.publish([replace(real[0], text="Something else, entirely"), *real[1:]], is_minor=True)
    assert pair.in_state(State.CHANGED) == {first[0].id}
    pair.publish(minor)
    assert pair.comparison.lag == (0, 0, 0)


@given(chances, st.integers(2, 6), st.booleans())
def test_accepting_clears_and_what_comes_after_counts_again(chance, count, is_minor):
    pair = Pair(some_blocks(chance, count))
    block = pair.source[0]
    pair.publish([rewritten(block, chance), *pair.source[1:]])
    accept(pair.lineage, pair.marks, block.id, pair.comparison.seen(block.id))
    assert pair.comparison.lag == (0, 0, 0)
    pair.publish([replace(pair.source[0], text="A third wording"), *pair.source[1:]], is_minor=is_minor)
    assert pair.comparison.lag == (0 if is_minor else 1, 0, 0)


@given(chances, st.integers(2, 6), st.booleans())
def test_a_block_cut_in_two_without_a_new_word_stays_fresh_and_together_again_too(chance, count, is_minor):
    pair = Pair(some_blocks(chance, count))
    place = chance.randrange(count)
    whole = pair.source[place]
    words = whole.text.split()
    cut = chance.randrange(1, len(words))
    halves = [replace(whole, text=" ".join(words[:cut])), Block("half000000", " ".join(words[cut:]))]
    if chance.random() < 0.5:
        halves = [Block("half000000", halves[0].text), replace(whole, text=halves[1].text)]
    parts = [*pair.source[:place], *halves, *pair.source[place + 1 :]]
    pair.publish(parts, is_minor=is_minor)
    assert pair.comparison.lag == (0, 0, 0)
    before = list(parts)
    # A new word in the part that was cut off counts for the block that says both.
    other = next(number for number, one in enumerate(parts) if one.id == "half000000")
    pair.publish([*parts[:other], replace(parts[other], text="quite new words"), *parts[other + 1 :]])
    assert pair.in_state(State.CHANGED) == {whole.id}
    assert pair.missing == set()
    pair.publish(before)
    assert pair.comparison.lag == (0, 0, 0)
    pair.publish([*pair.source[:place], whole, *pair.source[place + 2 :]])
    assert pair.comparison.lag == (0, 0, 0)


@given(chances, st.integers(3, 6))
def test_blocks_put_together_without_a_new_word_stay_fresh(chance, count):
    pair = Pair(some_blocks(chance, count))
    first = list(pair.source)
    place = chance.randrange(count - 1)
    one, other = first[place], first[place + 1]
    joined = replace(one if chance.random() < 0.5 else other, text=f"{one.text} {other.text}")
    pair.publish([*first[:place], joined, *first[place + 2 :]])
    assert pair.comparison.lag == (0, 0, 0)
    pair.publish([*first[:place], replace(joined, text=joined.text + " more"), *first[place + 2 :]])
    assert pair.in_state(State.CHANGED) == {one.id, other.id}
    gone = other.id if joined.id == one.id else one.id
    seen = pair.comparison.seen(gone)
    assert set(seen) == {joined.id}
    accept(pair.lineage, pair.marks, gone, seen)
    accept(pair.lineage, pair.marks, joined.id, pair.comparison.seen(joined.id))
    assert pair.comparison.lag == (0, 0, 0)
    pair.publish(first)
    assert pair.missing <= {gone}


@given(chances, st.integers(2, 6))
def test_links_follow_when_a_translation_is_cut_and_put_together(chance, count):
    pair = Pair(some_blocks(chance, count))
    target = [replace(block, text=paragraph(chance, 50 + place)) for place, block in enumerate(pair.source)]
    links = pair.lineage.links
    words = target[0].text.split()
    cut = len(words) // 2
    halves = [replace(target[0], text=" ".join(words[:cut])), Block("half000000", " ".join(words[cut:]))]
    after = followed(links, pieces(target), pieces([*halves, *target[1:]]), pair.marks)
    assert after["half000000"] == links[target[0].id] == after[target[0].id]
    joined = replace(target[0], text=f"{target[0].text} {target[1].text}")
    after = followed(links, pieces(target), pieces([joined, *target[2:]]), pair.marks)
    assert after[joined.id] == links[target[0].id] | links[target[1].id]
    # It is stale as soon as any of its sources is.
    pair.lineage.links = after
    pair.publish([pair.source[0], rewritten(pair.source[1], chance), *pair.source[2:]])
    assert pair.in_state(State.CHANGED) == {joined.id}


def test_editing_or_moving_a_block_of_the_translation_changes_no_link():
    pair = Pair(fixed_blocks(4))
    after = [replace(block, text="در ترجمه") for block in reversed(pair.target)]
    kept = followed(pair.lineage.links, pieces(pair.target), pieces(after), pair.marks)
    assert kept == pair.lineage.links


def test_a_block_copied_from_the_source_is_linked_to_the_wording_that_was_copied():
    pair = Pair(fixed_blocks(3))
    missing = pair.source[1]
    pair.lineage.links.pop(missing.id)
    target = [pair.target[0], pair.target[2]]
    assert pair.missing == {missing.id}
    older = followed(pair.lineage.links, pieces(target), pieces([target[0], missing, target[1]]), pair.marks)
    assert older[missing.id] == {missing.id: pair.marks.live[missing.id].mark}
    pair.publish([pair.source[0], replace(missing, text="It reads otherwise now"), pair.source[2]])
    late = followed(pair.lineage.links, pieces(target), pieces([target[0], missing, target[1]]), pair.marks)
    assert late == older
    pair.lineage.links = late
    assert pair.in_state(State.CHANGED) == {missing.id}


def test_accepting_what_has_moved_on_is_refused():
    pair = Pair(fixed_blocks(2))
    block = pair.source[0].id
    pair.publish([replace(pair.source[0], text="Second wording"), pair.source[1]])
    seen = pair.comparison.seen(block)
    pair.publish([replace(pair.source[0], text="Third wording"), pair.source[1]])
    before = pair.lineage.written()
    with pytest.raises(MovedOnError):
        accept(pair.lineage, pair.marks, block, seen)
    assert pair.lineage.written() == before


def test_accepting_that_a_source_is_gone_makes_the_block_one_that_is_only_here():
    pair = Pair(fixed_blocks(2))
    pair.publish(pair.source[1:])
    block = pair.target[0].id
    assert pair.in_state(State.REMOVED) == {block}
    accept(pair.lineage, pair.marks, block, {})
    assert pair.comparison.state(block) == State.ONLY_HERE
    assert pair.comparison.lag == (0, 0, 0)


def test_leaving_out_covering_and_unlinking():
    pair = Pair(fixed_blocks(2))
    added = Block("new0000000", "A third thing")
    pair.publish([*pair.source, added])
    leave_out(pair.lineage, added.id)
    assert (pair.comparison.missing, pair.comparison.left_out) == ([], [added.id])
    leave_out(pair.lineage, added.id, is_left_out=False)
    mark = pair.marks.live[added.id].mark
    with pytest.raises(MovedOnError):
        cover(pair.lineage, pair.marks, "b000000001", added.id, "another")
    cover(pair.lineage, pair.marks, "b000000001", added.id, mark)
    assert pair.comparison.missing == []
    unlink(pair.lineage, "b000000001")
    assert set(pair.comparison.missing) == {"b000000001", added.id}


def test_words_of_the_source_are_untranslated_unless_left_as_they_are():
    pair = Pair([Block("b000000000", "Mira Halvorsen"), Block("b000000001", "1984"), Block("b000000002", "Tide")])
    pair.target = [pair.source[0], pair.source[1], replace(pair.source[2], text="جزر")]
    assert pair.in_state(State.UNTRANSLATED) == {"b000000000"}
    leave_as_is(pair.lineage, "b000000000")
    assert pair.in_state(State.UNTRANSLATED) == set()
    assert pair.comparison.lag == (0, 0, 0)


def test_an_empty_paragraph_and_a_dividing_line_are_nobodys_to_translate():
    pair = Pair(fixed_blocks(1))
    pair.publish([*pair.source, Block("empty00000", ""), Block("rule000000", "", "p")])
    assert pair.missing == set()


@given(chances, st.integers(1, 12))
def test_records_are_read_as_they_were_written_and_stay_small(chance, count):
    pair = Pair(some_blocks(chance, count))
    for _round in range(12):
        pair.publish([rewritten(block, chance) for block in pair.source], is_minor=chance.random() < 0.3)
    pair.lineage.marks = pair.marks
    written = pair.lineage.written()
    assert Lineage.read(written).written() == written
    assert all(len(mark.earlier) <= 8 for mark in pair.marks.live.values())


def test_an_empty_record_is_an_empty_column():
    assert Lineage().written() == {}
    assert Lineage.read({}).marks == Marks()
