"""What gunicorn reads beside its command line: its own messages go through our JSON formatter.

Left to itself it would write the address of a request that went wrong, query string and all.
"""

from typing import Any

from cjg.basis.logs import logging_configuration
from cjg.config import get_config

logconfig_dict: dict[str, Any] = logging_configuration(get_config().log_level) | {
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "propagate": True, "handlers": []},
        "gunicorn.access": {"level": "CRITICAL", "propagate": False, "handlers": []},
    }
}
