-- A closed account keeps its row, without a name or an address, for what refers to it.
ALTER TABLE account ADD COLUMN closed_at TIMESTAMP;

-- How often a member hears of new applications, and up to when they have heard.
ALTER TABLE member ADD COLUMN mail TEXT NOT NULL DEFAULT 'daily' CHECK (mail IN ('each', 'daily', 'none'));
ALTER TABLE member ADD COLUMN told_at TIMESTAMP;

-- What a posting asks applicants, as JSON; read whole and never queried.
ALTER TABLE posting_requirements ADD COLUMN questions TEXT NOT NULL DEFAULT '[]';

-- A new address waits here until a letter to it was answered.
CREATE TABLE email_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX email_change_account ON email_change (account_id);
CREATE INDEX email_change_expires ON email_change (expires_at);

CREATE TABLE member_invitation (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    employer_id BIGINT NOT NULL REFERENCES employer (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'recruiter', 'viewer')),
    invited_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'accepted', 'withdrawn')),
    CHECK ((settled_at IS NULL) = (outcome = ''))
);
CREATE INDEX member_invitation_employer ON member_invitation (employer_id);
CREATE INDEX member_invitation_expires ON member_invitation (expires_at);

-- A file somebody gave us. The bytes lie in the data folder under the key; the row names them.
CREATE TABLE stored_file (
    key TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL CHECK (bytes > 0),
    text TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX stored_file_created ON stored_file (created_at);

-- What a coder says of themselves. Erased when `keep_until` is past.
CREATE TABLE profile (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    zip TEXT NOT NULL,
    state TEXT CHECK (length(state) = 2),
    moves_to TEXT NOT NULL DEFAULT '',
    arrangements TEXT NOT NULL DEFAULT '',
    pay_floor BIGINT CHECK (pay_floor > 0),
    credentials_said BOOLEAN NOT NULL DEFAULT FALSE,
    contact TEXT NOT NULL CHECK (contact IN ('email', 'phone')),
    phone TEXT NOT NULL DEFAULT '',
    resume_key TEXT REFERENCES stored_file (key),
    consented_at TIMESTAMP NOT NULL,
    keep_until DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    CHECK (contact <> 'phone' OR phone <> '')
);
CREATE INDEX profile_keep_until ON profile (keep_until);
CREATE INDEX profile_resume ON profile (resume_key);

-- The number is sealed: only the running program can read it.
CREATE TABLE held_credential (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    credential TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('held', 'eligible')),
    issued DATE,
    expires DATE,
    number_sealed TEXT NOT NULL DEFAULT '',
    UNIQUE (account_id, credential),
    CHECK (issued IS NULL OR expires IS NULL OR issued <= expires)
);

-- Months of coding experience, as a band: `at_most` is empty for an open end.
CREATE TABLE experience (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('all', 'setting', 'specialty')),
    slug TEXT NOT NULL,
    at_least INTEGER NOT NULL CHECK (at_least BETWEEN 0 AND 720),
    at_most INTEGER CHECK (at_most >= at_least),
    PRIMARY KEY (account_id, kind, slug)
);

CREATE TABLE saved_posting (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, posting_id)
);
CREATE INDEX saved_posting_posting ON saved_posting (posting_id);

CREATE TABLE hidden_posting (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    hidden_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, posting_id)
);
CREATE INDEX hidden_posting_posting ON hidden_posting (posting_id);

CREATE TABLE hidden_employer (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    employer_id BIGINT NOT NULL REFERENCES employer (id) ON DELETE CASCADE,
    hidden_at TIMESTAMP NOT NULL,
    PRIMARY KEY (account_id, employer_id)
);
CREATE INDEX hidden_employer_employer ON hidden_employer (employer_id);

-- One person applying to one posting. `profile` and `verdict` are JSON: what the person said of
-- themselves and what the board answered, both as they stood; `answer` is the verdict in a word.
CREATE TABLE application (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    public_id TEXT NOT NULL UNIQUE,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL CHECK (contact IN ('email', 'phone')),
    note TEXT NOT NULL DEFAULT '',
    resume_key TEXT REFERENCES stored_file (key),
    answers TEXT NOT NULL DEFAULT '[]',
    profile TEXT NOT NULL DEFAULT '{}',
    verdict TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'elsewhere', 'missing', 'cannot_tell', 'meets')),
    stage TEXT NOT NULL CHECK (stage IN ('new', 'reviewed', 'interview', 'offer', 'hired', 'declined', 'withdrawn')),
    applied_at TIMESTAMP NOT NULL,
    moved_at TIMESTAMP NOT NULL,
    erase_at TIMESTAMP,
    erased_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 0,
    UNIQUE (posting_id, account_id)
);
CREATE INDEX application_stage ON application (posting_id, stage, applied_at);
CREATE INDEX application_account ON application (account_id);
CREATE INDEX application_resume ON application (resume_key);
CREATE INDEX application_erase ON application (erase_at);

-- Everything that happened to an application: who, when, what.
CREATE TABLE application_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    happened_at TIMESTAMP NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    side TEXT NOT NULL CHECK (side IN ('applicant', 'employer', 'board')),
    actor TEXT NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('applied', 'moved', 'withdrew', 'reopened', 'noted', 'erased')),
    stage TEXT CHECK (stage IN ('new', 'reviewed', 'interview', 'offer', 'hired', 'declined', 'withdrawn'))
);
CREATE INDEX application_event_application ON application_event (application_id);

-- What an employer's people write to each other; applicants never see it.
CREATE TABLE application_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX application_note_application ON application_note (application_id);

-- An application by somebody without an account, until its letter is answered: no employer
-- sees it. `profile` as in `application`.
CREATE TABLE guest_application (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    resume_key TEXT REFERENCES stored_file (key),
    answers TEXT NOT NULL DEFAULT '[]',
    profile TEXT NOT NULL DEFAULT '{}',
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX guest_application_expires ON guest_application (expires_at);
CREATE INDEX guest_application_resume ON guest_application (resume_key);
CREATE INDEX guest_application_posting ON guest_application (posting_id);

-- Somebody signed in went to apply on the employer's own site; later they say whether they did.
CREATE TABLE departure (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    left_at TIMESTAMP NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'applied', 'not_applied')),
    PRIMARY KEY (account_id, posting_id)
);
CREATE INDEX departure_posting ON departure (posting_id);

-- How many went there, by day; nobody is counted by name.
CREATE TABLE departure_count (
    posting_id BIGINT NOT NULL REFERENCES posting (id) ON DELETE CASCADE,
    day DATE NOT NULL,
    people BIGINT NOT NULL CHECK (people >= 0),
    PRIMARY KEY (posting_id, day)
);
