"""Long texts in real words, and their being written on: for what must stay small and quick."""

import random
import re

from seeds.loading import texts


def paragraphs_of(code: str, words: int) -> list[str]:
    """About so many words of the demo's texts in a language, a paragraph each."""
    found: list[str] = []
    total = 0
    for path in sorted((texts.CONTENT / code / "stories").glob("*.html")):
        for text in re.findall(r"<p>([^<]{120,})</p>", texts.story(code, path.stem).body):
            found.append(text)
            total += len(text.split())
            if total >= words:
                return found
    raise ValueError(f"The demo has no {words} words in {code}.")


def body_of(paragraphs: list[str]) -> str:
    """A body whose paragraphs have ids, as the editor gives them."""
    return "".join(f'<p data-block="b{number:09}">{text}</p>' for number, text in enumerate(paragraphs))


def written_on(paragraphs: list[str], chance: random.Random) -> list[str]:
    """The text after somebody has worked on it: words changed in three paragraphs, now and then one moved or new."""
    changed = list(paragraphs)
    for _time in range(3):
        number = chance.randrange(len(changed))
        words = changed[number].split(" ")
        for _word in range(6):
            words[chance.randrange(len(words))] = chance.choice(chance.choice(paragraphs).split(" "))
        changed[number] = " ".join(words)
    if chance.random() < 0.2:
        changed.insert(chance.randrange(len(changed)), changed.pop(chance.randrange(len(changed))))
    return changed
