-- A letter that became moot before it was sent has not failed: a stage of its own. And what an
-- operator wants to know of each: how often it was tried, when, and when it will be again.
CREATE TABLE outbox_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'sent', 'failed', 'dropped')),
    reply TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_at TIMESTAMP,
    next_at TIMESTAMP
);
INSERT INTO outbox_new (id, recipient, kind, payload, stage, reply, created_at, finished_at)
    SELECT id, recipient, kind, payload,
           CASE WHEN reply = 'there was nothing left to say' THEN 'dropped' ELSE stage END,
           reply, created_at, finished_at
    FROM outbox;
-- No id is used twice: a letter is known by it to those who got it.
DELETE FROM sqlite_sequence WHERE name = 'outbox_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_new', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_stage ON outbox (stage, id);
CREATE INDEX outbox_kind ON outbox (kind, id);
CREATE INDEX outbox_stage_kind ON outbox (stage, kind, id);
CREATE INDEX outbox_recipient ON outbox (recipient);
CREATE INDEX outbox_finished ON outbox (finished_at);

-- Letters are taken apart from other work, the urgent first, however many wait.
DROP INDEX task_due;
CREATE INDEX task_due ON task (stage, kind, urgency DESC, run_at, id);
