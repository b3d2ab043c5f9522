-- One person alerts are sent to: an address that answered, or will, or an account, which knows its
-- own address and zone. A row that went over into another keeps its id, for links in old letters.
CREATE TABLE subscriber (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    email TEXT UNIQUE,
    account_id BIGINT UNIQUE REFERENCES account (id) ON DELETE CASCADE,
    moved_to BIGINT REFERENCES subscriber (id) ON DELETE CASCADE,
    zone TEXT NOT NULL,
    last_instant_at TIMESTAMP,
    last_digest_at TIMESTAMP,
    last_weekly_at TIMESTAMP,
    confirmation_asked_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    CHECK (email IS NULL OR account_id IS NULL)
);
CREATE INDEX subscriber_moved ON subscriber (moved_to);

-- A search that writes. `criteria` is the one way to write it; `fit` is JSON: what a guest said of
-- themselves for its personal switches. An account's own profile is asked instead.
CREATE TABLE alert (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    subscriber_id BIGINT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
    criteria TEXT NOT NULL,
    fit TEXT,
    frequency TEXT NOT NULL CHECK (frequency IN ('instant', 'daily', 'weekly')),
    stage TEXT NOT NULL CHECK (stage IN ('unconfirmed', 'active', 'ended')),
    paused_from TIMESTAMP,
    paused_until TIMESTAMP,
    confirmed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 0,
    CHECK (stage <> 'active' OR confirmed_at IS NOT NULL),
    CHECK ((stage = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((paused_from IS NULL) = (paused_until IS NULL))
);
CREATE INDEX alert_subscriber ON alert (subscriber_id);
CREATE INDEX alert_stage ON alert (stage, created_at);

-- How far the change log has been taken into batches: one row.
CREATE TABLE alert_cursor (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    last_change BIGINT NOT NULL
);

-- Postings that are matched together, and the last alert they were shown to.
CREATE TABLE alert_batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    resume_after BIGINT NOT NULL DEFAULT 0,
    finished_at TIMESTAMP
);
CREATE INDEX alert_batch_finished ON alert_batch (finished_at);

-- Each opening of a posting is taken once, ever. No batch: it was there before there were alerts,
-- or its batch has been swept.
CREATE TABLE alert_batch_posting (
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    opening INTEGER NOT NULL,
    appeared_at TIMESTAMP NOT NULL,
    batch_id BIGINT REFERENCES alert_batch (id) ON DELETE SET NULL,
    UNIQUE (posting_id, opening)
);
CREATE INDEX alert_batch_posting_batch ON alert_batch_posting (batch_id);

-- A posting on its way to an alert: waiting until `due_at`, then part of the letter `outbox_id`.
CREATE TABLE alert_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    alert_id BIGINT NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
    subscriber_id BIGINT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    opening INTEGER NOT NULL,
    due_at TIMESTAMP NOT NULL,
    outbox_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (alert_id, posting_id, opening)
);
CREATE INDEX alert_delivery_due ON alert_delivery (outbox_id, due_at);
-- What was sent long ago is forgotten by it.
CREATE INDEX alert_delivery_due_at ON alert_delivery (due_at);
CREATE INDEX alert_delivery_subscriber ON alert_delivery (subscriber_id, outbox_id, due_at);
CREATE INDEX alert_delivery_posting ON alert_delivery (posting_id);

-- Addresses nothing is sent to that nobody asked for at this moment: their server knows no such
-- person, or the person complained.
CREATE TABLE suppression (
    email TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);

-- What is live already is not new.
INSERT INTO alert_cursor (id, last_change) SELECT 1, COALESCE(MAX(id), 0) FROM posting_change;
INSERT INTO alert_batch_posting (posting_id, opening, appeared_at)
    SELECT id, opening, first_published_at FROM posting WHERE first_published_at IS NOT NULL;
