#!/usr/bin/env python
"""Nejat CMS's command line."""

import os
import sys


def main() -> None:
    """Run one command; a wrong setting ends it with one clear line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")
    from nejat_cms.environment import WrongSetting

    try:
        run(sys.argv)
    except WrongSetting as error:
        sys.exit(f"Wrong setting: {error}")


def run(argv: list[str]) -> None:
    if argv[1:2] == ["serve"]:
        # It starts others and watches them, as long as the site runs: it needs the settings, and none of the apps.
        from nejat_cms.management.commands.serve import Command

        Command().run_from_argv(argv)
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)


if __name__ == "__main__":
    main()
