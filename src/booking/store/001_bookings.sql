-- Instants are seconds since 1970 in UTC. The same text makes the tables of SQLite and PostgreSQL.

CREATE TABLE booking (
    id TEXT PRIMARY KEY,
    -- The calendars' name for it: random, and never another.
    uid TEXT NOT NULL UNIQUE,
    -- Counts its changes (RFC 5545, section 3.8.7.4).
    sequence BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
    hours TEXT NOT NULL,
    slot TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL CHECK (ends > starts),
    busy_from BIGINT NOT NULL CHECK (busy_from <= starts),
    busy_to BIGINT NOT NULL CHECK (busy_to >= ends),
    -- Their ids with a space before and behind each.
    hosts TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The hash of the token that its holder manages it with.
    token TEXT NOT NULL,
    created BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    -- JSON: who comes, what about, and what was agreed in civil time.
    details TEXT NOT NULL
);
CREATE INDEX booking_by_start ON booking (starts);
CREATE INDEX booking_by_email ON booking (email, starts);

-- A host's 5 minutes belong to one slot, as long as anybody has a seat in it.
CREATE TABLE cell (
    host TEXT NOT NULL,
    cell BIGINT NOT NULL,
    slot TEXT NOT NULL,
    PRIMARY KEY (host, cell),
    UNIQUE (host, cell, slot)
);

-- And one seat in it belongs to one booking. These two keys are what makes a second booking of the
-- same time impossible.
CREATE TABLE claim (
    host TEXT NOT NULL,
    cell BIGINT NOT NULL,
    seat BIGINT NOT NULL,
    slot TEXT NOT NULL,
    booking TEXT NOT NULL REFERENCES booking (id),
    PRIMARY KEY (host, cell, seat),
    FOREIGN KEY (host, cell, slot) REFERENCES cell (host, cell, slot)
);
CREATE INDEX claim_by_booking ON claim (booking);

-- What was answered to a request, for whoever sends it again.
CREATE TABLE attempt (
    key TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    booking TEXT NOT NULL REFERENCES booking (id),
    -- The manage token, sealed with the key, which is not stored.
    sealed TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Only ever added to.
CREATE TABLE audit (
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    booking TEXT NOT NULL,
    details TEXT NOT NULL
);
CREATE INDEX audit_by_booking ON audit (booking, at);
