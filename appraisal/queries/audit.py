"""Is the audit trail whole? Every chain is recomputed by the database itself."""

from dataclasses import dataclass

from django.db import connection

CHAIN = """
WITH chained AS (
    SELECT event.*,
        lag(hash) OVER chain AS hash_before,
        coalesce(lag(sequence) OVER chain, 0) + 1 AS expected
    FROM accounts_auditevent event
    {only}
    WINDOW chain AS (PARTITION BY subject_label, subject_id ORDER BY sequence)
)
SELECT subject_label, subject_id, sequence,
    CASE WHEN sequence <> expected THEN 'gap'
         WHEN previous_hash <> coalesce(hash_before, '') THEN 'link'
         ELSE 'content' END
FROM chained
WHERE sequence <> expected
    OR previous_hash <> coalesce(hash_before, '')
    OR hash <> selaras_audit_hash(previous_hash, subject_label, subject_id::text,
        sequence, action, actor_id, at, data)
ORDER BY subject_label, subject_id, sequence
"""
CHAINS = CHAIN.format(only="")
ONE_CHAIN = CHAIN.format(only="WHERE subject_label = %s AND subject_id = %s")

MOVES = """
SELECT '{label}', record.public_id, move.id, 'unlogged'
FROM {table}change move
JOIN {table} record ON record.id = move.{key}_id
WHERE NOT EXISTS (
    SELECT FROM accounts_auditevent event
    WHERE event.subject_label = '{label}' AND event.subject_id = record.public_id
        AND event.action = move.transition AND event.at = move.changed_at
        AND event.actor_id = move.actor_id
)
ORDER BY move.id
"""
LIVES = (
    MOVES.format(label="appraisal.WorkPlan", table="appraisal_workplan", key="work_plan"),
    MOVES.format(label="appraisal.Evaluation", table="appraisal_evaluation", key="evaluation"),
)


@dataclass(frozen=True, slots=True)
class Damage:
    """One place where the trail is not what it was: which subject, which row, what is wrong."""

    subject_label: str
    subject_id: str
    number: int
    kind: str  # gap, link, content or unlogged


def audit_damage():
    """Return every break of a chain, every gap, and every move that no event tells of."""
    found = []
    with connection.cursor() as cursor:
        for statement in (CHAINS, *LIVES):
            cursor.execute(statement)
            found += [Damage(*row) for row in cursor.fetchall()]
    return found


def audit_size():
    """Return how many events in how many chains there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT (subject_label, subject_id)) FROM accounts_auditevent"
        )
        return cursor.fetchone()


def chain_damage(subject_label, subject_id):
    """Return every break of the chain of one subject."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_CHAIN, [subject_label, subject_id])
        return [Damage(*row) for row in cursor.fetchall()]
