"""What the database itself refuses, and the hash chain of the audit trail."""

from django.db import migrations

REFUSE_CHANGE = """
CREATE FUNCTION selaras_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

AUDIT_HASH = """
CREATE FUNCTION selaras_audit_hash(
    previous text, label text, subject text, sequence integer,
    action text, actor bigint, at timestamptz, data jsonb
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws(E'\\x1f',
        previous, label, subject, sequence::text, action, actor::text,
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), data::text
    ), 'UTF8')), 'hex')
$$;
"""

AUDIT_CHAIN = """
CREATE FUNCTION selaras_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.subject_label || ':' || NEW.subject_id, 0));
    SELECT sequence, hash INTO last FROM accounts_auditevent
        WHERE subject_label = NEW.subject_label AND subject_id = NEW.subject_id
        ORDER BY sequence DESC LIMIT 1;
    NEW.sequence := coalesce(last.sequence, 0) + 1;
    NEW.previous_hash := coalesce(last.hash, '');
    NEW.hash := selaras_audit_hash(NEW.previous_hash, NEW.subject_label, NEW.subject_id,
        NEW.sequence, NEW.action, NEW.actor_id, NEW.at, NEW.data);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_event_chain BEFORE INSERT ON accounts_auditevent
    FOR EACH ROW EXECUTE FUNCTION selaras_audit_chain();
"""


def append_only(table):
    """Return the SQL that makes a table append-only, for the owner by trigger, for the application by grant."""
    return f"""
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION selaras_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION selaras_refuse_change();
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'selaras_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM selaras_app;
    END IF;
END $$;
"""


def free_again(table):
    """Return the SQL that undoes `append_only`."""
    return f"""
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_no_truncate ON {table};
"""


class Migration(migrations.Migration):
    """Append-only audit, one chain per subject; a line of reporting belongs to its assignment's employee."""

    dependencies = (("accounts", "0002_tables"),)
    operations = (
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION selaras_refuse_change()"),
        migrations.RunSQL(
            AUDIT_HASH,
            "DROP FUNCTION selaras_audit_hash(text, text, text, integer, text, bigint, timestamptz, jsonb)",
        ),
        migrations.RunSQL(
            AUDIT_CHAIN,
            "DROP TRIGGER audit_event_chain ON accounts_auditevent; DROP FUNCTION selaras_audit_chain()",
        ),
        migrations.RunSQL(append_only("accounts_auditevent"), free_again("accounts_auditevent")),
        migrations.RunSQL(
            """
            ALTER TABLE accounts_reportingline ADD CONSTRAINT reporting_line_employee_of_assignment
                FOREIGN KEY (assignment_id, employee_id)
                REFERENCES accounts_assignment (id, employee_id);
            """,
            "ALTER TABLE accounts_reportingline DROP CONSTRAINT reporting_line_employee_of_assignment",
        ),
    )
