CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    administrator BOOLEAN NOT NULL DEFAULT FALSE,
    time_zone TEXT NOT NULL,
    verified_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);

-- Only the SHA-256 of a token is kept: a copy of the database signs nobody in.
CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expires ON session (expires_at);

-- A link sent by mail: proves an address or allows a new password, once. Its token is a
-- signature over this row's id, so no table holds anything that opens an account.
CREATE TABLE account_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('verify', 'reset')),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX account_link_account ON account_link (account_id);
CREATE INDEX account_link_expires ON account_link (expires_at);

CREATE TABLE employer (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    agency BOOLEAN NOT NULL DEFAULT FALSE,
    website TEXT NOT NULL DEFAULT '',
    about TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL,
    state TEXT NOT NULL CHECK (length(state) = 2),
    zip TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('new', 'approved', 'suspended')),
    verified_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX employer_name ON employer (name_folded);

CREATE TABLE member (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    employer_id BIGINT NOT NULL REFERENCES employer (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'recruiter', 'viewer')),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (employer_id, account_id)
);
CREATE INDEX member_account ON member (account_id);

-- Money is in 1/100 cent, so that a chart can pay $0.375.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    employer_id BIGINT REFERENCES employer (id) ON DELETE CASCADE,
    employer_name TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('written', 'imported')),
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'held', 'live', 'closed', 'expired', 'taken_down')),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    role TEXT,
    employment_type TEXT,
    classification TEXT CHECK (classification IN ('w2', '1099')),
    openings INTEGER CHECK (openings > 0),
    requisition_id TEXT NOT NULL DEFAULT '',
    arrangement TEXT,
    states TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    state TEXT CHECK (length(state) = 2),
    zip TEXT NOT NULL DEFAULT '',
    apply_kind TEXT CHECK (apply_kind IN ('url', 'here')),
    apply_url TEXT NOT NULL DEFAULT '',
    deadline DATE,
    ongoing BOOLEAN NOT NULL DEFAULT FALSE,
    attested_at TIMESTAMP,
    first_published_at TIMESTAMP,
    published_at TIMESTAMP,
    expires_at TIMESTAMP,
    ended_at TIMESTAMP,
    end_reason TEXT NOT NULL DEFAULT '',
    opening INTEGER NOT NULL DEFAULT 0,
    draft_key TEXT UNIQUE,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    CHECK (origin = 'imported' OR employer_id IS NOT NULL),
    CHECK (stage <> 'live' OR (first_published_at IS NOT NULL AND expires_at IS NOT NULL))
);
CREATE INDEX posting_employer ON posting (employer_id, stage);
CREATE INDEX posting_expiry ON posting (stage, expires_at);
CREATE INDEX posting_deadline ON posting (stage, deadline);

CREATE TABLE posting_pay (
    posting_id BIGINT NOT NULL PRIMARY KEY REFERENCES posting (id) ON DELETE CASCADE,
    unit TEXT,
    lowest BIGINT CHECK (lowest > 0),
    highest BIGINT CHECK (highest >= lowest),
    hours_per_week INTEGER CHECK (hours_per_week BETWEEN 1 AND 80),
    units_per_hour BIGINT CHECK (units_per_hour > 0),
    hourly_lowest BIGINT,
    hourly_highest BIGINT CHECK (hourly_highest >= hourly_lowest),
    estimated BOOLEAN NOT NULL DEFAULT FALSE,
    benefits_text TEXT NOT NULL DEFAULT '',
    other_compensation TEXT NOT NULL DEFAULT '',
    CHECK ((unit IS NULL) = (lowest IS NULL) AND (lowest IS NULL) = (highest IS NULL))
);

-- `demand` is the all-of/any-of expression as JSON; it is read whole and never queried.
CREATE TABLE posting_requirements (
    posting_id BIGINT NOT NULL PRIMARY KEY REFERENCES posting (id) ON DELETE CASCADE,
    demand TEXT NOT NULL,
    months INTEGER CHECK (months BETWEEN 0 AND 600),
    apprentice_ok BOOLEAN NOT NULL DEFAULT FALSE,
    education TEXT
);

CREATE TABLE posting_term (
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('setting', 'specialty', 'code_set', 'software', 'benefit')),
    slug TEXT NOT NULL,
    PRIMARY KEY (posting_id, kind, slug)
);

-- Where an imported posting came from. The key makes a second import of it a no-op.
CREATE TABLE posting_source (
    posting_id BIGINT NOT NULL PRIMARY KEY REFERENCES posting (id) ON DELETE CASCADE,
    source_key TEXT NOT NULL UNIQUE,
    source_name TEXT NOT NULL,
    url TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL,
    imported_at TIMESTAMP NOT NULL
);

-- A fact a machine read out of text: shown as unconfirmed until a person agrees.
CREATE TABLE posting_fact (
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    fact TEXT NOT NULL,
    words TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (posting_id, fact)
);

-- Every published version, whole.
CREATE TABLE posting_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    published_at TIMESTAMP NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (posting_id, number)
);

-- The change log the index follows: commit order is id order.
CREATE TABLE posting_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    posting_id BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL
);

CREATE TABLE posting_review (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    decision TEXT NOT NULL CHECK (decision IN ('approved', 'returned', 'taken_down')),
    reason TEXT NOT NULL DEFAULT '',
    decided_at TIMESTAMP NOT NULL
);
CREATE INDEX posting_review_posting ON posting_review (posting_id);

CREATE TABLE posting_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    settled_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    outcome TEXT NOT NULL DEFAULT ''
);
CREATE INDEX posting_report_open ON posting_report (settled_at, created_at);

CREATE TABLE task (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'done', 'buried')),
    urgency INTEGER NOT NULL DEFAULT 0,
    run_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    leased_by TEXT,
    leased_until TIMESTAMP,
    last_error TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX task_due ON task (stage, run_at);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'sent', 'failed')),
    reply TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX outbox_stage ON outbox (stage, created_at);

-- One row a recurring duty: whoever moves `next_at` forward does the work.
CREATE TABLE schedule (
    name TEXT NOT NULL PRIMARY KEY,
    next_at TIMESTAMP NOT NULL
);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    actor TEXT NOT NULL,
    deed TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
);
CREATE INDEX audit_subject ON audit (subject, subject_id);
