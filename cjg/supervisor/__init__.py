"""Start all that the application needs on this machine, restart what dies, stop in order: `make start`."""
