#!/usr/bin/env python
"""Nejat CMS's command line."""

import os
import sys


def main() -> None:
    """Run one command; a wrong setting ends it with one clear line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")
    from django.core.management import execute_from_command_line

    from nejat_cms.environment import WrongSetting

    try:
        execute_from_command_line(sys.argv)
    except WrongSetting as error:
        sys.exit(f"Wrong setting: {error}")


if __name__ == "__main__":
    main()
