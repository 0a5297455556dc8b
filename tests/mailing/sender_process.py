"""A sender as a process of its own, with the tests' composers and pauses that tests can wait for.

DATABASE_URL=… EMAIL_URL=… DATA_DIR=… python tests/mailing/sender_process.py
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from mailing import answers, filling, sender, workers
    from tests.mailing import composer

    composer.register()
    answers.PAUSES = (timedelta(seconds=0.2),) * 50  # type: ignore[assignment]
    workers.LEASE, workers.HEARTBEAT = timedelta(seconds=5), 1.0
    filling.CHUNK, sender.CHORES = 700, 0.2
    call_command("send_letters", *sys.argv[1:])


if __name__ == "__main__":
    main()
