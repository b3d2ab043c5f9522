DROP INDEX task_due;
CREATE INDEX task_due ON task (stage, run_at);

DROP INDEX outbox_finished;
DROP INDEX outbox_recipient;
DROP INDEX outbox_stage_kind;
DROP INDEX outbox_kind;
DROP INDEX outbox_stage;
CREATE INDEX outbox_stage ON outbox (stage, created_at);
UPDATE outbox SET stage = 'failed' WHERE stage = 'dropped';
ALTER TABLE outbox DROP COLUMN next_at;
ALTER TABLE outbox DROP COLUMN tried_at;
ALTER TABLE outbox DROP COLUMN attempts;
ALTER TABLE outbox DROP CONSTRAINT outbox_stage_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_stage_check
    CHECK (stage IN ('waiting', 'sent', 'failed'));
