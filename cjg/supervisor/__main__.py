"""The supervisor: `python -m cjg.supervisor`."""

import sys

from cjg.config import ConfigurationError, get_config
from cjg.embedded import EmbeddedError
from cjg.supervisor.run import StartError, Supervisor


def main() -> int:
    """Run until a signal asks to stop; return the exit code."""
    try:
        return Supervisor(get_config()).run()
    except ConfigurationError as error:
        sys.stderr.write(f"De configuratie klopt niet.\n{error}\n")
    except (StartError, EmbeddedError) as error:
        sys.stderr.write(f"{error}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
