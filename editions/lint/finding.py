"""What a rule says, and what it has to know of the edition."""

from dataclasses import dataclass
from enum import StrEnum

from editions.lint.letters import ARABIC_SCRIPT, OTHER_SCRIPTS


class Severity(StrEnum):
    """How much a finding weighs: an error keeps a text from being published, advice is a matter of taste."""

    ERROR = "error"
    MISTAKE = "mistake"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text with which a rule does not agree.

    `start` and `end` count code points of the run's text. `key` names the message (editions/lint/words.py).
    `replacement` is what should stand there instead; None where only a person can tell, "" for nothing at all.
    `language` is what a run in another language is probably written in; `note` a house rule's own message.
    """

    rule: str
    start: int
    end: int
    key: str
    replacement: str | None = None
    severity: Severity = Severity.MISTAKE
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules ask of an edition: its language tag and its digits, "latn", "arab" or "arabext"."""

    language: str
    digits: str = "latn"

    @property
    def base(self) -> str:
        """The language without its region: `pt` of `pt-br`."""
        return self.language.partition("-")[0].lower()

    @property
    def is_arabic_script(self) -> bool:
        return self.base in ARABIC_SCRIPT

    @property
    def is_latin(self) -> bool:
        return not self.is_arabic_script and self.base not in OTHER_SCRIPTS
