"""PostgreSQL and Valkey from their Python wheels, when no server is configured."""
