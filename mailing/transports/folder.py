"""Mail written to a folder, one file a mail: what a site without a mail server has."""

import os
from pathlib import Path

from django.core.mail.backends.filebased import EmailBackend
from django.utils import timezone

from mailing.answers import Answer, Outcome
from mailing.transports import Mail


class FolderChannel:
    def __init__(self, backend: EmailBackend) -> None:
        self._folder = Path(backend.file_path)

    def send(self, mail: Mail) -> Answer:
        try:
            raw = mail.raw()
        except Exception as error:  # noqa: BLE001 - Of one mail; the others are none the worse for it.
            return Answer(Outcome.NEVER, f"The mail could not be made: {error}"[:300])
        name = f"{timezone.now():%Y%m%d-%H%M%S}-{mail.number}.eml"
        half = self._folder / f".{name}.part"
        try:
            half.write_bytes(raw)
            os.replace(half, self._folder / name)
        except OSError as error:
            return Answer(Outcome.UNREACHABLE, f"{self._folder}: {error.strerror}"[:300])
        return Answer(Outcome.TAKEN, name)

    def idle(self) -> None:
        """Nothing is kept open."""

    def close(self) -> None:
        """Nothing is kept open."""
