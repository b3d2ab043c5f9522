-- When somebody last cleared what they had looked at: views of before are not written down.
CREATE TABLE view_clearing (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    cleared_at TIMESTAMP NOT NULL
);

-- What was looked at long ago is forgotten by it.
CREATE INDEX viewed_posting_at ON viewed_posting (viewed_at);
