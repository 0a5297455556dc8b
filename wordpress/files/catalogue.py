"""Which attachment an address in a text means: the file itself or any copy that was made of it."""

from wordpress.files.addresses import key_of, spellings, uploads_path, with_name
from wordpress.files.attachments import Attachment
from wordpress.files.names import Names


class Catalogue:
    """Every attachment's number by the addresses of its files. What names the file itself comes before what names a
    copy, and as it is spelt before regardless of case."""

    def __init__(self) -> None:
        self._exact, self._folded, self._copies = Names(), Names(), Names()

    def add(self, attachment: Attachment, *, number: int | None = None) -> None:
        """Note where an attachment's files are.

        Args:
            number: what `find` is to answer; None: the attachment's own number.
        """
        number = attachment.number if number is None else number
        for key in keys_of(attachment.address):
            self._exact.note(key, number)
            self._folded.note(key.casefold(), number)
        names = [attachment.original, *(size.name for size in attachment.sizes)]
        for address in (*(with_name(attachment.address, name) for name in names if name), *attachment.seen):
            for key in keys_of(address):
                self._copies.note(key.casefold(), number)
        # What its name says it was made of is another way to call it.
        for address in spellings(attachment.address):
            for key in keys_of(address):
                self._copies.note(key.casefold(), number)

    def find(self, address: str) -> int | None:
        """The number of the attachment that an address of a text means; None for none."""
        for spelt in spellings(address):
            for key in keys_of(spelt):
                for names, name in ((self._exact, key), (self._folded, key.casefold()), (self._copies, key.casefold())):
                    if (number := names.get(name)) is not None:
                        return number
        return None


def keys_of(address: str) -> list[str]:
    """An address as a key, and its path below the folder of uploads: sites move, their uploads keep their place."""
    if not address:
        return []
    path = uploads_path(address)
    return [key_of(address), f"uploads:{key_of(path)}"] if path else [key_of(address)]
