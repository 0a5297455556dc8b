"""The three digit families of our editions, by their CLDR names."""

FAMILIES = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
_TO = {name: str.maketrans(FAMILIES["latn"], digits) for name, digits in FAMILIES.items()}
_TO_LATIN = str.maketrans(FAMILIES["arab"] + FAMILIES["arabext"], FAMILIES["latn"] * 2)

# Separators of CLDR's number patterns: (decimal, thousands).
SEPARATORS = {"latn": (".", ","), "arab": ("٫", "٬"), "arabext": ("٫", "٬")}


def to_digits(text: str, family: str) -> str:
    """European digits in `text` written in `family` ("latn", "arab" or "arabext")."""
    return text.translate(_TO[family])


def to_latin(text: str) -> str:
    """Digits of every family in `text` written as European ones."""
    return text.translate(_TO_LATIN)


def format_number(value: int, family: str) -> str:
    """A whole number with its family's thousands separators, from 10,000 on (years and small counts stay bare)."""
    plain = f"{value:,}" if abs(value) >= 10_000 else str(value)
    return to_digits(plain.replace(",", SEPARATORS[family][1]), family)


def format_decimal(value: float, family: str, *, places: int = 1) -> str:
    """`2.4`, `۲٫۴`: a number with at most `places` decimals, zeros at its end left out."""
    plain = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
    return to_digits(plain.replace(".", SEPARATORS[family][0]), family)
