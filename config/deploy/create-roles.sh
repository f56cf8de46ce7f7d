#!/bin/sh
# At the first start of an empty database server: the two roles, and the database of the owner.
set -eu
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 <<'SQL'
\getenv owner_password SELARAS_OWNER_PASSWORD
\getenv app_password SELARAS_APP_PASSWORD
CREATE ROLE selaras_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE selaras_app LOGIN PASSWORD :'app_password';
CREATE DATABASE selaras OWNER selaras_owner;
REVOKE ALL ON DATABASE selaras FROM PUBLIC;
GRANT CONNECT ON DATABASE selaras TO selaras_app;
SQL
psql --username "$POSTGRES_USER" --dbname selaras --set ON_ERROR_STOP=1 --file "${PRIVILEGES_FILE:-/deploy/privileges.sql}"
