"""What a finding says, in the language of the desk."""

from django.utils.translation import gettext as _

from editions.lint.finding import Finding


def messages() -> dict[str, str]:
    """Why, by the key of a finding."""
    return {
        "direction-controls": _("Hidden direction controls: the words may read otherwise than they are stored."),
        "direction-marks-doubled": _("Several hidden direction marks where one is enough."),
        "direction-marks-stray": _("A hidden direction mark that does nothing here."),
        "hidden-characters": _("A hidden character that does not belong in a text."),
        "joiner-foreign": _("A half-space, which this language does not use."),
        "letters-fa": _("A letter of another language that looks like a Persian one; search and sorting miss it."),
        "letters-ar": _("A letter of another language that looks like an Arabic one; search and sorting miss it."),
        "half-space-instead": _("Another hidden character stands for the half-space."),
        "half-space-doubled": _("The half-space stands here more than once."),
        "half-space-stray": _("A half-space that joins nothing."),
        "half-space-mi": _("“mi” and “nemi” are joined to the verb by a half-space."),
        "half-space-ha": _("The plural’s “ha” is joined by a half-space."),
        "half-space-tar": _("“tar” and “tarin” are joined by a half-space."),
        "half-space-ending": _("The ending is joined by a half-space."),
        "tatweel": _("Letters drawn out by tatweel; search does not find the word."),
        "signs-latin": _("A Latin sign in Arabic script."),
        "signs-arabic": _("An Arabic sign in Latin script."),
        "thousands": _("Between Arabic digits the sign of thousands is ٬."),
        "space-before": _("A space before the sign."),
        "spaces": _("More than one space."),
        "quotes": _("Not this language’s quotation mark."),
        "digits-mixed": _("Digits of two families in one number."),
        "digits-family": _("Not the digits of this edition."),
        "foreign": _("Words in another script: say their language, so that they are read out and set rightly."),
        "diacritics": _("ë or ç is missing."),
        "diacritics-bare": _("This paragraph has no ë at all; ë is probably missing here."),
        "repeats": _("The same word twice."),
        "house": _("A rule of the house."),
    }


def message_of(finding: Finding) -> str:
    """Why: a house rule's own words, else those of its key."""
    return finding.note or messages()[finding.key]
