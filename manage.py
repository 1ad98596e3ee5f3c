#!/usr/bin/env python
"""Entry point of the management commands."""

import os
import sys

from cjg.config import ConfigurationError


def main() -> None:
    """Run one management command with the project's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjg.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ConfigurationError as error:
        sys.exit(f"De configuratie klopt niet.\n{error}")


if __name__ == "__main__":
    main()
