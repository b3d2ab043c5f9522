DROP INDEX task_due;
CREATE INDEX task_due ON task (stage, run_at);

CREATE TABLE outbox_old (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'sent', 'failed')),
    reply TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
INSERT INTO outbox_old (id, recipient, kind, payload, stage, reply, created_at, finished_at)
    SELECT id, recipient, kind, payload,
           CASE WHEN stage = 'dropped' THEN 'failed' ELSE stage END,
           reply, created_at, finished_at
    FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'outbox_old';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_old', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_old RENAME TO outbox;
CREATE INDEX outbox_stage ON outbox (stage, created_at);
