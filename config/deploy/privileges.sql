-- What selaras_app may do, in this database, with everything that selaras_owner will make in it.
-- Run by the owner or a superuser, before the first migration. Safe to run again.
ALTER DEFAULT PRIVILEGES FOR ROLE selaras_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO selaras_app;
ALTER DEFAULT PRIVILEGES FOR ROLE selaras_owner GRANT USAGE, SELECT ON SEQUENCES TO selaras_app;
