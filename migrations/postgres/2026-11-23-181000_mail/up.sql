-- A letter that became moot before it was sent has not failed: a stage of its own. And what an
-- operator wants to know of each: how often it was tried, when, and when it will be again.
ALTER TABLE outbox DROP CONSTRAINT outbox_stage_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_stage_check
    CHECK (stage IN ('waiting', 'sent', 'failed', 'dropped'));
ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN tried_at TIMESTAMP;
ALTER TABLE outbox ADD COLUMN next_at TIMESTAMP;
UPDATE outbox SET stage = 'dropped' WHERE reply = 'there was nothing left to say';
DROP INDEX outbox_stage;
CREATE INDEX outbox_stage ON outbox (stage, id);
CREATE INDEX outbox_kind ON outbox (kind, id);
CREATE INDEX outbox_stage_kind ON outbox (stage, kind, id);
CREATE INDEX outbox_recipient ON outbox (recipient);
CREATE INDEX outbox_finished ON outbox (finished_at);

-- Letters are taken apart from other work, the urgent first, however many wait.
DROP INDEX task_due;
CREATE INDEX task_due ON task (stage, kind, urgency DESC, run_at, id);
