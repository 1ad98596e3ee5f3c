#!/bin/sh
# Runs once, when the data directory of PostgreSQL is made: the owner, who migrates, and the application, which owns
# nothing. The superuser's password is used for this alone.
set -eu

psql -v ON_ERROR_STOP=1 -v eigenaar="$EIGENAAR_WACHTWOORD" -v app="$APP_WACHTWOORD" \
    --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE cjg_eigenaar LOGIN PASSWORD :'eigenaar';
CREATE ROLE cjg_app LOGIN PASSWORD :'app';
CREATE DATABASE cjg OWNER cjg_eigenaar;
REVOKE ALL ON DATABASE cjg FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE cjg TO cjg_app;
SQL
