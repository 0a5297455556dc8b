"""Rules of the house: whole words, the writer's capitals, and no pattern that keeps the desk waiting."""

import re
import time

import pytest
from django.core.exceptions import ValidationError

from editions.lint.finding import Facts
from editions.lint.house import HouseWords, UnsafePatternError, check_pattern, house_findings
from editions.lint.lint import lint
from editions.lint.run import Run
from editions.models import HouseRule
from editions.queries import house_words

EN = Facts("en")


def told(text: str, **words: object) -> list[tuple[str, str | None]]:
    rule = HouseWords(**words)  # type: ignore[arg-type]
    return [(text[one.start : one.end], one.replacement) for one in lint(Run(text), EN, [rule])]


def test_words_are_found_whole_and_written_as_the_house_wants():
    assert told("A gray grayling", pattern="gray", replacement="grey") == [("gray", "grey")]
    assert told("Gray skies", pattern="gray", replacement="grey") == [("Gray", "Grey")]
    assert told("per cent, Per cent", pattern="per cent", replacement="percent") == [
        ("per cent", "percent"),
        ("Per cent", "Percent"),
    ]


def test_a_pattern_with_capitals_is_meant_so():
    assert told("the net, the Net", pattern="Net", replacement="network") == [("Net", "network")]


def test_a_rule_without_a_replacement_only_warns_with_its_reason():
    [finding] = lint(Run("utilise it"), EN, [HouseWords("utilise", message="Say use.")])
    assert (finding.replacement, finding.note) == (None, "Say use.")


def test_expressions_may_use_their_groups():
    assert told("5 km and 7km", pattern=r"(\d+) ?km", replacement=r"\1 kilometres", is_regex=True) == [
        ("5 km", "5 kilometres"),
        ("7km", "7 kilometres"),
    ]
    assert told("5 km", pattern=r"(\d+) km", replacement=r"\9", is_regex=True) == [("5 km", None)]


def test_persian_words_end_at_a_half_space():
    rule = HouseWords("وب", "تارنما")
    assert [one.replacement for one in house_findings(Run("وب و وب‌سایت"), [rule])] == ["تارنما"]


def test_addresses_and_code_are_left_alone():
    assert told("see gray.org", pattern="gray", replacement="grey") == []


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(\w+\s?)*x", r"(?:a|a)*b", r"\w*\w*\w*\w*x", r"(x+x+)+y", r"((ab)*)*c"]
)
def test_an_expression_that_can_run_for_ever_is_refused_soon(pattern: str):
    began = time.monotonic()
    with pytest.raises(UnsafePatternError):
        check_pattern(pattern)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "pattern", [r"(\d+) ?km", r"\bcolou?r\w*", r"\w+ising\b", r"https?://", r"(?:Mr|Mrs|Ms)\.", r"[یي]ک+"]
)
def test_ordinary_expressions_are_taken(pattern: str):
    check_pattern(pattern)


def test_a_rule_that_proves_slow_is_left_out_of_the_rest():
    slow: set[int] = set()
    rule = HouseWords(r"(?:a|a)*b", is_regex=True, number=7)
    list(house_findings(Run("a" * 24), [rule], slow))
    assert slow == {7}
    assert list(house_findings(Run("aab"), [rule], slow)) == []


def test_what_is_no_expression_is_passed_over():
    assert list(house_findings(Run("a("), [HouseWords("a(", is_regex=True)])) == []
    with pytest.raises(re.error):
        check_pattern("a(")


def test_saving_refuses_what_the_lint_could_not_use(editions):
    for pattern in ("a(", "x*", "(a+)+$"):
        with pytest.raises(ValidationError) as refused:
            HouseRule(pattern=pattern, is_regex=True).full_clean()
        assert list(refused.value.message_dict) == ["pattern"]
    with pytest.raises(ValidationError):
        HouseRule(pattern=r"(\d+) km", replacement=r"\2", is_regex=True).full_clean()
    HouseRule(pattern="(a+)+$").full_clean()


def test_an_edition_gets_its_own_rules_and_those_of_all_in_one_query(editions, django_assert_num_queries):
    HouseRule.objects.create(pattern="web site", replacement="website")
    HouseRule.objects.create(pattern="وب", edition_id="fa")
    HouseRule.objects.create(pattern="off", is_active=False)
    with django_assert_num_queries(1):
        assert {rule.pattern for rule in house_words("fa")} == {"web site", "وب"}
    assert [rule.pattern for rule in house_words("en")] == ["web site"]
