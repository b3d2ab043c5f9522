-- What of a posting's text tells it from others: two keys it is found again by, none where it says
-- too little. `twin_of` is the posting that stands for it where several are the same;
-- `posted_first` when the same employer posted the same for the first time, and how often since.
-- Written only under the lock of the change log.
CREATE TABLE posting_text (
    posting_id BIGINT NOT NULL PRIMARY KEY REFERENCES posting (id) ON DELETE CASCADE,
    first_key BIGINT,
    second_key BIGINT,
    twin_of BIGINT REFERENCES posting (id) ON DELETE SET NULL,
    posted_first TIMESTAMP,
    posted_times INTEGER NOT NULL DEFAULT 1 CHECK (posted_times > 0)
);
CREATE INDEX posting_text_first_key ON posting_text (first_key);
CREATE INDEX posting_text_second_key ON posting_text (second_key);
CREATE INDEX posting_text_twin_of ON posting_text (twin_of);

-- What somebody has looked at lately.
CREATE TABLE viewed_posting (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    viewed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, posting_id)
);
CREATE INDEX viewed_posting_posting ON viewed_posting (posting_id);

-- What is there already is read by the worker.
INSERT INTO task (kind, payload, stage, urgency, run_at, attempts, last_error, created_at)
    SELECT 'compare_texts', '{"task":"compare_texts","after":0}', 'waiting', -5, '2026-01-01 00:00:00', 0, '', '2026-01-01 00:00:00'
    WHERE EXISTS (SELECT 1 FROM posting);
