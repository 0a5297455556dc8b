"""Uploaded files: WordPress made a dozen sizes of each picture, which are one picture here."""

import re
from collections.abc import Iterator

from delivery.redirects.addresses import Address
from delivery.redirects.rules import Candidate

# What WordPress and its plugins put between a file's name and its ending.
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?:@2x)?$|@2x$")
_MADE = re.compile(r"-(?:scaled|rotated|e\d{8,})$")
_AGAIN = re.compile(r"(\.(?:jpe?g|png|gif))\.(?:webp|avif)$")


def is_upload(parts: tuple[str, ...]) -> bool:
    """Whether a path leads to a file that was uploaded: wp-content/uploads/, also of one site among several."""
    return len(parts) > 1 and "." in parts[-1] and not {"uploads", "files", "blogs.dir"}.isdisjoint(parts[:-1])


def originals_of(address: Address) -> Iterator[Candidate]:
    """The files that this may be a size of, nearest first."""
    *folder, name = address.parts
    name = _AGAIN.sub(r"\1", name)
    stem, dot, ending = name.rpartition(".")
    names = [stem]
    for pattern in (_SIZE, _MADE, _SIZE, _MADE):
        if (shorter := pattern.sub("", names[-1])) != names[-1] and shorter:
            names.append(shorter)
    # What is kept of a large picture may be its scaled self.
    names += [f"{one}-scaled" for one in names[-1:]]
    endings = [ending, *({"webp", "avif"} & {ending} and ("jpg", "jpeg", "png"))]
    folders = [folder]
    if "uploads" in folder and folder[0] != "wp-content" and "wp-content" in folder:
        # Photon and other networks put a host before the path, some plugins a language.
        folders.append(folder[folder.index("wp-content") :])
    for where in folders:
        for one in names:
            for end in endings:
                yield Candidate(address.at((*where, f"{one}{dot}{end}")))
