"""The file that says which categories of an export are series, books or media, for `import_wordpress --mapping`."""

import json

from wordpress.exporting.shelves import Shelves

_HEAD = """\
# Where what goes, for `import_wordpress --mapping`: made by export_wordpress, whose files say the same by themselves.
# It is of use once WordPress has made an export of its own of what came from here."""


def mapping_of(shelves: Shelves) -> str:
    """The mapping as TOML."""
    lines = [
        f"{json.dumps(named.slug, ensure_ascii=False)} = {json.dumps(place, ensure_ascii=False)}"
        for (place, _code), named in shelves.places.items()
    ]
    return "\n".join([_HEAD, "", "[categories]", *lines]) + "\n"
